/** Operations that remove one or more axes: sums, largest values, their positions. */
import { ShapeError } from "../../errors/errors.js";
import { allocate, floatingType, isInteger, type TensorData } from "../dtype.js";
import {
  formatShape,
  normalizeAxes,
  normalizeAxis,
  sameShape,
  sizeOf,
  stridesOf,
  type Shape,
} from "../shape.js";
import { Tensor } from "../tensor.js";
import { copyStrided } from "./elementwise.js";

/** The shape after a reduction: the axes removed, or kept with extent 1. */
export function reducedShape(shape: Shape, axes: readonly number[], keepDims: boolean): number[] {
  return keepDims
    ? shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
    : shape.filter((_, axis) => !axes.includes(axis));
}

/**
 * The numbers in an order in which those that a reduction combines are neighbours, and how many are combined.
 */
function grouped(x: Tensor, axes: readonly number[]): { data: TensorData; count: number } {
  const count = axes.reduce((product, axis) => product * x.shape[axis], 1);
  const remaining = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...remaining, ...axes];
  if (order.every((axis, position) => axis === position)) return { data: x.storage, count };
  const strides = stridesOf(x.shape);
  const data = allocate(x.dtype, x.size);
  copyStrided(
    x.storage,
    data,
    order.map((axis) => x.shape[axis]),
    order.map((axis) => strides[axis]),
  );
  return { data, count };
}

/** The sum over the axes (all by default), in double precision. */
export function sum(x: Tensor, axis?: number | readonly number[], keepDims = false): Tensor {
  const axes = normalizeAxes(axis, x.rank, "sum");
  const shape = reducedShape(x.shape, axes, keepDims);
  const result = allocate(
    x.dtype === "int32" || x.dtype === "bool" ? "int32" : floatingType(x.dtype),
    sizeOf(shape),
  );
  if (axes.every((taken, position) => taken === position) && result.length > 1) {
    result.set(sumOfRows(x.storage, result.length));
    return new Tensor(result, shape);
  }
  const { data, count } = grouped(x, axes);
  for (let i = 0; i < result.length; i++) {
    let total = 0;
    for (let j = i * count; j < (i + 1) * count; j++) total += data[j];
    result[i] = total;
  }
  return new Tensor(result, shape);
}

/** The sum of rows of this length: the sum over the first axes, such as the gradient of a bias. */
function sumOfRows(data: TensorData, length: number): Float64Array {
  const totals = new Float64Array(length);
  for (let start = 0; start < data.length; start += length)
    for (let i = 0; i < length; i++) totals[i] += data[start + i];
  return totals;
}

/** The product over the axes (all by default), in double precision. */
export function prod(x: Tensor, axis?: number | readonly number[], keepDims = false): Tensor {
  const axes = normalizeAxes(axis, x.rank, "prod");
  const shape = reducedShape(x.shape, axes, keepDims);
  const result = allocate(isInteger(x.dtype) ? "int32" : x.dtype, sizeOf(shape));
  const { data, count } = grouped(x, axes);
  for (let i = 0; i < result.length; i++) {
    let total = 1;
    for (let j = i * count; j < (i + 1) * count; j++) total *= data[j];
    result[i] = total;
  }
  return new Tensor(result, shape);
}

/** The position of the largest value along an axis, of type int32; the first of several equal ones. */
export function argMax(x: Tensor, axis = -1): Tensor {
  return firstPlace(x, axis, 1, "argMax");
}

/** The position of the smallest value along an axis, of type int32; the first of several equal ones. */
export function argMin(x: Tensor, axis = -1): Tensor {
  return firstPlace(x, axis, -1, "argMin");
}

/** @param sign 1 for the largest value, −1 for the smallest */
function firstPlace(x: Tensor, axis: number, sign: 1 | -1, where: string): Tensor {
  const along = normalizeAxis(axis, x.rank, where);
  const { data, count } = grouped(x, [along]);
  if (count === 0) throw nothing(x, where);
  const shape = reducedShape(x.shape, [along], false);
  const result = new Int32Array(sizeOf(shape));
  for (let i = 0; i < result.length; i++) {
    const start = i * count;
    let [best, place] = [sign * data[start], 0];
    for (let j = 1; j < count; j++) {
      const value = sign * data[start + j];
      if (value > best) [best, place] = [value, j];
    }
    result[i] = place;
  }
  return new Tensor(result, shape);
}

/** The largest value over the axes (all by default). */
export function max(x: Tensor, axis?: number | readonly number[], keepDims = false): Tensor {
  const axes = normalizeAxes(axis, x.rank, "max");
  const { data, count } = grouped(x, axes);
  const shape = reducedShape(x.shape, axes, keepDims);
  const result = allocate(x.dtype, sizeOf(shape));
  if (count === 0 && result.length > 0) throw nothing(x, "max");
  for (let i = 0; i < result.length; i++) {
    let largest = -Infinity;
    for (let j = i * count; j < (i + 1) * count; j++) {
      const value = data[j];
      // A number that differs from itself is NaN.
      if (value > largest || value !== value) largest = value;
    }
    result[i] = largest;
  }
  return new Tensor(result, shape);
}

/** The error for a reduction over no numbers. */
export function nothing(x: Tensor, where: string): ShapeError {
  return new ShapeError({
    where,
    argument: "x",
    received: formatShape(x.shape),
    expected: {
      fr: "au moins un nombre le long des axes réduits",
      en: "at least one number along the reduced axes",
    },
    mend: { fr: "Vérifiez que les données ne sont pas vides.", en: "Check that the data are not empty." },
  });
}

/**
 * Sums over the axes along which broadcasting repeated a tensor of this shape: the gradient of broadcasting.
 */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const offset = x.rank - shape.length;
  const axes = x.shape
    .map((_, axis) => axis)
    .filter((axis) => axis < offset || (shape[axis - offset] === 1 && x.shape[axis] !== 1));
  return new Tensor(sum(x, axes).storage, shape);
}
