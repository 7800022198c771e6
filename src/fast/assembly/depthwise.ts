/**
 * Depthwise convolution: each channel has filters of its own, and no sum goes over channels. The filters are
 * [kernel height, kernel width, channels, multiplier]; channel c gives the channels c m … c m + m − 1.
 *
 * With one filter a channel, the usual case, four channels are computed at a time. A row of positions is
 * processed for four channels before the next four, so that all its numbers stay in the first-level cache.
 */
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";
import {
  channels, dilationAcross, dilationDown, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width, zerosAbove, zerosLeft,
} from "./window";

/** Four channels of a place from an output channel on: each is repeated for the filters that read it. */
// @ts-ignore: decorator
@inline
function loadChannels(from: usize, channel: i32, multiplier: i32, count: i32): v128 {
  if (multiplier == 1) return loadUpTo(from + (<usize>channel << 2), count);
  let v = f32x4.splat(load<f32>(from + (<usize>(channel / multiplier) << 2)));
  if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(from + (<usize>((channel + 1) / multiplier) << 2)));
  if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(from + (<usize>((channel + 2) / multiplier) << 2)));
  if (count > 3) v = f32x4.replace_lane(v, 3, load<f32>(from + (<usize>((channel + 3) / multiplier) << 2)));
  return v;
}

// @ts-ignore: decorator
@inline
function addChannel(to: usize, channel: i32, multiplier: i32, value: f32): void {
  const at = to + (<usize>(channel / multiplier) << 2);
  store<f32>(at, load<f32>(at) + value);
}

/** Adds to the channels that `loadChannels` reads. */
// @ts-ignore: decorator
@inline
function addChannels(to: usize, channel: i32, multiplier: i32, v: v128, count: i32): void {
  if (multiplier == 1) {
    const at = to + (<usize>channel << 2);
    storeUpTo(at, f32x4.add(loadUpTo(at, count), v), count);
    return;
  }
  addChannel(to, channel, multiplier, f32x4.extract_lane(v, 0));
  if (count > 1) addChannel(to, channel + 1, multiplier, f32x4.extract_lane(v, 1));
  if (count > 2) addChannel(to, channel + 2, multiplier, f32x4.extract_lane(v, 2));
  if (count > 3) addChannel(to, channel + 3, multiplier, f32x4.extract_lane(v, 3));
}

/** The first number n ≥ 0 for which n step + start ≥ 0. */
// @ts-ignore: decorator
@inline
function firstInside(start: i32, step: i32): i32 {
  return start >= 0 ? 0 : (step - 1 - start) / step;
}

/** The first number n ≥ 0, at most `count`, for which n step + start ≥ extent. */
// @ts-ignore: decorator
@inline
function endInside(start: i32, step: i32, extent: i32, count: i32): i32 {
  return start >= extent ? 0 : min(count, (extent - 1 - start) / step + 1);
}

export function depthwise(x: usize, window: usize, images: i32, filters: usize, multiplier: i32, y: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const outputs = channels(window) * multiplier;
  const step = <usize>outputs << 2;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      const firstRow = firstInside(top, dilationDown(window));
      const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
      for (let c = 0; c < outputs; c += 4) {
        const count = outputs - c;
        const at = <usize>c << 2;
        for (let column = 0; column < outputWidth(window); column++) {
          const left = column * strideAcross(window) - zerosLeft(window);
          const firstColumn = firstInside(left, dilationAcross(window));
          const endColumn = endInside(left, dilationAcross(window), width(window), kernelWidth(window));
          let sum = zero();
          for (let i = firstRow; i < endRow; i++) {
            let filter = filters + <usize>(i * kernelWidth(window) + firstColumn) * step + at;
            let from = x + <usize>(top + i * dilationDown(window)) * line + <usize>(left + firstColumn * dilationAcross(window)) * place;
            for (let j = firstColumn; j < endColumn; j++) {
              sum = multiplyAdd(loadChannels(from, c, multiplier, count), loadUpTo(filter, count), sum);
              from += <usize>dilationAcross(window) * place;
              filter += step;
            }
          }
          storeUpTo(y + <usize>column * step + at, sum, count);
        }
      }
      y += <usize>outputWidth(window) * step;
    }
    x += <usize>height(window) * line;
  }
}

/** Adds to dx. */
export function depthwiseByInput(dy: usize, window: usize, images: i32, filters: usize, multiplier: i32, dx: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const outputs = channels(window) * multiplier;
  const step = <usize>outputs << 2;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
      for (let c = 0; c < outputs; c += 4) {
        const count = outputs - c;
        const at = <usize>c << 2;
        for (let i = firstInside(top, dilationDown(window)); i < endRow; i++) {
          const lineOfTap = dx + <usize>(top + i * dilationDown(window)) * line;
          for (let j = 0; j < kernelWidth(window); j++) {
            const left = j * dilationAcross(window) - zerosLeft(window);
            const filter = loadUpTo(filters + <usize>(i * kernelWidth(window) + j) * step + at, count);
            const end = endInside(left, strideAcross(window), width(window), outputWidth(window));
            let column = firstInside(left, strideAcross(window));
            let from = dy + <usize>column * step + at;
            let to = lineOfTap + <usize>(left + column * strideAcross(window)) * place;
            for (; column < end; column++) {
              addChannels(to, c, multiplier, f32x4.mul(loadUpTo(from, count), filter), count);
              from += step;
              to += <usize>strideAcross(window) * place;
            }
          }
        }
      }
      dy += <usize>outputWidth(window) * step;
    }
    dx += <usize>height(window) * line;
  }
}

/** Adds to the gradient of the filters. */
export function depthwiseByFilters(x: usize, dy: usize, window: usize, images: i32, multiplier: i32, dfilters: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const outputs = channels(window) * multiplier;
  const step = <usize>outputs << 2;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      const endRow = endInside(top, dilationDown(window), height(window), kernelHeight(window));
      for (let c = 0; c < outputs; c += 4) {
        const count = outputs - c;
        const at = <usize>c << 2;
        for (let i = firstInside(top, dilationDown(window)); i < endRow; i++) {
          const lineOfTap = x + <usize>(top + i * dilationDown(window)) * line;
          for (let j = 0; j < kernelWidth(window); j++) {
            const left = j * dilationAcross(window) - zerosLeft(window);
            const to = dfilters + <usize>(i * kernelWidth(window) + j) * step + at;
            const end = endInside(left, strideAcross(window), width(window), outputWidth(window));
            let column = firstInside(left, strideAcross(window));
            let gradient = dy + <usize>column * step + at;
            let from = lineOfTap + <usize>(left + column * strideAcross(window)) * place;
            let sum = zero();
            for (; column < end; column++) {
              sum = multiplyAdd(loadChannels(from, c, multiplier, count), loadUpTo(gradient, count), sum);
              gradient += step;
              from += <usize>strideAcross(window) * place;
            }
            storeUpTo(to, f32x4.add(loadUpTo(to, count), sum), count);
          }
        }
      }
      dy += <usize>outputWidth(window) * step;
    }
    x += <usize>height(window) * line;
  }
}
