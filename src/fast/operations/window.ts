/** A sliding window in the form that the kernels read: 13 integers in memory. */
import {
  slidingWindow,
  type SlidingWindow,
  type WindowOptions,
  type Pair,
} from "../../tensor/operations/window.js";
import type { BaseSpec, OperationContext, Runtime } from "./operation.js";

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

/** A window in memory. */
export class PlacedWindow {
  readonly at: number;
  private readonly window: SlidingWindow;

  constructor(context: OperationContext, window: SlidingWindow) {
    this.at = context.reserve(WINDOW_INTEGERS);
    this.window = window;
  }

  write({ memory }: Runtime): void {
    new Int32Array(memory.buffer, this.at, WINDOW_INTEGERS).set(windowNumbers(this.window));
  }
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
