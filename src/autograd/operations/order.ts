/** The largest numbers, different numbers, how often each occurs, and positions in sorted lists. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { oneOf, TRUTH, wholeBetween, wholeNumber } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { allocate, type TensorData } from "../../tensor/dtype.js";
import { formatShape, normalizeAxis, sameShape, sizeOf } from "../../tensor/shape.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import { gather } from "./gather.js";
import { pick } from "./sources.js";

/**
 * The k largest numbers along the last axis, in decreasing order, and their positions, of type int32; of equal
 * numbers the first one comes first.
 * @param input a tensor, or numbers
 * @param k how many; 1 by default
 * @param sorted numbers are sorted whether it is true (the default) or false
 * @example
 * ```ts
 * const { values, indices } = topk([3, 9, 5], 2);
 * indices.print(); // [1, 2]
 * ```
 */
export function topk(input: TensorLike, k = 1, sorted = true): { values: Tensor; indices: Tensor } {
  const x = asTensor(input, "topk", "x");
  checkKind(sorted, TRUTH, "topk", "sorted");
  const extent = x.shape.at(-1);
  if (extent === undefined) throw needsAxis(x, "topk");
  checkKind(k, wholeBetween(0, extent, Math.min(2, extent)), "topk", "k");
  const shape = [...x.shape.slice(0, -1), k];
  const places = new Int32Array(sizeOf(shape));
  const order = new Int32Array(extent);
  for (let row = 0; row * extent < x.size; row++) {
    const values = x.storage.subarray(row * extent, (row + 1) * extent);
    if (k <= FEW) firstPlaces(values, places.subarray(row * k, (row + 1) * k));
    else {
      const sortedPlaces = order.map((_, i) => i).sort((i, j) => values[j] - values[i] || i - j);
      places.set(sortedPlaces.subarray(0, k), row * k);
    }
  }
  const sources = places.map((place, i) => (k === 0 ? 0 : Math.floor(i / k) * extent + place));
  return { values: pick(x, sources, shape), indices: new Tensor(places, shape) };
}

/** Up to so many largest values are found by one pass over a row, and more of them by sorting it. */
const FEW = 16;

/** Writes the places of the largest values, in decreasing order; the first of equal ones comes first. */
function firstPlaces(values: TensorData, places: Int32Array): void {
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    if (found === places.length && !(values[i] > values[places[found - 1]])) continue;
    let at = found < places.length ? found++ : found - 1;
    for (; at > 0 && values[i] > values[places[at - 1]]; at--) places[at] = places[at - 1];
    places[at] = i;
  }
}

/**
 * The different parts along an axis in the order of their first occurrence, and the position of each part
 * among them, of type int32.
 * @param input a tensor, or numbers
 * @param axis the axis; 0 by default
 * @example
 * ```ts
 * const { values, indices } = unique([4, 7, 4]);
 * indices.print(); // [0, 1, 0]
 * ```
 */
export function unique(input: TensorLike, axis = 0): { values: Tensor; indices: Tensor } {
  const x = asTensor(input, "unique", "x");
  const along = normalizeAxis(axis, x.rank, "unique");
  const extent = x.shape[along];
  const inner = sizeOf(x.shape.slice(along + 1));
  const parts = Array.from({ length: extent }, (_, at) =>
    Array.from(x.storage.filter((_, i) => Math.floor(i / inner) % extent === at)).join(),
  );
  const found = new Map<string, number>();
  const first: number[] = [];
  const indices = parts.map((part, at) => {
    if (!found.has(part)) {
      found.set(part, found.size);
      first.push(at);
    }
    return found.get(part)!;
  });
  return {
    values: gather(x, new Tensor(Int32Array.from(first), [first.length]), along),
    indices: new Tensor(Int32Array.from(indices), [extent]),
  };
}

/**
 * How often each of the numbers 0 … size − 1 occurs, or the sum of the weights where it occurs. Larger numbers
 * are not counted.
 * @param input whole numbers from 0
 * @param weights a weight for each number, or an empty list for a weight of 1
 * @param size how many counts there are
 * @example
 * ```ts
 * bincount([0, 2, 2], [], 4).print(); // [1, 0, 2, 0]
 * ```
 */
export function bincount(input: TensorLike, weights: TensorLike, size: number): Tensor {
  return counted(asTensor(input, "bincount", "x"), weights, size, false, "bincount");
}

/**
 * As `bincount`, for each row of a matrix too.
 * @param input whole numbers from 0: a list, or a matrix
 * @param weights a weight for each number, or an empty list for a weight of 1
 * @param size how many counts there are for each row
 * @param binaryOutput whether 1 says that a number occurs, instead of its count
 * @example
 * ```ts
 * denseBincount([[0, 2, 2], [1, 1, 1]], [], 3).print(); // [[1, 0, 2], [0, 3, 0]]
 * ```
 */
export function denseBincount(
  input: TensorLike,
  weights: TensorLike,
  size: number,
  binaryOutput = false,
): Tensor {
  checkKind(binaryOutput, TRUTH, "denseBincount", "binaryOutput");
  return counted(asTensor(input, "denseBincount", "x"), weights, size, binaryOutput, "denseBincount");
}

function counted(x: Tensor, weights: TensorLike, size: number, binary: boolean, where: string): Tensor {
  const weight = asTensor(weights, where, "weights");
  checkKind(size, wholeNumber(0, 3), where, "size");
  if (x.rank < 1 || x.rank > 2) throw needsAxis(x, where);
  if (weight.size > 0 && !sameShape(weight.shape, x.shape)) {
    throw new ShapeError({
      where,
      argument: "weights",
      received: formatShape(weight.shape),
      expected: formatShape(x.shape),
      mend: {
        fr: "Un poids par nombre, ou une liste vide : [].",
        en: "A weight for each number, or an empty list: [].",
      },
    });
  }
  const shape = [...x.shape.slice(0, -1), size];
  const result = allocate(weight.size > 0 ? weight.dtype : "float32", sizeOf(shape));
  const extent = x.shape[x.rank - 1];
  x.storage.forEach((value, i) => {
    checkKind(value, wholeNumber(0, 2), where, `x[${i}]`);
    if (value >= size) return;
    const to = Math.floor(i / extent) * size + value;
    result[to] = binary ? 1 : result[to] + (weight.size > 0 ? weight.storage[i] : 1);
  });
  return new Tensor(result, shape);
}

/**
 * Where values would be inserted into sorted rows so that these stay sorted, of type int32: before equal
 * numbers ("left", the default), or behind them ("right").
 * @param sortedSequence a row in increasing order, or a matrix of such rows
 * @param values the values of each row, of as many axes
 * @param side "left" or "right"
 * @example
 * ```ts
 * searchSorted([1, 3, 3, 5], [3, 4]).print(); // [1, 3]
 * ```
 */
export function searchSorted(
  sortedSequence: TensorLike,
  values: TensorLike,
  side: "left" | "right" = "left",
): Tensor {
  checkKind(side, oneOf("left", "right"), "searchSorted", "side");
  return inserted(sortedSequence, values, side === "left", "searchSorted");
}

/**
 * Where values would be inserted into sorted rows, before equal numbers: `searchSorted` with "left".
 * @param sortedSequence a row in increasing order, or a matrix of such rows
 * @param values the values of each row, of as many axes
 * @example
 * ```ts
 * lowerBound([1, 3, 3, 5], [3]).print(); // [1]
 * ```
 */
export function lowerBound(sortedSequence: TensorLike, values: TensorLike): Tensor {
  return inserted(sortedSequence, values, true, "lowerBound");
}

/**
 * Where values would be inserted into sorted rows, behind equal numbers: `searchSorted` with "right".
 * @param sortedSequence a row in increasing order, or a matrix of such rows
 * @param values the values of each row, of as many axes
 * @example
 * ```ts
 * upperBound([1, 3, 3, 5], [3]).print(); // [3]
 * ```
 */
export function upperBound(sortedSequence: TensorLike, values: TensorLike): Tensor {
  return inserted(sortedSequence, values, false, "upperBound");
}

function inserted(sequence: TensorLike, values: TensorLike, before: boolean, where: string): Tensor {
  const [rows, x] = [asTensor(sequence, where, "sortedSequence"), asTensor(values, where, "values")];
  const extent = rows.shape.at(-1);
  const count = x.shape.at(-1);
  if (extent === undefined || count === undefined) throw needsAxis(extent === undefined ? rows : x, where);
  if (!sameShape(rows.shape.slice(0, -1), x.shape.slice(0, -1))) {
    throw new ShapeError({
      where,
      argument: "values",
      received: formatShape(x.shape),
      expected: `[${[...rows.shape.slice(0, -1), "n"].join(", ")}]`,
      mend: { fr: "Autant de lignes que la suite triée.", en: "As many rows as the sorted sequence." },
    });
  }
  const places = Int32Array.from(x.storage, (value, i) => {
    const start = Math.floor(i / count) * extent;
    let [low, high] = [0, extent];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = rows.storage[start + middle];
      if (before ? at < value : at <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  return new Tensor(places, x.shape);
}

/**
 * Whether the target is among the k largest predictions of its row: 1 or 0, of type int32.
 * @param predictions a number for each class: [..., classes]
 * @param targets the class of each row: [...]
 * @param k how many; 1 by default
 * @example
 * ```ts
 * (await inTopKAsync([[0.1, 0.7, 0.2]], [2], 2)).print(); // [1]
 * ```
 */
export async function inTopKAsync(predictions: TensorLike, targets: TensorLike, k = 1): Promise<Tensor> {
  const [x, classes] = [
    asTensor(predictions, "inTopKAsync", "predictions"),
    asTensor(targets, "inTopKAsync", "targets"),
  ];
  const expected = x.shape.slice(0, -1);
  if (x.rank < 2 || !sameShape(classes.shape, expected)) {
    throw new ShapeError({
      where: "inTopKAsync",
      argument: "targets",
      received: formatShape(classes.shape),
      expected: x.rank < 2 ? "[..., classes], [...]" : formatShape(expected),
      mend: { fr: "Une classe par ligne de prédictions.", en: "A class for each row of predictions." },
    });
  }
  const extent = x.shape[x.rank - 1];
  checkKind(k, wholeBetween(1, extent, 1), "inTopKAsync", "k");
  const { indices } = topk(x, k);
  const found = Int32Array.from(classes.storage, (target, i) =>
    indices.storage.subarray(i * k, (i + 1) * k).includes(target) ? 1 : 0,
  );
  return Promise.resolve(new Tensor(found, classes.shape));
}

function needsAxis({ shape }: Tensor, where: string): ShapeError {
  return new ShapeError({
    where,
    argument: "x",
    received: formatShape(shape),
    expected: { fr: "[n], ou [lignes, n]", en: "[n], or [rows, n]" },
    mend: { fr: "reshape(x, [-1]) en fait une liste.", en: "reshape(x, [-1]) makes a list of it." },
  });
}
