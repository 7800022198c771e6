/** The shapes that a sliding window makes, where some extents may not be known yet. */
import { slidingWindow, type Pair, type WindowOptions } from "../tensor/operations/window.js";
import { pictures } from "./shapes.js";
import type { BatchShape } from "./symbolic-tensor.js";

/**
 * [batch, height', width', channels] of the pictures that a window makes of pictures.
 * @param where the layer, for errors
 * @throws ShapeError where these are no pictures, or are smaller than the window
 */
export function windowShape(input: BatchShape | readonly BatchShape[], kernel: Pair, options: WindowOptions, where: string): BatchShape {
  const [batch, height, width, channels] = pictures(input, where);
  // An extent that is not known is taken as one that any window fits into.
  const any = Number.MAX_SAFE_INTEGER;
  const { output } = slidingWindow([1, height ?? any, width ?? any, channels ?? 1], kernel, options, where);
  return [batch, height === null ? null : output[0], width === null ? null : output[1], channels];
}
