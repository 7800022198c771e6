/** One of several things by its name; where there is none of that name, an error that lists them and guesses what was meant. */
import { ArgumentError } from "./errors.js";
import { nearest } from "./nearest.js";
import { written } from "./written.js";

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
