/** Pooling: the largest number of each channel in a window, or the mean. There are no weights. */
import { allocate, floatingType } from "../dtype.js";
import { sizeOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";
import { extentsOf, placesOf, type SlidingWindow } from "./window.js";

function pooledShape({ input, output }: SlidingWindow): Shape {
  return [input[0], ...output, input[3]];
}

/** The largest numbers, and the index of each in the pictures' data (the first of several equal ones). */
export interface Largest {
  readonly result: Tensor;
  readonly sources: Int32Array;
}

/** The largest number in the window, for each channel; the border does not count. */
export function maxPool2d(x: Tensor, window: SlidingWindow): Largest {
  const channels = window.input[3];
  const shape = pooledShape(window);
  const { storage: data } = x;
  const result = allocate(x.dtype, sizeOf(shape));
  const sources = new Int32Array(result.length).fill(-1);
  const { starts, positions } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      for (let channel = 0; channel < channels; channel++) {
        const to = position * channels + channel;
        const value = data[start + channel];
        if (sources[to] >= 0 && !(value > result[to] || Number.isNaN(value))) continue;
        result[to] = value;
        sources[to] = start + channel;
      }
    }
  return { result: new Tensor(result, shape), sources };
}

/** The gradient of `maxPool2d`: each gradient is added at the number that was the largest. */
export function maxPool2dByInput(gradient: Tensor, sources: Int32Array, { input }: SlidingWindow): Tensor {
  const { storage: data } = gradient;
  const result = allocate(gradient.dtype, sizeOf(input));
  for (let i = 0; i < sources.length; i++) result[sources[i]] += data[i];
  return new Tensor(result, [...input]);
}

/** The mean of the numbers in the window, for each channel; the border does not count. */
export function averagePool2d(x: Tensor, window: SlidingWindow): Tensor {
  const channels = window.input[3];
  const shape = pooledShape(window);
  const counts = placesInside(window);
  const { storage: data } = x;
  const result = allocate(floatingType(x.dtype), sizeOf(shape));
  const { starts, positions } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      for (let channel = 0; channel < channels; channel++)
        result[position * channels + channel] += data[start + channel] / counts[position];
    }
  return new Tensor(result, shape);
}

/** The gradient of `averagePool2d`: an equal share to each number in the window. */
export function averagePool2dByInput(gradient: Tensor, window: SlidingWindow): Tensor {
  const channels = window.input[3];
  const counts = placesInside(window);
  const { storage: data } = gradient;
  const result = allocate(gradient.dtype, sizeOf(window.input));
  const { starts, positions } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      for (let channel = 0; channel < channels; channel++)
        result[start + channel] += data[position * channels + channel] / counts[position];
    }
  return new Tensor(result, [...window.input]);
}

/** How many of the window's places lie inside the picture, at each position. */
function placesInside(window: SlidingWindow): Int32Array {
  const { input, output } = window;
  const counts = new Int32Array(input[0] * output[0] * output[1]);
  const { positions } = placesOf(window);
  const [batch, , count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < positions.length; n++) counts[picture * count + positions[n]]++;
  return counts;
}
