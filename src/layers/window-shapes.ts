/** The output shapes of sliding windows, where some extents may not be known yet. */
import {
  sequenceTooShort,
  slideAlong,
  windowTooLarge,
  type Padding,
  type Pair,
} from "../tensor/operations/window.js";
import { pictures, sequences } from "./shapes.js";
import type { BatchShape } from "../tensor/shape.js";

interface Sliding {
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations?: Pair;
}

/**
 * The shape [batch, height', width', channels] after a window has moved over pictures.
 * @param where the layer, for errors
 * @throws ShapeError where the input does not have the shape of pictures, or is smaller than the window
 */
export function windowShape(
  input: BatchShape | readonly BatchShape[],
  kernel: Pair,
  { strides, padding, dilations = [1, 1] }: Sliding,
  where: string,
): BatchShape {
  const shape = pictures(input, where);
  const [height, width] = ([0, 1] as const).map((direction) => {
    const extent = shape[1 + direction];
    if (extent === null) return null;
    const { count } = slideAlong(
      extent,
      kernel[direction],
      strides[direction],
      dilations[direction],
      padding,
    );
    if (count < 1) throw windowTooLarge(shape, kernel, dilations, where);
    return count;
  });
  return [shape[0], height, width, shape[3]];
}

/**
 * The shape [batch, time', features] after a window has moved over sequences.
 * @param where the layer, for errors
 * @throws ShapeError where the input does not have the shape of sequences, or is shorter than the window
 */
export function sequenceWindowShape(
  input: BatchShape | readonly BatchShape[],
  kernel: number,
  { stride, padding, dilation = 1 }: { stride: number; padding: Padding; dilation?: number },
  where: string,
): BatchShape {
  const shape = sequences(input, where);
  const [batch, time, features] = shape;
  if (time === null) return [batch, null, features];
  const { count } = slideAlong(time, kernel, stride, dilation, padding);
  if (count < 1) throw sequenceTooShort(shape, kernel, dilation, where);
  return [batch, count, features];
}
