/** A sliding window as the kernels read it: 13 integers in memory. */
import {
  slidingWindow,
  type SlidingWindow,
  type WindowOptions,
  type Pair,
} from "../../tensor/operations/window.js";
import type { OperationSpec, Workshop } from "./operation.js";

export interface WindowSpec extends OperationSpec {
  /** For a batch of one picture. */
  readonly window: SlidingWindow;
}

/** The window over pictures of this shape, [height, width, channels]. */
export function windowOver(
  picture: readonly number[],
  kernel: Pair,
  options: WindowOptions,
  where: string,
): SlidingWindow {
  return slidingWindow([1, ...picture], kernel, options, where);
}

/** The address of a window's integers, for `writeWindow` to fill. */
export function reserveWindow(shop: Workshop): number {
  return shop.reserve(13);
}

export function writeWindow({ memory }: Workshop, at: number, window: SlidingWindow): void {
  new Int32Array(memory.buffer, at, 13).set(windowNumbers(window));
}

/** The integers, in the kernels' order. */
export function windowNumbers({
  input,
  kernel,
  strides,
  dilations,
  before,
  output,
}: SlidingWindow): readonly number[] {
  return [...input.slice(1), ...kernel, ...strides, ...dilations, ...before, ...output];
}
