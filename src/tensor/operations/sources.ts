/**
 * Operations that copy numbers to other positions: each number of the result has a source, its position in the
 * data of `x`. Tiling, reversing, strided slices and more differ only in their sources.
 */
import { allocate } from "../dtype.js";
import { sizeOf, stridesOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";

/** The numbers at these sources, in this shape. */
export function pick(x: Tensor, sources: Int32Array, shape: Shape): Tensor {
  const { storage } = x;
  const result = allocate(x.dtype, sources.length);
  for (let i = 0; i < result.length; i++) result[i] = storage[sources[i]];
  return new Tensor(result, shape);
}

/** Zeros of this shape, with each number added at its source: the transposed map of `pick`. */
export function addAt(x: Tensor, sources: Int32Array, shape: Shape): Tensor {
  const { storage } = x;
  const result = allocate(x.dtype, sizeOf(shape));
  for (let i = 0; i < sources.length; i++) result[sources[i]] += storage[i];
  return new Tensor(result, shape);
}

/** The sources of the numbers at the given positions along each axis. */
export function sourcesAlong(shape: Shape, positions: readonly (readonly number[])[]): Int32Array {
  const strides = stridesOf(shape);
  return positions.reduce((starts, along, axis) => {
    const next = new Int32Array(starts.length * along.length);
    for (let i = 0; i < starts.length; i++)
      for (let j = 0; j < along.length; j++)
        next[i * along.length + j] = starts[i] + along[j] * strides[axis];
    return next;
  }, Int32Array.of(0));
}
