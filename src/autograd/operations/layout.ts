/** Operations that move numbers; their gradients move them back. */
import { ShapeError } from "../../errors/errors.js";
import { asTensor } from "../../tensor/create.js";
import * as raw from "../../tensor/operations/operations.js";
import { formatShape, normalizeAxis, type Shape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { record, recordSeveral } from "../tape.js";

/** The same numbers in another shape; one extent may be −1. */
export function reshape(input: TensorLike, shape: Shape): Tensor {
  const x = asTensor(input);
  return record([x], raw.reshape(x, shape), (gradient) => [raw.reshape(gradient, x.shape)]);
}

/** All numbers in one row. */
export function flatten(input: TensorLike): Tensor {
  return reshape(input, [-1]);
}

/** A new axis of extent 1; the last one by `axis: -1`. */
export function expandDims(input: TensorLike, axis = 0): Tensor {
  const x = asTensor(input);
  const at = normalizeAxis(axis, x.rank + 1, "expandDims");
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)]);
}

/** Axes of extent 1 taken away: all of them, or the ones named. */
export function squeeze(input: TensorLike, axes?: readonly number[]): Tensor {
  const x = asTensor(input);
  const gone = axes?.map((axis) => normalizeAxis(axis, x.rank, "squeeze"));
  return reshape(x, x.shape.filter((extent, axis) => extent !== 1 || (gone !== undefined && !gone.includes(axis))));
}

/** The axes in another order; a matrix is transposed. */
export function transpose(input: TensorLike, order?: readonly number[]): Tensor {
  const x = asTensor(input);
  const back = order?.map((_, axis) => order.indexOf(axis));
  return record([x], raw.transpose(x, order), (gradient) => [raw.transpose(gradient, back)]);
}

/** The part that begins at `begin` and has this `size`, one number an axis (−1: up to the end). */
export function slice(input: TensorLike, begin: number | readonly number[], size?: number | readonly number[]): Tensor {
  const x = asTensor(input);
  const from = typeof begin === "number" ? [begin] : begin;
  return record([x], raw.slice(x, from, typeof size === "number" ? [size] : size), (gradient) => [raw.placeInZeros(gradient, x.shape, from)]);
}

/** Tensors one after the other along an axis. */
export function concat(inputs: readonly TensorLike[], axis = 0): Tensor {
  const tensors = inputs.map(asTensor);
  const result = raw.concat(tensors, axis);
  const along = normalizeAxis(axis, result.rank, "concat");
  return record(tensors, result, (gradient) => {
    let start = 0;
    return tensors.map(({ shape }) => {
      const begin = shape.map((_, i) => (i === along ? start : 0));
      start += shape[along];
      return raw.slice(gradient, begin, shape);
    });
  });
}

/** Tensors of one shape beside each other along a new axis. */
export function stack(inputs: readonly TensorLike[], axis = 0): Tensor {
  return concat(inputs.map((input) => expandDims(input, axis)), axis);
}

/**
 * The parts of a tensor along an axis, in one operation: the gradient of all parts is put together once.
 * @param parts how many parts of equal length, or the length of each
 */
export function split(input: TensorLike, parts: number | readonly number[], axis = 0): Tensor[] {
  const x = asTensor(input);
  const along = normalizeAxis(axis, x.rank, "split");
  const extent = x.shape[along];
  const lengths = typeof parts === "number" ? new Array<number>(parts).fill(extent / parts) : parts;
  if (lengths.reduce((sum, length) => sum + length, 0) !== extent || !lengths.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new ShapeError({
      where: "split", argument: "parts", received: typeof parts === "number" ? String(parts) : formatShape(parts),
      expected: { fr: `un diviseur de ${extent}, ou des longueurs dont la somme est ${extent}`, en: `a divisor of ${extent}, or lengths whose sum is ${extent}` },
      mend: { fr: `L’axe ${along} de ${formatShape(x.shape)} est partagé en entier.`, en: `Axis ${along} of ${formatShape(x.shape)} is divided as a whole.` },
    });
  }
  let start = 0;
  const pieces = lengths.map((length) => {
    const piece = raw.slice(x, x.shape.map((_, i) => (i === along ? start : 0)), x.shape.map((whole, i) => (i === along ? length : whole)));
    start += length;
    return piece;
  });
  return [...recordSeveral([x], pieces, (...gradients) => [raw.concat(gradients, along)])];
}

/** The slices of extent 1 along an axis, each without it: the inverse of `stack`. */
export function unstack(input: TensorLike, axis = 0): Tensor[] {
  const x = asTensor(input);
  const along = normalizeAxis(axis, x.rank, "unstack");
  return split(x, x.shape[along], along).map((piece) => squeeze(piece, [along]));
}

/** The rows (along the first axis) that whole numbers name; a row named twice gets both gradients. */
export function gather(input: TensorLike, indices: TensorLike): Tensor {
  const [x, rows] = [asTensor(input), asTensor(indices)];
  return record([x], raw.gather(x, rows), (gradient) => [raw.scatterAdd(gradient, rows, x.shape)]);
}

/** A border around: how many values before and after, for each axis. */
export function pad(input: TensorLike, paddings: readonly (readonly [number, number])[], value = 0): Tensor {
  const x = asTensor(input);
  return record([x], raw.pad(x, paddings, value), (gradient) => [raw.slice(gradient, paddings.map(([before]) => before), x.shape)]);
}

/** Numbers of `a` where the condition is not 0, of `b` elsewhere; the three broadcast. */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const [mask, x, y] = [condition, a, b].map(asTensor);
  const masked = (value: Tensor, keep: boolean) => raw.zip(value, mask, (number, here) => ((here !== 0) === keep ? number : 0), "where", value.dtype);
  return record([x, y], raw.zip(masked(x, true), masked(y, false), (p, q) => p + q, "where"), (gradient) => [raw.sumTo(masked(gradient, true), x.shape), raw.sumTo(masked(gradient, false), y.shape)]);
}
