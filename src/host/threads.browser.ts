/**
 * Threads in a browser: workers that share memory with the worker of the engine. Only an isolated page may
 * share memory, and only a worker may wait for others; elsewhere there is one thread. The twin for Node is
 * `threads.node.ts`.
 */
import { makeWorker, type MadeWorker } from "./worker-maker.js";

/** The number of threads that may compute: the number of processors. */
export function allowedThreads(): number {
  const isWorker = typeof document === "undefined";
  return isWorker && globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
}

/** A started thread, as the thread that started it sees it: what is sent, the thread reads by `receive`. */
export type Thread = MadeWorker;

/**
 * Starts a thread that executes a module; it ends with this thread. Undefined if no thread can be started.
 * @param data the first message
 * @param onEnd called when the thread has failed, or could not start
 */
export function startThread(module: URL, data: unknown, onEnd: () => void): Thread | undefined {
  try {
    const worker = makeWorker(module.href, "module", onEnd);
    worker.send(data);
    return worker;
  } catch {
    return undefined;
  }
}

/** In a started thread: the messages that have arrived and were not read, and those who wait for one. */
const inbox: unknown[] = [];
let waiting: (() => void) | undefined;

if (typeof document === "undefined")
  addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    inbox.push(data);
    waiting?.();
  });

/** In a started thread: the next message; the first is the data that it was started with. */
export async function receive(): Promise<unknown> {
  while (inbox.length === 0) await new Promise<void>((resolve) => (waiting = resolve));
  return inbox.shift();
}

/**
 * In a started thread: sleeps until a word of shared memory is no longer this number, or another thread
 * notifies it. Meanwhile messages arrive.
 */
export async function sleep(
  words: Int32Array<SharedArrayBuffer>,
  place: number,
  number: number,
): Promise<void> {
  await (Atomics as unknown as WaitsAsync).waitAsync(words, place, number).value;
}

/** A function of ES2024, which the declarations in use do not have. */
interface WaitsAsync {
  waitAsync(words: Int32Array, place: number, number: number): { readonly value: Promise<string> | string };
}

/** A browser offers no way to run it. */
export function collectGarbage(): void {}
