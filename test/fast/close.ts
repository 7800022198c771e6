/** Compares arrays up to rounding. */
import assert from "node:assert/strict";

/** @param tolerance relative for large numbers, absolute for those below 1 */
export function assertNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what = "",
): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const bound = tolerance * Math.max(1, Math.abs(expected[i]));
    if (!(Math.abs(actual[i] - expected[i]) <= bound))
      assert.fail(`${what}[${i}]: ${actual[i]}, expected ${expected[i]} ± ${bound}`);
  }
}
