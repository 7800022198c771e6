/**
 * The text of a function as it runs. In a cell, `toString` gives a function as its author wrote it; the compiled text tells
 * more, such as which variables of the session it assigns.
 */

/** The key under which a kernel's `Function.prototype.toString` has the one that gives the compiled text. */
export const COMPILED_TEXT = Symbol.for("neurones.compiledText");

interface TextOfFunctions {
  (this: unknown): string;
  readonly [COMPILED_TEXT]?: (this: unknown) => string;
}

export function compiledText(called: (...inputs: never[]) => unknown): string {
  const asWritten: TextOfFunctions = Function.prototype.toString;
  return Reflect.apply(asWritten[COMPILED_TEXT] ?? asWritten, called, []);
}
