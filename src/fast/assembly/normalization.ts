/**
 * Batch normalisation over rows of features: y = (x − μ) f + s, where μ, and the variance in f, are those of
 * all rows.
 *
 * Its derivative (derived in `operations/batch-normalization.ts`) is dx = a dy + b (x − μ) + c, with a, b and
 * c computed from the sums Σ dy and Σ dy (x − μ). These kernels compute what is needed for each number, and
 * the sums over rows; the caller computes what is needed once for each feature.
 *
 * Sums are computed in blocks of rows: a block stays in the first-level cache while all features are read, and
 * its sum is then added to the total, which reduces the rounding error of long sums. Several vectors of
 * features are summed at a time where there are so many, since each addition waits for the one before it.
 */
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

const ROW_BLOCK = 64;
/** From so many features on, the constants of a row are read again for each row, and the rows in order of memory. */
const WIDE = 128;

/** The mean of each feature: [rows, features] to [features]. */
export function featureMeans(x: usize, rows: i32, features: i32, means: usize): void {
  memory.fill(means, 0, <usize>features << 2);
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    let f = 0;
    for (; f + 16 <= features; f += 16) {
      let at = x + <usize>from * step + (<usize>f << 2);
      let s0 = v128.load(at);
      let s1 = v128.load(at, 16);
      let s2 = v128.load(at, 32);
      let s3 = v128.load(at, 48);
      for (let i = 1; i < count; i++) {
        at += step;
        s0 = f32x4.add(s0, v128.load(at));
        s1 = f32x4.add(s1, v128.load(at, 16));
        s2 = f32x4.add(s2, v128.load(at, 32));
        s3 = f32x4.add(s3, v128.load(at, 48));
      }
      const to = means + (<usize>f << 2);
      add(to, s0, 4);
      add(to + 16, s1, 4);
      add(to + 32, s2, 4);
      add(to + 48, s3, 4);
    }
    for (; f < features; f += 4) {
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
    let f = 0;
    for (; f + 16 <= features; f += 16) {
      const means16 = means + (<usize>f << 2);
      const m0 = v128.load(means16);
      const m1 = v128.load(means16, 16);
      const m2 = v128.load(means16, 32);
      const m3 = v128.load(means16, 48);
      let at = x + <usize>from * step + (<usize>f << 2);
      let d0 = f32x4.sub(v128.load(at), m0);
      let d1 = f32x4.sub(v128.load(at, 16), m1);
      let d2 = f32x4.sub(v128.load(at, 32), m2);
      let d3 = f32x4.sub(v128.load(at, 48), m3);
      let s0 = f32x4.mul(d0, d0);
      let s1 = f32x4.mul(d1, d1);
      let s2 = f32x4.mul(d2, d2);
      let s3 = f32x4.mul(d3, d3);
      for (let i = 1; i < count; i++) {
        at += step;
        d0 = f32x4.sub(v128.load(at), m0);
        d1 = f32x4.sub(v128.load(at, 16), m1);
        d2 = f32x4.sub(v128.load(at, 32), m2);
        d3 = f32x4.sub(v128.load(at, 48), m3);
        s0 = multiplyAdd(d0, d0, s0);
        s1 = multiplyAdd(d1, d1, s1);
        s2 = multiplyAdd(d2, d2, s2);
        s3 = multiplyAdd(d3, d3, s3);
      }
      const to = variances + (<usize>f << 2);
      add(to, s0, 4);
      add(to + 16, s1, 4);
      add(to + 32, s2, 4);
      add(to + 48, s3, 4);
    }
    for (; f < features; f += 4) {
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
    let f = 0;
    for (; f + 8 <= features; f += 8) {
      const place = <usize>f << 2;
      const m0 = v128.load(means + place);
      const m1 = v128.load(means + place, 16);
      let offset = <usize>from * step + place;
      let s0 = v128.load(dy + offset);
      let s1 = v128.load(dy + offset, 16);
      let p0 = f32x4.mul(s0, f32x4.sub(v128.load(x + offset), m0));
      let p1 = f32x4.mul(s1, f32x4.sub(v128.load(x + offset, 16), m1));
      for (let i = 1; i < count; i++) {
        offset += step;
        const g0 = v128.load(dy + offset);
        const g1 = v128.load(dy + offset, 16);
        s0 = f32x4.add(s0, g0);
        s1 = f32x4.add(s1, g1);
        p0 = multiplyAdd(g0, f32x4.sub(v128.load(x + offset), m0), p0);
        p1 = multiplyAdd(g1, f32x4.sub(v128.load(x + offset, 16), m1), p1);
      }
      add(sums + place, s0, 4);
      add(sums + place + 16, s1, 4);
      add(products + place, p0, 4);
      add(products + place + 16, p1, 4);
    }
    for (; f < features; f += 4) {
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
  const block = features >= WIDE ? 1 : ROW_BLOCK;
  for (let from = 0; from < rows; from += block) {
    const count = min(block, rows - from);
    for (let f = 0; f < features; f += 4) {
      const place = <usize>f << 2;
      if (features - f >= 4) normalizeColumn(x + place, means + place, factors + place, shifts + place, count, step, y + place, 4);
      else normalizeColumn(x + place, means + place, factors + place, shifts + place, count, step, y + place, features - f);
    }
    x += <usize>count * step;
    y += <usize>count * step;
  }
}

/** Four features of some rows, whose constants stay in registers. */
// @ts-ignore: decorator
@inline
function normalizeColumn(x: usize, means: usize, factors: usize, shifts: usize, rows: i32, step: usize, y: usize, left: i32): void {
  const mean = loadUpTo(means, left);
  const factor = loadUpTo(factors, left);
  const shift = loadUpTo(shifts, left);
  for (; rows > 0; rows--) {
    storeUpTo(y, multiplyAdd(f32x4.sub(loadUpTo(x, left), mean), factor, shift), left);
    x += step;
    y += step;
  }
}

/**
 * dx = a dy + b (x − μ) + c; `coefficients` contains a, b and c one after the other, `features` numbers each.
 */
export function normalizeBack(x: usize, dy: usize, means: usize, coefficients: usize, rows: i32, features: i32, dx: usize): void {
  const step = <usize>features << 2;
  const block = features >= WIDE ? 1 : ROW_BLOCK;
  for (let from = 0; from < rows; from += block) {
    const count = min(block, rows - from);
    for (let f = 0; f < features; f += 4) {
      const place = <usize>f << 2;
      if (features - f >= 4) normalizeColumnBack(x + place, dy + place, means + place, coefficients + place, count, step, dx + place, 4);
      else normalizeColumnBack(x + place, dy + place, means + place, coefficients + place, count, step, dx + place, features - f);
    }
    x += <usize>count * step;
    dy += <usize>count * step;
    dx += <usize>count * step;
  }
}

// @ts-ignore: decorator
@inline
function normalizeColumnBack(x: usize, dy: usize, means: usize, coefficients: usize, rows: i32, step: usize, dx: usize, left: i32): void {
  const mean = loadUpTo(means, left);
  const a = loadUpTo(coefficients, left);
  const b = loadUpTo(coefficients + step, left);
  const c = loadUpTo(coefficients + 2 * step, left);
  for (; rows > 0; rows--) {
    const rest = multiplyAdd(f32x4.sub(loadUpTo(x, left), mean), b, c);
    storeUpTo(dx, multiplyAdd(loadUpTo(dy, left), a, rest), left);
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
