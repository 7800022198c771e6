/** A second thread in Node, for what is computed in halves. The twin for the browser is `threads.browser.ts`. */
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, receiveMessageOnPort, Worker, workerData } from "node:worker_threads";

/** How many threads may compute: as many as there are processors, or as `NEURONES_THREADS` says. */
export function allowedThreads(): number {
  const wanted = Number(process.env["NEURONES_THREADS"]);
  return Number.isInteger(wanted) && wanted >= 1 ? wanted : availableParallelism();
}

/** What the thread that starts another keeps of it. */
export interface Thread {
  /** Puts a message into its box, for it to take when it looks. */
  send(message: unknown): void;
}

/**
 * Starts a thread on a module; it ends with this one, and does not keep it alive. Undefined where none can be started.
 * @param data    what the module finds as `workerData`
 * @param onEnd   called when it has ended by itself, or could not begin
 */
export function startThread(module: URL, data: unknown, onEnd: () => void): Thread | undefined {
  try {
    const worker = new Worker(module, { workerData: data, stdout: false, stderr: false, execArgv: [] });
    worker.unref();
    worker.once("error", onEnd);
    worker.once("exit", onEnd);
    return { send: (message) => worker.postMessage(message) };
  } catch {
    return undefined;
  }
}

/** In the thread that was started: the data it was given. */
export function givenData(): unknown {
  return workerData;
}

/** In the thread that was started: the next message in its box, taken out; undefined where there is none. */
export function takeMessage(): unknown {
  return parentPort === null ? undefined : receiveMessageOnPort(parentPort)?.message;
}

/** Has the garbage collector run: it does not see how much shared memory objects hold on to. */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
