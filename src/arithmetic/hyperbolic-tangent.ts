/**
 * tanh with exactly the bits that R computes on x86-64 with FMA: Sun's fdlibm (1993), as the C library
 * contains it, with the products and sums of its polynomial fused.
 *
 * tanh x = −t / (t + 2) with t = e^(−2x) − 1 below 1, and 1 − 2 / (t + 2) with t = e^(2x) − 1 above. With k =
 * round(x / ln 2) and r = x − k ln 2, e^x − 1 is computed from a rational function of r and scaled by 2^k.
 */
import { fusedMultiplyAdd as fma } from "./fused.js";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const Q1 = -3.33333333333331316428e-2;
const Q2 = 1.58730158725481460165e-3;
const Q3 = -7.93650757867487942473e-5;
const Q4 = 4.00821782732936239552e-6;
const Q5 = -2.01099218183624371326e-7;
/** From here on tanh x rounds to 1. */
const SATURATED = 22;
const TINY = 2 ** -55;

export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (size < TINY) return x * (1 + x);
  if (size >= SATURATED) return Math.sign(x);
  if (size < 1) {
    const t = exponentialLessOne(-2 * size);
    const result = -t / (t + 2);
    return x < 0 ? -result : result;
  }
  const result = 1 - 2 / (exponentialLessOne(2 * size) + 2);
  return x < 0 ? -result : result;
}

/** e^x − 1, for x from −2 to 44. */
function exponentialLessOne(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -54) return x;
  let k = 0;
  if (size > 0.5 * Math.LN2)
    k = size < 1.5 * Math.LN2 ? Math.sign(x) : Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const correction = high - r - low;
  const half = 0.5 * r;
  const s = r * half;
  const s2 = s * s;
  const s4 = s2 * s2;
  const q = fma(s4, fma(Q5, s, Q4), fma(s2, fma(Q3, s, Q2), fma(s, Q1, 1)));
  const t = fma(-q, half, 3);
  const e = ((q - t) / fma(-r, t, 6)) * s;
  if (k === 0) return r - fma(e, r, -s);
  return scaled(r, fma(e - correction, r, -correction) - s, k);
}

/** 2^k (1 + r − e) − 1, in the order with the smallest rounding error. */
function scaled(r: number, e: number, k: number): number {
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  const power = 2 ** k;
  if (k <= -2 || k > 56) return (1 - (e - r)) * power - 1;
  if (k < 20) return (1 - 2 ** -k - (e - r)) * power;
  return (r - (e + 2 ** -k) + 1) * power;
}
