/**
 * Pictures in another size, in plain TypeScript.
 *
 * Along each axis, a place i of the result lies at the place s i of the picture, where s is the old extent
 * divided by the new one. With aligned corners, s is (old extent − 1) / (new extent − 1), so that the first
 * and the last places of both coincide. With half-pixel centers, i is taken at the middle of its pixel:
 * s (i + ½) − ½. Bilinear interpolation mixes the two pixels around that place; the nearest neighbour is one
 * of them. Both are linear maps of the picture along one axis and then along the other, so the gradient goes
 * back by the same weights.
 */
import { allocate, type DataType } from "../dtype.js";
import { sizeOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";

/** How places of the result correspond to places of the picture. */
export interface Grid {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** For each place of the result along an axis: two places of the picture, and the share of the second. */
export interface Mixture {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly share: Float64Array;
}

/** The places of the picture, as real numbers. @param offset what a half-pixel center subtracts */
function places(extent: number, size: number, grid: Grid, offset: number): Float64Array {
  const scale = grid.alignCorners && size > 1 ? (extent - 1) / (size - 1) : extent / size;
  return Float64Array.from({ length: size }, (_, i) =>
    grid.halfPixelCenters ? scale * (i + 0.5) - offset : scale * i,
  );
}

/** The mixture of bilinear interpolation, from `extent` places to `size`. */
export function bilinear(extent: number, size: number, grid: Grid): Mixture {
  const at = places(extent, size, grid, 0.5);
  const low = Int32Array.from(at, (place) => Math.max(0, Math.floor(place)));
  return {
    low,
    high: Int32Array.from(at, (place) => Math.min(extent - 1, Math.max(0, Math.ceil(place)))),
    share: at.map((place, i) => Math.max(0, place - low[i])),
  };
}

/** The mixture that consists of the nearest place alone, from `extent` places to `size`. */
export function nearestNeighbor(extent: number, size: number, grid: Grid): Mixture {
  const low = Int32Array.from(places(extent, size, grid, 0), (place) =>
    Math.min(extent - 1, grid.alignCorners ? Math.round(place) : Math.floor(place)),
  );
  return { low, high: low, share: new Float64Array(size) };
}

/**
 * Mixes the pixels of pictures [batch, height, width, channels] to [batch, rows, columns, channels].
 * @param dtype the type of the result
 */
export function resample(x: Tensor, rows: Mixture, columns: Mixture, dtype: DataType): Tensor {
  const [batch, height, width, channels] = x.shape;
  const shape = [batch, rows.low.length, columns.low.length, channels];
  const result = allocate(dtype, sizeOf(shape));
  const { storage: data } = x;
  let to = 0;
  for (let picture = 0; picture < batch; picture++)
    for (let row = 0; row < rows.low.length; row++) {
      const vertical = rows.share[row];
      const top = (picture * height + rows.low[row]) * width;
      const bottom = (picture * height + rows.high[row]) * width;
      for (let column = 0; column < columns.low.length; column++) {
        const horizontal = columns.share[column];
        const left = columns.low[column];
        const right = columns.high[column];
        for (let channel = 0; channel < channels; channel++, to++) {
          // A pixel without weight is left out, since it could be NaN or infinite.
          let value = data[(top + left) * channels + channel];
          if (horizontal > 0)
            value = (1 - horizontal) * value + horizontal * data[(top + right) * channels + channel];
          if (vertical > 0) {
            let below = data[(bottom + left) * channels + channel];
            if (horizontal > 0)
              below = (1 - horizontal) * below + horizontal * data[(bottom + right) * channels + channel];
            value = (1 - vertical) * value + vertical * below;
          }
          result[to] = value;
        }
      }
    }
  return new Tensor(result, shape);
}

/** The gradient of pictures of this shape from that of `resample`. */
export function resampleByInput(gradient: Tensor, rows: Mixture, columns: Mixture, shape: Shape): Tensor {
  const channels = shape[3];
  const result = allocate(gradient.dtype, sizeOf(shape));
  const { storage: data } = gradient;
  const { to, from, weight } = taps(shape, rows, columns);
  const [before, after] = [sizeOf(shape.slice(1)), sizeOf(gradient.shape.slice(1))];
  for (let picture = 0; picture < shape[0]; picture++)
    for (let n = 0; n < to.length; n++) {
      const share = weight[n];
      const target = picture * before + from[n];
      const source = picture * after + to[n];
      for (let channel = 0; channel < channels; channel++)
        result[target + channel] += share * data[source + channel];
    }
  return new Tensor(result, shape);
}

/** Pairs of a pixel of the result and a pixel that it is mixed of, in one picture. */
interface Taps {
  /** The index of the first channel of both. */
  readonly to: Int32Array;
  readonly from: Int32Array;
  readonly weight: Float64Array;
}

/** All pairs. A pixel without weight is left out, since it could be NaN or infinite. */
function taps([, , width, channels]: Shape, rows: Mixture, columns: Mixture): Taps {
  const most = 4 * rows.low.length * columns.low.length;
  const [to, from, weight] = [new Int32Array(most), new Int32Array(most), new Float64Array(most)];
  let count = 0;
  const tap = (pixel: number, y: number, x: number, share: number): void => {
    to[count] = pixel * channels;
    from[count] = (y * width + x) * channels;
    weight[count++] = share;
  };
  for (let row = 0; row < rows.low.length; row++) {
    const [top, bottom, vertical] = [rows.low[row], rows.high[row], rows.share[row]];
    for (let column = 0; column < columns.low.length; column++) {
      const [left, right, horizontal] = [columns.low[column], columns.high[column], columns.share[column]];
      const pixel = row * columns.low.length + column;
      tap(pixel, top, left, (1 - vertical) * (1 - horizontal));
      if (horizontal > 0) tap(pixel, top, right, (1 - vertical) * horizontal);
      if (vertical > 0) tap(pixel, bottom, left, vertical * (1 - horizontal));
      if (vertical > 0 && horizontal > 0) tap(pixel, bottom, right, vertical * horizontal);
    }
  }
  return {
    to: to.subarray(0, count),
    from: from.subarray(0, count),
    weight: weight.subarray(0, count),
  };
}
