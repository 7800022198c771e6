/**
 * Turns of the event loop: what computes for long gives the rest of the program, its output and the stop button their turn.
 *
 * There is one clock for all who compute: a hundred short trainings in a row take as long as a long one.
 */
import { nextTurn } from "#turn";

let turned = performance.now();

/** Milliseconds since a computation last let the event loop turn. */
export function sinceTurn(): number {
  return performance.now() - turned;
}

/** Lets the event loop turn once: timers, sockets and ports are all served, so output streams and a stop is seen. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) =>
    nextTurn(() => {
      turned = performance.now();
      resolve();
    }),
  );
}
