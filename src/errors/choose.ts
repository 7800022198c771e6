/** Values that a caller chooses by name, and the name that a mistyped one was probably meant to be. */
import { ArgumentError } from "./errors.js";
import { written } from "./written.js";

/**
 * The value of this name.
 * @throws ArgumentError for an unknown name; the message lists the names and suggests the nearest one
 */
export function choose<Value>(
  choices: Readonly<Record<string, Value>>,
  name: unknown,
  { where, argument }: { where: string; argument: string },
): Value {
  if (typeof name === "string" && Object.hasOwn(choices, name)) return choices[name];
  const names = Object.keys(choices);
  const meant = typeof name === "string" ? nearest(name, names) : undefined;
  throw new ArgumentError({
    where,
    argument,
    received: written(name),
    expected: { fr: `l’un des noms ${names.join(", ")}`, en: `one of the names ${names.join(", ")}` },
    mend:
      meant === undefined
        ? {
            fr: "Choisissez l’un de ces noms, entre guillemets.",
            en: "Choose one of these names, in quotes.",
          }
        : { fr: `Vouliez-vous dire "${meant}" ?`, en: `Did you mean "${meant}"?` },
  });
}

/**
 * The name with the fewest letters to change; undefined where even that one needs more than `few` changes.
 */
export function nearest(
  word: string,
  names: readonly string[],
  few = Math.max(2, word.length / 3),
): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= few ? best.name : undefined;
}

/**
 * How many letters must be added, removed or replaced to turn one word into the other (Wagner and Fischer,
 * 1974).
 */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
