/**
 * sin x and cos x with exactly the bits that R computes on x86-64 with FMA, for angles of up to some turns:
 * the C library's method (IBM's Accurate Mathematical Library, Ziv 1991, as simplified in 2018).
 *
 * The angle is reduced to within π/4 of a multiple of π/2, in two doubles. There sin(k/128 + x) = sin(k/128)
 * cos x + cos(k/128) sin x, with sine and cosine of k/128 from a table, in two doubles each, and short
 * polynomials for x; near 0 a longer polynomial alone.
 */
import { fusedMultiplyAdd as fma } from "./fused.js";

const PARTS = 128;
/** π/2 in two doubles. */
const HALF_PI = 1.5707963267948966;
const HALF_PI_REST = 6.123233995736766e-17;
/** π/2 in four parts, of which the first ones have few digits. */
const M1 = 1.5707963407039642;
const M2 = -1.3909067564377153e-8;
const M3 = -4.97899623147991e-17;
const M4 = -1.9034889620193266e-25;
const TWO_OVER_PI = 0.6366197723675814;
const SHIFT = 6755399441055744;
/** Below the first bound the angle needs no reduction, below the second one by π/2 alone. */
const NEAR = 0.855469;
const FAR = 2.426265;
/** Below this the longer polynomial gives the sine. */
const SMALL = 0.126;
const S = [
  -0.16666666666666666, 0.008333333333332329, -0.00019841269834414642, 2.755729806860771e-6,
  -2.5022014848318398e-8,
];
const SN3 = -0.16666666666666488;
const SN5 = 0.008333332142857223;
const CS2 = 0.5;
const CS4 = -0.04166666666666644;
const CS6 = 0.001388888740079376;

interface Entry {
  readonly sine: number;
  readonly sineRest: number;
  readonly cosine: number;
  readonly cosineRest: number;
}

/** For k/128, up to an angle of 1; computed when it is first needed. */
let table: readonly Entry[] | undefined;

/** Taylor's series in integers of 220 bits. */
function entryOf(k: number): Entry {
  const bits = 220n;
  const x = (BigInt(k) << bits) / BigInt(PARTS);
  const sums = [0n, 0n];
  for (let term = 1n << bits, n = 0; term !== 0n; term = (term * x) / (BigInt(++n) << bits))
    sums[n % 2] += n % 4 < 2 ? term : -term;
  const [cosine, sine] = sums.map((sum) => {
    const high = Number(sum);
    return [high, Number(sum - BigInt(high))].map((part) => part / 2 ** Number(bits));
  });
  return { sine: sine[0], sineRest: sine[1], cosine: cosine[0], cosineRest: cosine[1] };
}

export function sine(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return NaN;
  if (size < 2 ** -26) return x;
  if (size < NEAR) return sineOf(x, 0);
  if (size < FAR) return Math.sign(x) * cosineOf(HALF_PI - size, HALF_PI_REST);
  return reduced(x, 0);
}

export function cosine(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return NaN;
  if (size < 2 ** -27) return 1;
  if (size < NEAR) return cosineOf(x, 0);
  if (size >= FAR) return reduced(x, 1);
  const rest = HALF_PI - size;
  const a = rest + HALF_PI_REST;
  return sineOf(a, rest - a + HALF_PI_REST);
}

/** The sine of x and `quarters` quarter turns. */
function reduced(x: number, quarters: number): number {
  const turns = fma(x, TWO_OVER_PI, SHIFT) - SHIFT;
  const y = fma(-turns, M2, fma(-turns, M1, x));
  const t = fma(-turns, M3, y);
  const a = fma(-turns, M4, t);
  const rest = fma(-turns, M3, y - t) + fma(-turns, M4, t - a);
  const quarter = (turns + quarters) & 3;
  const value = quarter & 1 ? cosineOf(a, rest) : sineOf(a, rest);
  return quarter & 2 ? -value : value;
}

/** sin(x + rest), for |x| up to about 0.86. */
function sineOf(x: number, rest: number): number {
  if (Math.abs(x) < SMALL) {
    const square = x * x;
    const polynomial = fma(fma(fma(fma(S[4], square, S[3]), square, S[2]), square, S[1]), square, S[0]);
    return x + fma(fma(polynomial, x, -0.5 * rest), square, rest);
  }
  const { entry, x: difference, rest: correction } = split(x, rest, 0);
  const square = difference * difference;
  const s = difference + fma(difference * square, fma(square, SN5, SN3), correction);
  const c = fma(difference, correction, square * fma(square, fma(square, CS6, CS4), CS2));
  const more = fma(entry.cosine, s, fma(-entry.sine, c, fma(s, entry.cosineRest, entry.sineRest)));
  return Math.sign(x) * (entry.sine + more);
}

/** cos(x + rest), for |x| up to about 0.86. */
function cosineOf(x: number, rest: number): number {
  const { entry, x: difference } = split(x, rest, 1);
  const square = difference * difference;
  const s = fma(difference * square, fma(square, SN5, SN3), difference);
  const c = square * fma(square, fma(square, CS6, CS4), CS2);
  const more = fma(-entry.sine, s, fma(-entry.cosine, c, fma(-s, entry.sineRest, entry.cosineRest)));
  return entry.cosine + more;
}

/** The entry of the nearest k/128, and the distance from it, which includes `rest` where `withRest` is 1. */
function split(
  x: number,
  rest: number,
  withRest: 0 | 1,
): { readonly entry: Entry; readonly x: number; readonly rest: number } {
  const size = Math.abs(x);
  const correction = x < 0 ? -rest : rest;
  const k = size * PARTS + SHIFT - SHIFT;
  const difference = size - k / PARTS;
  table ??= Array.from({ length: PARTS + 1 }, (_, each) => entryOf(each));
  return { entry: table[k], x: withRest ? difference + correction : difference, rest: correction };
}
