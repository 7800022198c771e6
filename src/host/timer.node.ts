/**
 * A timer of the engine's own, in Node. The twin for the browser is `timer.browser.ts`.
 *
 * It is imported, because the kernel replaces the global timers by others that belong to a cell; and it does not
 * keep the program alive.
 */
import { clearTimeout, setTimeout } from "node:timers";

/** Calls back after some milliseconds; the returned function cancels the call. */
export function after(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds).unref();
  return () => clearTimeout(timer);
}
