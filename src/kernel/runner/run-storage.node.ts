/**
 * Stores for each callback and promise the run that it belongs to, in Node. The twin for the browser is
 * `run-storage.browser.ts`.
 */
import { AsyncLocalStorage, executionAsyncResource } from "node:async_hooks";
import { types } from "node:util";

export const RunStorage = AsyncLocalStorage<number>;
export type RunStorage = AsyncLocalStorage<number>;

/** Whether callbacks and promises carry the run that has created them. */
export const CARRIES_RUNS = true;

/** Whether the code that executes now continues a promise. */
export function executesForPromise(): boolean {
  return types.isPromise(executionAsyncResource());
}

/** The kinds of the resources that keep the event loop alive. */
export const activeResources: () => string[] = process.getActiveResourcesInfo.bind(process);
