/**
 * Checks of the arguments of values. They are in their own file so that the idea in `value.ts` stays on one
 * screen.
 */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError } from "../../errors/errors.js";
import { text } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";

/** @throws ArgumentError for anything but a number */
export function checkNumber(number: unknown, where: string, argument: string): void {
  if (typeof number === "number") return;
  throw new ArgumentError({
    where,
    argument,
    received: written(number),
    expected: { fr: "un nombre", en: "a number" },
    mend: {
      fr: 'Par exemple value(2, "x").mul(3) ; pour des tableaux de nombres, il y a tensor.',
      en: 'For example value(2, "x").mul(3); for arrays of numbers, there is tensor.',
    },
  });
}

/** @throws ArgumentError for a name that is no text */
export function checkName(name: unknown): void {
  checkKind(name, text("x"), "value", "name");
}

/** @throws ArgumentError for anything but a list of pairs, each of an instance of `kind` and a number */
export function checkSources(from: unknown, kind: new (...parts: never[]) => unknown): void {
  if (
    Array.isArray(from) &&
    from.every((pair) => Array.isArray(pair) && pair[0] instanceof kind && typeof pair[1] === "number")
  )
    return;
  throw new ArgumentError({
    where: "Value",
    argument: "from",
    received: written(from),
    expected: { fr: "des paires [valeur, dérivée]", en: "pairs [value, derivative]" },
    mend: {
      fr: "Par exemple [[x, 2]] : la valeur x, et la dérivée par rapport à elle.",
      en: "For example [[x, 2]]: the value x, and the derivative with respect to it.",
    },
  });
}
