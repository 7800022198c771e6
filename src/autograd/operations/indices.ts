/** Reading and writing tensors at indices that other tensors hold. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { WHOLE_NUMBER, wholeNumber } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import {
  checkedSize,
  formatShape,
  normalizeAxis,
  sameShape,
  sizeOf,
  stridesOf,
  type Shape,
} from "../../tensor/shape.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import { gather } from "./gather.js";
import { concat, flatten, reshape } from "./layout.js";
import { addAt, pick } from "./sources.js";

/**
 * The parts of `x` at indices: the last axis of `indices` holds a position along each of the first axes of `x`.
 * @param input a tensor, or numbers
 * @param indices whole numbers: [..., axes that are named]
 * @returns shape [...axes of `indices` but the last, ...axes of `x` that are not named]
 * @example
 * ```ts
 * gatherND([[1, 2], [3, 4]], [[0, 1], [1, 0]]).print(); // [2, 3]
 * ```
 */
export function gatherND(input: TensorLike, indices: TensorLike): Tensor {
  const [x, places] = [asTensor(input, "gatherND", "x"), asTensor(indices, "gatherND", "indices")];
  const { starts, inner } = startsOf(places, x.shape, "gatherND");
  return pick(x, expanded(starts, sizeOf(inner)), [...places.shape.slice(0, -1), ...inner]);
}

/**
 * Zeros of a shape with `updates` added at indices: the last axis of `indices` holds a position along each of
 * the first axes of the result.
 * @param indices whole numbers: [..., axes that are named], or [n] for positions along the first axis
 * @param updates shape [...axes of `indices` but the last, ...axes of `shape` that are not named]
 * @param shape the shape of the result
 * @example
 * ```ts
 * scatterND([[1], [3]], [10, 20], [5]).print(); // [0, 10, 0, 20, 0]
 * ```
 */
export function scatterND(indices: TensorLike, updates: TensorLike, shape: Shape): Tensor {
  checkedSize(shape, "scatterND");
  const { values, sources } = scattered(indices, updates, shape, "scatterND");
  return addAt(values, sources, [...shape]);
}

/**
 * A tensor with the numbers at indices replaced; where an index is named twice, the last update counts.
 * @param input a tensor, or numbers
 * @param indices whole numbers: [..., axes that are named], or [n] for positions along the first axis
 * @param updates shape [...axes of `indices` but the last, ...axes of the tensor that are not named]
 * @example
 * ```ts
 * tensorScatterUpdate([1, 2, 3], [[1]], [9]).print(); // [1, 9, 3]
 * ```
 */
export function tensorScatterUpdate(input: TensorLike, indices: TensorLike, updates: TensorLike): Tensor {
  const x = asTensor(input, "tensorScatterUpdate", "x");
  const { values, sources } = scattered(indices, updates, x.shape, "tensorScatterUpdate");
  const from = Int32Array.from({ length: x.size }, (_, i) => i);
  sources.forEach((place, i) => (from[place] = x.size + i));
  return pick(concat([flatten(x), flatten(values)]), from, x.shape);
}

function scattered(
  indices: TensorLike,
  updates: TensorLike,
  shape: Shape,
  where: string,
): { values: Tensor; sources: Int32Array } {
  const [given, values] = [asTensor(indices, where, "indices"), asTensor(updates, where, "updates")];
  // A list of positions along the first axis may be given as it is.
  const places = given.rank === 1 ? reshape(given, [given.size, 1]) : given;
  const { starts, inner } = startsOf(places, shape, where);
  const expected = [...places.shape.slice(0, -1), ...inner];
  if (!sameShape(values.shape, expected)) {
    throw new ShapeError({
      where,
      argument: "updates",
      received: formatShape(values.shape),
      expected: formatShape(expected),
      mend: {
        fr: "Une mise à jour par indice, de la forme des axes que l’indice ne nomme pas.",
        en: "One update for each index, of the shape of the axes that the index does not name.",
      },
    });
  }
  return { values, sources: expanded(starts, sizeOf(inner)) };
}

/** Where the parts that the indices name begin in the data, and the shape of each part. */
function startsOf(indices: Tensor, shape: Shape, where: string): { starts: Int32Array; inner: Shape } {
  const named = indices.shape.at(-1) ?? 0;
  if (indices.rank < 1 || named > shape.length) {
    throw new ShapeError({
      where,
      argument: "indices",
      received: formatShape(indices.shape),
      expected: {
        fr: `un dernier axe d’au plus ${shape.length} position(s)`,
        en: `a last axis of at most ${shape.length} position(s)`,
      },
      mend: {
        fr: `Chaque indice donne une position par axe de ${formatShape(shape)}, à partir du premier.`,
        en: `Each index gives a position for each axis of ${formatShape(shape)}, from the first one on.`,
      },
    });
  }
  const strides = stridesOf(shape);
  const starts = new Int32Array(named === 0 ? sizeOf(indices.shape.slice(0, -1)) : indices.size / named);
  for (let i = 0; i < starts.length; i++)
    for (let axis = 0; axis < named; axis++) {
      const at = indices.storage[i * named + axis];
      raw.checkIndex(at, shape[axis], where);
      starts[i] += at * strides[axis];
    }
  return { starts, inner: shape.slice(named) };
}

/** The positions of all numbers of parts of this size. */
function expanded(starts: Int32Array, size: number): Int32Array {
  const result = new Int32Array(starts.length * size);
  for (let i = 0; i < result.length; i++) result[i] = starts[Math.floor(i / size)] + (i % size);
  return result;
}

/**
 * The sums of the rows with the same number: row i is added to row `segments[i]` of the result.
 * @param input a tensor, or numbers: [n, ...]
 * @param segments the number of each row, from 0: [n]
 * @param count how many rows the result has
 * @example
 * ```ts
 * unsortedSegmentSum([1, 2, 3], [0, 1, 0], 2).print(); // [4, 2]
 * ```
 */
export function unsortedSegmentSum(input: TensorLike, segments: TensorLike, count: number): Tensor {
  const x = asTensor(input, "unsortedSegmentSum", "x");
  const places = asTensor(segments, "unsortedSegmentSum", "segments");
  checkKind(count, wholeNumber(0, 3), "unsortedSegmentSum", "count");
  return scatterND(reshape(places, [places.size, 1]), x, [count, ...x.shape.slice(places.rank)]);
}

/**
 * The positions of the numbers that are not 0, as rows of type int32: [how many, axes].
 * @param input a tensor, or numbers
 * @example
 * ```ts
 * (await whereAsync([[1, 0], [0, 1]])).print(); // [[0, 0], [1, 1]]
 * ```
 */
export async function whereAsync(input: TensorLike): Promise<Tensor> {
  const x = asTensor(input, "whereAsync", "condition");
  const strides = stridesOf(x.shape);
  const found = whereTrue(x);
  const places = [...found.storage].flatMap((i) =>
    x.shape.map((extent, axis) => Math.floor(i / strides[axis]) % extent),
  );
  return Promise.resolve(new Tensor(Int32Array.from(places), [found.size, x.rank]));
}

/**
 * The parts of a tensor where a mask is not 0: the axes of the mask become one.
 * @param input a tensor, or numbers
 * @param mask of the shape of as many axes of `x`
 * @param axis the first of these axes; 0 by default
 * @example
 * ```ts
 * (await booleanMaskAsync([1, 2, 3], [1, 0, 1])).print(); // [1, 3]
 * ```
 */
export async function booleanMaskAsync(input: TensorLike, mask: TensorLike, axis = 0): Promise<Tensor> {
  const x = asTensor(input, "booleanMaskAsync", "x");
  const kept = asTensor(mask, "booleanMaskAsync", "mask");
  checkKind(axis, WHOLE_NUMBER, "booleanMaskAsync", "axis");
  const along = normalizeAxis(axis, x.rank, "booleanMaskAsync");
  const after = along + kept.rank;
  if (kept.rank === 0 || !sameShape(x.shape.slice(along, after), kept.shape)) {
    throw new ShapeError({
      where: "booleanMaskAsync",
      argument: "mask",
      received: formatShape(kept.shape),
      expected: {
        fr: `le début de ${formatShape(x.shape.slice(along))}`,
        en: `the beginning of ${formatShape(x.shape.slice(along))}`,
      },
      mend: {
        fr: "Le masque a la forme des axes qu’il choisit.",
        en: "The mask has the shape of the axes that it chooses from.",
      },
    });
  }
  const rows = reshape(x, [...x.shape.slice(0, along), kept.size, ...x.shape.slice(after)]);
  return Promise.resolve(gather(rows, whereTrue(kept), along));
}

/** The positions in the data of the numbers that are not 0. */
function whereTrue(x: Tensor): Tensor {
  const found = Int32Array.from(x.storage.keys()).filter((i) => x.storage[i] !== 0);
  return new Tensor(found, [found.length]);
}

/**
 * The numbers of `x` that `y` does not contain, and their positions in `x`, of type int32.
 * @param x a list of numbers
 * @param y another one
 * @example
 * ```ts
 * const [values, positions] = await setdiff1dAsync([1, 2, 3], [2]);
 * values.print(); // [1, 3]
 * ```
 */
export async function setdiff1dAsync(x: TensorLike, y: TensorLike): Promise<[Tensor, Tensor]> {
  const [a, b] = [asTensor(x, "setdiff1dAsync", "x"), asTensor(y, "setdiff1dAsync", "y")];
  const odd = [a, b].find(({ rank }) => rank !== 1);
  if (odd !== undefined) {
    throw new ShapeError({
      where: "setdiff1dAsync",
      argument: odd === a ? "x" : "y",
      received: formatShape(odd.shape),
      expected: "[n]",
      mend: { fr: "flatten(x) en fait une liste.", en: "flatten(x) makes a list of it." },
    });
  }
  const others = new Set<number>(b.storage);
  const left = Int32Array.from(a.storage.keys()).filter((i) => !others.has(a.storage[i]));
  return Promise.resolve([pick(a, left, [left.length]), new Tensor(left, [left.length])]);
}
