/**
 * e^x with exactly the bits that R computes on x86-64 with FMA, by the algorithm of its C library (Szabolcs
 * Nagy, "New exp, exp2, log, log2, pow in glibc", 2018).
 *
 * With n = round(128 x / ln 2), k its last seven bits and r = x − n ln 2 / 128: e^x = 2^(n/128) e^r, where
 * 2^(k/128) comes from a table and e^r − 1 from a polynomial of degree five. The library rounds correctly for
 * all but a few in a hundred arguments; so that these agree too, the code repeats the library's own
 * operations in its order.
 */
import { fusedMultiplyAdd as fma } from "./fused.js";

const PARTS = 128;
/** 128 / ln 2. */
const INVERSE = 184.6649652337873;
/** −ln 2 / 128 in two parts; the first has so few digits that its products are exact. */
const HIGH = -0.005415212348111709;
const LOW = -1.2864023111638346e-14;
/** The polynomial's coefficients, close to 1/2!, 1/3!, 1/4!, 1/5!. */
const C2 = 0.49999999999996786;
const C3 = 0.16666666666665886;
const C4 = 0.0416666808410674;
const C5 = 0.008333335853059549;
/** 1.5 · 2⁵²: adding and subtracting it rounds to a whole number. */
const SHIFT = 6755399441055744;
/** From these sizes on the result may overflow or be subnormal, or always does. */
const NEAR_THE_ENDS = 512;
const PAST_THE_ENDS = 1024;
const TINY = 2 ** -54;

/** 2^(k/128), and its rounding error relative to it. */
const ROOTS = new Float64Array(PARTS);
const REMAINDERS = new Float64Array(PARTS);
/** 2^q for q from −MOST to MOST. */
const MOST = 740;
const POWERS = Float64Array.from({ length: 2 * MOST + 1 }, (_, i) => 2 ** (i - MOST));
fillTables();

/** Computed in integers of 220 bits: 2^(1/2), 2^(1/4), … by square roots, the others as their products. */
function fillTables(): void {
  const bits = 220n;
  const roots: bigint[] = [];
  for (let root = 2n << bits, j = 0; j < 7; j++) roots.push((root = squareRoot(root << bits)));
  for (let k = 0; k < PARTS; k++) {
    let power = 1n << bits;
    roots.forEach((root, j) => {
      if (k & (64 >> j)) power = (power * root) >> bits;
    });
    const rounded = BigInt(Number(power));
    ROOTS[k] = Number(power) / 2 ** Number(bits);
    REMAINDERS[k] = Number(((power - rounded) << bits) / rounded) / 2 ** Number(bits);
  }
}

/** The integer part of a square root, by Newton's method. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt((value.toString(2).length / 2 + 1) | 0);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** e^x. */
export function exponential(x: number): number {
  if (!(Math.abs(x) < NEAR_THE_ENDS)) return nearTheEnds(x);
  const rounded = INVERSE * x + SHIFT - SHIFT;
  const k = rounded & (PARTS - 1);
  const power = POWERS[(rounded - k) / PARTS + MOST];
  const r = rounded * LOW + (rounded * HIGH + x);
  const square = r * r;
  const root = ROOTS[k];
  // Plain products first: they give the same bits, unless the last rounding is close to a tie.
  const more = root * (REMAINDERS[k] + r + square * (C2 + r * C3) + square * square * (C4 + r * C5));
  const y = root + more;
  const low = Math.abs(root - y + more);
  if (low > 2 ** -54 - 2 ** -58 && (y <= 1 || low > 2 ** -53 - 2 ** -58)) return exactly(x);
  return y * power;
}

/** Computes e^x by the library's own operations. */
function exactly(x: number): number {
  if (Math.abs(x) < TINY) return 1 + x;
  const { k, power, more } = reduce(x);
  return fma(ROOTS[k], more, ROOTS[k]) * 2 ** power;
}

/** k, the power of two, and e^r − 1 with the remainder of the table added. */
function reduce(x: number): { k: number; power: number; more: number } {
  const rounded = fma(INVERSE, x, SHIFT) - SHIFT;
  const k = rounded & (PARTS - 1);
  const r = fma(rounded, LOW, rounded * HIGH + x);
  const square = r * r;
  const more = fma(square * square, fma(C5, r, C4), fma(fma(C3, r, C2), square, r + REMAINDERS[k]));
  return { k, power: (rounded - k) / PARTS, more };
}

/** e^x where the result overflows or is subnormal, or nearly so, or where x is NaN. */
function nearTheEnds(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (Math.abs(x) >= PAST_THE_ENDS) return x > 0 ? Infinity : 0;
  const { k, power, more } = reduce(x);
  if (power > 0) {
    const scale = ROOTS[k] * 2 ** (power - 1009);
    return 2 ** 1009 * fma(scale, more, scale);
  }
  const scale = ROOTS[k] * 2 ** (power + 1022);
  // Not fused: the library's compiler uses the product twice, and so rounds it.
  const product = scale * more;
  let y = scale + product;
  if (y < 1) {
    // A subnormal result has fewer digits: it is rounded to them directly, and not to 53 digits before.
    const high = 1 + y;
    const low = 1 - high + y + (scale - y + product);
    y = high + low - 1;
  }
  return 2 ** -1022 * y;
}

/** Writes 1 / (1 + e^−x) for each x. */
export function fillLogistic(values: Float64Array, sums: Float64Array): void {
  const [roots, remainders, powers] = [ROOTS, REMAINDERS, POWERS];
  for (let n = 0; n < values.length; n++) {
    const x = -sums[n];
    if (!(Math.abs(x) < NEAR_THE_ENDS)) {
      values[n] = 1 / (1 + nearTheEnds(x));
      continue;
    }
    // The body of `exponential`, repeated here: a call for each number would cost as much as the arithmetic.
    const rounded = INVERSE * x + SHIFT - SHIFT;
    const k = rounded & (PARTS - 1);
    const r = rounded * LOW + (rounded * HIGH + x);
    const square = r * r;
    const root = roots[k];
    const more = root * (remainders[k] + r + square * (C2 + r * C3) + square * square * (C4 + r * C5));
    const y = root + more;
    const low = Math.abs(root - y + more);
    const isClose = low > 2 ** -54 - 2 ** -58 && (y <= 1 || low > 2 ** -53 - 2 ** -58);
    values[n] = 1 / (1 + (isClose ? exactly(x) : y * powers[(rounded - k) / PARTS + MOST]));
  }
}
