/** Products and sums of several tensors, composed of the matrix product and of arithmetic. */
import { ShapeError } from "../../errors/errors.js";
import { checkKind } from "../../errors/check-options.js";
import { refuseMore } from "../../errors/extra-arguments.js";
import { checkOptions } from "../../errors/check-options.js";
import { list, oneOf } from "../../errors/kinds.js";
import { asTensor, asTensors } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { mul } from "./arithmetic.js";
import { broadcastTo } from "./broadcast.js";
import { flatten, reshape } from "./layout.js";
import { matMul } from "./mat-mul.js";
import { addAt } from "./sources.js";

/**
 * The product of vectors and matrices: Σ a_i b_i of two vectors, a matrix times a vector, a vector times a
 * matrix, or the matrix product.
 * @param left a vector or a matrix
 * @param right another one, with as many rows (or numbers) as the first has columns (or numbers)
 * @example
 * ```ts
 * dot([1, 2], [3, 4]).item(); // 11
 * ```
 */
export function dot(left: TensorLike, right: TensorLike): Tensor;
export function dot(left: TensorLike, right: TensorLike, ...more: readonly unknown[]): Tensor {
  if (more.length > 0) refuseMore([left, right, ...more], 2, "dot");
  const [a, b] = [asTensor(left, "dot", "a"), asTensor(right, "dot", "b")];
  const isPossible = (x: Tensor) => x.rank === 1 || x.rank === 2;
  if (!isPossible(a) || !isPossible(b) || a.shape[a.rank - 1] !== b.shape[0]) {
    throw new ShapeError({
      where: "dot",
      argument: "a, b",
      received: `${formatShape(a.shape)}, ${formatShape(b.shape)}`,
      expected: {
        fr: "des vecteurs [k] ou des matrices [n, k] et [k, m]",
        en: "vectors [k], or matrices [n, k] and [k, m]",
      },
      mend: {
        fr: "Le dernier axe du premier et le premier axe du second ont la même longueur.",
        en: "The last axis of the first and the first axis of the second have the same extent.",
      },
    });
  }
  const product = matMul(
    a.rank === 1 ? reshape(a, [1, a.size]) : a,
    b.rank === 1 ? reshape(b, [b.size, 1]) : b,
  );
  return reshape(product, [...a.shape.slice(0, -1), ...b.shape.slice(1)]);
}

/**
 * All products of a number of the first vector with one of the second: [n] and [m] give [n, m].
 * @param left a vector
 * @param right another vector
 * @example
 * ```ts
 * outerProduct([1, 2], [3, 4]).print(); // [[3, 4], [6, 8]]
 * ```
 */
export function outerProduct(left: TensorLike, right: TensorLike): Tensor;
export function outerProduct(left: TensorLike, right: TensorLike, ...more: readonly unknown[]): Tensor {
  if (more.length > 0) refuseMore([left, right, ...more], 2, "outerProduct");
  const [a, b] = [asTensor(left, "outerProduct", "a"), asTensor(right, "outerProduct", "b")];
  return mul(reshape(a, [a.size, 1]), reshape(b, [1, b.size]));
}

/**
 * The sum of tensors of one shape.
 * @param inputs the tensors
 * @example
 * ```ts
 * addN([
 *   [1, 2],
 *   [3, 4],
 *   [5, 6],
 * ]).print(); // [9, 12]
 * ```
 */
export function addN(inputs: readonly TensorLike[]): Tensor {
  const tensors = asTensors(inputs, "addN", "inputs");
  checkKind(tensors, { ...list("addN([a, b])"), fits: () => tensors.length > 0 }, "addN", "inputs");
  const [first] = tensors;
  const odd = tensors.find(({ shape }) => !sameShape(shape, first.shape));
  if (odd !== undefined) {
    throw new ShapeError({
      where: "addN",
      argument: "inputs",
      received: formatShape(odd.shape),
      expected: formatShape(first.shape),
      mend: {
        fr: "Tous les tenseurs ont la même forme ; add(a, b) étend les formes.",
        en: "All tensors have the same shape; add(a, b) broadcasts.",
      },
    });
  }
  const total = tensors.slice(1).reduce((sum, each) => raw.zip(sum, each, (p, q) => p + q, "addN"), first);
  // A tensor of its own also where there is one input.
  return recordComposed(tensors, tensors.length === 1 ? raw.reshape(first, first.shape) : total, (gradient) =>
    tensors.map(() => gradient),
  );
}

/**
 * A tensor with the numbers of `x` on its diagonal and zeros elsewhere: shape [n] gives [n, n], [n, m] gives
 * [n, m, n, m].
 * @param x a tensor, or numbers
 * @example
 * ```ts
 * diag([1, 2]).print(); // [[1, 0], [0, 2]]
 * ```
 */
export function diag(x: TensorLike): Tensor;
export function diag(input: TensorLike, ...more: readonly unknown[]): Tensor {
  if (more.length > 0) refuseMore([input, ...more], 1, "diag");
  const x = asTensor(input, "diag", "x");
  const places = Int32Array.from({ length: x.size }, (_, i) => i * (x.size + 1));
  return addAt(x, places, [...x.shape, ...x.shape]);
}

/**
 * The coordinates of the points of a grid: x repeated in each row, and y in each column, both of shape [numbers
 * of y, numbers of x].
 * @param x the coordinates along the columns
 * @param y the coordinates along the rows
 * @param options `indexing`: "xy" (the default) or "ij", for shapes [numbers of x, numbers of y]
 * @example
 * ```ts
 * const [horizontal, vertical] = meshgrid([1, 2, 3], [10, 20]);
 * vertical.print(); // [[10, 10, 10], [20, 20, 20]]
 * ```
 */
export function meshgrid(
  x?: TensorLike,
  y?: TensorLike,
  options: { readonly indexing?: "xy" | "ij" } = {},
): Tensor[] {
  checkOptions(options, { indexing: oneOf("xy", "ij") }, "meshgrid");
  if (x === undefined) return [];
  const horizontal = flatten(asTensor(x, "meshgrid", "x"));
  if (y === undefined) return [horizontal];
  const vertical = flatten(asTensor(y, "meshgrid", "y"));
  const [w, h] = [horizontal.size, vertical.size];
  return options.indexing === "ij"
    ? [broadcastTo(reshape(horizontal, [w, 1]), [w, h]), broadcastTo(reshape(vertical, [1, h]), [w, h])]
    : [broadcastTo(reshape(horizontal, [1, w]), [h, w]), broadcastTo(reshape(vertical, [h, 1]), [h, w])];
}
