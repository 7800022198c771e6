/** Checks of the arguments of a dataset's methods, with typed errors. */
import { ArgumentError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { written } from "../../errors/written.js";

/** @throws ArgumentError unless the value is a whole number of at least `least` */
export function checkCount(value: unknown, least: number, where: string, argument: string): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: { fr: `un entier ≥ ${least}`, en: `an integer ≥ ${least}` },
    mend: {
      fr: `Par exemple ${where}(${Math.max(32, least)}).`,
      en: `For example ${where}(${Math.max(32, least)}).`,
    },
  });
}

export function notIterable(value: unknown, where: string, expected: Sentence): ArgumentError {
  return new ArgumentError({
    where,
    argument: "source",
    received: written(value),
    expected,
    mend: {
      fr: "Par exemple tf.data.array([1, 2, 3]), ou tf.data.generator(function* () { … }).",
      en: "For example tf.data.array([1, 2, 3]), or tf.data.generator(function* () { … }).",
    },
  });
}
