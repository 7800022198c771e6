/** Kinds of values that arguments and options may have, for `checkKind` and `checkOptions`. */
import type { Sentence } from "../language/language.js";

/** A condition on a value, with the texts of the error for a value that does not meet it. */
export interface Kind {
  readonly fits: (value: unknown) => boolean;
  readonly expected: Sentence;
  /** A value that fits, as it would be written in a cell. */
  readonly example: string;
  /** Advice that replaces the example in the message. */
  readonly mend?: Sentence;
}

/** Kinds by the names of options. */
export type Kinds<Name extends string = string> = Readonly<Record<Name, Kind>>;

/** Whether this is a number, neither NaN nor infinite. */
export const isFiniteNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** Whether this is a list: an array or a typed array, not a text. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** A whole number of at least `least`. */
export function wholeNumber(least: number, example: number): Kind {
  return {
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= least,
    example: String(example),
    expected: { fr: `un entier ≥ ${least}`, en: `an integer ≥ ${least}` },
  };
}

/** A whole number between two bounds, both included. */
export function wholeBetween(least: number, most: number, example: number): Kind {
  return {
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
    example: String(example),
    expected: { fr: `un entier de ${least} à ${most}`, en: `an integer from ${least} to ${most}` },
  };
}

/** A finite number of at least `least`. */
export function numberFrom(least: number, example: number): Kind {
  return {
    fits: (value) => isFiniteNumber(value) && value >= least,
    example: String(example),
    expected: { fr: `un nombre fini ≥ ${least}`, en: `a finite number ≥ ${least}` },
  };
}

/** A finite number larger than `bound`. */
export function numberAbove(bound: number, example: number): Kind {
  return {
    fits: (value) => isFiniteNumber(value) && value > bound,
    example: String(example),
    expected: { fr: `un nombre fini > ${bound}`, en: `a finite number > ${bound}` },
  };
}

/** A number from 0 to less than 1, such as the momentum of a running mean. */
export function fraction(example: number): Kind {
  return {
    fits: (value) => isFiniteNumber(value) && value >= 0 && value < 1,
    example: String(example),
    expected: { fr: "un nombre de 0 à moins de 1", en: "a number from 0 to less than 1" },
  };
}

/** A number between two bounds, both included. */
export function numberBetween(least: number, most: number, example: number): Kind {
  return {
    fits: (value) => isFiniteNumber(value) && value >= least && value <= most,
    example: String(example),
    expected: { fr: `un nombre de ${least} à ${most}`, en: `a number from ${least} to ${most}` },
  };
}

/** One of a few values. */
export function oneOf(...values: readonly (string | number)[]): Kind {
  const list = values.map((value) => JSON.stringify(value));
  return {
    fits: (value) => values.includes(value as string | number),
    example: list[list.length - 1],
    expected: { fr: list.join(" ou "), en: list.join(" or ") },
  };
}

/** Any whole number. */
export const WHOLE_NUMBER: Kind = {
  fits: (value) => Number.isSafeInteger(value),
  expected: { fr: "un entier", en: "an integer" },
  example: "1",
};
/** Any number, NaN and the infinite ones too. */
export const NUMBER: Kind = {
  fits: (value) => typeof value === "number",
  expected: { fr: "un nombre", en: "a number" },
  example: "0",
};
export const FINITE_NUMBER: Kind = {
  fits: isFiniteNumber,
  expected: { fr: "un nombre fini", en: "a finite number" },
  example: "0.01",
};
export const TRUTH: Kind = {
  fits: (value) => typeof value === "boolean",
  expected: { fr: "true ou false", en: "true or false" },
  example: "true",
};
export const ANYTHING: Kind = {
  fits: () => true,
  expected: { fr: "une valeur", en: "a value" },
  example: "…",
};

/** Text that is not empty. */
export function text(example: string): Kind {
  return {
    fits: (value) => typeof value === "string" && value !== "",
    example: JSON.stringify(example),
    expected: { fr: "un texte entre guillemets", en: "text in quotes" },
  };
}

/** A function, with the call that shows how to write one. */
export function functionLike(example: string): Kind {
  return {
    fits: (value) => typeof value === "function",
    example,
    expected: { fr: "une fonction", en: "a function" },
    mend: { fr: `Par exemple ${example}.`, en: `For example ${example}.` },
  };
}

/** A list; the function checks its elements itself. */
export function list(example: string): Kind {
  return {
    fits: (value) => Array.isArray(value),
    example,
    expected: { fr: "une liste, entre crochets", en: "a list, in brackets" },
    mend: { fr: `Par exemple ${example}.`, en: `For example ${example}.` },
  };
}
