/**
 * Turns of the event loop: a long computation must yield to the event loop now and then, so that output is
 * sent and the stop button works.
 *
 * All computations share one clock: a hundred short trainings in a row must yield as often as a single long
 * one.
 */
import { nextTurn } from "#turn";

let turned = performance.now();

/** Milliseconds since a computation last yielded to the event loop. */
export function sinceTurn(): number {
  return performance.now() - turned;
}

/** Yields for one turn of the event loop, in which timers, sockets and message ports are served. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) =>
    nextTurn(() => {
      turned = performance.now();
      resolve();
    }),
  );
}
