/** Kinds of arguments that many functions take, for `checkKind`. */
import type { Kind } from "./check-options.js";

/** Any number, NaN and the infinite ones too. */
export const NUMBER: Kind = { fits: (value) => typeof value === "number", expected: { fr: "un nombre", en: "a number" }, example: "0" };

/** A function, with the call that shows how to write one. */
export function functionLike(example: string): Kind {
  return {
    fits: (value) => typeof value === "function", example, expected: { fr: "une fonction", en: "a function" },
    mend: { fr: `Par exemple ${example}.`, en: `For example ${example}.` },
  };
}

/** A list; what its elements are is for the function to check. */
export function list(example: string): Kind {
  return {
    fits: (value) => Array.isArray(value), example, expected: { fr: "une liste, entre crochets", en: "a list, in brackets" },
    mend: { fr: `Par exemple ${example}.`, en: `For example ${example}.` },
  };
}
