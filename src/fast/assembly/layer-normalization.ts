/**
 * Layer normalisation of rows: y = γ (x − μ) / σ + β with σ = √(variance + ε), where μ and the variance are
 * those of a row.
 *
 * With x̂ = (x − μ) / σ, g = γ dy and n numbers in a row, dx = (g − Σ g / n − x̂ Σ g x̂ / n) / σ, dγ = Σ dy x̂ and
 * dβ = Σ dy. `statistics` contains μ and 1 / σ of each row. An address of 0 for γ or β stands for 1 or 0.
 */
import { loadUpTo, multiplyAdd, putUpTo, storeUpTo, sumOf, zero } from "./vector";

// @ts-ignore: decorator
@inline
function meanOf(x: usize, features: i32): f32 {
  let sum = zero();
  let other = zero();
  let j = 0;
  for (; j + 8 <= features; j += 8) {
    sum = f32x4.add(sum, v128.load(x + (<usize>j << 2)));
    other = f32x4.add(other, v128.load(x + (<usize>j << 2), 16));
  }
  for (; j < features; j += 4) sum = f32x4.add(sum, loadUpTo(x + (<usize>j << 2), features - j));
  return sumOf(f32x4.add(sum, other)) / <f32>features;
}

/** Σ (x − μ)² / n. */
// @ts-ignore: decorator
@inline
function varianceOf(x: usize, mean: v128, features: i32): f32 {
  let sum = zero();
  let j = 0;
  for (; j + 4 <= features; j += 4) {
    const distance = f32x4.sub(v128.load(x + (<usize>j << 2)), mean);
    sum = multiplyAdd(distance, distance, sum);
  }
  let total = sumOf(sum);
  for (; j < features; j++) {
    const distance = load<f32>(x + (<usize>j << 2)) - f32x4.extract_lane(mean, 0);
    total += distance * distance;
  }
  return total / <f32>features;
}

export function normalizeRows(x: usize, gamma: usize, beta: usize, rows: i32, features: i32, epsilon: f32, statistics: usize, y: usize): void {
  const step = <usize>features << 2;
  const one = f32x4.splat(1);
  for (let i = 0; i < rows; i++) {
    const mean = meanOf(x, features);
    const means = f32x4.splat(mean);
    const inverse = <f32>1 / sqrt<f32>(varianceOf(x, means, features) + epsilon);
    const scale = f32x4.splat(inverse);
    store<f32>(statistics, mean);
    store<f32>(statistics, inverse, 4);
    for (let j = 0; j < features; j += 4) {
      const left = features - j;
      const at = <usize>j << 2;
      const normal = f32x4.mul(f32x4.sub(loadUpTo(x + at, left), means), scale);
      const factor = gamma == 0 ? one : loadUpTo(gamma + at, left);
      const shift = beta == 0 ? zero() : loadUpTo(beta + at, left);
      storeUpTo(y + at, multiplyAdd(normal, factor, shift), left);
    }
    statistics += 8;
    x += step;
    y += step;
  }
}

/** γ at a place of a row, or 1. */
// @ts-ignore: decorator
@inline
function scaledBy(gamma: usize, at: usize, gradient: v128, left: i32): v128 {
  return gamma == 0 ? gradient : f32x4.mul(gradient, loadUpTo(gamma + at, left));
}

/**
 * Adds up a row, and its share of dγ and dβ; then writes dx of the row.
 * @param whole whether the features fill whole vectors
 */
// @ts-ignore: decorator
@inline
function backOfRow(x: usize, dy: usize, gamma: usize, means: v128, inverse: f32, features: i32, dx: usize, dgamma: usize, dbeta: usize, adds: bool, whole: bool): void {
  const scale = f32x4.splat(inverse);
  let sum = zero();
  let product = zero();
  for (let j = 0; j < features; j += 4) {
    const left = whole ? 4 : features - j;
    const at = <usize>j << 2;
    const gradient = loadUpTo(dy + at, left);
    const normal = f32x4.mul(f32x4.sub(loadUpTo(x + at, left), means), scale);
    const scaled = scaledBy(gamma, at, gradient, left);
    sum = f32x4.add(sum, scaled);
    // Beyond the row `scaled` is 0, but `normal` is not.
    product = multiplyAdd(scaled, normal, product);
    if (dgamma != 0) storeUpTo(dgamma + at, multiplyAdd(gradient, normal, loadUpTo(dgamma + at, left)), left);
    if (dbeta != 0) storeUpTo(dbeta + at, f32x4.add(gradient, loadUpTo(dbeta + at, left)), left);
  }
  if (dx == 0) return;
  const shift = f32x4.splat(sumOf(sum) / <f32>features);
  const share = f32x4.splat(sumOf(product) / <f32>features);
  for (let j = 0; j < features; j += 4) {
    const left = whole ? 4 : features - j;
    const at = <usize>j << 2;
    const scaled = scaledBy(gamma, at, loadUpTo(dy + at, left), left);
    const normal = f32x4.mul(f32x4.sub(loadUpTo(x + at, left), means), scale);
    const rest = f32x4.sub(f32x4.sub(scaled, shift), f32x4.mul(normal, share));
    const result = f32x4.mul(rest, scale);
    putUpTo(dx + at, result, left, adds);
  }
}

/** Writes dx, or adds to it where `adds`, and adds to dγ and dβ; none of those whose address is 0. */
export function normalizeRowsBack(x: usize, dy: usize, gamma: usize, statistics: usize, rows: i32, features: i32, dx: usize, dgamma: usize, dbeta: usize, adds: bool): void {
  const step = <usize>features << 2;
  const isWhole = (features & 3) == 0;
  for (let i = 0; i < rows; i++) {
    const means = f32x4.splat(load<f32>(statistics));
    const inverse = load<f32>(statistics, 4);
    if (isWhole) backOfRow(x, dy, gamma, means, inverse, features, dx, dgamma, dbeta, adds, true);
    else backOfRow(x, dy, gamma, means, inverse, features, dx, dgamma, dbeta, adds, false);
    statistics += 8;
    x += step;
    dy += step;
    if (dx != 0) dx += step;
  }
}
