/** Sums, means, largest values, with their gradients. */
import { checkKind } from "../../errors/check-options.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { TRUTH } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { normalizeAxes } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { div, mul, sub } from "./arithmetic.js";
import { times } from "./binary.js";
import { spread } from "./broadcast.js";
import { logicalNot } from "./comparison.js";
import { cumprod } from "./cumulative.js";
import { square } from "./elementwise.js";
import { reshape, transpose } from "./layout.js";

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
 * The product over the axes, all by default. Its derivative by each number is the product of the others.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * prod([2, 3, 4]).item(); // 24
 * ```
 */
export const prod = reduction("prod", (x, axes, keepDims) =>
  recordComposed([x], raw.prod(x, axes, keepDims), (gradient) => {
    const others = alongLast(x, axes, (rows) => mul(cumprod(rows, -1, true), cumprod(rows, -1, true, true)));
    return [mul(others, withAxes(gradient, x, axes))];
  }),
);

/** Applies an operation on the last axis to several axes as if they were one. */
function alongLast(x: Tensor, axes: readonly number[], operation: (rows: Tensor) => Tensor): Tensor {
  const order = [...x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)), ...axes];
  const moved = transpose(x, order);
  const count = axes.reduce((product, axis) => product * x.shape[axis], 1);
  const rows = operation(reshape(moved, [count === 0 ? 0 : x.size / count, count]));
  return transpose(
    reshape(rows, moved.shape),
    order.map((_, axis) => order.indexOf(axis)),
  );
}

/**
 * 1 where all numbers over the axes are true, that is not 0; of type int32, without gradient.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * all([1, 0]).item(); // 0
 * ```
 */
export const all = reduction("all", (x, axes, keepDims) =>
  raw.prod(
    raw.map(x, (value) => (value === 0 ? 0 : 1), "int32"),
    axes,
    keepDims,
  ),
);

/**
 * 1 where any of the numbers over the axes is true, that is not 0; of type int32, without gradient.
 * @param input a tensor, or numbers
 * @param axis the axis or axes; by default all
 * @param keepDims whether reduced axes remain, with extent 1; false by default
 * @example
 * ```ts
 * any([1, 0]).item(); // 1
 * ```
 */
export const any = reduction("any", (x, axes, keepDims) => logicalNot(all(logicalNot(x), axes, keepDims)));

/**
 * The position of the smallest value along an axis, of type int32; it has no gradient.
 * @param given a tensor, or numbers, and the axis, the last one by default
 * @example
 * ```ts
 * argMin([5, 2, 9]).item(); // 1
 * ```
 */
export function argMin(...given: readonly [input: TensorLike, axis?: number]): Tensor {
  refuseMore(given, 2, "argMin");
  const [input, axis] = areAdded(given) ? [given[0]] : given;
  return raw.argMin(asTensor(input, "argMin", "x"), axis);
}

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
