/**
 * The built-in objects of the realm in which cells run, read before the first cell. Objects that the runner
 * makes with them belong to the cells (there, `error instanceof Error` holds). A cell that replaces a
 * built-in object does not affect them.
 */
import { isNativeError } from "#kernel/runner/values";
import { CELLS } from "./realm-symbol.js";

type Global = typeof globalThis & Record<string | symbol, unknown>;

/** The global object of the cells' realm; this realm's own if there is no other. */
export const cellsGlobal = ((globalThis as { [CELLS]?: unknown })[CELLS] ?? globalThis) as Global;

/** The constructors with which the runner makes objects that cells see. */
export const cells = {
  Error: cellsGlobal.Error,
  Map: cellsGlobal.Map,
  Object: cellsGlobal.Object,
  Promise: cellsGlobal.Promise,
  ReferenceError: cellsGlobal.ReferenceError,
  Set: cellsGlobal.Set,
  TypeError: cellsGlobal.TypeError,
} as const;

type Settle = (
  value: unknown,
  resolve: (value: { readonly result: unknown }) => void,
  reject: (error: unknown) => void,
) => void;

/**
 * A function of the cells' realm: there, `await` of a promise of that realm uses no property that a cell can
 * replace.
 */
const settle = new cellsGlobal.Function(
  // The source URL lets stack traces leave this function out.
  "return async function (value, resolve, reject) { try { resolve({ result: await value }); } catch (error) { reject(error); } };\n//# sourceURL=internal/neurones",
)() as Settle;

/** A promise of this realm that settles as a promise of the cells' realm does. */
export async function settled(value: unknown): Promise<unknown> {
  // The result is wrapped: otherwise a result that has a method `then` would be awaited once more.
  const { result } = await new Promise<{ readonly result: unknown }>((resolve, reject) =>
    settle(value, resolve, reject),
  );
  return result;
}

const functionPrototype = cellsGlobal.Function.prototype as object;

/** Makes a function of this realm look like one of the cells' realm. */
export function asTheirs<F extends object>(made: F): F {
  return Object.setPrototypeOf(made, functionPrototype) as F;
}

/** A copy of a list of another realm as an array of this realm, whose methods no cell can replace. */
export function copyOf<T>(list: ArrayLike<T>): T[] {
  const copy: T[] = [];
  for (let index = 0; index < list.length; index++) copy.push(list[index]);
  return copy;
}

/** Whether a value is an error of any realm. */
export function isError(value: unknown): value is Error {
  return isNativeError(value) || value instanceof Error || value instanceof cells.Error;
}
