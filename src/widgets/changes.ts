/** The changes of a control as an async iterator: `for await (const value of slider) …`. */
import type { Unsubscribe } from "./listeners.js";

/** Where changes come from. */
export interface ChangeSource<V> {
  readonly onChange: (listener: (value: V) => void) => Unsubscribe;
  readonly onClose: (listener: () => void) => Unsubscribe;
}

/**
 * Iterates over the changes from now on, until the control is closed. While the loop's body works, only the
 * newest value waits, or every one if `keepsAll` is true.
 */
export function changesOf<V>(source: ChangeSource<V>, keepsAll: boolean): AsyncIterableIterator<V> {
  let waiting: V[] = [];
  let isOver = false;
  let wake: () => void = () => undefined;
  const ends = [
    source.onChange((value) => {
      waiting = keepsAll ? [...waiting, value] : [value];
      wake();
    }),
    source.onClose(() => end()),
  ];
  const end = (): void => {
    isOver = true;
    for (const unsubscribe of ends) unsubscribe();
    wake();
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (waiting.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      const [value] = waiting;
      const isLast = waiting.length === 0;
      waiting = waiting.slice(1);
      return isLast ? { done: true, value: undefined } : { done: false, value };
    },
    return() {
      end();
      waiting = [];
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}
