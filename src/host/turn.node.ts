/**
 * The next turn of Node's event loop. The twin for the browser is `turn.browser.ts`.
 *
 * `setImmediate` is imported, because the kernel replaces the global timers by others that belong to a cell.
 */
import { setImmediate } from "node:timers";

/** Calls back after one turn of the event loop, in which timers and other events are served. */
export function nextTurn(callback: () => void): void {
  setImmediate(callback);
}
