/** Turns of the event loop in the runner, in a browser. The twin for Node is `turn.node.ts`. */
import { nextTurn } from "#turn";

/** Resolves after one turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise(nextTurn);
}
