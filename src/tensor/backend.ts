/**
 * The seam between what is readable and what is fast: the operations in which networks spend their time.
 *
 * The plain ones are what students read and what tests trust; fast ones take their place by one call of `useBackend`, at
 * the engine's entry, and pass the same tests.
 */
import * as plain from "./operations/operations.js";
import type { Tensor } from "./tensor.js";

export interface Backend {
  readonly name: string;
  /** A B, Aᵀ B, A Bᵀ or Aᵀ Bᵀ, of matrices or of stacks of them: see the plain one. */
  matMul(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor;
}

/** Everything in plain TypeScript. */
export const plainBackend: Backend = { name: "plain", matMul: plain.matMul };

let current: Backend = plainBackend;

/** The operations in use. */
export function backend(): Backend {
  return current;
}

/** Chooses the operations used from now on; returns those used before. */
export function useBackend(next: Backend): Backend {
  const before = current;
  current = next;
  return before;
}
