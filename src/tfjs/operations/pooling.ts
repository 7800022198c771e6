/** Pooling with TensorFlow.js' arguments. */
import * as engine from "../../autograd/operations/operations.js";
import { backend } from "../../tensor/backend.js";
import { onesLike } from "../../tensor/create.js";
import { slidingWindow } from "../../tensor/operations/window.js";
import { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { NamedTensorMap, Tensor3D, Tensor4D, TensorLike } from "../tensors/types.js";
import { shown, stored } from "./differing.js";
import { onPictures, type Pad, type Pair, type Rounding } from "./pictures.js";

/**
 * The largest number of each window.
 * @param x the pictures
 * @param filterSize the size of the window
 * @param strides the step of the window
 * @param pad the border
 * @param dimRoundingMode how the number of positions is rounded, for a border in numbers; down by default
 */
export function maxPool<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filterSize: Pair,
  strides: Pair,
  pad: Pad,
  dimRoundingMode?: Rounding | null,
): T {
  const window = { size: filterSize, strides };
  const bordering = { pad, format: "NHWC", border: -Infinity, rounding: dimRoundingMode, window };
  return onPictures(x, "maxPool", bordering, (pictures, padding) =>
    engine.maxPool(pictures, filterSize, strides, padding),
  );
}

/**
 * The mean of each window.
 * @param x the pictures
 * @param filterSize the size of the window
 * @param strides the step of the window
 * @param pad the border; its zeros do not count
 * @param dimRoundingMode how the number of positions is rounded, for a border in numbers; down by default
 */
export function avgPool<T extends Tensor3D | Tensor4D>(
  x: T | TensorLike,
  filterSize: Pair,
  strides: Pair,
  pad: Pad,
  dimRoundingMode?: Rounding | null,
): T {
  const window = { size: filterSize, strides };
  const means = (of: T | TensorLike) =>
    onPictures<T>(
      of,
      "avgPool",
      { pad, format: "NHWC", rounding: dimRoundingMode, window },
      (pictures, padding) => engine.avgPool(pictures, filterSize, strides, padding),
    );
  if (typeof pad === "string" || (pad === 0 && dimRoundingMode !== "ceil")) return means(x);
  return within(() => {
    // A window's mean is over the numbers of the picture alone.
    const shares = means(shown<T>(onesLike(stored(x, "avgPool"))));
    return shown<T>(engine.div(stored(means(x), "avgPool"), stored(shares, "avgPool")));
  });
}

/**
 * Pooling of either kind, with windows whose points may lie apart.
 * @param input the pictures
 * @param windowShape the size of the window
 * @param poolingType "max" or "avg"
 * @param pad the border
 * @param dilations the distance of the window's points; 1 by default
 * @param strides the step of the window; 1 by default
 * @param dimRoundingMode how the number of positions is rounded, for a border in numbers; down by default
 */
export function pool<T extends Tensor3D | Tensor4D>(
  input: T | TensorLike,
  windowShape: Pair,
  poolingType: "avg" | "max",
  pad: Pad,
  dilations?: Pair | null,
  strides?: Pair | null,
  dimRoundingMode?: Rounding | null,
): T {
  const kind = poolingType === "max" ? maxPool : avgPool;
  const [down, across] = pairOf(dilations ?? 1);
  if (down === 1 && across === 1) return kind(input, windowShape, strides ?? 1, pad, dimRoundingMode);
  return within(() => {
    const x = stored(input, "pool");
    const batch = x.rank === 3 ? engine.expandDims(x, 0) : x;
    const sides = [down, across].map((dilation, axis) => {
      const reach = pad === "same" ? (pairOf(windowShape)[axis] - 1) * dilation : 0;
      const before = Math.floor(reach / 2);
      const rest = (batch.shape[1 + axis] + reach) % dilation;
      const more = rest === 0 ? 0 : dilation - rest;
      return { padding: [before, reach - before + more], crop: [0, more] };
    });
    // Points that lie apart are neighbours in pictures that take every second (third …) row and column.
    const blocks = engine.spaceToBatchND(batch, [down, across], sides.map(({ padding }) => padding) as never);
    const pooled = kind(shown<Tensor4D>(blocks), windowShape, strides ?? 1, "valid");
    const crops = sides.map(({ crop }) => crop) as never;
    const result = engine.batchToSpaceND(stored(pooled, "pool"), [down, across], crops);
    return shown<T>(x.rank === 3 ? engine.squeeze(result, [0]) : result);
  });
}

function pairOf(pair: Pair): [number, number] {
  return typeof pair === "number" ? [pair, pair] : pair;
}

/**
 * The largest number of each window, and its position in the picture.
 * @param x the pictures
 * @param filterSize the size of the window
 * @param strides the step of the window
 * @param pad the border
 * @param includeBatchInIndex whether the positions count the pictures before too
 */
export function maxPoolWithArgmax<T extends Tensor4D>(
  x: T | TensorLike,
  filterSize: Pair,
  strides: Pair,
  pad: Pad,
  includeBatchInIndex = false,
): NamedTensorMap {
  return within(() => {
    const pictures = stored(x, "maxPoolWithArgmax");
    const padding = pad === "same" ? "same" : "valid";
    const window = slidingWindow(
      pictures.shape,
      pairOf(filterSize),
      { strides, padding },
      "maxPoolWithArgmax",
    );
    const { sources } = backend().maxPool2d(pictures, window);
    const size = includeBatchInIndex ? pictures.size : pictures.size / pictures.shape[0];
    const result = maxPool(shown<Tensor4D>(pictures), filterSize, strides, pad);
    const places = sources.map((source) => source % size);
    return { result, indexes: shown(new EngineTensor(places, result.shape)) };
  });
}
