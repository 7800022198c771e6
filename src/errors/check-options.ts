/**
 * The options of a function, checked in one go: each name must be known, and each value must be of its kind.
 *
 *     checkOptions(options, { patience: wholeNumber(0, 3), verbose: oneOf(0, 1) }, "earlyStopping");
 */
import { ArgumentError } from "./errors.js";
import { checkKnownOptions } from "./known-options.js";
import type { Sentence } from "../language/language.js";
import { written } from "./written.js";

/** What the value of an option may be. */
export interface Kind {
  readonly fits: (value: unknown) => boolean;
  readonly expected: Sentence;
  /** A value that fits, as it would be written in a cell. */
  readonly example: string;
  /** Says more than the example, where there is more to say. */
  readonly mend?: Sentence;
}

/** Kinds by the names of options. */
export type Kinds<Name extends string = string> = Readonly<Record<Name, Kind>>;

const isFinite = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** A whole number of at least `least`. */
export function wholeNumber(least: number, example: number): Kind {
  return {
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= least, example: String(example),
    expected: { fr: `un entier ≥ ${least}`, en: `an integer ≥ ${least}` },
  };
}

/** A finite number of at least `least`. */
export function numberFrom(least: number, example: number): Kind {
  return {
    fits: (value) => isFinite(value) && value >= least, example: String(example),
    expected: { fr: `un nombre fini ≥ ${least}`, en: `a finite number ≥ ${least}` },
  };
}

/** A finite number larger than `bound`. */
export function numberAbove(bound: number, example: number): Kind {
  return {
    fits: (value) => isFinite(value) && value > bound, example: String(example),
    expected: { fr: `un nombre fini > ${bound}`, en: `a finite number > ${bound}` },
  };
}

/** A number from 0 to less than 1, such as what a running mean keeps of itself. */
export function fraction(example: number): Kind {
  return {
    fits: (value) => isFinite(value) && value >= 0 && value < 1, example: String(example),
    expected: { fr: "un nombre de 0 à moins de 1", en: "a number from 0 to less than 1" },
  };
}

/** A number between two others, which may be these. */
export function numberBetween(least: number, most: number, example: number): Kind {
  return {
    fits: (value) => isFinite(value) && value >= least && value <= most, example: String(example),
    expected: { fr: `un nombre de ${least} à ${most}`, en: `a number from ${least} to ${most}` },
  };
}

/** One of a few values. */
export function oneOf(...values: readonly (string | number)[]): Kind {
  const list = values.map((value) => JSON.stringify(value));
  return {
    fits: (value) => values.includes(value as string | number), example: list[list.length - 1],
    expected: { fr: list.join(" ou "), en: list.join(" or ") },
  };
}

export const FINITE_NUMBER: Kind = { fits: isFinite, expected: { fr: "un nombre fini", en: "a finite number" }, example: "0.01" };
export const TRUTH: Kind = { fits: (value) => typeof value === "boolean", expected: { fr: "true ou false", en: "true or false" }, example: "true" };
export const ANYTHING: Kind = { fits: () => true, expected: { fr: "une valeur", en: "a value" }, example: "…" };

/** Text that is not empty. */
export function text(example: string): Kind {
  return {
    fits: (value) => typeof value === "string" && value !== "", example: JSON.stringify(example),
    expected: { fr: "un texte entre guillemets", en: "text in quotes" },
  };
}

/** A value that must be given and be of this kind. @throws {ArgumentError} that names the argument, for one that is not */
export function checkKind(value: unknown, { fits, expected, example, mend }: Kind, where: string, argument: string): void {
  if (fits(value)) return;
  throw new ArgumentError({
    where, argument, received: written(value), expected,
    mend: mend ?? { fr: `Par exemple ${argument}: ${example}.`, en: `For example ${argument}: ${example}.` },
  });
}

/**
 * Returns if each option is known, and of its kind where it is given.
 * @param options  what the caller gave; undefined counts as no options
 * @param kinds    every option that the function reads
 * @param where    the function, for messages: `fit`
 * @param required the options that must be given
 * @throws {ArgumentError} that names the first option that is unknown, missing or wrong
 */
export function checkOptions(options: unknown, kinds: Kinds, where: string, required: readonly string[] = []): void {
  checkKnownOptions(options, Object.keys(kinds), { where });
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(kinds)) {
    if (given[name] !== undefined || required.includes(name)) checkKind(given[name], kinds[name], where, name);
  }
}
