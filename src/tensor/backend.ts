/**
 * The interface of the operations that take most of a network's time, with a readable and a fast
 * implementation.
 *
 * The plain operations are for students to read and for tests to compare with. `useBackend`, called where the
 * engine is loaded, replaces them by fast ones, which pass the same tests.
 */
import * as plain from "./operations/operations.js";
import type { Largest } from "./operations/pooling.js";
import type { SlidingWindow } from "./operations/window.js";
import type { Tensor } from "./tensor.js";

/** The caller has checked the shapes. Each operation is described at the plain one of the same name. */
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

/** All operations in plain TypeScript. */
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

/** The current operations. */
export function backend(): Backend {
  return current;
}

/** Replaces the current operations; returns those that were used before. */
export function useBackend(next: Backend): Backend {
  const before = current;
  current = next;
  return before;
}
