/**
 * Two vectors side by side, which V8 compiles to one of 256 bits where the kernels are wide (see `wide.d.ts`): if both are loaded before
 * they are stored, one right after the other, and no condition lies between them.
 */
import { zero } from "./vector";

/** How many bytes a pair of vectors has. */
export const PAIR: usize = 32;

/** The second vector of a pair at an address; not used without pairs. */
// @ts-ignore: decorator
@inline
export function second(pair: bool, from: usize): v128 {
  return pair ? v128.load(from, 16) : zero();
}

/** Writes a pair, or its first vector alone. */
// @ts-ignore: decorator
@inline
export function storeTwo(pair: bool, to: usize, first: v128, second: v128): void {
  v128.store(to, first);
  if (pair) v128.store(to, second, 16);
}
