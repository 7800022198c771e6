/**
 * A sum as R computes it on x86-64: from left to right in the processor's extended precision, whose numbers
 * have 64 binary digits, and rounded to a double once at the end.
 *
 * The running sum is stored as two doubles, high + low. Adding a term gives three parts exactly (Knuth's
 * TwoSum twice); the lower parts are then rounded to the 64th digit, ties to even.
 */
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Which of the two words of a double contains the exponent. */
const UPPER = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
/** 1.5 · 2⁵² units: adding and subtracting it rounds to a whole multiple of the unit. */
const SHIFT = 6755399441055744;
/** Below this the 64th digit is smaller than the smallest double, and nothing is rounded. */
const LEAST = 2 ** -1000;

/** term(0) + … + term(count − 1). */
export function extendedSum(count: number, term: (index: number) => number): number {
  let high = 0;
  let low = 0;
  for (let i = 0; i < count; i++) {
    const x = term(i);
    const sum = high + x;
    let part = sum - high;
    const left = high - (sum - part) + (x - part);
    const rest = left + low;
    part = rest - left;
    const least = left - (rest - part) + (low - part);
    high = sum + rest;
    low = rest - (high - sum);
    if (!Number.isFinite(high)) return plainSum(count, term);
    if (low === 0 && least === 0) continue;
    low = roundToUnit(high, low, least);
    const normal = high + low;
    low -= normal - high;
    high = normal;
  }
  return high;
}

/** low + least, rounded so that high + low has 64 digits. */
function roundToUnit(high: number, low: number, least: number): number {
  if (Math.abs(high) < LEAST) return low;
  number[0] = high;
  let exponent = ((words[UPPER] >>> 20) & 0x7ff) - 1023;
  // A sum just below a power of two has its 64th digit one place lower.
  if (words[UPPER] << 12 === 0 && words[1 - UPPER] === 0 && low !== 0 && low > 0 !== high > 0) exponent--;
  const unit = 2 ** (exponent - 63);
  const shift = SHIFT * unit;
  const rounded = low + shift - shift;
  const cut = low - rounded;
  // `low` alone is at a tie, but `least` decides it.
  if (least > 0 && cut === unit / 2) return rounded + unit;
  if (least < 0 && cut === -unit / 2) return rounded - unit;
  return rounded;
}

/** With an infinite term or NaN, the precision does not matter. */
function plainSum(count: number, term: (index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += term(i);
  return sum;
}
