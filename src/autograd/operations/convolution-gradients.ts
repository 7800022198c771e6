/**
 * A convolution with its gradients, and their gradients.
 *
 * A convolution is linear in the picture and in the filters. So its gradient by the one is a map that is linear
 * in the output's gradient and in the other; and each of these three maps has the two others as gradients.
 */
import type { SlidingWindow } from "../../tensor/operations/window.js";
import type { Tensor } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";

/** Linear in each of its two tensors. */
type LinearMap = (a: Tensor, b: Tensor, window: SlidingWindow) => Tensor;

/** A kind of convolution, and its gradients by the picture and by the filters. */
export interface ConvolutionMaps {
  /** The output, from the picture and the filters. */
  readonly convolve: LinearMap;
  /** The gradient of the picture, from that of the output and the filters. */
  readonly byInput: LinearMap;
  /** The gradient of the filters, from the picture and the gradient of the output. */
  readonly byFilters: LinearMap;
}

/** The maps, recorded, from those that compute with numbers alone. */
export function recordedConvolution(raw: () => ConvolutionMaps): ConvolutionMaps {
  const convolve: LinearMap = (x, filters, window) =>
    recordComposed([x, filters], raw().convolve(x, filters, window), (gradient) => [
      byInput(gradient, filters, window),
      byFilters(x, gradient, window),
    ]);
  const byInput: LinearMap = (output, filters, window) =>
    recordComposed([output, filters], raw().byInput(output, filters, window), (gradient) => [
      convolve(gradient, filters, window),
      byFilters(gradient, output, window),
    ]);
  const byFilters: LinearMap = (x, output, window) =>
    recordComposed([x, output], raw().byFilters(x, output, window), (gradient) => [
      byInput(output, gradient, window),
      convolve(x, gradient, window),
    ]);
  return { convolve, byInput, byFilters };
}
