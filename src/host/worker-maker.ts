/**
 * Makes the workers that a browser's worker needs beside it.
 *
 * A worker can make workers of its own, but Firefox may then block it for ever: the maker waits until the new worker is
 * registered, and the notification of that can reach the new worker's thread instead (`SetIsDebuggerRegistered` in
 * Firefox' `WorkerPrivate.h` wakes one of the two threads that wait). A page does not wait so. Therefore a page that can
 * make the workers says how to ask it, by `provideWorkerMaker`.
 */

/** A worker, as the one that asked for it sees it. */
export interface MadeWorker {
  /** Sends a message, which the worker hears as the event `message`. */
  send(message: unknown): void;
}

/**
 * Makes a worker, which ends with the running one.
 * @param onEnd called when the worker has failed, or could not start
 */
export type MakeWorker = (address: string, type: WorkerType, onEnd: () => void) => MadeWorker;

let provided: MakeWorker | undefined;

/** Says how workers are made from now on. */
export function provideWorkerMaker(make: MakeWorker): void {
  provided = make;
}

/** Makes a worker as the page does it, if it has said how. */
export const makeWorker: MakeWorker = (address, type, onEnd) =>
  (provided ?? makeNestedWorker)(address, type, onEnd);

const makeNestedWorker: MakeWorker = (address, type, onEnd) => {
  const worker = new Worker(address, { type });
  worker.onerror = onEnd;
  return { send: (message) => worker.postMessage(message) };
};
