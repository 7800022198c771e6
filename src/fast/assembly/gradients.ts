/** The sum of the gradients that the parts of a batch have computed. */
import { zero } from "./vector";

/**
 * Adds up the arrays of 2, 4 or 8 parts pair by pair, writes the sum to the first, and clears the others: in one
 * pass, because the arrays of all parts are larger than a cache.
 * @param distance the distance between the arrays of two parts, in numbers
 * @param count a multiple of 4
 */
export function gatherParts(gradients: usize, distance: i32, parts: i32, count: i32): void {
  const step = <usize>distance << 2;
  const end = gradients + (<usize>count << 2);
  for (; gradients < end; gradients += 16) {
    let sum = pair(gradients, step);
    if (parts > 2) sum = f32x4.add(sum, pair(gradients + 2 * step, step));
    if (parts > 4) sum = f32x4.add(sum, f32x4.add(pair(gradients + 4 * step, step), pair(gradients + 6 * step, step)));
    v128.store(gradients, sum);
  }
}

/** The sum of two parts, which are cleared. */
// @ts-ignore: decorator
@inline
function pair(at: usize, step: usize): v128 {
  const sum = f32x4.add(v128.load(at), v128.load(at + step));
  v128.store(at, zero());
  v128.store(at + step, zero());
  return sum;
}
