/**
 * Checks the options of a function in one call: each name must be known, and each value must be of its kind.
 *
 *     checkOptions(options, { patience: wholeNumber(0, 3), verbose: oneOf(0, 1) }, "earlyStopping");
 */
import { ArgumentError } from "./errors.js";
import type { Kind, Kinds } from "./kinds.js";
import { checkKnownOptions } from "./known-options.js";
import { written } from "./written.js";

/**
 * Returns if the value fits this kind.
 * @throws {ArgumentError} that names the argument, for a value that does not fit, or is missing
 */
export function checkKind(
  value: unknown,
  { fits, expected, example, mend }: Kind,
  where: string,
  argument: string,
): void {
  if (fits(value)) return;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected,
    mend: mend ?? { fr: `Par exemple ${argument}: ${example}.`, en: `For example ${argument}: ${example}.` },
  });
}

/**
 * Returns if each option is known, and each one that is given fits its kind.
 * @param options  what the caller gave; undefined counts as no options
 * @param kinds    every option that the function reads
 * @param where    the function, for messages: `fit`
 * @param required the options that must be given
 * @throws {ArgumentError} that names the first option that is unknown, missing or wrong
 */
export function checkOptions(
  options: unknown,
  kinds: Kinds,
  where: string,
  required: readonly string[] = [],
): void {
  checkKnownOptions(options, Object.keys(kinds), { where });
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(kinds)) {
    if (given[name] !== undefined || required.includes(name))
      checkKind(given[name], kinds[name], where, name);
  }
}
