/**
 * Depthwise convolution, in which each channel has filters of its own, and separable convolution, which
 * combines its channels afterwards. A separable convolution needs fewer weights than a full one (Chollet
 * 2017).
 */
import { ShapeError } from "../../errors/errors.js";
import { asTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Padding, Pair } from "../../tensor/operations/window.js";
import { formatShape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { conv2d } from "./convolution.js";
import { recordedConvolution } from "./convolution-gradients.js";

const maps = recordedConvolution(() => ({
  convolve: raw.depthwiseConv2d,
  byInput: raw.depthwiseConv2dByInput,
  byFilters: raw.depthwiseConv2dByFilters,
}));

/**
 * A depthwise convolution: filters that slide over one channel each.
 * @param x       [batch, height, width, channels]
 * @param filters [kernel height, kernel width, channels, multiplier]: so many filters for each channel
 * @returns [batch, height', width', channels · multiplier], the results of one channel side by side
 * @param strides the step of the window from one position to the next; 1 by default
 * @param padding "valid" (the default: inside the picture only) or "same" (with a border of zeros)
 * @param dilations the distance of the filter's points in the picture; 1 by default
 * @example
 * ```ts
 * depthwiseConv2d(ones([1, 5, 5, 3]), ones([3, 3, 3, 2])).shape; // [1, 3, 3, 6]
 * ```
 */
export function depthwiseConv2d(
  x: TensorLike,
  filters: TensorLike,
  strides: number | Pair = 1,
  padding: Padding = "valid",
  dilations: number | Pair = 1,
): Tensor {
  const [pictures, kernel] = [
    asTensor(x, "depthwiseConv2d", "x"),
    asTensor(filters, "depthwiseConv2d", "filters"),
  ];
  const window = raw.convolutionWindow(pictures, kernel, { strides, padding, dilations }, "depthwiseConv2d", {
    fr: "multiplicateur",
    en: "multiplier",
  });
  return maps.convolve(pictures, kernel, window);
}

/**
 * A separable convolution: a depthwise convolution, then at each position a weighted sum of its channels.
 * @param x               [batch, height, width, channels]
 * @param depthwiseFilter [kernel height, kernel width, channels, multiplier]
 * @param pointwiseFilter [1, 1, channels · multiplier, filters]
 * @returns [batch, height', width', filters]
 * @param strides the step of the window from one position to the next; 1 by default
 * @param padding "valid" (the default: inside the picture only) or "same" (with a border of zeros)
 * @param dilations the distance of the filter's points in the picture; 1 by default
 * @example
 * ```ts
 * separableConv2d(ones([1, 5, 5, 3]), ones([3, 3, 3, 1]), ones([1, 1, 3, 8])).shape; // [1, 3, 3, 8]
 * ```
 */
export function separableConv2d(
  x: TensorLike,
  depthwiseFilter: TensorLike,
  pointwiseFilter: TensorLike,
  strides: number | Pair = 1,
  padding: Padding = "valid",
  dilations: number | Pair = 1,
): Tensor {
  const [depthwise, pointwise] = [
    asTensor(depthwiseFilter, "separableConv2d", "depthwiseFilter"),
    asTensor(pointwiseFilter, "separableConv2d", "pointwiseFilter"),
  ];
  const { shape } = pointwise;
  if (
    depthwise.rank !== 4 ||
    shape.length !== 4 ||
    shape[0] !== 1 ||
    shape[1] !== 1 ||
    shape[2] !== depthwise.shape[2] * depthwise.shape[3]
  )
    throw pointwiseError(depthwise, pointwise);
  return conv2d(depthwiseConv2d(x, depthwise, strides, padding, dilations), pointwise);
}

function pointwiseError(depthwise: Tensor, pointwise: Tensor): ShapeError {
  return new ShapeError({
    where: "separableConv2d",
    argument: "depthwiseFilter, pointwiseFilter",
    received: `${formatShape(depthwise.shape)}, ${formatShape(pointwise.shape)}`,
    expected: {
      fr: "[h, l, canaux, multiplicateur], [1, 1, canaux · multiplicateur, filtres]",
      en: "[h, w, channels, multiplier], [1, 1, channels · multiplier, filters]",
    },
    mend: {
      fr: "Le troisième axe du second filtre est le produit des deux derniers axes du premier.",
      en: "The third axis of the second filter is the product of the last two axes of the first.",
    },
  });
}
