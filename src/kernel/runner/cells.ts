/**
 * What the runner takes of the realm in which cells run, as it was before the first of them: what is made of it belongs to
 * the cells (`error instanceof Error` holds there), and does not change where a cell replaces it.
 */

/** The symbol under which a realm of the kernel's own finds the global object of the cells. */
export const CELLS = Symbol.for("neurones.cells");

/** The global object of the cells' realm; where there is no other, this one. */
export const cellsGlobal = ((globalThis as { [CELLS]?: typeof globalThis })[CELLS] ?? globalThis) as typeof globalThis & Record<string | symbol, unknown>;

const { Error, TypeError, Object, Promise, Function } = cellsGlobal;

export const cells = { Error, TypeError, Object, Promise, Function };

/**
 * Waits for a value of the cells: calls one of the two functions, later. Made in their realm, where `await` of a promise
 * of theirs asks nothing that a cell can have replaced.
 */
const whenSettled = new Function(
  "return async function (value, resolve, reject) { try { resolve(await value); } catch (error) { reject(error); } }",
)() as (value: unknown, resolve: (value: unknown) => void, reject: (error: unknown) => void) => void;

/** The value that a promise of the cells comes to, as a promise of this realm. */
export function settled(value: unknown): globalThis.Promise<unknown> {
  return new globalThis.Promise((resolve, reject) => {
    // Wrapped, so that a value with a method `then` is not asked again.
    whenSettled(value, (result) => resolve({ result }), reject);
  }).then((wrapped) => (wrapped as { result: unknown }).result);
}

/** A function that the cells see, as one of theirs. */
export function asTheirs<F extends object>(made: F): F {
  return globalThis.Object.setPrototypeOf(made, Function.prototype as object) as F;
}
