/**
 * Threads in Node: the fast engine computes parts of a batch in several threads. The twin for the browser is
 * `threads.browser.ts`.
 */
import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, receiveMessageOnPort, Worker, workerData } from "node:worker_threads";

/** The number of threads that may compute: `NEURONES_THREADS`, or else the number of processors. */
export function allowedThreads(): number {
  const wanted = Number(process.env["NEURONES_THREADS"]);
  return Number.isInteger(wanted) && wanted >= 1 ? wanted : availableParallelism();
}

/** A started thread, as the thread that started it sees it. */
export interface Thread {
  /** Sends a message, which the thread reads by `takeMessage`. */
  send(message: unknown): void;
}

/**
 * Starts a thread that executes a module. It ends with this thread, and does not prevent its end. Undefined
 * if no thread can be started.
 * @param data the module's `workerData`
 * @param onEnd called when the thread has ended by itself, or could not start
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

/** In the started thread: the data that it was started with. */
export function givenData(): unknown {
  return workerData;
}

/** In the started thread: the next message that has arrived; undefined if there is none. */
export function takeMessage(): unknown {
  return parentPort === null ? undefined : receiveMessageOnPort(parentPort)?.message;
}

/** Runs the garbage collector, which does not know how much shared memory the unused objects hold. */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
