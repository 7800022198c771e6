/**
 * Vectors of four float32 numbers: functions that all kernels use.
 *
 * e^x: with n = round(x / ln 2) and r = x − n ln 2, |r| ≤ ln 2 / 2, e^x = 2ⁿ e^r. ln 2 is subtracted in two
 * parts, of which the first has few digits so that n times it is exact; e^r is its Taylor polynomial up to
 * r⁷/7!, and 2ⁿ is made of the bits of its exponent. n comes from adding 1.5 · 2²³, whose last digit is 1: the sum is
 * rounded to a whole number, which its last bits contain. ln x: with x = 2ⁿ m, m in [√½, √2), and s = (m −
 * 1)/(m + 1), ln m = 2 (s + s³/3 + s⁵/5 + …). The relative error of both is about 1e-7.
 */
import { constant, Constant } from "./constants";

/** Whether this processor rounds a b + c once: 1 + 2⁻²³ squared, less its first two terms, is 2⁻⁴⁶, and 0 if rounded twice. */
export function roundsOnce(): bool {
  const a = f32x4.splat(1 + f32.EPSILON);
  const c = f32x4.splat(-(1 + 2 * f32.EPSILON));
  return f32x4.extract_lane(multiplyAdd(a, a, c), 0) != 0;
}

/** a b + c, rounded once with relaxed SIMD, else twice. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function zero(): v128 {
  return f32x4.splat(0);
}

/** All bits set, or none, without a branch: that would keep V8 from making one vector of two halves. */
// @ts-ignore: decorator
@inline
export function mask(all: bool): v128 {
  return i32x4.splat(-<i32>all);
}

/** The first `count` < 4 numbers at an address, then zeros. */
export function loadPart(from: usize, count: i32): v128 {
  let v = zero();
  if (count > 0) v = f32x4.replace_lane(v, 0, load<f32>(from));
  if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(from, 4));
  if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(from, 8));
  return v;
}

/** Writes the first `count` < 4 numbers. */
export function storePart(to: usize, v: v128, count: i32): void {
  if (count > 0) store<f32>(to, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(v, 2), 8);
}

/** The first `count` numbers at an address, four at most, then zeros. */
// @ts-ignore: decorator
@inline
export function loadUpTo(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadPart(from, count);
}

// @ts-ignore: decorator
@inline
export function storeUpTo(to: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(to, v);
  else storePart(to, v, count);
}

// @ts-ignore: decorator
@inline
export function sumOf(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** Limits x to [least, most]. x is the first argument of pmin and pmax, so that NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function within(x: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, least), most);
}

/** e^x; below the range of float32 2^-126, above it 2^127. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const bounded = within(x, constant(Constant.EXP_LEAST), constant(Constant.EXP_MOST));
  const rounded = f32x4.add(f32x4.mul(bounded, constant(Constant.LOG2_E)), constant(Constant.ROUND));
  const n = f32x4.sub(rounded, constant(Constant.ROUND));
  let r = f32x4.sub(bounded, f32x4.mul(n, constant(Constant.LN2_HIGH)));
  r = f32x4.add(r, f32x4.mul(n, constant(Constant.LN2_LOW)));
  let p = multiplyAdd(r, constant(Constant.EXP_7), constant(Constant.EXP_6));
  p = multiplyAdd(p, r, constant(Constant.EXP_5));
  p = multiplyAdd(p, r, constant(Constant.EXP_4));
  p = multiplyAdd(p, r, constant(Constant.EXP_3));
  p = multiplyAdd(p, r, constant(Constant.HALF));
  p = multiplyAdd(p, r, constant(Constant.ONE));
  p = multiplyAdd(p, r, constant(Constant.ONE));
  // A product, so that NaN stays NaN whatever its bits are.
  return f32x4.mul(p, i32x4.add(i32x4.shl(rounded, 23), constant(Constant.ONE)));
}

/** ln x for x > 0. */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  // Subtracting the bits of √½ before reading the exponent puts m into [√½, √2).
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const n = i32x4.shr_s(shifted, 23);
  const m = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const s = f32x4.div(f32x4.sub(m, constant(Constant.ONE)), f32x4.add(m, constant(Constant.ONE)));
  const square = f32x4.mul(s, s);
  let p = multiplyAdd(square, constant(Constant.LOG_9), constant(Constant.LOG_7));
  p = multiplyAdd(p, square, constant(Constant.LOG_5));
  p = multiplyAdd(p, square, constant(Constant.LOG_3));
  p = multiplyAdd(p, square, constant(Constant.TWO));
  return multiplyAdd(f32x4.convert_i32x4_s(n), constant(Constant.LN2), f32x4.mul(p, s));
}

/** 1 / (1 + e^−x). */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(constant(Constant.ONE), f32x4.add(constant(Constant.ONE), exponential(f32x4.neg(x))));
}

/**
 * tanh x as a quotient of polynomials, x P(x²) / Q(x²), on the interval beyond which float32 has no values
 * but ±1: no exponential is needed. The coefficients, a minimax fit whose error is a few units in the last
 * place, are those of the library Eigen (`ptanh`).
 */
// @ts-ignore: decorator
@inline
export function hyperbolicTangent(x: v128): v128 {
  const bounded = within(x, constant(Constant.TANH_LEAST), constant(Constant.TANH_MOST));
  const square = f32x4.mul(bounded, bounded);
  let p = multiplyAdd(square, constant(Constant.TANH_P6), constant(Constant.TANH_P5));
  p = multiplyAdd(square, p, constant(Constant.TANH_P4));
  p = multiplyAdd(square, p, constant(Constant.TANH_P3));
  p = multiplyAdd(square, p, constant(Constant.TANH_P2));
  p = multiplyAdd(square, p, constant(Constant.TANH_P1));
  p = multiplyAdd(square, p, constant(Constant.TANH_P0));
  let q = multiplyAdd(square, constant(Constant.TANH_Q3), constant(Constant.TANH_Q2));
  q = multiplyAdd(square, q, constant(Constant.TANH_Q1));
  q = multiplyAdd(square, q, constant(Constant.TANH_Q0));
  return f32x4.div(f32x4.mul(bounded, p), q);
}

/** ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|). */
// @ts-ignore: decorator
@inline
export function softplus(x: v128): v128 {
  const rest = logarithm(f32x4.add(constant(Constant.ONE), exponential(f32x4.neg(f32x4.abs(x)))));
  return f32x4.add(f32x4.pmax(x, zero()), rest);
}

/** Writes a vector, or adds it to what is there. */
// @ts-ignore: decorator
@inline
export function put(to: usize, v: v128, adds: bool): void {
  v128.store(to, adds ? f32x4.add(v128.load(to), v) : v);
}

/** The same for the first `left` numbers of a vector. */
// @ts-ignore: decorator
@inline
export function putUpTo(to: usize, v: v128, left: i32, adds: bool): void {
  if (left >= 4) put(to, v, adds);
  else putPart(to, v, left, adds);
}

/** The same for one to three numbers. */
export function putPart(to: usize, v: v128, left: i32, adds: bool): void {
  storePart(to, adds ? f32x4.add(loadPart(to, left), v) : v, left);
}

/** Writes a vector; where it is the end of an output, with its bias added and not below `least`. */
// @ts-ignore: decorator
@inline
export function putProduct(to: usize, v: v128, ends: bool, shift: v128, least: v128): void {
  v128.store(to, ends ? f32x4.pmax(f32x4.add(v, shift), least) : v);
}

/** factor · v. */
// @ts-ignore: decorator
@inline
export function times(factor: f32, v: v128): v128 {
  return f32x4.mul(f32x4.splat(factor), v);
}

/** factor · v + w. */
// @ts-ignore: decorator
@inline
export function scaled(factor: f32, v: v128, w: v128): v128 {
  return multiplyAdd(f32x4.splat(factor), v, w);
}

/** Writes, or adds, a row of a tile, whose last columns may lie outside of C. */
// @ts-ignore: decorator
@inline
export function put8(c: usize, left: v128, right: v128, width: i32, add: bool): void {
  if (width >= 8) {
    if (add) {
      left = f32x4.add(left, v128.load(c));
      right = f32x4.add(right, v128.load(c, 16));
    }
    v128.store(c, left);
    v128.store(c, right, 16);
  } else {
    put(c, left, add);
    putPart(c + 16, right, width - 4, add);
  }
}

/** Writes, or adds, a row of a tile of 16 columns. */
// @ts-ignore: decorator
@inline
export function put16(c: usize, s0: v128, s1: v128, s2: v128, s3: v128, add: bool): void {
  if (add) {
    s0 = f32x4.add(s0, v128.load(c));
    s1 = f32x4.add(s1, v128.load(c, 16));
    s2 = f32x4.add(s2, v128.load(c, 32));
    s3 = f32x4.add(s3, v128.load(c, 48));
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
}
