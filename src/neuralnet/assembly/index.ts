/**
 * The passes through a network with logistic neurons, in float64, two examples at a time; `kernels.ts`
 * declares the types of these functions in TypeScript.
 *
 * Values are stored neuron by neuron, each with all its examples, `stride` bytes apart, padded to a multiple
 * of four examples. Weights are stored column by column, the bias first: those of neuron j are contiguous.
 *
 * Sums over a neuron's inputs are in R's order. A sum over the examples is the sum of four partial sums, each
 * of every fourth example: its last place differs from R's, as the sums of different BLAS libraries differ.
 */
import { logistic } from "./exponential";

export { exponentials, writeConstants } from "./exponential";

/** values_j = f(w_0j + Σ_i w_ij inputs_i), where f is logistic or the identity. */
export function forward(inputs: usize, inputCount: i32, weights: usize, values: usize, units: i32, stride: usize, isLogistic: bool): void {
  const step = <usize>(inputCount + 1) << 3;
  for (let j = 0; j < units; j++) {
    const bias = v128.load64_splat(weights);
    for (let n: usize = 0; n < stride; n += 32) {
      let low = bias;
      let high = bias;
      let input = inputs + n;
      for (let w = weights + 8; w < weights + step; w += 8) {
        const weight = v128.load64_splat(w);
        low = f64x2.add(low, f64x2.mul(weight, v128.load(input)));
        high = f64x2.add(high, f64x2.mul(weight, v128.load(input, 16)));
        input += stride;
      }
      v128.store(values + n, isLogistic ? logistic(low) : low);
      v128.store(values + n, isLogistic ? logistic(high) : high, 16);
    }
    weights += step;
    values += stride;
  }
}

/** The forms of the derivative of the error, times that of the output's activation. */
const LINEAR_SQUARES = 0;
const LOGISTIC_SQUARES = 1;

/**
 * The deltas of an output for `count` examples: y − t, (y − t) y (1 − y), or y (1 − t) − t (1 − y). The
 * padding is 0.
 */
export function outputDeltas(values: usize, targets: usize, deltas: usize, count: i32, stride: usize, form: i32): void {
  const one = f64x2.splat(1);
  for (let n: usize = 0; n < stride; n += 16) {
    const y = v128.load(values + n);
    const t = v128.load(targets + n);
    let delta: v128;
    if (form == LINEAR_SQUARES) delta = f64x2.sub(y, t);
    else if (form == LOGISTIC_SQUARES) delta = f64x2.mul(f64x2.sub(y, t), f64x2.mul(y, f64x2.sub(one, y)));
    else delta = f64x2.sub(f64x2.mul(y, f64x2.sub(one, t)), f64x2.mul(t, f64x2.sub(one, y)));
    v128.store(deltas + n, delta);
  }
  for (let n = <usize>count << 3; n < stride; n += 8) store<f64>(deltas + n, 0);
}

/** before_i = (Σ_j w_ij deltas_j) v_i (1 − v_i), with v_i the values of a logistic neuron. */
export function deltasBefore(deltas: usize, units: i32, weights: usize, values: usize, inputCount: i32, before: usize, stride: usize): void {
  const one = f64x2.splat(1);
  const step = <usize>(inputCount + 1) << 3;
  for (let i = 0; i < inputCount; i++) {
    weights += 8;
    for (let n: usize = 0; n < stride; n += 16) {
      let sum = f64x2.splat(0);
      let delta = deltas + n;
      let w = weights;
      for (let j = 0; j < units; j++) {
        sum = f64x2.add(sum, f64x2.mul(v128.load(delta), v128.load64_splat(w)));
        delta += stride;
        w += step;
      }
      const v = v128.load(values + n);
      v128.store(before + n, f64x2.mul(sum, f64x2.mul(v, f64x2.sub(one, v))));
    }
    values += stride;
    before += stride;
  }
}

/** gradients_0j = Σ deltas_j, gradients_ij = Σ inputs_i deltas_j, over the examples. */
export function gradientsOf(inputs: usize, inputCount: i32, deltas: usize, units: i32, gradients: usize, stride: usize): void {
  for (let j = 0; j < units; j++) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let n: usize = 0; n < stride; n += 32) {
      low = f64x2.add(low, v128.load(deltas + n));
      high = f64x2.add(high, v128.load(deltas + n, 16));
    }
    store<f64>(gradients, total(low, high));
    gradients += 8;
    let i = 0;
    let input = inputs;
    for (; i + 2 <= inputCount; i += 2) {
      productsOfTwo(input, deltas, gradients, stride);
      gradients += 16;
      input += 2 * stride;
    }
    if (i < inputCount) {
      low = high = f64x2.splat(0);
      for (let n: usize = 0; n < stride; n += 32) {
        low = f64x2.add(low, f64x2.mul(v128.load(input + n), v128.load(deltas + n)));
        high = f64x2.add(high, f64x2.mul(v128.load(input + n, 16), v128.load(deltas + n, 16)));
      }
      store<f64>(gradients, total(low, high));
      gradients += 8;
    }
    deltas += stride;
  }
}

/**
 * Two inputs at once: each addition waits for the one before it, but four sums do not wait for each other.
 */
// @ts-ignore: decorator
@inline
function productsOfTwo(input: usize, deltas: usize, gradients: usize, stride: usize): void {
  let low0 = f64x2.splat(0);
  let high0 = f64x2.splat(0);
  let low1 = f64x2.splat(0);
  let high1 = f64x2.splat(0);
  const next = input + stride;
  for (let n: usize = 0; n < stride; n += 32) {
    const first = v128.load(deltas + n);
    const second = v128.load(deltas + n, 16);
    low0 = f64x2.add(low0, f64x2.mul(v128.load(input + n), first));
    high0 = f64x2.add(high0, f64x2.mul(v128.load(input + n, 16), second));
    low1 = f64x2.add(low1, f64x2.mul(v128.load(next + n), first));
    high1 = f64x2.add(high1, f64x2.mul(v128.load(next + n, 16), second));
  }
  store<f64>(gradients, total(low0, high0));
  store<f64>(gradients, total(low1, high1), 8);
}

// @ts-ignore: decorator
@inline
function total(low: v128, high: v128): f64 {
  return f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}
