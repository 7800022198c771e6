/** Collects the garbage of another process of Node, so that its memory is what it keeps. */
import { setTimeout as sleep } from "node:timers/promises";
import { BidiConnection } from "../test/browser/bidi.js";

/** Where Node's inspector listens by default. */
const INSPECTOR = "http://127.0.0.1:9229/json/list";
/** How often and how long it is asked until it listens. */
const TRIES = 100;
const PAUSE_MILLISECONDS = 50;
/** A collection lets others follow: what finalizers release is free after the next one. */
const COLLECTIONS = 3;

/** Opens the inspector of a process by its signal, has it collect, and closes the inspector. Not on Windows. */
export async function collectGarbage(id: number): Promise<void> {
  process.kill(id, "SIGUSR1");
  const connection = await BidiConnection.open(await inspectorAddress(), () => undefined);
  const evaluate = (expression: string) => connection.ask("Runtime.evaluate", { expression });
  const { result } = await evaluate("process.pid");
  const { value } = result as { readonly value?: unknown };
  if (value !== id)
    throw new Error(`process ${String(value)} has the inspector's port 9229, not ${id}: end it`);
  for (let i = 0; i < COLLECTIONS; i++) await connection.ask("HeapProfiler.collectGarbage", {});
  // The next process listens at the same port. With the inspector ends the connection, before it could answer.
  await evaluate("process._debugEnd()").catch(() => undefined);
}

async function inspectorAddress(): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      const [target] = (await (await fetch(INSPECTOR)).json()) as { readonly webSocketDebuggerUrl: string }[];
      return target.webSocketDebuggerUrl;
    } catch (error) {
      if (tries === TRIES)
        throw new Error("the inspector of a process does not listen at port 9229", { cause: error });
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
