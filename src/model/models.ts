/** Ways to make a model, under the names that TensorFlow.js gives them. */
import { SymbolicTensor, type BatchShape } from "../layers/symbolic-tensor.js";
import type { Shape } from "../tensor/shape.js";
import { Model, type FunctionalOptions } from "./model.js";
import { Sequential, type SequentialOptions } from "./sequential.js";

/** A chain of layers. */
export function sequential(options?: SequentialOptions): Sequential {
  return new Sequential(options);
}

/** A model from its inputs, made by `input`, and the outputs that layers gave for them. */
export function model(options: FunctionalOptions): Model {
  return new Model(options);
}

/** An input of a model: `const x = input({ shape: [784] }); const y = layers.dense({ units: 10 }).apply(x);` */
export function input({ shape, batchShape, name }: { readonly shape?: Shape; readonly batchShape?: BatchShape; readonly name?: string }): SymbolicTensor {
  return new SymbolicTensor(batchShape ?? [null, ...(shape ?? [])], undefined, name);
}
