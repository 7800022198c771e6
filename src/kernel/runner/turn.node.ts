/**
 * Turns of the event loop in the runner. Node's own `setImmediate` is not used: it fails if a cell has
 * replaced `Array.prototype.pop`. The twin for the browser is `turn.browser.ts`.
 */
import { MessageChannel } from "node:worker_threads";

const { port1: inbox, port2: outbox } = new MessageChannel();
const waiting: (() => void)[] = [];
inbox.on("message", () => waiting.shift()?.());
// An open port would keep a thread alive.
inbox.unref();

/** Resolves after one turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    outbox.postMessage(undefined);
  });
}
