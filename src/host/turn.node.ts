/**
 * The next turn of Node's event loop. The twin for the browser is `turn.browser.ts`.
 *
 * It is asked of the module, not of the global: the kernel replaces the global timers by others, which know their cell.
 */
import { setImmediate } from "node:timers";

/** Calls back once timers and whatever else has arrived have been served. */
export function nextTurn(callback: () => void): void {
  setImmediate(callback);
}
