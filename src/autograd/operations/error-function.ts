/**
 * The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt, to about 1e-15.
 *
 * For |x| < 3 by its Maclaurin series with positive terms only (Abramowitz and Stegun 7.1.6), so that no
 * digits cancel: erf(x) = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)). For larger |x| by the continued
 * fraction of its complement (7.1.14): √π e^(x²) erfc(x) = 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), evaluated
 * from the innermost term.
 */

/** The number of terms of the continued fraction. */
const CONTINUED = 60;

export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  const factor = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (size < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 2 * factor * sum;
  }
  let fraction = size;
  for (let k = CONTINUED; k >= 1; k--) fraction = size + k / 2 / fraction;
  return Math.sign(x) * (1 - factor / fraction);
}
