/** A sliding window in the form that the kernels read: 13 integers in memory. */
import {
  slidingWindow,
  type SlidingWindow,
  type WindowOptions,
  type Pair,
} from "../../tensor/operations/window.js";
import type { BaseSpec, OperationContext } from "./operation.js";

/** How many integers describe a window. */
export const WINDOW_INTEGERS = 13;

export interface WindowSpec extends BaseSpec {
  /** The window over a batch of one picture. */
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

/** Reserves memory for a window, which `writeWindow` fills; returns its address. */
export function reserveWindow(context: OperationContext): number {
  return context.reserve(WINDOW_INTEGERS);
}

export function writeWindow({ memory }: OperationContext, at: number, window: SlidingWindow): void {
  new Int32Array(memory.buffer, at, WINDOW_INTEGERS).set(windowNumbers(window));
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
