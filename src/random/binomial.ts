/**
 * R's binomial numbers: Kachitvichyanukul and Schmeiser's algorithm BTPE ("Binomial random variate
 * generation", 1988).
 *
 * Up to a mean of 30 the distribution function is inverted by a sequential search. Beyond, rejection sampling
 * is used: a point is drawn below an envelope of four pieces (triangle, parallelogram, two exponential tails)
 * over the probabilities, scaled to 1 at the mode, and accepted if it lies below the probability there. That
 * is computed by its recurrence near the mode or far out; elsewhere bounds decide most points, and Stirling's
 * formula the others.
 */
import { logarithm } from "../arithmetic/logarithm.js";
import { binomialQuantile } from "./binomial-quantile.js";
import type { Uniform } from "./sampling.js";

/**
 * With at least so many trials R inverts the distribution function: its 32-bit integers cannot count them.
 */
const MOST_COUNTED = 2147483647;

/** Successes in `size` trials of probability p. */
export function binomial(size: number, p: number, uniform: Uniform): number {
  if (size === 0 || p === 0) return 0;
  if (p === 1) return size;
  if (size >= MOST_COUNTED) return binomialQuantile(uniform(), size, p);
  const rare = Math.min(p, 1 - p);
  const count = size * rare < 30 ? byInversion(size, rare, uniform) : underHat(size, rare, uniform);
  return p > 0.5 ? size - count : count;
}

/** Beyond this count the search starts again with a new number, as in R: only rounding leads there. */
const FARTHEST = 110;

function byInversion(size: number, p: number, uniform: Uniform): number {
  const odds = p / (1 - p);
  const scale = odds * (size + 1);
  const none = power(1 - p, size);
  for (;;) {
    let probability = none;
    let rest = uniform();
    for (let k = 0; k <= FARTHEST;) {
      if (rest < probability) return k;
      rest -= probability;
      k++;
      probability *= scale / k - odds;
    }
  }
}

/** x to a whole power by repeated squaring, as in R. */
function power(x: number, exponent: number): number {
  let result = 1;
  for (let base = x, rest = exponent; ; base *= base) {
    if (rest & 1) result *= base;
    rest >>= 1;
    if (rest === 0) return result;
  }
}

function underHat(size: number, p: number, uniform: Uniform): number {
  const q = 1 - p;
  const variance = size * p * q;
  const top = size * p + p;
  const mode = Math.floor(top);
  const half = Math.floor(2.195 * Math.sqrt(variance) - 4.6 * q) + 0.5;
  const middle = mode + 0.5;
  const [left, right] = [middle - half, middle + half];
  const c = 0.134 + 20.5 / (15.3 + mode);
  const slope = (a: number) => a * (1 + 0.5 * a);
  const leftRate = slope((top - left) / (top - left * p));
  const rightRate = slope((right - top) / (right * q));
  const p2 = half * (1 + c + c);
  const p3 = p2 + c / leftRate;
  const p4 = p3 + c / rightRate;
  for (;;) {
    const u = uniform() * p4;
    let v = uniform();
    if (u <= half) return Math.trunc(middle - half * v + u);
    let k: number;
    if (u <= p2) {
      const x = left + (u - half) / c;
      v = v * c + 1 - Math.abs(middle - x) / half;
      if (v > 1 || v <= 0) continue;
      k = Math.trunc(x);
    } else if (u > p3) {
      k = Math.trunc(right - logarithm(v) / rightRate);
      if (k > size) continue;
      v = v * (u - p3) * rightRate;
    } else {
      k = Math.trunc(left + logarithm(v) / leftRate);
      if (k < 0) continue;
      v = v * (u - p2) * leftRate;
    }
    if (accepts(k, v, { size, p, q, variance, top, mode, middle })) return k;
  }
}

interface Setting {
  readonly size: number;
  readonly p: number;
  readonly q: number;
  readonly variance: number;
  readonly top: number;
  readonly mode: number;
  readonly middle: number;
}

/** Whether v is at most the probability of k divided by that of the mode. */
function accepts(k: number, v: number, { size, p, q, variance, top, mode, middle }: Setting): boolean {
  const distance = Math.abs(k - mode);
  if (distance <= 20 || distance >= variance / 2 - 1) {
    const odds = p / q;
    const scale = odds * (size + 1);
    let ratio = 1;
    for (let i = mode + 1; i <= k; i++) ratio *= scale / i - odds;
    for (let i = k + 1; i <= mode; i++) ratio /= scale / i - odds;
    return v <= ratio;
  }
  const slack =
    (distance / variance) * ((distance * (distance / 3 + 0.625) + 0.1666666666666) / variance + 0.5);
  const normal = (-distance * distance) / (2 * variance);
  const height = logarithm(v);
  if (height < normal - slack) return true;
  if (height > normal + slack) return false;
  const [x, f, z, w] = [k + 1, top + 1, size + 1 - top, size - k + 1];
  const stirling = (value: number) => {
    const s = value * value;
    return (13860 - (462 - (132 - (99 - 140 / s) / s) / s) / s) / value / 166320;
  };
  const bound =
    middle * logarithm(f / x) +
    (size - mode + 0.5) * logarithm(z / w) +
    (k - mode) * logarithm((w * p) / (x * q)) +
    stirling(f) +
    stirling(z) +
    stirling(x) +
    stirling(w);
  return height <= bound;
}
