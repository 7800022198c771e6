/** Pooling with its gradients: the largest number of each channel in a window, or the mean. */
import { refuseMore } from "../../errors/extra-arguments.js";
import { backend } from "../../tensor/backend.js";
import { asTensor } from "../../tensor/as-tensor.js";
import {
  asPair,
  slidingWindow,
  type Padding,
  type Pair,
  type SlidingWindow,
} from "../../tensor/operations/window.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { pick } from "./sources.js";

function poolingWindow(
  x: Tensor,
  size: number | Pair,
  strides: number | Pair,
  padding: Padding,
  where: string,
): SlidingWindow {
  return slidingWindow(x.shape, asPair(size, where, "size"), { strides, padding }, where);
}

/**
 * The largest number in each window; the gradient is that of this number.
 * @param x       [batch, height, width, channels]
 * @param strides by default the window's size, so that windows lie side by side
 * @param size height and width of the window
 * @param padding "valid" (the default: inside the picture only) or "same" (with a border of zeros)
 * @example
 * ```ts
 * maxPool(ones([1, 4, 4, 1]), 2).shape; // [1, 2, 2, 1]
 * ```
 */
export function maxPool(
  x: TensorLike,
  size: number | Pair,
  strides?: number | Pair,
  padding?: Padding,
): Tensor;
export function maxPool(
  x: TensorLike,
  size: number | Pair,
  strides: number | Pair = size,
  padding: Padding = "valid",
  ...more: readonly unknown[]
): Tensor {
  const pictures = asTensor(x, "maxPool", "x");
  if (more.length > 0) refuseMore([x, size, strides, padding, ...more], 4, "maxPool");
  const window = poolingWindow(pictures, size, strides, padding, "maxPool");
  const { result, sources } = backend().maxPool2d(pictures, window);
  return recordComposed([pictures], result, (gradient) => [placeAt(gradient, sources, window)]);
}

/** Zeros of the pictures' shape, with each number of `x` added at its source. */
function placeAt(x: Tensor, sources: Int32Array, window: SlidingWindow): Tensor {
  return recordComposed([x], backend().maxPool2dByInput(x, sources, window), (gradient) => [
    pick(gradient, sources, x.shape),
  ]);
}

/**
 * The mean of the numbers in each window; each number gets an equal share of the gradient. Arguments as for
 * `maxPool`.
 * @param x pictures [batch, height, width, channels]
 * @param size height and width of the window
 * @param strides the step of the window; its own size by default
 * @param padding "valid" (the default: inside the picture only) or "same" (with a border of zeros)
 * @example
 * ```ts
 * avgPool(ones([1, 4, 4, 1]), 2).shape; // [1, 2, 2, 1]
 * ```
 */
export function avgPool(
  x: TensorLike,
  size: number | Pair,
  strides?: number | Pair,
  padding?: Padding,
): Tensor;
export function avgPool(
  x: TensorLike,
  size: number | Pair,
  strides: number | Pair = size,
  padding: Padding = "valid",
  ...more: readonly unknown[]
): Tensor {
  const pictures = asTensor(x, "avgPool", "x");
  if (more.length > 0) refuseMore([x, size, strides, padding, ...more], 4, "avgPool");
  const window = poolingWindow(pictures, size, strides, padding, "avgPool");
  return means(pictures, window);
}

function means(x: Tensor, window: SlidingWindow): Tensor {
  return recordComposed([x], backend().averagePool2d(x, window), (gradient) => [share(gradient, window)]);
}

/** Each number shared equally among those of its window: the transposed map of `means`. */
function share(x: Tensor, window: SlidingWindow): Tensor {
  return recordComposed([x], backend().averagePool2dByInput(x, window), (gradient) => [
    means(gradient, window),
  ]);
}
