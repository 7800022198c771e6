/** Operations in which TensorFlow.js differs from the engine: other defaults, types or orders of arguments. */
import * as engine from "../../autograd/operations/operations.js";
import * as create from "../../tensor/create.js";
import { asTensor } from "../../tensor/as-tensor.js";
import type { Tensor as EngineTensor, TensorLike as EngineLike } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { DataType, Tensor, TensorLike } from "../tensors/types.js";

type Given = Tensor | TensorLike;

/** The tensor of the engine, which is the same object. */
export function stored(x: Given, where: string): EngineTensor {
  return asTensor(x as EngineLike, where, "x");
}

/** A result of the engine for programs. */
export function shown<T extends Tensor>(x: EngineTensor): T {
  return x as unknown as T;
}

/**
 * The position of the largest number along an axis, the first one by default.
 * @param x a tensor, or numbers
 * @param axis the axis
 */
export function argMax<T extends Tensor = Tensor>(x: Given, axis = 0): T {
  return shown(within(() => engine.argMax(stored(x, "argMax"), axis)));
}

/**
 * One row for each label, of type int32: `onValue` at the label, `offValue` elsewhere. A label outside of the
 * classes gives a row of `offValue`.
 * @param indices the labels
 * @param depth the number of classes
 * @param onValue 1 by default
 * @param offValue 0 by default
 * @param dtype the type of the result
 */
export function oneHot(
  indices: Given,
  depth: number,
  onValue = 1,
  offValue = 0,
  dtype: DataType = "int32",
): Tensor {
  return shown(
    within(() => {
      const labels = stored(indices, "oneHot");
      const inside = engine.equal(engine.expandDims(labels, labels.rank), create.range(0, depth));
      return engine.add(engine.mul(inside, onValue - offValue), offValue).cast(dtype as never);
    }),
  );
}
