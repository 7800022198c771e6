/**
 * The next turn of a browser's event loop, which serves timers between two messages. The twin for Node is
 * `turn.node.ts`.
 */

/** One channel for all turns: to create one takes several times as long as to use it. */
let outbox: MessagePort | undefined;
const waiting: (() => void)[] = [];

/** Calls back after one turn of the event loop. */
export function nextTurn(callback: () => void): void {
  if (outbox === undefined) {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
    outbox = channel.port2;
  }
  waiting.push(callback);
  outbox.postMessage(undefined);
}
