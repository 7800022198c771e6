/** Convolution of sequences, as the convolution of pictures that are one row high. */
import { checkKind } from "../../errors/check-options.js";
import { ShapeError } from "../../errors/errors.js";
import { wholeNumber } from "../../errors/kinds.js";
import { asTensor } from "../../tensor/as-tensor.js";
import { sequenceTooShort, slideAlong, type Padding } from "../../tensor/operations/window.js";
import { formatShape } from "../../tensor/shape.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { conv2d } from "./convolution.js";
import { expandDims, squeeze } from "./layout.js";

/**
 * A convolution of sequences: filters that slide over the steps.
 * @param x       [batch, time, features]
 * @param filters [kernel length, features, filters]
 * @returns [batch, time', filters]
 * @param stride the number of steps from one position of the filters to the next; 1 by default
 * @param padding "valid" (the default: inside the sequence only) or "same" (with zeros before and after)
 * @param dilation the distance of the filter's points in the sequence; 1 by default
 * @example
 * ```ts
 * conv1d(ones([1, 10, 4]), ones([3, 4, 8])).shape; // [1, 8, 8]
 * ```
 */
export function conv1d(
  x: TensorLike,
  filters: TensorLike,
  stride = 1,
  padding: Padding = "valid",
  dilation = 1,
): Tensor {
  const [sequences, kernel] = [asTensor(x, "conv1d", "x"), asTensor(filters, "conv1d", "filters")];
  if (sequences.rank !== 3 || kernel.rank !== 3 || sequences.shape[2] !== kernel.shape[1])
    throw mismatch(sequences, kernel);
  checkKind(stride, wholeNumber(1, 2), "conv1d", "stride");
  checkKind(dilation, wholeNumber(1, 2), "conv1d", "dilation");
  const [length] = kernel.shape;
  if (padding === "valid" && slideAlong(sequences.shape[1], length, stride, dilation, padding).count < 1)
    throw sequenceTooShort(sequences.shape, length, dilation, "conv1d");
  const rows = conv2d(expandDims(sequences, 1), expandDims(kernel, 0), [1, stride], padding, [1, dilation]);
  return squeeze(rows, [1]);
}

function mismatch(x: Tensor, filters: Tensor): ShapeError {
  return new ShapeError({
    where: "conv1d",
    argument: "x, filters",
    received: `${formatShape(x.shape)}, ${formatShape(filters.shape)}`,
    expected: {
      fr: "[lot, temps, caractéristiques] et [longueur, caractéristiques, filtres], avec autant de caractéristiques",
      en: "[batch, time, features] and [length, features, filters], with equal features",
    },
    mend: {
      fr: "Une suite de nombres par exemple gagne l’axe des caractéristiques par expandDims(-1).",
      en: "Examples that are lists of numbers get the axis of features by expandDims(-1).",
    },
  });
}
