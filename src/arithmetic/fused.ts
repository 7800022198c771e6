/**
 * a · b + c with one rounding, as the FMA instruction computes it, from ordinary additions and
 * multiplications.
 *
 * JavaScript has no such operation, and R's C library uses it wherever the processor has it: on every x86-64
 * processor since 2013.
 *
 * The sum s = p + c of the rounded product p has the error r (Knuth's TwoSum). The product's own error is
 * missing: at most half a unit in its last place. Where that cannot change the rounding, s + r is the result.
 * Where it can, the error e is computed (Dekker 1971), and s + (r + e) is the result, r + e being rounded to
 * odd first (Boldo and Melquiond 2008, "Emulation of a FMA and correctly rounded sums").
 */

/** Splits the 53 digits of a number into two parts, whose products are exact. */
const SPLITTER = 134217729;
/** Four units in the last place of 1: more than twice the error of a product. */
const DOUBT = 2 ** -50;

/** a · b + c, rounded once; exact where neither a · b nor its error overflows or becomes subnormal. */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const part = sum - product;
  const left = product - (sum - part) + (c - part);
  const doubt = Math.abs(product) * DOUBT;
  const upper = sum + (left + doubt);
  return upper === sum + (left - doubt) ? upper : withProductError(a, b, product, sum, left);
}

function withProductError(a: number, b: number, product: number, sum: number, left: number): number {
  if (!Number.isFinite(sum)) return sum;
  const cutA = SPLITTER * a;
  const highA = cutA - (cutA - a);
  const lowA = a - highA;
  const cutB = SPLITTER * b;
  const highB = cutB - (cutB - b);
  const lowB = b - highB;
  const error = lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
  const rest = left + error;
  const part = rest - left;
  const lost = left - (rest - part) + (error - part);
  // The rounding error of `rest` matters only where `rest` is exactly half a unit of the sum.
  if (lost === 0 || sum + 2 * rest - sum !== 2 * rest) return sum + rest;
  return sum + rest * (lost > 0 === rest > 0 ? 1 + 2 ** -52 : 1 - 2 ** -53);
}
