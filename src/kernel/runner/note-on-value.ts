/** Explains a cell's value if it is `undefined` because an array element does not exist, or if it is NaN. */
import { say } from "../../language/language.js";
import { outside } from "./scene.js";

/** The explanation of the value of a cell's last expression; undefined if it needs none. */
export function noteOnValue(
  value: unknown,
  code: string,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  const last = code.trimEnd().split("\n").at(-1)!.trim().replace(/;$/, "");
  if (value === undefined) return noElement(last, variables);
  if (typeof value !== "number" || !Number.isNaN(value) || last === "NaN") return undefined;
  return say({
    fr: "NaN veut dire « pas un nombre » : souvent une position hors d’un tableau (on compte depuis 0, jusqu’à length - 1), une valeur qui manque, 0 / 0, ou le logarithme d’un nombre négatif.",
    en: 'NaN means "not a number": often a position outside an array (positions go from 0 to length - 1), a missing value, 0 / 0, or the logarithm of a negative number.',
  });
}

/** The explanation of `v[n]` if `v` has no element `n`. */
function noElement(expression: string, variables: Readonly<Record<string, unknown>>): string | undefined {
  const position = outside(expression, variables);
  if (position === undefined || /\[\s*-/.test(expression)) return undefined;
  const { array, length } = position;
  if (length === 0)
    return say({
      fr: `\`${expression}\` n’existe pas (undefined) : le tableau \`${array}\` est vide.`,
      en: `\`${expression}\` does not exist (undefined): the array \`${array}\` is empty.`,
    });
  return say({
    fr: `\`${expression}\` n’existe pas (undefined) : les ${length} éléments de \`${array}\` vont de ${array}[0] à ${array}[${length - 1}], car on compte depuis 0.`,
    en: `\`${expression}\` does not exist (undefined): the ${length} elements of \`${array}\` go from ${array}[0] to ${array}[${length - 1}], since positions are counted from 0.`,
  });
}
