/**
 * The arguments of R's random functions, read as R reads them: counts are truncated to whole numbers, vectors
 * are recycled.
 */
import { ArgumentError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import type { Sentence } from "../language/language.js";

/**
 * A parameter of a distribution: one number for all draws, or a vector, which starts again at its first
 * element when it ends ("recycling").
 */
export type Recycled = number | ArrayLike<number>;

/**
 * The most numbers that one call draws. Beyond about 30 million elements V8 stores an array as a hash table,
 * many times as large.
 */
export const MOST_DRAWS = 2e7;

export function refuse(where: string, argument: string, received: unknown, expected: Sentence): never {
  throw new ArgumentError({
    where,
    argument,
    received: written(received),
    expected,
    mend: {
      fr: "Les arguments sont ceux de R, dans le même ordre.",
      en: "The arguments are R's, in the same order.",
    },
  });
}

/** A count as R reads it: the digits after the decimal point are dropped. */
export function readWhole(value: unknown, where: string, argument: string, most: number): number {
  if (typeof value === "number" && value >= 0 && value <= most) return Math.trunc(value);
  return refuse(where, argument, value, {
    fr: `un nombre de 0 à ${most} (sa partie entière compte)`,
    en: `a number from 0 to ${most} (its whole part counts)`,
  });
}

/** How many numbers to draw: a count, or a vector, whose length counts. */
export function readDraws(n: unknown, where: string): number {
  if (isList(n) && n.length > 1) return n.length;
  return readWhole(isList(n) ? n[0] : n, where, "n", MOST_DRAWS);
}

/**
 * A function that gives the parameter's value for each draw, counted from 0. All values are checked first.
 */
export function readRecycled(
  given: unknown,
  where: string,
  argument: string,
  isRight: (value: number) => boolean,
  expected: Sentence,
): (draw: number) => number {
  const values = isList(given) ? given : [given];
  if (values.length === 0)
    refuse(where, argument, given, {
      fr: "un nombre, ou une liste d’au moins un nombre",
      en: "a number, or a list of at least one number",
    });
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number" || !isRight(value))
      refuse(where, isList(given) ? `${argument}[${i}]` : argument, value, expected);
  }
  const numbers = Float64Array.from(values as ArrayLike<number>);
  return numbers.length === 1 ? () => numbers[0] : (draw) => numbers[draw % numbers.length];
}
