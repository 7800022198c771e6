/**
 * Checks the names in an object of options: JavaScript ignores an option that a function does not know,
 * without a warning.
 */
import { ArgumentError } from "./errors.js";
import { nearest } from "./choose.js";
import { written } from "./written.js";

/** Hears of an option that the function named `where` does not know. */
type Listener = (option: string, where: string) => void;

let listener: Listener | undefined;

/**
 * Makes a call in which unknown options are reported to `tell` and ignored: programs written for TensorFlow.js
 * expect that they do nothing.
 */
export function ignoringUnknownOptions<Result>(tell: Listener, call: () => Result): Result {
  const before = listener;
  listener = tell;
  try {
    return call();
  } finally {
    listener = before;
  }
}

/**
 * Returns if `options` is undefined, or a plain object (no promise, tensor or date) that contains only names
 * in `known`.
 *
 * @param options  what the caller gave; an option whose value is undefined counts as not given
 * @param known    the names that the function reads
 * @param where    the function or the layer, for the message: `fit`, `dense`
 * @param argument the parameter's name, for the message: `options`
 * @throws {ArgumentError} if `options` is no plain object, or has an unknown name; the message suggests the
 *   nearest known name
 */
export function checkKnownOptions(
  options: unknown,
  known: readonly string[],
  { where, argument = "options" }: { where: string; argument?: string },
): void {
  if (options === undefined) return;
  if (!isPlainObject(options)) {
    throw new ArgumentError({
      where,
      argument,
      received: written(options),
      expected: {
        fr: `un objet d’options : { ${known.join(", ")} }`,
        en: `an object of options: { ${known.join(", ")} }`,
      },
      mend: {
        fr: `Par exemple ${where}({ ${known[0] ?? ""}: … }).`,
        en: `For example ${where}({ ${known[0] ?? ""}: … }).`,
      },
    });
  }
  const strangers = Object.entries(options)
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name]) => name);
  if (strangers.length === 0) return;
  if (listener !== undefined) return strangers.forEach((name) => listener!(name, where));
  const [stranger] = strangers;
  const meant = nearest(stranger.replaceAll("_", ""), known);
  throw new ArgumentError({
    where,
    argument,
    received: stranger,
    expected: { fr: `une option parmi ${known.join(", ")}`, en: `an option among ${known.join(", ")}` },
    mend:
      meant === undefined
        ? {
            fr: `L’option ${stranger} n’existe pas ici : enlevez-la.`,
            en: `The option ${stranger} does not exist here: remove it.`,
          }
        : { fr: `Vouliez-vous dire ${meant} ?`, en: `Did you mean ${meant}?` },
  });
}

/**
 * Whether a value is an object literal: it has no prototype, or `Object.prototype`, which may be that of
 * another realm (such as a `vm` context).
 */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
