/**
 * Refuses more arguments than a function takes: JavaScript would ignore them, and a mistake would stay
 * unseen.
 */
import { ArgumentError } from "./errors.js";
import { written } from "./written.js";

/**
 * Returns if there are at most `most` arguments, or if the others are those that JavaScript's own methods
 * add: `[1, 4].map(sqrt)` calls `sqrt(1, 0, [1, 4])`, and `parts.reduce(add)` calls `add(sum, part, 1,
 * parts)`.
 *
 * @param given all arguments of the call
 * @param most  how many the function takes
 * @param where the function's name
 * @throws {ArgumentError} that shows the first argument too many
 */
export function refuseMore(given: ArrayLike<unknown>, most: number, where: string): void {
  if (given.length <= most || areAdded(given)) return;
  const extra = Array.from({ length: given.length - most }, (_, i) => given[most + i]).find(
    (value) => value !== undefined,
  );
  if (extra === undefined) return;
  throw new ArgumentError({
    where,
    argument: "arguments",
    received: written(extra),
    expected: {
      fr: most === 1 ? "un seul argument" : `${most} arguments au plus`,
      en: most === 1 ? "a single argument" : `at most ${most} arguments`,
    },
    mend: {
      fr: `${where} n’a pas d’autre argument : enlevez ${written(extra)}.`,
      en: `${where} has no further argument: remove ${written(extra)}.`,
    },
  });
}

/**
 * Whether the last three arguments are an element, its position and the array that contains it, which `map`
 * and `reduce` of an array pass to a function.
 */
export function areAdded(given: ArrayLike<unknown>): boolean {
  const { length } = given;
  if (length < 3) return false;
  const [element, position, array] = [given[length - 3], given[length - 2], given[length - 1]];
  return (
    Array.isArray(array) &&
    typeof position === "number" &&
    position < array.length &&
    Object.is(array[position], element)
  );
}
