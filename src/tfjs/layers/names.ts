/**
 * Names of layers and models as TensorFlow.js gives them, counted in the whole program: `dense_Dense1`,
 * `input1`, `sequential_1`. So no two layers have the same name, even in models within models.
 */
import type { Layer } from "../../layers/layer.js";
import type { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { toSnakeCase } from "../../model/saving/key-case.js";

const counts = new Map<string, number>();

/** The next name with this beginning. */
export function numbered(beginning: string): string {
  const count = (counts.get(beginning) ?? 0) + 1;
  counts.set(beginning, count);
  return `${beginning}${count}`;
}

/** Names a layer that the program has not named. */
export function nameLayer(layer: Layer, className = layer.className): void {
  if (layer.name !== "") return;
  layer.name = `${toSnakeCase(className)}_${numbered(className)}`;
}

/** Names a symbolic tensor. */
export function nameSymbolic(tensor: SymbolicTensor, name: string): void {
  Object.defineProperty(tensor, "name", { configurable: true, enumerable: true, value: name });
}
