/** Operations on each number of a tensor, or on each pair of numbers of two tensors that broadcast. */
import { allocate, floatingType, promote, type DataType, type TensorData } from "../dtype.js";
import { broadcastShapes, sameShape, sizeOf, stridesOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";

/** f of every number. The result is floating unless `dtype` says otherwise. */
export function map(
  x: Tensor,
  f: (value: number) => number,
  dtype: DataType = floatingType(x.dtype),
): Tensor {
  const { storage: data } = x;
  const result = allocate(dtype, data.length);
  for (let i = 0; i < result.length; i++) result[i] = f(data[i]);
  return new Tensor(result, x.shape);
}

/**
 * f of every pair of numbers that broadcasting combines. The result has the wider of the two types by
 * default.
 */
export function zip(
  a: Tensor,
  b: Tensor,
  f: (left: number, right: number) => number,
  where: string,
  dtype: DataType = promote(a.dtype, b.dtype),
): Tensor {
  if (sameShape(a.shape, b.shape))
    return new Tensor(pairUp(a.storage, b.storage, f, allocate(dtype, a.size)), a.shape);
  const shape = broadcastShapes(a.shape, b.shape, where);
  const left = spread(a, shape);
  const right = spread(b, shape);
  return new Tensor(pairUp(left, right, f, allocate(dtype, sizeOf(shape))), shape);
}

function pairUp(
  a: TensorData,
  b: TensorData,
  f: (left: number, right: number) => number,
  result: TensorData,
): TensorData {
  for (let i = 0; i < result.length; i++) result[i] = f(a[i], b[i]);
  return result;
}

/** The numbers repeated to fill a larger shape. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : new Tensor(spread(x, shape), shape);
}

function spread(x: Tensor, shape: Shape): TensorData {
  if (sameShape(x.shape, shape)) return x.storage;
  const result = allocate(x.dtype, sizeOf(shape));
  if (x.size === 1) return result.fill(x.storage[0]);
  // Along a repeated axis the position in x does not move: its stride is 0.
  const offset = shape.length - x.rank;
  const own = stridesOf(x.shape);
  const strides = shape.map((_, axis) =>
    axis < offset || x.shape[axis - offset] === 1 ? 0 : own[axis - offset],
  );
  copyStrided(x.storage, result, shape, strides);
  return result;
}

/** Fills `result`, which is contiguous and of this shape, with the numbers of `data` at these strides. */
export function copyStrided(
  data: TensorData,
  result: TensorData,
  shape: Shape,
  strides: readonly number[],
  start = 0,
): void {
  const rank = shape.length;
  if (rank === 0) {
    result[0] = data[start];
    return;
  }
  const position = new Array<number>(rank).fill(0);
  const inner = shape[rank - 1];
  const step = strides[rank - 1];
  let from = start;
  for (let to = 0; to < result.length; to += inner) {
    for (let i = 0; i < inner; i++) result[to + i] = data[from + i * step];
    // Advance the position like an odometer, beginning with the last axis but one.
    for (let axis = rank - 2; axis >= 0; axis--) {
      from += strides[axis];
      if (++position[axis] < shape[axis]) break;
      from -= shape[axis] * strides[axis];
      position[axis] = 0;
    }
  }
}
