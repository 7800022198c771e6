/** Starts the compiler thread in Node. The twin for the browser is `start-thread.browser.ts`. */
import { Worker } from "node:worker_threads";
import { say } from "../../language/language.js";
import type { CompilerThread, CompilerThreadData, FromThread, ThreadListener } from "./messages.js";

/** Deeply nested code needs a large stack. */
const STACK_MEGABYTES = 32;

/** Starts a thread whose heap may grow to this size. */
export function startCompilerThread(
  data: CompilerThreadData,
  heapMegabytes: number,
  listener: ThreadListener,
): CompilerThread {
  const worker = new Worker(new URL("./thread.js", import.meta.url), {
    workerData: data,
    resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxOldGenerationSizeMb: heapMegabytes },
  });
  worker.unref();
  worker.on("message", (message: FromThread) => listener.message(message));
  worker.on("error", (error) => listener.ended(String(error)));
  worker.on("exit", (code) =>
    listener.ended(say({ fr: `il s'est arrêté (${code})`, en: `it ended (${code})` })),
  );
  return {
    send: (message) => worker.postMessage(message),
    end: async () => void (await worker.terminate()),
  };
}
