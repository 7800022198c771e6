/**
 * e^x for two float64 numbers at a time, with an error of less than one unit in the last place.
 *
 * With n = round(x / ln 2) and r = x − n ln 2, |r| ≤ ln 2 / 2: e^x = 2ⁿ e^r. ln 2 is subtracted in two parts,
 * of which the first has 33 digits, so that n times it is exact (the split of Sun's fdlibm). e^r is its
 * Taylor polynomial up to r¹³/13!, whose remainder is below 5e-18; it is computed as 1 + (r + r² q(r)), so
 * that only the last two additions cause rounding errors that matter.
 *
 * n is rounded by adding 1.5 · 2⁵², which leaves n in the low bits of the sum; shifted, they are the bits of
 * the exponent.
 */
/** Addresses of the constants, each repeated twice, from the beginning of the memory. */
const ROUNDER: usize = 0;
const LOG2_E: usize = 16;
const LN2_HIGH: usize = 32;
const LN2_LOW: usize = 48;
/** Beyond these bounds e^x is infinite, or subnormal. */
const MOST: usize = 64;
const LEAST: usize = 80;
const INFINITE: usize = 96;
/** 1/k! for k from 0. */
const INVERSE_FACTORIALS: usize = 112;
const DEGREE = 13;

/**
 * Writes the constants; returns the first address after them. Read from memory, each is an operand of the
 * instruction that uses it; as a literal it would be built again in each iteration of a loop.
 */
export function writeConstants(): usize {
  v128.store(ROUNDER, f64x2.splat(6755399441055744.0));
  v128.store(LOG2_E, f64x2.splat(1.4426950408889634074));
  v128.store(LN2_HIGH, f64x2.splat(6.93147180369123816490e-1));
  v128.store(LN2_LOW, f64x2.splat(1.90821492927058770002e-10));
  v128.store(MOST, f64x2.splat(709));
  v128.store(LEAST, f64x2.splat(-708));
  v128.store(INFINITE, f64x2.splat(Infinity));
  let factorial: f64 = 1;
  for (let k = 0; k <= DEGREE; k++) {
    if (k > 1) factorial *= <f64>k;
    v128.store(INVERSE_FACTORIALS + (<usize>k << 4), f64x2.splat(1 / factorial));
  }
  return INVERSE_FACTORIALS + 16 * (DEGREE + 1);
}

/** 1/k! + r/(k + 1)!, for an even k. */
// @ts-ignore: decorator
@inline
function pair(k: i32, r: v128): v128 {
  return f64x2.add(v128.load(INVERSE_FACTORIALS + (<usize>k << 4)), f64x2.mul(v128.load(INVERSE_FACTORIALS + (<usize>k << 4) + 16), r));
}

/** e^x; infinite for x above 709, the smallest normal number for x below −708. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  // In this order of the arguments NaN stays NaN.
  const bounded = f64x2.pmax(f64x2.pmin(x, v128.load(MOST)), v128.load(LEAST));
  const shifted = f64x2.add(f64x2.mul(bounded, v128.load(LOG2_E)), v128.load(ROUNDER));
  const n = f64x2.sub(shifted, v128.load(ROUNDER));
  const r = f64x2.sub(f64x2.sub(bounded, f64x2.mul(n, v128.load(LN2_HIGH))), f64x2.mul(n, v128.load(LN2_LOW)));
  const square = f64x2.mul(r, r);
  // q(r) = 1/2! + r/3! + … + r¹¹/13!, two terms at a time, so that only half as many operations wait for the
  // one before.
  let q = pair(12, r);
  q = f64x2.add(pair(10, r), f64x2.mul(q, square));
  q = f64x2.add(pair(8, r), f64x2.mul(q, square));
  q = f64x2.add(pair(6, r), f64x2.mul(q, square));
  q = f64x2.add(pair(4, r), f64x2.mul(q, square));
  q = f64x2.add(pair(2, r), f64x2.mul(q, square));
  const power = f64x2.add(v128.load(INVERSE_FACTORIALS), f64x2.add(r, f64x2.mul(square, q)));
  const scaled = i64x2.add(power, i64x2.shl(shifted, 52));
  return v128.bitselect(v128.load(INFINITE), scaled, f64x2.gt(x, v128.load(MOST)));
}

/** 1 / (1 + e^−x). */
// @ts-ignore: decorator
@inline
export function logistic(x: v128): v128 {
  const one = v128.load(INVERSE_FACTORIALS);
  return f64x2.div(one, f64x2.add(one, exponential(f64x2.neg(x))));
}

/** e^x of an array, two numbers at a time: for the test of its error. */
export function exponentials(from: usize, count: i32, to: usize): void {
  const end = from + (<usize>count << 3);
  for (; from < end; from += 16) {
    v128.store(to, exponential(v128.load(from)));
    to += 16;
  }
}
