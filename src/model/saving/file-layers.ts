/**
 * The layers in a file of weights: tensors whose names are the same up to the last "/" or ".".
 *
 * Safetensors sorts its tensors by type and name, so that their order in the file says nothing; the layers
 * are put in the order of their names, in which numbers count as numbers (`fc2` before `fc10`).
 */
import { separator } from "../../language/language.js";
import { formatShape } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";

export type Tensors = ReadonlyMap<string, Tensor>;

/** The tensors of a layer in a file. */
export interface FileLayer {
  /** The beginning that their names share. */
  readonly path: string;
  /** By the rest of their names. */
  readonly parts: Tensors;
}

/** The layers of a file, in the order of their names. */
export function layersOfFile(tensors: Tensors): readonly FileLayer[] {
  const groups = new Map<string, Map<string, Tensor>>();
  for (const [name, tensor] of tensors) {
    const cut = Math.max(name.lastIndexOf("/"), name.lastIndexOf("."));
    const path = name.slice(0, Math.max(0, cut));
    const parts = groups.get(path) ?? new Map<string, Tensor>();
    groups.set(path, parts.set(name.slice(cut + 1), tensor));
  }
  return [...groups].map(([path, parts]) => ({ path, parts })).sort((a, b) => compareNames(a.path, b.path));
}

/** Compares names whose numbers count as numbers. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.split(/(\d+)/));
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] === right[i]) continue;
    const numbers = Number(left[i]) - Number(right[i]);
    return i % 2 === 1 && numbers !== 0 ? numbers : left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}

/** A name without its numbers, which the layers of one list have in common: `dense`, `dense_1`. */
export function stem(path: string): string {
  return path.replace(/_?\d+/g, "");
}

/** The names and shapes of the first few layers, for an error. */
export function describeLayers(groups: readonly FileLayer[]): string {
  const shown = groups
    .slice(0, 6)
    .map(({ path, parts }) =>
      [...parts]
        .map(([name, { shape }]) => `${path}${path === "" ? "" : "/"}${name} ${formatShape(shape)}`)
        .join(", "),
    );
  return [...shown, ...(groups.length > 6 ? ["…"] : [])].join(separator(";")) || "–";
}
