/**
 * Batch normalisation over rows of features: y = (x − μ) f + s, where μ, and the variance in f, are those of
 * all rows.
 *
 * Its derivative (derived in `operations/batch-normalization.ts`) is dx = a dy + b (x − μ) + c, with a, b and
 * c computed from the sums Σ dy and Σ dy (x − μ). These kernels compute what is needed for each number, and
 * the sums over rows; the caller computes what is needed once for each feature.
 *
 * Sums are computed in blocks of rows: a block stays in the first-level cache while all features are read,
 * four at a time, and its sum is then added to the total, which reduces the rounding error of long sums.
 */
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

const ROW_BLOCK = 64;

/** The mean of each feature: [rows, features] to [features]. */
export function featureMeans(x: usize, rows: i32, features: i32, means: usize): void {
  memory.fill(means, 0, <usize>features << 2);
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    for (let f = 0; f < features; f += 4) {
      const left = features - f;
      let at = x + <usize>from * step + (<usize>f << 2);
      let sum = loadUpTo(at, left);
      for (let i = 1; i < count; i++) {
        at += step;
        sum = f32x4.add(sum, loadUpTo(at, left));
      }
      add(means + (<usize>f << 2), sum, left);
    }
  }
  divide(means, features, rows);
}

/** The variance of each feature: the mean square of its distance from its mean. */
export function featureVariances(x: usize, means: usize, rows: i32, features: i32, variances: usize): void {
  memory.fill(variances, 0, <usize>features << 2);
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    for (let f = 0; f < features; f += 4) {
      const left = features - f;
      const mean = loadUpTo(means + (<usize>f << 2), left);
      let at = x + <usize>from * step + (<usize>f << 2);
      let distance = f32x4.sub(loadUpTo(at, left), mean);
      let sum = f32x4.mul(distance, distance);
      for (let i = 1; i < count; i++) {
        at += step;
        distance = f32x4.sub(loadUpTo(at, left), mean);
        sum = multiplyAdd(distance, distance, sum);
      }
      add(variances + (<usize>f << 2), sum, left);
    }
  }
  divide(variances, features, rows);
}

/** Σ dy and Σ dy (x − μ) of each feature. */
export function featureProducts(x: usize, dy: usize, means: usize, rows: i32, features: i32, sums: usize, products: usize): void {
  memory.fill(sums, 0, <usize>features << 2);
  memory.fill(products, 0, <usize>features << 2);
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    for (let f = 0; f < features; f += 4) {
      const left = features - f;
      const mean = loadUpTo(means + (<usize>f << 2), left);
      let offset = <usize>from * step + (<usize>f << 2);
      let sum = loadUpTo(dy + offset, left);
      let product = f32x4.mul(sum, f32x4.sub(loadUpTo(x + offset, left), mean));
      for (let i = 1; i < count; i++) {
        offset += step;
        const gradient = loadUpTo(dy + offset, left);
        sum = f32x4.add(sum, gradient);
        product = multiplyAdd(gradient, f32x4.sub(loadUpTo(x + offset, left), mean), product);
      }
      add(sums + (<usize>f << 2), sum, left);
      add(products + (<usize>f << 2), product, left);
    }
  }
}

/** y = (x − μ) f + s. */
export function normalize(x: usize, means: usize, factors: usize, shifts: usize, rows: i32, features: i32, y: usize): void {
  const step = <usize>features << 2;
  for (let i = 0; i < rows; i++) {
    for (let f = 0; f < features; f += 4) {
      const left = features - f;
      const at = <usize>f << 2;
      const distance = f32x4.sub(loadUpTo(x + at, left), loadUpTo(means + at, left));
      storeUpTo(y + at, multiplyAdd(distance, loadUpTo(factors + at, left), loadUpTo(shifts + at, left)), left);
    }
    x += step;
    y += step;
  }
}

/**
 * dx = a dy + b (x − μ) + c; `coefficients` contains a, b and c one after the other, `features` numbers each.
 */
export function normalizeBack(x: usize, dy: usize, means: usize, coefficients: usize, rows: i32, features: i32, dx: usize): void {
  const step = <usize>features << 2;
  for (let i = 0; i < rows; i++) {
    for (let f = 0; f < features; f += 4) {
      const left = features - f;
      const at = <usize>f << 2;
      const distance = f32x4.sub(loadUpTo(x + at, left), loadUpTo(means + at, left));
      const rest = multiplyAdd(distance, loadUpTo(coefficients + step + at, left), loadUpTo(coefficients + 2 * step + at, left));
      storeUpTo(dx + at, multiplyAdd(loadUpTo(dy + at, left), loadUpTo(coefficients + at, left), rest), left);
    }
    x += step;
    dy += step;
    dx += step;
  }
}

// @ts-ignore: decorator
@inline
function add(to: usize, sum: v128, count: i32): void {
  storeUpTo(to, f32x4.add(loadUpTo(to, count), sum), count);
}

function divide(at: usize, count: i32, by: i32): void {
  for (let i = 0; i < count; i++) store<f32>(at + (<usize>i << 2), load<f32>(at + (<usize>i << 2)) / <f32>by);
}
