/** Norms, and mean and variance together. */
import { checkKind } from "../../errors/check-options.js";
import { ArgumentError } from "../../errors/errors.js";
import { areAdded, refuseMore } from "../../errors/extra-arguments.js";
import { TRUTH } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { normalizeAxes } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { abs, sqrt, square } from "./elementwise.js";
import { reshape } from "./layout.js";
import { max, mean, min, sum, variance } from "./reduce.js";

type Axes = number | readonly number[] | null;

/** Which norm: "euclidean" (for a matrix the same as "fro"), 1, 2, Infinity or -Infinity. */
export type NormOrder = "euclidean" | "fro" | number;

/**
 * The norm of the vectors along an axis, or of the matrices along two axes; by default of all numbers as one
 * vector. Of vectors: the root of the sum of squares ("euclidean" or 2), the sum (1), the largest (Infinity)
 * or the smallest (-Infinity) of the absolute values. Of matrices: the root of the sum of squares
 * ("euclidean" or "fro"), the largest sum of a column (1), the largest (Infinity) or smallest (-Infinity) sum
 * of a row.
 * @param given a tensor, or numbers; the norm, "euclidean" by default; the axis or the two axes; whether the
 *   axes remain, with extent 1
 * @example
 * ```ts
 * norm([3, 4]).item(); // 5
 * ```
 */
export function norm(
  ...given: readonly [x: TensorLike, ord?: NormOrder, axis?: Axes, keepDims?: boolean]
): Tensor {
  refuseMore(given, 4, "norm");
  const [input, ord = "euclidean", axis = null, keepDims = false] =
    given.length === 3 && areAdded(given) ? [given[0]] : given;
  checkKind(keepDims, TRUTH, "norm", "keepDims");
  const x = asTensor(input, "norm", "x");
  if (axis === null && x.rank !== 1) return keptAs(norm(reshape(x, [-1]), ord, 0), x, keepDims);
  const axes = normalizeAxes(axis ?? undefined, x.rank, "norm");
  const sizes = abs(x);
  if (ord === "euclidean" || (ord === 2 && axes.length < 2) || (ord === "fro" && axes.length === 2))
    return sqrt(sum(square(sizes), axes, keepDims));
  if (axes.length === 1 && ord === 1) return sum(sizes, axes, keepDims);
  if (axes.length === 1 && ord === Infinity) return max(sizes, axes, keepDims);
  if (axes.length === 1 && ord === -Infinity) return min(sizes, axes, keepDims);
  const [rows, columns] = Array.isArray(axis)
    ? (axis as readonly number[]).map((each) => (each < 0 ? each + x.rank : each))
    : axes;
  const over = (first: number, second: number, choose: typeof max) => {
    const chosen = choose(sum(sizes, first, true), second, true);
    return keepDims ? chosen : sum(chosen, axes);
  };
  if (axes.length === 2 && ord === 1) return over(rows, columns, max);
  if (axes.length === 2 && ord === Infinity) return over(columns, rows, max);
  if (axes.length === 2 && ord === -Infinity) return over(columns, rows, min);
  throw new ArgumentError({
    where: "norm",
    argument: "ord",
    received: written(ord),
    expected:
      axes.length === 2
        ? '"euclidean", "fro", 1, Infinity, -Infinity'
        : '"euclidean", 1, 2, Infinity, -Infinity',
    mend: {
      fr: "Une norme porte sur un axe (des vecteurs) ou sur deux (des matrices).",
      en: "A norm is over one axis (of vectors) or two (of matrices).",
    },
  });
}

/** A single number in as many axes as x has, if they are to be kept. */
function keptAs(result: Tensor, x: Tensor, keepDims: boolean): Tensor {
  return keepDims
    ? reshape(
        result,
        x.shape.map(() => 1),
      )
    : result;
}

/**
 * The root of the sum of squares over the axes, all by default.
 * @param given a tensor, or numbers; the axis or axes; whether they remain, with extent 1
 * @example
 * ```ts
 * euclideanNorm([3, 4]).item(); // 5
 * ```
 */
export function euclideanNorm(...given: readonly [x: TensorLike, axis?: Axes, keepDims?: boolean]): Tensor {
  refuseMore(given, 3, "euclideanNorm");
  const [x, axis = null, keepDims = false] = areAdded(given) ? [given[0]] : given;
  return sqrt(sum(square(x), axis, keepDims));
}

/**
 * The mean and the variance over the axes, all by default.
 * @param given a tensor, or numbers; the axis or axes; whether they remain, with extent 1
 * @example
 * ```ts
 * const { mean: centre, variance: spread } = moments([1, 3]);
 * centre.item(); // 2
 * spread.item(); // 1
 * ```
 */
export function moments(...given: readonly [x: TensorLike, axis?: Axes, keepDims?: boolean]): {
  mean: Tensor;
  variance: Tensor;
} {
  refuseMore(given, 3, "moments");
  const [x, axis = null, keepDims = false] = areAdded(given) ? [given[0]] : given;
  return { mean: mean(x, axis, keepDims), variance: variance(x, axis, keepDims) };
}
