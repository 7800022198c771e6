/**
 * Softmax, its logarithm, and the logarithm of a sum of exponentials, over one axis.
 *
 * Softmax does not change if the same number is subtracted from all values of a row. So the largest value of
 * each row is subtracted first: the exponentials are then at most 1 and cannot overflow.
 */
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { normalizeAxis } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { mul, sub } from "./arithmetic.js";
import { exp } from "./elementwise.js";
import { squeeze, transpose } from "./layout.js";
import { sum } from "./reduce.js";

function minus(a: Tensor, b: Tensor): Tensor {
  return raw.zip(a, b, (x, y) => x - y, "softmax", undefined, raw.ZIPS["sub"]);
}

function exponentials(x: Tensor): Tensor {
  return raw.map(x, Math.exp, undefined, raw.MAPS["exp"]);
}

/** ln Σ e^x over the last axis, which is kept with extent 1. */
function rawLogSumExp(x: Tensor): Tensor {
  const largest = raw.max(x, -1, true);
  const sums = raw.sum(exponentials(minus(x, largest)), -1, true);
  return raw.zip(raw.map(sums, Math.log), largest, (a, b) => a + b, "logSumExp");
}

/**
 * p = e^x / Σ e^x over an axis, the last one by default. With G = ∂L/∂p, ∂L/∂x = p (G − Σ G p).
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * softmax([0, 0]).print(); // [0.5, 0.5]
 * ```
 */
export function softmax(x: TensorLike): Tensor;

/**
 * p = e^x / Σ e^x over an axis, the last one by default. With G = ∂L/∂p, ∂L/∂x = p (G − Σ G p).
 * @param x a tensor, or numbers
 * @param axis the axis; the last one by default
 */
export function softmax(x: TensorLike, axis?: number): Tensor;
export function softmax(...given: readonly [x: TensorLike, axis?: number]): Tensor {
  const [x, axis] = tensorAndAxis(given, 2, "softmax");
  return alongLast(x, axis, "softmax", (rows) => {
    const p = exponentials(minus(rows, rawLogSumExp(rows)));
    return recordComposed([rows], p, (gradient) => [mul(p, sub(gradient, sum(mul(gradient, p), -1, true)))]);
  });
}

/**
 * ln p over an axis, the last one by default, computed without p, which may round to 0. With G = ∂L/∂(ln p),
 * ∂L/∂x = G − p Σ G.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * logSoftmax([0, 0]).print(); // [-0.693…, -0.693…]
 * ```
 */
export function logSoftmax(x: TensorLike): Tensor;

/**
 * ln p over an axis, the last one by default, computed without p, which may round to 0. With G = ∂L/∂(ln p),
 * ∂L/∂x = G − p Σ G.
 * @param x a tensor, or numbers
 * @param axis the axis; the last one by default
 */
export function logSoftmax(x: TensorLike, axis?: number): Tensor;
export function logSoftmax(...given: readonly [x: TensorLike, axis?: number]): Tensor {
  const [x, axis] = tensorAndAxis(given, 2, "logSoftmax");
  return alongLast(x, axis, "logSoftmax", (rows) => {
    const logarithm = minus(rows, rawLogSumExp(rows));
    return recordComposed([rows], logarithm, (gradient) => [
      sub(gradient, mul(exp(logarithm), sum(gradient, -1, true))),
    ]);
  });
}

/**
 * ln Σ e^x over an axis (the last one by default), which is removed unless `keepDims` is true; its gradient
 * is softmax.
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * logSumExp([0, 0]).item(); // 0.693…
 * ```
 */
export function logSumExp(x: TensorLike): Tensor;

/**
 * ln Σ e^x over an axis (the last one by default), which is removed unless `keepDims` is true; its gradient
 * is softmax.
 * @param x a tensor, or numbers
 * @param axis the axis; the last one by default
 * @param keepDims whether the reduced axis remains, with extent 1; false by default
 */
export function logSumExp(x: TensorLike, axis?: number, keepDims?: boolean): Tensor;
export function logSumExp(...given: readonly [x: TensorLike, axis?: number, keepDims?: boolean]): Tensor {
  const [x, axis, keepDims] = tensorAndAxis(given, 3, "logSumExp");
  const result = alongLast(x, axis, "logSumExp", (rows) => {
    const sums = rawLogSumExp(rows);
    return recordComposed([rows], sums, (gradient) => [mul(exp(sub(rows, sums)), gradient)]);
  });
  return keepDims ? result : squeeze(result, [axis]);
}

/** The arguments; those that `map` of an array added are ignored. */
function tensorAndAxis(
  given: readonly [x: TensorLike, axis?: number, keepDims?: boolean],
  most: number,
  where: string,
): [x: Tensor, axis: number, keepDims: boolean] {
  refuseMore(given, most, where);
  const [x, axis = -1, keepDims = false] = areAdded(given) ? [given[0]] : given;
  return [asTensor(x, where, "x"), axis, keepDims];
}

/** Applies an operation over the last axis to another axis. */
function alongLast(x: Tensor, axis: number, where: string, operation: (rows: Tensor) => Tensor): Tensor {
  const along = normalizeAxis(axis, x.rank, where);
  const last = x.rank - 1;
  if (along === last) return operation(x);
  // The same order swaps the two axes, and swaps them back.
  const order = x.shape.map((_, i) => (i === along ? last : i === last ? along : i));
  return transpose(operation(transpose(x, order)), order);
}
