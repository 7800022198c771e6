/**
 * What the runner takes of the realm in which cells run, as it was before the first of them: what is made of it belongs to
 * the cells (`error instanceof Error` holds there), and does not change where a cell replaces it.
 */
import { types } from "node:util";
import { CELLS } from "./realm-symbol.js";

type Global = typeof globalThis & Record<string | symbol, unknown>;

/** The global object of the cells' realm; where there is no other, this one. */
export const cellsGlobal = ((globalThis as { [CELLS]?: unknown })[CELLS] ?? globalThis) as Global;

const theirs = cellsGlobal;

/** The constructors by which the runner makes objects that cells see. */
export const cells = {
  Error: theirs.Error,
  Object: theirs.Object,
  Promise: theirs.Promise,
  ReferenceError: theirs.ReferenceError,
  TypeError: theirs.TypeError,
} as const;

type Settle = (
  value: unknown,
  resolve: (value: { readonly result: unknown }) => void,
  reject: (error: unknown) => void,
) => void;

/** Made in the cells' realm: there `await` of one of their promises uses nothing that a cell can have replaced. */
const settle = new theirs.Function(
  // Named, so that stack traces leave it out.
  "return async function (value, resolve, reject) { try { resolve({ result: await value }); } catch (error) { reject(error); } };\n//# sourceURL=internal/neurones",
)() as Settle;

/** The value that a promise of the cells comes to, as a promise of this realm. */
export async function settled(value: unknown): Promise<unknown> {
  // Wrapped, so that a result with a method `then` is not asked again.
  const { result } = await new Promise<{ readonly result: unknown }>((resolve, reject) =>
    settle(value, resolve, reject),
  );
  return result;
}

const functionPrototype = theirs.Function.prototype as object;

/** A function that the cells see, as one of theirs. */
export function asTheirs<F extends object>(made: F): F {
  return Object.setPrototypeOf(made, functionPrototype) as F;
}

/** A list of the cells' realm, or of Node's, as one of this realm: its methods are what they should be. */
export function copyOf<T>(list: ArrayLike<T>): T[] {
  const copy: T[] = [];
  for (let index = 0; index < list.length; index++) copy.push(list[index]);
  return copy;
}

/** Whether something is an error, of whichever realm. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error || value instanceof cells.Error;
}
