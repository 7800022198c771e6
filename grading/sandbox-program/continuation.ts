/** What a snapshot has prepared and the program that starts from it continues with: a global, as they share no module. */

const CONTINUATION = Symbol.for("neurones.sandbox.continuation");

type Continuation = () => Promise<void>;

const heap = globalThis as { [CONTINUATION]?: Continuation };

/** Leaves a function for the program that starts from this heap. */
export function continueWith(act: Continuation): void {
  heap[CONTINUATION] = act;
}

/** The function that the snapshot has left; undefined where the program has started without a snapshot. */
export function continuation(): Continuation | undefined {
  return heap[CONTINUATION];
}
