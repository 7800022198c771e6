/**
 * Operations with the engine's arguments and TensorFlow.js' answers, where these are other numbers or shapes than
 * the engine's.
 */
import * as engine from "../../autograd/operations/operations.js";
import { recordComposed, withoutRecording } from "../../autograd/tape.js";
import { asTensor, asTensors } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { normalizeAxes } from "../../tensor/shape.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import { inType } from "./result-types.js";

type Axes = number | readonly number[] | null;

/** `max` and `min`: each of several equal numbers gets the whole gradient, where the engine shares it. */
function extreme(name: "max" | "min") {
  return (input: TensorLike, axis?: Axes, keepDims = false): Tensor => {
    const x = asTensor(input, name, "x");
    const kept = withoutRecording(() => engine[name](x, axis, true));
    const shape = raw.reducedShape(x.shape, normalizeAxes(axis ?? undefined, x.rank, name), keepDims);
    return recordComposed([x], new Tensor(kept.storage, shape), (gradient) => [
      engine.mul(engine.reshape(gradient, kept.shape), engine.equal(x, kept)),
    ]);
  };
}

/** @see engine.max */
export const max = extreme("max");

/** @see engine.min */
export const min = extreme("min");

/**
 * −1, 0 or 1; 0 for NaN too.
 * @param x a tensor, or numbers
 */
export function sign(x: TensorLike): Tensor {
  const signs = engine.sign(x);
  return engine.where(engine.isNaN(signs), engine.mul(0, engine.isNaN(signs)), signs);
}

/**
 * Tensors one behind the other along an axis; the result has the type of the first.
 * @param inputs the tensors
 * @param axis the axis
 */
export function concat(inputs: readonly TensorLike[], axis = 0): Tensor {
  const tensors = asTensors(inputs, "concat", "inputs");
  const joined = engine.concat(tensors, axis);
  return tensors.length > 0 ? inType(joined, tensors[0].dtype) : joined;
}

/**
 * The parts of a tensor along an axis.
 * @param input a tensor, or numbers
 * @param parts their number, or their lengths, of which one may be −1 for the rest
 * @param axis the axis
 */
export function split(input: TensorLike, parts: number | readonly number[], axis = 0): Tensor[] {
  const x = asTensor(input, "split", "x");
  if (!Array.isArray(parts) || parts.filter((length) => length === -1).length !== 1)
    return engine.split(x, parts, axis);
  const rest = parts.reduce(
    (left: number, length: number) => left - Math.max(0, length),
    x.shape.at(axis) ?? 0,
  );
  return engine.split(
    x,
    parts.map((length: number) => (length === -1 ? rest : length)),
    axis,
  );
}

/**
 * Without the axes of length 1.
 * @param input a tensor, or numbers
 * @param axes the axes to leave out; all by default, and for an empty list
 */
export function squeeze(input: TensorLike, axes?: readonly number[]): Tensor {
  return engine.squeeze(input, axes?.length === 0 ? undefined : axes);
}

/**
 * Parts of a tensor.
 * @param input a tensor, or numbers
 * @param indices the numbers of the parts
 * @param axis the axis along which they lie
 * @param batchDims the axes that tensor and indices share; a negative number counts from the end
 */
export function gather(input: TensorLike, indices: TensorLike, axis = 0, batchDims = 0): Tensor {
  const places = asTensor(indices, "gather", "indices");
  return engine.gather(input, places, axis, batchDims < 0 ? batchDims + places.rank : batchDims);
}

/**
 * The sum of the rows of each segment; rows of a negative segment do not count.
 * @param input a tensor, or numbers
 * @param segments the segment of each row
 * @param count how many segments there are
 */
export function unsortedSegmentSum(input: TensorLike, segments: TensorLike, count: number): Tensor {
  const places = asTensor(segments, "unsortedSegmentSum", "segments");
  if (places.storage.every((place) => place >= 0)) return engine.unsortedSegmentSum(input, places, count);
  // A segment of their own gathers the rows that do not count.
  const moved = raw.map(places, (place) => (place < 0 ? count : place), "int32");
  const sums = engine.unsortedSegmentSum(input, moved, count + 1);
  return engine.slice(sums, [0], [count]);
}

/** The rows of a search as TensorFlow.js gives them: one row is a matrix too. */
function asRows(places: Tensor): Tensor {
  return places.rank === 1 ? engine.reshape(places, [1, places.size]) : places;
}

/** @see engine.searchSorted */
export function searchSorted(
  sortedSequence: TensorLike,
  values: TensorLike,
  side: "left" | "right" = "left",
): Tensor {
  return asRows(engine.searchSorted(sortedSequence, values, side));
}

/** @see engine.lowerBound */
export function lowerBound(sortedSequence: TensorLike, values: TensorLike): Tensor {
  return asRows(engine.lowerBound(sortedSequence, values));
}

/** @see engine.upperBound */
export function upperBound(sortedSequence: TensorLike, values: TensorLike): Tensor {
  return asRows(engine.upperBound(sortedSequence, values));
}
