/**
 * Loops over float32 numbers for the functions that networks compute most, by the names of their operations.
 *
 * A JavaScript engine compiles a function into the loop that calls it only where the loop calls no other. `map`
 * and `zip` call all of them, and take five times as long for a square as a loop of its own. Each loop computes
 * the bits of the function beside it in `src/autograd/operations` (`test/tensor/loops.test.ts` compares them).
 */

export type MapLoop = (x: Float32Array, result: Float32Array) => void;
export type ZipLoop = (a: Float32Array, b: Float32Array, result: Float32Array) => void;
export type ComparisonLoop = (a: Float32Array, b: Float32Array, result: Int32Array) => void;

/** y = f(x). */
export const MAPS: Readonly<Record<string, MapLoop>> = {
  abs(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.abs(x[i]);
  },
  cos(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.cos(x[i]);
  },
  exp(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.exp(x[i]);
  },
  log(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.log(x[i]);
  },
  log1p(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.log1p(x[i]);
  },
  neg(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = -x[i];
  },
  reciprocal(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = 1 / x[i];
  },
  relu(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = x[i] > 0 ? x[i] : x[i] === x[i] ? 0 : x[i];
  },
  rsqrt(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = 1 / Math.sqrt(x[i]);
  },
  sigmoid(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = 1 / (1 + Math.exp(-x[i]));
  },
  sin(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.sin(x[i]);
  },
  softplus(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i])));
  },
  sqrt(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.sqrt(x[i]);
  },
  square(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = x[i] * x[i];
  },
  tanh(x, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.tanh(x[i]);
  },
};

/** f′ from x and y = f(x). */
export const SLOPES: Readonly<Record<string, ZipLoop>> = {
  abs(x, _, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = Math.sign(x[i]);
  },
  exp(_, y, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = y[i];
  },
  log(x, _, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = 1 / x[i];
  },
  relu(x, _, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = x[i] > 0 ? 1 : 0;
  },
  sigmoid(_, y, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = y[i] * (1 - y[i]);
  },
  softplus(x, _, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = 1 / (1 + Math.exp(-x[i]));
  },
  sqrt(_, y, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = 0.5 / y[i];
  },
  square(x, _, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = 2 * x[i];
  },
  tanh(_, y, slope) {
    for (let i = 0; i < slope.length; i++) slope[i] = 1 - y[i] * y[i];
  },
};

/** y = f(a, b). */
export const ZIPS: Readonly<Record<string, ZipLoop>> = {
  add(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] + b[i];
  },
  div(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] / b[i];
  },
  maximum(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.max(a[i], b[i]);
  },
  minimum(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = Math.min(a[i], b[i]);
  },
  mul(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] * b[i];
  },
  pow(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] ** b[i];
  },
  squaredDifference(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = (a[i] - b[i]) ** 2;
  },
  sub(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] - b[i];
  },
};

/** The partial derivatives of f(a, b) by a and by b. */
export const PARTIALS: Readonly<Record<string, readonly [byA?: ZipLoop, byB?: ZipLoop]>> = {
  div: [
    (_, b, y) => {
      for (let i = 0; i < y.length; i++) y[i] = 1 / b[i];
    },
    (a, b, y) => {
      for (let i = 0; i < y.length; i++) y[i] = -a[i] / (b[i] * b[i]);
    },
  ],
  mul: [(_, b, y) => y.set(b), (a, _, y) => y.set(a)],
};

/** 1 where a comparison holds, 0 elsewhere. */
export const COMPARISONS: Readonly<Record<string, ComparisonLoop>> = {
  equal(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] === b[i] ? 1 : 0;
  },
  greater(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] > b[i] ? 1 : 0;
  },
  greaterEqual(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] >= b[i] ? 1 : 0;
  },
  less(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] < b[i] ? 1 : 0;
  },
  lessEqual(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] <= b[i] ? 1 : 0;
  },
  notEqual(a, b, y) {
    for (let i = 0; i < y.length; i++) y[i] = a[i] !== b[i] ? 1 : 0;
  },
};

/** Whether this is an array of float32, and not of a class derived from it. */
export function isFloat32(array: ArrayLike<number>): array is Float32Array {
  return array.constructor === Float32Array;
}
