/** Operations on each number of a tensor, or on each pair of numbers of two tensors that broadcast. */
import { allocate, floatingType, promote, type DataType, type TensorData } from "../dtype.js";
import { broadcastShapes, sameShape, sizeOf, stridesOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";
import { isFloat32, type ComparisonLoop, type MapLoop, type ZipLoop } from "./loops.js";

/**
 * f of every number. The result is floating unless `dtype` says otherwise.
 * @param loop computes the same from float32 to float32
 */
export function map(
  x: Tensor,
  f: (value: number) => number,
  dtype: DataType = floatingType(x.dtype),
  loop?: MapLoop,
): Tensor {
  const { storage: data } = x;
  const result = allocate(dtype, data.length);
  if (loop !== undefined && isFloat32(data) && isFloat32(result)) {
    loop(data, result);
    return new Tensor(result, x.shape);
  }
  for (let i = 0; i < result.length; i++) result[i] = f(data[i]);
  return new Tensor(result, x.shape);
}

/**
 * f of every pair of numbers that broadcasting combines. The result has the wider of the two types by
 * default.
 * @param loop computes the same from float32 to this type
 */
export function zip(
  a: Tensor,
  b: Tensor,
  f: (left: number, right: number) => number,
  where: string,
  dtype: DataType = promote(a.dtype, b.dtype),
  loop?: ZipLoop | ComparisonLoop,
): Tensor {
  if (sameShape(a.shape, b.shape))
    return new Tensor(pairUp(a.storage, b.storage, f, allocate(dtype, a.size), loop), a.shape);
  const shape = broadcastShapes(a.shape, b.shape, where);
  const left = spread(a, shape);
  const right = spread(b, shape);
  return new Tensor(pairUp(left, right, f, allocate(dtype, sizeOf(shape)), loop), shape);
}

/** The numbers where a mask is not 0, or where it is 0, and 0 elsewhere. */
export function kept(x: Tensor, mask: Tensor, asked: boolean): Tensor {
  const shape = sameShape(x.shape, mask.shape) ? x.shape : broadcastShapes(x.shape, mask.shape, "where");
  const [numbers, here] = [spread(x, shape), spread(mask, shape)];
  const result = allocate(x.dtype, numbers.length);
  for (let i = 0; i < result.length; i++) if ((here[i] !== 0) === asked) result[i] = numbers[i];
  return new Tensor(result, shape);
}

function pairUp(
  a: TensorData,
  b: TensorData,
  f: (left: number, right: number) => number,
  result: TensorData,
  loop: ZipLoop | ComparisonLoop | undefined,
): TensorData {
  if (loop !== undefined && isFloat32(a) && isFloat32(b)) {
    loop(a, b, result as never);
    return result;
  }
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
  const offset = shape.length - x.rank;
  const first = x.shape.findIndex((extent) => extent !== 1);
  if (x.shape.every((extent, axis) => axis < first || extent === shape[axis + offset]))
    return repeated(x.storage, result);
  // Along a repeated axis the position in x does not move: its stride is 0.
  const own = stridesOf(x.shape);
  const strides = shape.map((_, axis) =>
    axis < offset || x.shape[axis - offset] === 1 ? 0 : own[axis - offset],
  );
  copyStrided(x.storage, result, shape, strides);
  return result;
}

/** Fills `result` with the numbers again and again; each time, all that is written is copied behind itself. */
function repeated(data: TensorData, result: TensorData): TensorData {
  // An extent of 1 is repeated 0 times along an empty axis.
  if (result.length === 0) return result;
  result.set(data);
  for (let done = data.length; done > 0 && done < result.length; done *= 2) result.copyWithin(done, 0, done);
  return result;
}

/** A row of as many numbers is copied faster as a whole. */
const LONG = 16;

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
  const isRow = step === 1 && inner >= LONG && data.constructor === result.constructor;
  let from = start;
  for (let to = 0; to < result.length; to += inner) {
    if (isRow) result.set(data.subarray(from, from + inner), to);
    else if (step === 0) result.fill(data[from], to, to + inner);
    else for (let i = 0; i < inner; i++) result[to + i] = data[from + i * step];
    // Advance the position like an odometer, beginning with the last axis but one.
    for (let axis = rank - 2; axis >= 0; axis--) {
      from += strides[axis];
      if (++position[axis] < shape[axis]) break;
      from -= shape[axis] * strides[axis];
      position[axis] = 0;
    }
  }
}
