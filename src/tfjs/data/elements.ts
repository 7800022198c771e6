/**
 * The elements of a dataset: tensors, numbers, texts and typed arrays (the leaves), in arrays and plain objects
 * (the branches).
 */
import { isPlainObject } from "../../errors/known-options.js";
import { ArgumentError } from "../../errors/errors.js";
import { Tensor } from "../../tensor/tensor.js";

export type { TensorContainer } from "../tensors/types.js";

export function isBranch(value: unknown): value is Record<string, unknown> | unknown[] {
  return Array.isArray(value) || isPlainObject(value);
}

/**
 * The same structure with another value for each leaf; a leaf that occurs twice is changed once.
 * @throws ArgumentError for a structure that contains itself
 */
export function mapLeaves(
  value: unknown,
  change: (leaf: unknown) => unknown,
  seen = new Map<unknown, unknown>(),
  above: ReadonlySet<unknown> = new Set(),
): unknown {
  if (seen.has(value)) return seen.get(value);
  if (!isBranch(value)) {
    const changed = change(value);
    if (typeof value === "object" && value !== null) seen.set(value, changed);
    return changed;
  }
  if (above.has(value)) throw circular();
  const inside = new Set([...above, value]);
  const visit = (each: unknown): unknown => mapLeaves(each, change, seen, inside);
  return Array.isArray(value)
    ? value.map(visit)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visit(each)]));
}

/** The tensors in a structure, each once. */
export function tensorsIn(value: unknown): Set<Tensor> {
  const found = new Set<Tensor>();
  mapLeaves(value, (leaf) => {
    if (leaf instanceof Tensor) found.add(leaf);
    return leaf;
  });
  return found;
}

/** Disposes of the tensors of one element that are not part of another, which a function made of it. */
export function disposeReplaced(before: ReadonlySet<Tensor>, after: unknown): void {
  if (before.size === 0) return;
  const kept = tensorsIn(after);
  for (const tensor of before) if (!kept.has(tensor)) tensor.dispose();
}

/** A copy whose tensors may be disposed of without harm to the original. */
export function copied<T>(element: T): T {
  return mapLeaves(element, (leaf) =>
    leaf instanceof Tensor ? new Tensor(leaf.storage, leaf.shape) : leaf,
  ) as T;
}

function circular(): ArgumentError {
  return new ArgumentError({
    where: "tf.data",
    argument: "element",
    received: { fr: "un objet qui se contient lui-même", en: "an object that contains itself" },
    expected: { fr: "des tableaux et des objets en arbre", en: "arrays and objects in a tree" },
    mend: {
      fr: "Copiez dans un objet nouveau les seuls champs que le modèle lit.",
      en: "Copy only the fields that the model reads into a new object.",
    },
  });
}
