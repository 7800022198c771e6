/**
 * Depthwise convolution in plain TypeScript: each channel of the pictures has filters of its own, and no sum
 * goes over channels.
 *
 * The filters are [kernel height, kernel width, channels, multiplier]. Channel c gives the channels c m …
 * c m + m − 1 of the output, where m is the multiplier. The map is linear in the pictures and in the filters,
 * so each gradient distributes the output's gradient over the same products.
 */
import { allocate, floatingType, promote } from "../dtype.js";
import { sizeOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";
import { extentsOf, placesOf, type SlidingWindow } from "./window.js";

/** [batch, height', width', channels · multiplier] */
function outputShape({ input, output }: SlidingWindow, multiplier: number): Shape {
  return [input[0], ...output, input[3] * multiplier];
}

/** [batch, height, width, channels] and [h, w, channels, m] give [batch, height', width', channels · m]. */
export function depthwiseConv2d(x: Tensor, filters: Tensor, window: SlidingWindow): Tensor {
  const [channels, multiplier] = [window.input[3], filters.shape[3]];
  const shape = outputShape(window, multiplier);
  const result = allocate(floatingType(promote(x.dtype, filters.dtype)), sizeOf(shape));
  const [pictures, weights, width] = [x.storage, filters.storage, channels * multiplier];
  const { starts, positions, places } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      const place = places[n];
      const [from, to] = [place * width, position * width];
      if (multiplier === 1)
        for (let channel = 0; channel < channels; channel++)
          result[to + channel] += pictures[start + channel] * weights[from + channel];
      else
        for (let i = 0; i < width; i++)
          result[to + i] += pictures[start + Math.floor(i / multiplier)] * weights[from + i];
    }
  return new Tensor(result, shape);
}

/** The gradient of the pictures from that of the output. */
export function depthwiseConv2dByInput(gradient: Tensor, filters: Tensor, window: SlidingWindow): Tensor {
  const [channels, multiplier] = [window.input[3], filters.shape[3]];
  const result = allocate(gradient.dtype, sizeOf(window.input));
  const [above, weights, width] = [gradient.storage, filters.storage, channels * multiplier];
  const { starts, positions, places } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      const place = places[n];
      for (let channel = 0; channel < channels; channel++) {
        const from = position * width + channel * multiplier;
        const to = place * width + channel * multiplier;
        for (let k = 0; k < multiplier; k++) result[start + channel] += above[from + k] * weights[to + k];
      }
    }
  return new Tensor(result, [...window.input]);
}

/** The gradient of the filters from that of the output. */
export function depthwiseConv2dByFilters(x: Tensor, gradient: Tensor, window: SlidingWindow): Tensor {
  const channels = window.input[3];
  const multiplier = gradient.shape[3] / channels;
  const shape = [...window.kernel, channels, multiplier];
  const result = allocate(gradient.dtype, sizeOf(shape));
  const [pictures, above, width] = [x.storage, gradient.storage, channels * multiplier];
  const { starts, positions, places } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      const place = places[n];
      for (let channel = 0; channel < channels; channel++) {
        const value = pictures[start + channel];
        const from = position * width + channel * multiplier;
        const to = place * width + channel * multiplier;
        for (let k = 0; k < multiplier; k++) result[to + k] += value * above[from + k];
      }
    }
  return new Tensor(result, shape);
}
