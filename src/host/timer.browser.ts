/** A timer of the engine's own, in a browser. The twin for Node is `timer.node.ts`. */

/** The timers as they are when the engine is loaded: a kernel may later put those of a cell in their place. */
const { setTimeout, clearTimeout } = globalThis;

/** Calls back after some milliseconds; the returned function cancels the call. */
export function after(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
