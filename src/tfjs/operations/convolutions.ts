/**
 * Convolutions and pooling with TensorFlow.js' arguments: pictures with or without the axis of the batch, channels
 * last or first, and borders of any width.
 */
import * as engine from "../../autograd/operations/operations.js";
import { onesLike } from "../../tensor/create.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { Tensor, Tensor3D, Tensor4D, TensorLike } from "../tensors/types.js";
import { shown, stored } from "./differing.js";

type Input = Tensor | TensorLike;
type Pair = number | [number, number];
type Borders = [number, number][];
/** Borders: none, as many as keep the size, or a number of zeros on each side. */
export type Pad = "valid" | "same" | number | Borders;
type Format = "NHWC" | "NCHW";

/** Makes pictures as the engine has them, and the result as they were. */
function onPictures<T extends Tensor>(
  given: Input,
  where: string,
  { pad, format, border = 0 }: { pad: Pad; format: string; border?: number },
  compute: (x: EngineTensor, padding: "valid" | "same") => EngineTensor,
): T {
  return shown(
    within(() => {
      const x = stored(given, where);
      const spatial = where === "conv1d" ? 1 : 2;
      const isSingle = x.rank === spatial + 1;
      const first = format.startsWith("NC");
      let pictures = isSingle ? engine.expandDims(x, 0) : x;
      if (first) pictures = engine.transpose(pictures, spatial === 1 ? [0, 2, 1] : [0, 2, 3, 1]);
      if (typeof pad !== "string") pictures = bordered(pictures, pad, border, spatial, first);
      let result = compute(pictures, typeof pad === "string" ? pad : "valid");
      if (first) result = engine.transpose(result, spatial === 1 ? [0, 2, 1] : [0, 3, 1, 2]);
      return isSingle ? engine.squeeze(result, [0]) : result;
    }),
  );
}

function bordered(
  x: EngineTensor,
  pad: number | Borders,
  value: number,
  spatial: number,
  first: boolean,
): EngineTensor {
  if (pad === 0) return x;
  const sides: readonly [number, number][] =
    typeof pad === "number"
      ? Array.from({ length: spatial }, () => [pad, pad])
      : first
        ? pad.slice(2)
        : pad.slice(1, 1 + spatial);
  return engine.pad(x, [[0, 0], ...sides, [0, 0]], value);
}

/**
 * A convolution of pictures.
 * @param x the pictures
 * @param filter [height, width, channels, filters]
 * @param strides the step of the window
 * @param pad the border
 * @param dataFormat "NHWC", or "NCHW" for channels first
 * @param dilations the distance of the filter's points
 */
export function conv2d<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filter: Tensor4D | TensorLike,
  strides: Pair,
  pad: Pad,
  dataFormat: Format = "NHWC",
  dilations: Pair = 1,
): T {
  return onPictures(x, "conv2d", { pad, format: dataFormat }, (pictures, padding) =>
    engine.conv2d(pictures, stored(filter, "conv2d"), strides, padding, dilations),
  );
}

/**
 * A convolution of sequences.
 * @param x the sequences
 * @param filter [width, channels, filters]
 * @param stride the step of the window
 * @param pad the border
 * @param dataFormat "NWC", or "NCW" for channels first
 * @param dilation the distance of the filter's points
 */
export function conv1d<T extends Tensor>(
  x: T | TensorLike,
  filter: Tensor3D | TensorLike,
  stride: number,
  pad: Pad,
  dataFormat: "NWC" | "NCW" = "NWC",
  dilation = 1,
): T {
  return onPictures(x, "conv1d", { pad, format: dataFormat }, (sequences, padding) =>
    engine.conv1d(sequences, stored(filter, "conv1d"), stride, padding, dilation),
  );
}

/**
 * A convolution of each channel by itself.
 * @param x the pictures
 * @param filter [height, width, channels, filters of each channel]
 * @param strides the step of the window
 * @param pad the border
 * @param dataFormat "NHWC", or "NCHW" for channels first
 * @param dilations the distance of the filter's points
 */
export function depthwiseConv2d<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filter: Tensor4D | TensorLike,
  strides: Pair,
  pad: Pad,
  dataFormat: Format = "NHWC",
  dilations: Pair = 1,
): T {
  return onPictures(x, "depthwiseConv2d", { pad, format: dataFormat }, (pictures, padding) =>
    engine.depthwiseConv2d(pictures, stored(filter, "depthwiseConv2d"), strides, padding, dilations),
  );
}

/**
 * A convolution of each channel by itself, and then of all channels at each place.
 * @param x the pictures
 * @param depthwiseFilter [height, width, channels, filters of each channel]
 * @param pointwiseFilter [1, 1, these filters, filters]
 * @param strides the step of the window
 * @param pad the border
 * @param dilation the distance of the filter's points
 * @param dataFormat "NHWC", or "NCHW" for channels first
 */
export function separableConv2d<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  depthwiseFilter: Tensor4D | TensorLike,
  pointwiseFilter: Tensor4D | TensorLike,
  strides: Pair,
  pad: "valid" | "same",
  dilation: Pair = 1,
  dataFormat: Format = "NHWC",
): T {
  const where = "separableConv2d";
  return onPictures(x, where, { pad, format: dataFormat }, (pictures, padding) =>
    engine.separableConv2d(
      pictures,
      stored(depthwiseFilter, where),
      stored(pointwiseFilter, where),
      strides,
      padding,
      dilation,
    ),
  );
}

/**
 * The transposed convolution, which makes pictures larger.
 * @param x the pictures
 * @param filter [height, width, filters, channels]
 * @param outputShape the shape of the result
 * @param strides the step of the window
 * @param pad the border
 */
export function conv2dTranspose<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filter: Tensor4D | TensorLike,
  outputShape: readonly number[],
  strides: Pair,
  pad: "valid" | "same",
): T {
  return onPictures(x, "conv2dTranspose", { pad, format: "NHWC" }, (pictures, padding) =>
    engine.conv2dTranspose(
      pictures,
      stored(filter, "conv2dTranspose"),
      outputShape.length === 3 ? [1, ...outputShape] : outputShape,
      strides,
      padding,
    ),
  );
}

/**
 * The largest number of each window.
 * @param x the pictures
 * @param filterSize the size of the window
 * @param strides the step of the window
 * @param pad the border
 */
export function maxPool<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filterSize: Pair,
  strides: Pair,
  pad: Pad,
): T {
  return onPictures(x, "maxPool", { pad, format: "NHWC", border: -Infinity }, (pictures, padding) =>
    engine.maxPool(pictures, filterSize, strides, padding),
  );
}

/**
 * The mean of each window.
 * @param x the pictures
 * @param filterSize the size of the window
 * @param strides the step of the window
 * @param pad the border; its zeros do not count
 */
export function avgPool<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filterSize: Pair,
  strides: Pair,
  pad: Pad,
): T {
  const sums = onPictures(x, "avgPool", { pad, format: "NHWC" }, (pictures, padding) =>
    engine.avgPool(pictures, filterSize, strides, padding),
  );
  if (typeof pad === "string" || pad === 0) return sums as T;
  // A window's mean is over the numbers of the picture alone.
  const ones = shown(within(() => onesLike(stored(x, "avgPool"))));
  const shares = onPictures(ones, "avgPool", { pad, format: "NHWC" }, (pictures, padding) =>
    engine.avgPool(pictures, filterSize, strides, padding),
  );
  return shown(within(() => engine.div(stored(sums, "avgPool"), stored(shares, "avgPool"))));
}

/**
 * Pooling of any kind.
 * @param input the pictures
 * @param windowShape the size of the window
 * @param poolingType "max" or "avg"
 * @param pad the border
 * @param dilations only 1
 * @param strides the step of the window; by default 1
 */
export function pool<T extends Tensor3D | Tensor4D>(
  input: T | TensorLike,
  windowShape: Pair,
  poolingType: "avg" | "max",
  pad: Pad,
  dilations?: Pair,
  strides: Pair = 1,
): T {
  void dilations;
  return poolingType === "max"
    ? maxPool(input, windowShape, strides, pad)
    : avgPool(input, windowShape, strides, pad);
}
