/** Convolutions with TensorFlow.js' arguments. */
import * as engine from "../../autograd/operations/operations.js";
import type { Tensor, Tensor3D, Tensor4D, TensorLike } from "../tensors/types.js";
import { stored } from "./differing.js";
import {
  onPictures,
  refuseRounding,
  type Borders,
  type Format,
  type Pad,
  type Pair,
  type Rounding,
} from "./pictures.js";

/**
 * A convolution of pictures.
 * @param x the pictures
 * @param filter [height, width, channels, filters]
 * @param strides the step of the window
 * @param pad the border
 * @param dataFormat "NHWC", or "NCHW" for channels first
 * @param dilations the distance of the filter's points
 * @param dimRoundingMode how the number of positions is rounded, for a border in numbers; down by default
 */
export function conv2d<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filter: Tensor4D | TensorLike,
  strides: Pair,
  pad: Pad,
  dataFormat: Format = "NHWC",
  dilations: Pair | null = 1,
  dimRoundingMode?: Rounding | null,
): T {
  const kernel = stored(filter, "conv2d");
  const window = { size: kernel.shape.slice(0, 2) as [number, number], strides, dilations };
  const bordering = { pad, format: dataFormat, rounding: dimRoundingMode, window };
  return onPictures(x, "conv2d", bordering, (pictures, padding) =>
    engine.conv2d(pictures, kernel, strides, padding, dilations ?? 1),
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
 * @param dimRoundingMode how the number of positions is rounded, for a border in numbers; down by default
 */
export function conv1d<T extends Tensor>(
  x: T | TensorLike,
  filter: Tensor3D | TensorLike,
  stride: number,
  pad: Pad,
  dataFormat: "NWC" | "NCW" = "NWC",
  dilation = 1,
  dimRoundingMode?: Rounding | null,
): T {
  const bordering = { pad, format: dataFormat, rounding: dimRoundingMode };
  return onPictures(x, "conv1d", bordering, (sequences, padding) =>
    engine.conv1d(sequences, stored(filter, "conv1d"), stride, padding, dilation ?? 1),
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
 * @param dimRoundingMode how the number of positions is rounded, for a border in numbers; down by default
 */
export function depthwiseConv2d<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filter: Tensor4D | TensorLike,
  strides: Pair,
  pad: Pad,
  dataFormat: Format = "NHWC",
  dilations: Pair | null = 1,
  dimRoundingMode?: Rounding | null,
): T {
  const bordering = { pad, format: dataFormat, rounding: dimRoundingMode };
  return onPictures(x, "depthwiseConv2d", bordering, (pictures, padding) =>
    engine.depthwiseConv2d(pictures, stored(filter, "depthwiseConv2d"), strides, padding, dilations ?? 1),
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
 * @param pad the border of the result, which is cut off
 * @param dimRoundingMode only for a border in numbers
 */
export function conv2dTranspose<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filter: Tensor4D | TensorLike,
  outputShape: readonly number[],
  strides: Pair,
  pad: Pad,
  dimRoundingMode?: Rounding | null,
): T {
  const where = "conv2dTranspose";
  const [height, width, depth] = outputShape.slice(-3);
  const [rows, columns] = typeof pad === "string" ? NO_BORDERS : sidesOf(pad);
  // The border is a part of the result that nobody sees, and not of the pictures.
  const bordering = { pad: typeof pad === "string" ? pad : 0, format: "NHWC", rounding: undefined };
  if (typeof pad === "string") refuseRounding({ ...bordering, rounding: dimRoundingMode }, where);
  return onPictures(x, where, bordering, (pictures, padding) => {
    const shape = [pictures.shape[0], height + rows[0] + rows[1], width + columns[0] + columns[1], depth];
    const large = engine.conv2dTranspose(
      pictures,
      stored(filter, where),
      shape,
      strides,
      typeof pad === "string" ? padding : "valid",
    );
    return engine.slice(large, [0, rows[0], columns[0], 0], [-1, height, width, -1]);
  });
}

const NO_BORDERS = sidesOf(0);

/** The border above and below, and that on the left and on the right. */
function sidesOf(pad: number | Borders): readonly [rows: readonly number[], columns: readonly number[]] {
  return typeof pad === "number" ? [[pad, pad], [pad, pad]] : [pad[1], pad[2]]; // prettier-ignore
}
