/**
 * The seam between what is readable and what is fast: the operations in which networks spend their time.
 *
 * The plain ones are what students read and what tests trust; fast ones take their place by one call of `useBackend`, at
 * the engine's entry, and pass the same tests.
 */
import * as plain from "./operations/operations.js";
import type { Largest } from "./operations/pooling.js";
import type { SlidingWindow } from "./operations/window.js";
import type { Tensor } from "./tensor.js";

/** Shapes are checked before these are called; what each means is said at the plain one of its name. */
export interface Backend {
  readonly name: string;
  /** A B, Aᵀ B, A Bᵀ or Aᵀ Bᵀ, of matrices or of stacks of them. */
  matMul(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor;
  conv2d(x: Tensor, filters: Tensor, window: SlidingWindow): Tensor;
  conv2dByInput(gradient: Tensor, filters: Tensor, window: SlidingWindow): Tensor;
  conv2dByFilters(x: Tensor, gradient: Tensor, window: SlidingWindow): Tensor;
  maxPool2d(x: Tensor, window: SlidingWindow): Largest;
  maxPool2dByInput(gradient: Tensor, sources: Int32Array, window: SlidingWindow): Tensor;
  averagePool2d(x: Tensor, window: SlidingWindow): Tensor;
  averagePool2dByInput(gradient: Tensor, window: SlidingWindow): Tensor;
}

/** Everything in plain TypeScript. */
export const plainBackend: Backend = {
  name: "plain",
  matMul: plain.matMul,
  conv2d: plain.conv2d,
  conv2dByInput: plain.conv2dByInput,
  conv2dByFilters: plain.conv2dByFilters,
  maxPool2d: plain.maxPool2d,
  maxPool2dByInput: plain.maxPool2dByInput,
  averagePool2d: plain.averagePool2d,
  averagePool2dByInput: plain.averagePool2dByInput,
};

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
