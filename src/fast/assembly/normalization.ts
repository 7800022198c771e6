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

/**
 * Σ dy and Σ dy (x − μ) of each feature.
 * @param factors,shifts where relu follows, whose gradient is 0 where y is: f and s, from which the sign of y is
 *   computed again; addresses 0 where none does
 */
export function featureProducts(
  x: usize, dy: usize, means: usize, factors: usize, shifts: usize, rows: i32, features: i32, sums: usize, products: usize,
): void {
  memory.fill(sums, 0, <usize>features << 2);
  memory.fill(products, 0, <usize>features << 2);
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    for (let f = 0; f < features; f += 8) {
      const place = <usize>f << 2;
      const left = features - f;
      if (factors == 0) {
        if (left >= 8) twoColumns(x + place, dy + place, means + place, 0, 0, count, step, sums + place, products + place, false);
        else {
          column(x + place, dy + place, means + place, 0, 0, count, step, sums + place, products + place, left, false);
          if (left > 4) column(x + place + 16, dy + place + 16, means + place + 16, 0, 0, count, step, sums + place + 16, products + place + 16, left - 4, false);
        }
      } else if (left >= 8) {
        twoColumns(x + place, dy + place, means + place, factors + place, shifts + place, count, step, sums + place, products + place, true);
      } else {
        column(x + place, dy + place, means + place, factors + place, shifts + place, count, step, sums + place, products + place, left, true);
        if (left > 4) {
          column(
            x + place + 16, dy + place + 16, means + place + 16, factors + place + 16, shifts + place + 16, count, step, sums + place + 16, products + place + 16,
            left - 4, true,
          );
        }
      }
    }
    x += <usize>count * step;
    dy += <usize>count * step;
  }
}

/** Eight features of some rows. */
// @ts-ignore: decorator
@inline
function twoColumns(
  x: usize, dy: usize, means: usize, factors: usize, shifts: usize, rows: i32, step: usize, sums: usize, products: usize, rectified: bool,
): void {
  const m0 = v128.load(means);
  const m1 = v128.load(means, 16);
  const f0 = rectified ? v128.load(factors) : m0;
  const f1 = rectified ? v128.load(factors, 16) : m0;
  const t0 = rectified ? v128.load(shifts) : m0;
  const t1 = rectified ? v128.load(shifts, 16) : m0;
  let s0 = zero();
  let s1 = zero();
  let p0 = zero();
  let p1 = zero();
  for (; rows > 0; rows--) {
    const d0 = f32x4.sub(v128.load(x), m0);
    const d1 = f32x4.sub(v128.load(x, 16), m1);
    let g0 = v128.load(dy);
    let g1 = v128.load(dy, 16);
    if (rectified) {
      g0 = v128.and(g0, f32x4.gt(multiplyAdd(d0, f0, t0), zero()));
      g1 = v128.and(g1, f32x4.gt(multiplyAdd(d1, f1, t1), zero()));
    }
    s0 = f32x4.add(s0, g0);
    s1 = f32x4.add(s1, g1);
    p0 = multiplyAdd(g0, d0, p0);
    p1 = multiplyAdd(g1, d1, p1);
    x += step;
    dy += step;
  }
  add(sums, s0, 4);
  add(sums + 16, s1, 4);
  add(products, p0, 4);
  add(products + 16, p1, 4);
}

/** Up to four features of some rows. */
function column(
  x: usize, dy: usize, means: usize, factors: usize, shifts: usize, rows: i32, step: usize, sums: usize, products: usize, left: i32, rectified: bool,
): void {
  const mean = loadUpTo(means, left);
  const factor = rectified ? loadUpTo(factors, left) : mean;
  const shift = rectified ? loadUpTo(shifts, left) : mean;
  let sum = zero();
  let product = zero();
  for (; rows > 0; rows--) {
    const d = f32x4.sub(loadUpTo(x, left), mean);
    let gradient = loadUpTo(dy, left);
    if (rectified) gradient = v128.and(gradient, f32x4.gt(multiplyAdd(d, factor, shift), zero()));
    sum = f32x4.add(sum, gradient);
    product = multiplyAdd(gradient, d, product);
    x += step;
    dy += step;
  }
  add(sums, sum, left);
  add(products, product, left);
}

/** y = (x − μ) f + s; with relu where `rectify`. */
export function normalize(x: usize, means: usize, factors: usize, shifts: usize, rectify: bool, rows: i32, features: i32, y: usize): void {
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    let f = 0;
    for (; f + 8 <= features; f += 8) {
      const place = <usize>f << 2;
      const m0 = v128.load(means + place);
      const m1 = v128.load(means + place, 16);
      const f0 = v128.load(factors + place);
      const f1 = v128.load(factors + place, 16);
      const t0 = v128.load(shifts + place);
      const t1 = v128.load(shifts + place, 16);
      let at = x + place;
      let to = y + place;
      for (let i = 0; i < count; i++) {
        let v0 = multiplyAdd(f32x4.sub(v128.load(at), m0), f0, t0);
        let v1 = multiplyAdd(f32x4.sub(v128.load(at, 16), m1), f1, t1);
        if (rectify) {
          v0 = f32x4.pmax(v0, zero());
          v1 = f32x4.pmax(v1, zero());
        }
        v128.store(to, v0);
        v128.store(to, v1, 16);
        at += step;
        to += step;
      }
    }
    for (; f < features; f += 4) {
      const place = <usize>f << 2;
      const left = features - f;
      const mean = loadUpTo(means + place, left);
      const factor = loadUpTo(factors + place, left);
      const shift = loadUpTo(shifts + place, left);
      for (let i = 0; i < count; i++) {
        const at = place + <usize>i * step;
        const v = multiplyAdd(f32x4.sub(loadUpTo(x + at, left), mean), factor, shift);
        storeUpTo(y + at, rectify ? f32x4.pmax(v, zero()) : v, left);
      }
    }
    x += <usize>count * step;
    y += <usize>count * step;
  }
}

/**
 * dx = a dy + b (x − μ) + c; `coefficients` contains a, b and c one after the other, `features` numbers each.
 * @param shifts where relu follows: s, as in `featureProducts`, with a = f; address 0 where none does
 */
export function normalizeBack(x: usize, dy: usize, means: usize, shifts: usize, coefficients: usize, rows: i32, features: i32, dx: usize): void {
  const step = <usize>features << 2;
  for (let from = 0; from < rows; from += ROW_BLOCK) {
    const count = min(ROW_BLOCK, rows - from);
    for (let f = 0; f < features; f += 4) {
      const place = <usize>f << 2;
      const left = features - f;
      if (left < 4) columnBack(x + place, dy + place, means + place, shifts, shifts + place, coefficients + place, count, step, dx + place, left);
      else if (shifts == 0) columnBack(x + place, dy + place, means + place, 0, 0, coefficients + place, count, step, dx + place, 4);
      else columnBack(x + place, dy + place, means + place, shifts, shifts + place, coefficients + place, count, step, dx + place, 4);
    }
    x += <usize>count * step;
    dy += <usize>count * step;
    dx += <usize>count * step;
  }
}

/** Up to four features of some rows, whose constants stay in registers. */
// @ts-ignore: decorator
@inline
function columnBack(
  x: usize, dy: usize, means: usize, rectified: usize, shifts: usize, coefficients: usize, rows: i32, step: usize, dx: usize, left: i32,
): void {
  const mean = loadUpTo(means, left);
  const a = loadUpTo(coefficients, left);
  const b = loadUpTo(coefficients + step, left);
  const c = loadUpTo(coefficients + 2 * step, left);
  const shift = rectified == 0 ? zero() : loadUpTo(shifts, left);
  for (; rows > 0; rows--) {
    const d = f32x4.sub(loadUpTo(x, left), mean);
    let gradient = loadUpTo(dy, left);
    if (rectified != 0) gradient = v128.and(gradient, f32x4.gt(multiplyAdd(d, a, shift), zero()));
    storeUpTo(dx, multiplyAdd(gradient, a, multiplyAdd(d, b, c)), left);
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
