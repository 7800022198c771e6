/**
 * Convolution and transposed convolution, with their gradients.
 *
 * A convolution is linear in the picture and in the filters. As a map of pictures, its transpose propagates
 * gradients backward. `conv2dTranspose` uses this transpose as an operation, which enlarges pictures; its
 * gradient is then the convolution.
 */
import { ShapeError } from "../../errors/errors.js";
import { backend } from "../../tensor/backend.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { convolutionWindow } from "../../tensor/operations/convolution.js";
import {
  slidingWindow,
  type Padding,
  type Pair,
  type WindowOptions,
} from "../../tensor/operations/window.js";
import { checkedSize, formatShape, sameShape, type Shape } from "../../tensor/shape.js";
import type { TensorLike, Tensor } from "../../tensor/tensor.js";
import { recordedConvolution } from "./convolution-gradients.js";

const maps = recordedConvolution(() => {
  const { conv2d: convolve, conv2dByInput: byInput, conv2dByFilters: byFilters } = backend();
  return { convolve, byInput, byFilters };
});

/**
 * A convolution: filters that slide over pictures.
 * @param x       [batch, height, width, channels]
 * @param filters [kernel height, kernel width, channels, filters]
 * @returns [batch, height', width', filters]
 * @param strides the step of the window from one position to the next; 1 by default
 * @param padding "valid" (the default: inside the picture only) or "same" (with a border of zeros)
 * @param dilations the distance of the filter's points in the picture; 1 by default
 * @example
 * ```ts
 * conv2d(ones([1, 5, 5, 1]), ones([3, 3, 1, 2])).shape; // [1, 3, 3, 2]
 * ```
 */
export function conv2d(
  x: TensorLike,
  filters: TensorLike,
  strides: number | Pair = 1,
  padding: Padding = "valid",
  dilations: number | Pair = 1,
): Tensor {
  const [pictures, kernel] = [asTensor(x, "conv2d", "x"), asTensor(filters, "conv2d", "filters")];
  const window = convolutionWindow(pictures, kernel, { strides, padding, dilations }, "conv2d");
  return maps.convolve(pictures, kernel, window);
}

/**
 * The transposed convolution: each number of a small picture adds its multiple of the filter to a larger
 * picture.
 * @param x [batch, height', width', filters]
 * @param filters [kernel height, kernel width, channels, filters]: the output's channels come before the
 *   input's
 * @param outputShape [batch, height, width, channels]; a convolution of it with these options has x's height
 *   and width
 * @param strides the step of the window from one position to the next; 1 by default
 * @param padding "valid" (the default: inside the picture only) or "same" (with a border of zeros)
 * @example
 * ```ts
 * conv2dTranspose(ones([1, 3, 3, 2]), ones([3, 3, 1, 2]), [1, 5, 5, 1]).shape; // [1, 5, 5, 1]
 * ```
 */
export function conv2dTranspose(
  x: TensorLike,
  filters: TensorLike,
  outputShape: Shape,
  strides: number | Pair = 1,
  padding: Padding = "valid",
): Tensor {
  const [small, kernel] = [
    asTensor(x, "conv2dTranspose", "x"),
    asTensor(filters, "conv2dTranspose", "filters"),
  ];
  const options: WindowOptions = { strides, padding };
  checkedSize(outputShape, "conv2dTranspose", "outputShape");
  if (kernel.rank !== 4) throw noFilters(kernel);
  const window = slidingWindow(outputShape, [kernel.shape[0], kernel.shape[1]], options, "conv2dTranspose");
  const expected = [outputShape[0], ...window.output, kernel.shape[3]];
  if (!sameShape(small.shape, expected) || kernel.shape[2] !== outputShape[3]) {
    throw new ShapeError({
      where: "conv2dTranspose",
      argument: "x, filters",
      received: `${formatShape(small.shape)}, ${formatShape(kernel.shape)}`,
      expected: `${formatShape(expected)}, ${formatShape([...window.kernel, outputShape[3], small.shape[3]])}`,
      mend: {
        fr: "Une convolution de outputShape par ces filtres doit donner la forme de x.",
        en: "A convolution of outputShape by these filters must give the shape of x.",
      },
    });
  }
  return maps.byInput(small, kernel, window);
}

function noFilters({ shape }: Tensor): ShapeError {
  return new ShapeError({
    where: "conv2dTranspose",
    argument: "filters",
    received: formatShape(shape),
    expected: { fr: "[h, l, canaux, filtres]", en: "[h, w, channels, filters]" },
    mend: {
      fr: "Les filtres ont quatre axes ; reshape() en ajoute.",
      en: "Filters have four axes; reshape() adds some.",
    },
  });
}
