/**
 * Gives names to the layers of a model in the order in which they run: `dense_1`, `dense_2`, `dropout_1`, …
 */
import { ArgumentError } from "../errors/errors.js";
import type { Layer } from "../layers/layer.js";
import { toSnakeCase } from "./saving/key-case.js";

/**
 * Names the layers that have no name yet.
 * @throws ArgumentError where two layers have the same name: weights are saved under the names of their
 *         layers
 */
export function nameLayers(layers: readonly Layer[], where: string): void {
  const taken = new Set<string>();
  for (const { name } of layers) {
    if (name === "") continue;
    if (taken.has(name)) throw nameTaken(name, where);
    taken.add(name);
  }
  const counts = new Map<string, number>();
  for (const layer of layers) {
    const kind = toSnakeCase(layer.className);
    let count = (counts.get(kind) ?? 0) + 1;
    if (layer.name === "") {
      while (taken.has(`${kind}_${count}`)) count++;
      layer.name = `${kind}_${count}`;
      taken.add(layer.name);
    }
    counts.set(kind, count);
  }
}

function nameTaken(name: string, where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "name",
    received: `"${name}"`,
    expected: { fr: "un nom différent pour chaque couche", en: "a different name for each layer" },
    mend: {
      fr: "Deux couches portent ce nom : changez l’option name de l’une d’elles.",
      en: "Two layers have this name: change the name option of one of them.",
    },
  });
}
