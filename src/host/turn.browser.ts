/**
 * The next turn of a browser's event loop, which serves timers between two messages. The twin for Node is
 * `turn.node.ts`.
 *
 * A turn is a message to oneself. Where a browser loses one, what waits for it would wait for ever, and so would a stop,
 * which ends a cell after a turn. So a timer looks from time to time whether turns go on while some are waited for; where
 * none has come, the messages are sent again by another channel.
 */

/** Milliseconds without a turn after which the messages are sent again. */
const PATIENCE = 1000;

// Taken now: a kernel may later put those of a cell in their place.
const { clearInterval, setInterval } = globalThis;

/** One channel for all turns: to create one takes several times as long as to use it. */
let channel: MessageChannel | undefined;
const waiting: (() => void)[] = [];
let turns = 0;
let watch: ReturnType<typeof setInterval> | undefined;

/** Calls back after one turn of the event loop. */
export function nextTurn(callback: () => void): void {
  channel ??= open();
  watch ??= watchTurns();
  waiting.push(callback);
  channel.port2.postMessage(undefined);
}

function open(): MessageChannel {
  const opened = new MessageChannel();
  opened.port1.onmessage = opened.port1.onmessageerror = () => {
    // Each message of a channel that was given up has been sent again.
    if (opened !== channel) return;
    turns++;
    waiting.shift()?.();
  };
  return opened;
}

/** Looks whether turns go on, until none is waited for. */
function watchTurns(): ReturnType<typeof setInterval> {
  let before = -1;
  return setInterval(() => {
    if (waiting.length === 0) {
      clearInterval(watch);
      watch = undefined;
      return;
    }
    if (turns === before) {
      channel?.port1.close();
      const renewed = (channel = open());
      waiting.forEach(() => renewed.port2.postMessage(undefined));
    }
    before = turns;
  }, PATIENCE);
}
