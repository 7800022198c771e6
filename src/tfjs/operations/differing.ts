/** Operations in which TensorFlow.js differs from the engine: other defaults, types or orders of arguments. */
import * as engine from "../../autograd/operations/operations.js";
import * as create from "../../tensor/create.js";
import type { DataType as StoredType } from "../../tensor/dtype.js";
import { asTensor } from "../../tensor/as-tensor.js";
import type { Tensor as EngineTensor, TensorLike as EngineLike } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import { constant, operation } from "./operation.js";
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
  return shown(within(() => constant(engine.argMax(stored(x, "argMax"), axis), [x])));
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
      const rows = create.fill([...labels.shape, depth], offValue, dtype as StoredType);
      labels.storage.forEach((label, i) => {
        if (label >= 0 && label < depth) rows.storage[i * depth + label] = onValue;
      });
      return constant(rows, [labels]);
    }),
  );
}

/**
 * The position of the smallest number along an axis, the first one by default.
 * @param x a tensor, or numbers
 * @param axis the axis
 */
export function argMin<T extends Tensor = Tensor>(x: Given, axis = 0): T {
  return shown(within(() => constant(engine.argMin(stored(x, "argMin"), axis), [x])));
}

/**
 * ln Σ e^x along the axes, all by default.
 * @param x a tensor, or numbers
 * @param axis the axis or axes
 * @param keepDims whether reduced axes remain
 */
export function logSumExp<T extends Tensor = Tensor>(
  x: Given,
  axis: number | readonly number[] | null = null,
  keepDims = false,
): T {
  return shown(
    within(() => {
      const given = stored(x, "logSumExp");
      const largest = engine.max(given, axis, true);
      const sum = engine.sum(engine.exp(engine.sub(given, largest)), axis, true);
      const result = engine.add(engine.log(sum), largest);
      return keepDims ? result : engine.reshape(result, engine.max(given, axis).shape);
    }),
  );
}

/** Whether both are tensors of whole numbers, or of truth values. */
function areWhole(a: EngineTensor, b: EngineTensor): boolean {
  return [a, b].every(({ dtype }) => dtype === "int32" || dtype === "bool");
}

/**
 * The quotient; of whole numbers, rounded down.
 * @param a the dividend
 * @param b the divisor
 */
export const div = operation("div", (a: EngineLike, b: EngineLike): EngineTensor => {
  const [left, right] = [asTensor(a, "div", "a"), asTensor(b, "div", "b")];
  return areWhole(left, right) ? engine.floorDiv(left, right) : engine.div(left, right);
});

/**
 * The power; of whole numbers, a whole number.
 * @param base the base
 * @param exponent the exponent
 */
export const pow = operation("pow", engine.pow);
