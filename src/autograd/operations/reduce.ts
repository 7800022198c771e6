/** Sums, means, largest values, with their gradients. */
import { asTensor } from "../../tensor/create.js";
import * as raw from "../../tensor/operations/operations.js";
import { normalizeAxes } from "../../tensor/shape.js";
import type { Tensor} from "../../tensor/tensor.js";
import { type TensorLike } from "../../tensor/tensor.js";
import { record } from "../tape.js";
import { div, sub } from "./arithmetic.js";
import { square } from "./elementwise.js";

type Axes = number | readonly number[];

/** The gradient of a reduction, given back the axes that it took away (as extents of 1). */
function withAxes(gradient: Tensor, x: Tensor, axes: Axes | undefined): Tensor {
  return raw.reshape(gradient, raw.reducedShape(x.shape, normalizeAxes(axes, x.rank, "gradient"), true));
}

/** The sum over the axes, all by default: each summand has the derivative 1. */
export function sum(input: TensorLike, axis?: Axes, keepDims = false): Tensor {
  const x = asTensor(input, "sum", "x");
  return record([x], raw.sum(x, axis, keepDims), (gradient) => [raw.broadcastTo(withAxes(gradient, x, axis), x.shape)]);
}

/** The mean over the axes, all by default. */
export function mean(input: TensorLike, axis?: Axes, keepDims = false): Tensor {
  const x = asTensor(input, "mean", "x");
  const total = sum(x, axis, keepDims);
  if (x.size === 0 && total.size > 0) throw raw.nothing(x, "mean");
  return div(total, x.size / total.size);
}

/** The variance over the axes, divided by the count (not the count less one). */
export function variance(input: TensorLike, axis?: Axes, keepDims = false): Tensor {
  const x = asTensor(input, "variance", "x");
  return mean(square(sub(x, mean(x, axis, true))), axis, keepDims);
}

/** The largest value over the axes, all by default; several equal ones share the gradient evenly. */
export function max(input: TensorLike, axis?: Axes, keepDims = false): Tensor {
  const x = asTensor(input, "max", "x");
  const result = raw.max(x, axis, keepDims);
  return record([x], result, (gradient) => {
    const isLargest = raw.zip(x, withAxes(result, x, axis), (value, largest) => (value === largest ? 1 : 0), "max", result.dtype);
    const shares = raw.zip(withAxes(gradient, x, axis), raw.sum(isLargest, axis, true), (g, count) => g / count, "max");
    return [raw.zip(isLargest, axis === undefined ? raw.reshape(shares, x.shape.map(() => 1)) : shares, (here, share) => here * share, "max")];
  });
}

/** The smallest value over the axes, all by default. */
export function min(input: TensorLike, axis?: Axes, keepDims = false): Tensor {
  return sub(0, max(sub(0, asTensor(input, "min", "x")), axis, keepDims));
}

/** Where along an axis the largest value stands, of type int32; it has no gradient. */
export function argMax(input: TensorLike, axis = -1): Tensor {
  return raw.argMax(asTensor(input, "argMax", "x"), axis);
}
