/**
 * ln x with exactly the bits that R computes on x86-64 with FMA: the algorithm of its C library (Szabolcs
 * Nagy 2018, as for the exponential).
 *
 * x = 2^k z with z between 2^−1/2 and 2^1/2, and c near z from a table: ln x = k ln 2 + ln c + ln(1 + r), r =
 * z/c − 1, the last term by a polynomial of degree six. Near 1, where the sum would cancel, a polynomial of
 * degree twelve in x − 1 gives the result alone.
 */
import { fusedMultiplyAdd as fma } from "./fused.js";
import { RECIPROCALS } from "./logarithm-table.js";

const LN2_HIGH = 0.6931471805598903;
const LN2_LOW = 5.497923018708371e-14;
const A = [
  -0.5000000000000001, 0.33333333331825593, -0.2499999999622955, 0.20000304511814496, -0.16667054827627667,
];
const B = [
  -0.5, 0.3333333333333352, -0.24999999999998432, 0.19999999999320328, -0.16666666669929706,
  0.14285715076560868, -0.12499997863982555, 0.11110712032936046, -0.10000486757818193, 0.09181994006195467,
  -0.08328363062289341,
];
/** ln c: the reciprocals were chosen so that it has hardly more digits than these. */
const LOGARITHMS = RECIPROCALS.map((reciprocal) => Math.round(-Math.log(reciprocal) * 2 ** 43) / 2 ** 43);

/** Between these bounds the polynomial around 1 is used. */
const NEAR_BELOW = 1 - 2 ** -4;
const NEAR_ABOVE = 1 + 2 ** -4 + 9 * 2 ** -12;
/** The upper word of the number where the table begins. */
const TABLE_START = 0x3fe60000;
const SUBNORMAL = 2 ** -1022;
const SPLITTER = 2 ** 27;

const bits = new DataView(new ArrayBuffer(8));

export function logarithm(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x === Infinity ? x : NaN;
  if (x === 1) return 0;
  if (x >= NEAR_BELOW && x < NEAR_ABOVE) return nearOne(x - 1);
  if (x < SUBNORMAL) return apart(x * 2 ** 52, -52);
  return apart(x, 0);
}

/** ln(2^shift x). */
function apart(x: number, shift: number): number {
  bits.setFloat64(0, x);
  const upper = bits.getInt32(0);
  const offset = (upper - TABLE_START) | 0;
  const i = (offset >>> 13) & 127;
  bits.setInt32(0, upper - (offset & 0xfff00000));
  const z = bits.getFloat64(0);
  const k = (offset >> 20) + shift;
  const r = fma(z, RECIPROCALS[i], -1);
  const whole = fma(k, LN2_HIGH, LOGARITHMS[i]);
  const high = whole + r;
  const low = fma(k, LN2_LOW, whole - high + r);
  const square = r * r;
  const q = fma(fma(r, A[4], A[3]), square, fma(r, A[2], A[1]));
  return fma(r * square, q, fma(square, A[0], low)) + high;
}

/** ln(1 + r). */
function nearOne(r: number): number {
  const square = r * r;
  const cube = r * square;
  const last = fma(cube, B[10], fma(square, B[9], fma(r, B[8], B[7])));
  const middle = fma(last, cube, fma(square, B[6], fma(r, B[5], B[4])));
  const q = fma(middle, cube, fma(square, B[3], fma(r, B[2], B[1])));
  // r − r²/2 in twice the precision: the upper half of r has an exact square.
  const upper = fma(r, SPLITTER, r) - r * SPLITTER;
  const lower = r - upper;
  const half = upper * upper * B[0];
  const high = r + half;
  const low = fma(B[0] * lower, upper + r, r - high + half);
  return fma(q, cube, low) + high;
}
