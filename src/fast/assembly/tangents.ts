/**
 * tanh of four vectors at a time. One vector's is a chain of dependent instructions, of which a processor cannot look far enough
 * ahead to begin the next; and each constant is read once for all four.
 */
import { constant, Constant } from "./constants";
import { multiplyAdd, within } from "./vector";

/** Writes tanh of four vectors side by side: the same numbers as `hyperbolicTangent` gives. */
// @ts-ignore: decorator
@inline
export function storeTangents(v0: v128, v1: v128, v2: v128, v3: v128, to: usize): void {
  storeQuotients(v0, v1, v2, v3, to, false);
}

/**
 * Writes the sigmoids of four vectors side by side. A sigmoid is computed as ½ + ½ tanh(x / 2), in two thirds of the time of
 * its exponential: for a gate the absolute error counts, which is the same, and not the relative one of values near 0.
 */
// @ts-ignore: decorator
@inline
export function storeGates(v0: v128, v1: v128, v2: v128, v3: v128, to: usize): void {
  const half = constant(Constant.HALF);
  storeQuotients(f32x4.mul(v0, half), f32x4.mul(v1, half), f32x4.mul(v2, half), f32x4.mul(v3, half), to, true);
}

// @ts-ignore: decorator
@inline
function storeQuotients(v0: v128, v1: v128, v2: v128, v3: v128, to: usize, areGates: bool): void {
  const least = constant(Constant.TANH_LEAST);
  const most = constant(Constant.TANH_MOST);
  v0 = within(v0, least, most);
  v1 = within(v1, least, most);
  v2 = within(v2, least, most);
  v3 = within(v3, least, most);
  const s0 = f32x4.mul(v0, v0);
  const s1 = f32x4.mul(v1, v1);
  const s2 = f32x4.mul(v2, v2);
  const s3 = f32x4.mul(v3, v3);
  let factor = constant(Constant.TANH_P6);
  let term = constant(Constant.TANH_P5);
  let p0 = multiplyAdd(s0, factor, term);
  let p1 = multiplyAdd(s1, factor, term);
  let p2 = multiplyAdd(s2, factor, term);
  let p3 = multiplyAdd(s3, factor, term);
  factor = constant(Constant.TANH_Q3);
  term = constant(Constant.TANH_Q2);
  let q0 = multiplyAdd(s0, factor, term);
  let q1 = multiplyAdd(s1, factor, term);
  let q2 = multiplyAdd(s2, factor, term);
  let q3 = multiplyAdd(s3, factor, term);
  term = constant(Constant.TANH_P4);
  p0 = multiplyAdd(s0, p0, term);
  p1 = multiplyAdd(s1, p1, term);
  p2 = multiplyAdd(s2, p2, term);
  p3 = multiplyAdd(s3, p3, term);
  term = constant(Constant.TANH_Q1);
  q0 = multiplyAdd(s0, q0, term);
  q1 = multiplyAdd(s1, q1, term);
  q2 = multiplyAdd(s2, q2, term);
  q3 = multiplyAdd(s3, q3, term);
  term = constant(Constant.TANH_P3);
  p0 = multiplyAdd(s0, p0, term);
  p1 = multiplyAdd(s1, p1, term);
  p2 = multiplyAdd(s2, p2, term);
  p3 = multiplyAdd(s3, p3, term);
  term = constant(Constant.TANH_Q0);
  q0 = multiplyAdd(s0, q0, term);
  q1 = multiplyAdd(s1, q1, term);
  q2 = multiplyAdd(s2, q2, term);
  q3 = multiplyAdd(s3, q3, term);
  term = constant(Constant.TANH_P2);
  p0 = multiplyAdd(s0, p0, term);
  p1 = multiplyAdd(s1, p1, term);
  p2 = multiplyAdd(s2, p2, term);
  p3 = multiplyAdd(s3, p3, term);
  term = constant(Constant.TANH_P1);
  p0 = multiplyAdd(s0, p0, term);
  p1 = multiplyAdd(s1, p1, term);
  p2 = multiplyAdd(s2, p2, term);
  p3 = multiplyAdd(s3, p3, term);
  term = constant(Constant.TANH_P0);
  p0 = multiplyAdd(s0, p0, term);
  p1 = multiplyAdd(s1, p1, term);
  p2 = multiplyAdd(s2, p2, term);
  p3 = multiplyAdd(s3, p3, term);
  p0 = f32x4.div(f32x4.mul(v0, p0), q0);
  p1 = f32x4.div(f32x4.mul(v1, p1), q1);
  p2 = f32x4.div(f32x4.mul(v2, p2), q2);
  p3 = f32x4.div(f32x4.mul(v3, p3), q3);
  if (areGates) {
    const half = constant(Constant.HALF);
    p0 = multiplyAdd(p0, half, half);
    p1 = multiplyAdd(p1, half, half);
    p2 = multiplyAdd(p2, half, half);
    p3 = multiplyAdd(p3, half, half);
  }
  v128.store(to, p0);
  v128.store(to, p1, 16);
  v128.store(to, p2, 32);
  v128.store(to, p3, 48);
}
