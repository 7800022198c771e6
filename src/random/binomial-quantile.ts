/**
 * Binomial numbers for more trials than a 32-bit integer can count: R inverts the distribution function for
 * these, by `qbinom(unif_rand(), size, p, lower.tail = FALSE)`.
 *
 * The quantile is the smallest k whose upper tail P(X > k) is at most the uniform number. Where successes (or
 * failures) are few, the probabilities are added up from that end. Elsewhere the tail beyond k + ½ is the
 * integral of the probability function, extended to real numbers, with the first correction of Euler and
 * Maclaurin's formula for midpoints, f′(k + ½)/24; Gauss's quadrature computes the integral over pieces of
 * half a standard deviation. The search starts at the guess of the normal distribution, corrected for
 * skewness (Cornish and Fisher 1938), and moves by single probabilities.
 *
 * The probabilities are Loader's ("Fast and accurate computation of binomial probabilities", 2000), without
 * cancellation.
 */
import { normalQuantile } from "./normal-quantile.js";

/** Below this mean the probabilities are added one by one: the first, e^−mean, is not too small yet. */
const FEW = 600;
/** Standard deviations beyond which the probability is negligible. */
const FARTHEST = 40;
const PIECE = 0.5;
/** Gauss's nodes and weights for eight places on [−1, 1], those of the positive half. */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** The smallest k with P(X > k) ≤ upperTail, for X successes in `size` trials of probability p, 0 < p < 1. */
export function binomialQuantile(upperTail: number, size: number, p: number): number {
  const q = 1 - p;
  if (size * p < FEW) return fewFromBelow(1 - upperTail, upperTail, size, p);
  // The number of failures decides here: P(failures < j) ≤ upperTail.
  if (size * q < FEW) return size - fewFailures(upperTail, size, q);
  const deviation = Math.sqrt(size * p * q);
  const z = normalQuantile(1 - upperTail);
  const guess = Math.floor(size * p + deviation * (z + (((q - p) / deviation) * (z * z - 1)) / 6) + 0.5);
  const probability = (x: number) => binomialProbability(x, size, p);
  let k = Math.min(Math.max(guess, 0), size);
  // The smaller of the two tails is computed, so that it keeps its digits.
  let left =
    k >= size * p
      ? upperTail - tail(k, 1, deviation, size, probability)
      : tail(k, -1, deviation, size, probability) - (1 - upperTail);
  // `left` is the distance of P(X > k) from its upper bound; negative where it is above.
  if (left >= 0) {
    for (; k > 0; k--) {
      left -= probability(k);
      if (left < 0) return k;
    }
    return 0;
  }
  while (left < 0 && k < size) left += probability(++k);
  return k;
}

/** P(X > k) for side 1, P(X ≤ k) for side −1. */
function tail(
  k: number,
  side: 1 | -1,
  deviation: number,
  size: number,
  probability: (x: number) => number,
): number {
  const start = k + 0.5;
  const end = side === 1 ? size + 0.5 : -0.5;
  const step = deviation * PIECE;
  let sum = 0;
  for (let piece = 0; piece < FARTHEST / PIECE; piece++) {
    const [from, to] = [piece * step, Math.min((piece + 1) * step, Math.abs(end - start))];
    if (from >= to) break;
    const half = (to - from) / 2;
    let part = 0;
    NODES.forEach((node, i) => {
      for (const sign of [-1, 1])
        part += WEIGHTS[i] * probability(start + side * (from + half * (1 + sign * node)));
    });
    sum += part * half;
    if (part * half < sum * 1e-18) break;
  }
  return sum + (side * (probability(k + 1) - probability(k))) / 24;
}

function fewFromBelow(lowerTail: number, upperTail: number, size: number, p: number): number {
  const odds = p / (1 - p);
  let probability = Math.exp(size * Math.log1p(-p));
  let sum = probability;
  let k = 0;
  // Near the upper end 1 − sum has lost its digits: there the tail is added up from above.
  while (sum < lowerTail && k < size) {
    if (upperTail < 1e-6 && k > size * p && upperSum(k, probability, size, odds) <= upperTail) break;
    probability *= ((size - k) / (k + 1)) * odds;
    sum += probability;
    k++;
  }
  return k;
}

function upperSum(k: number, probability: number, size: number, odds: number): number {
  let sum = 0;
  for (let i = k; i < size; i++) {
    probability *= ((size - i) / (i + 1)) * odds;
    sum += probability;
    if (probability < sum * 1e-18) break;
  }
  return sum;
}

/** The most failures j with P(failures < j) ≤ upperTail. */
function fewFailures(upperTail: number, size: number, q: number): number {
  const odds = q / (1 - q);
  let probability = Math.exp(size * Math.log1p(-q));
  let sum = probability;
  let j = 0;
  while (sum <= upperTail && j < size) {
    probability *= ((size - j) / (j + 1)) * odds;
    sum += probability;
    j++;
  }
  return j;
}

/** P(X = x), extended to real numbers x. */
function binomialProbability(x: number, size: number, p: number): number {
  if (x < 0 || x > size) return 0;
  const q = 1 - p;
  if (x === 0) return Math.exp(size * Math.log1p(-p));
  if (x === size) return Math.exp(size * Math.log(p));
  const rest = size - x;
  const logarithm =
    stirlingError(size) -
    stirlingError(x) -
    stirlingError(rest) -
    deviance(x, size * p) -
    deviance(rest, size * q);
  return Math.exp(logarithm) * Math.sqrt(size / (2 * Math.PI * x * rest));
}

/** ln x! minus Stirling's formula for it. */
function stirlingError(x: number): number {
  if (x < 16) return stirlingError(x + 1) + (x + 0.5) * Math.log1p(1 / x) - 1;
  const s = x * x;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / s) / s) / s) / s) / x;
}

/** x ln(x / mean) + mean − x, by a series where x is near the mean. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  const v = difference / (x + mean);
  if (Math.abs(v) >= 0.1) return x * Math.log(x / mean) + mean - x;
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}
