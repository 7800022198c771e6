/** Sums, means, largest values, with their gradients. */
import { checkKind } from "../../errors/check-options.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { TRUTH } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { normalizeAxes } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { div, sub } from "./arithmetic.js";
import { times } from "./binary.js";
import { spread } from "./broadcast.js";
import { square } from "./elementwise.js";
import { reshape } from "./layout.js";

type Axes = number | readonly number[];

/** The gradient of a reduction with the removed axes restored, as extents of 1. */
function withAxes(gradient: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  return reshape(gradient, raw.reducedShape(x.shape, axes, true));
}

/**
 * The arguments of a reduction. Arguments that `map` of an array adds are ignored, and null means every axis,
 * as in TensorFlow.js.
 */
type Given = readonly [input: TensorLike, axis?: Axes | null, keepDims?: boolean];

/** An operation over one or several axes. */
export interface Reduction {
  (input: TensorLike): Tensor;
  (input: TensorLike, axis?: Axes | null, keepDims?: boolean): Tensor;
}

/** A reduction with its name for errors. */
function reduction(
  where: string,
  reduce: (x: Tensor, axes: readonly number[], keepDims: boolean) => Tensor,
): Reduction {
  return (...given: Given) => {
    refuseMore(given, 3, where);
    const [input, axis, keepDims = false] = given.length === 3 && areAdded(given) ? [given[0]] : given;
    if (typeof keepDims !== "boolean") checkKind(keepDims, TRUTH, where, "keepDims");
    const x = asTensor(input, where, "x");
    return reduce(x, normalizeAxes(axis ?? undefined, x.rank, where), keepDims);
  };
}

/**
 * The sum over the axes, all by default. Its derivative by each number is 1.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * sum(
 *   [
 *     [1, 2],
 *     [3, 4],
 *   ],
 *   0,
 * ).print(); // [4, 6]
 * ```
 */
export const sum = reduction("sum", (x, axes, keepDims) =>
  recordComposed([x], raw.sum(x, axes, keepDims), (gradient) => [
    spread(withAxes(gradient, x, axes), x.shape),
  ]),
);

/**
 * The mean over the axes, all by default.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * mean(
 *   [
 *     [1, 2],
 *     [3, 4],
 *   ],
 *   0,
 * ).print(); // [2, 3]
 * ```
 */
export const mean = reduction("mean", (x, axes, keepDims) => {
  const total = sum(x, axes, keepDims);
  if (x.size === 0 && total.size > 0) throw raw.nothing(x, "mean");
  return div(total, x.size / total.size);
});

/**
 * The variance over the axes, all by default, divided by the count (not by the count − 1).
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * variance([1, 3]).item(); // 1
 * ```
 */
export const variance = reduction("variance", (x, axes, keepDims) =>
  mean(square(sub(x, mean(x, axes, true))), axes, keepDims),
);

function largest(x: Tensor, axes: readonly number[], keepDims: boolean): Tensor {
  const result = raw.max(x, axes, keepDims);
  return recordComposed([x], result, (gradient) => {
    const isLargest = raw.zip(
      x,
      raw.reshape(result, raw.reducedShape(x.shape, axes, true)),
      (value, most) => (value === most ? 1 : 0),
      "max",
      result.dtype,
    );
    const shares = div(withAxes(gradient, x, axes), raw.sum(isLargest, axes, true));
    return [times(isLargest, spread(shares, x.shape))];
  });
}

/**
 * The largest value over the axes, all by default; several equal ones share the gradient equally.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * max(
 *   [
 *     [1, 2],
 *     [3, 4],
 *   ],
 *   1,
 * ).print(); // [2, 4]
 * ```
 */
export const max = reduction("max", largest);

/**
 * The smallest value over the axes, all by default.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * min(
 *   [
 *     [1, 2],
 *     [3, 4],
 *   ],
 *   1,
 * ).print(); // [1, 3]
 * ```
 */
export const min = reduction("min", (x, axes, keepDims) => sub(0, largest(sub(0, x), axes, keepDims)));

/**
 * The position of the largest value along an axis, of type int32; it has no gradient.
 * @param input a tensor, or numbers
 * @example
 * ```ts
 * argMax(
 *   [
 *     [1, 9],
 *     [5, 2],
 *   ],
 *   1,
 * ).print(); // [1, 0]
 * ```
 */
export function argMax(input: TensorLike): Tensor;

/**
 * The position of the largest value along an axis, of type int32; it has no gradient.
 * @param input a tensor, or numbers
 * @param axis the axis; the last one by default
 */
export function argMax(input: TensorLike, axis?: number): Tensor;
export function argMax(...given: readonly [input: TensorLike, axis?: number]): Tensor {
  refuseMore(given, 2, "argMax");
  const [input, axis] = areAdded(given) ? [given[0]] : given;
  return raw.argMax(asTensor(input, "argMax", "x"), axis);
}
