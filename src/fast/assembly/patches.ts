/**
 * The general convolution: each position's patch is written as a row of a matrix ("im2col"), so that one
 * matrix product with the filters gives all outputs. Any window, stride and dilation; the tests compare the
 * faster kernels with this one.
 *
 * Places of the window that are neighbours in the picture, which those of a row are unless it is dilated, are
 * copied as one run of numbers.
 */
import { zero } from "./vector";
import {
  channels, dilationAcross, dilationDown, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width, zerosAbove, zerosLeft,
} from "./window";

/** Copies a run. The last vector overlaps the one before it, so that no number beyond the run is touched. */
// @ts-ignore: decorator
@inline
function copyRun(from: usize, to: usize, bytes: usize): void {
  if (bytes >= 16) {
    const last = bytes - 16;
    for (let at: usize = 0; at < last; at += 16) v128.store(to + at, v128.load(from + at));
    v128.store(to + last, v128.load(from + last));
  } else {
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(to + at, load<f32>(from + at));
  }
}

// @ts-ignore: decorator
@inline
function clearRun(to: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, zero());
  for (; at < bytes; at += 4) store<f32>(to + at, 0);
}

// @ts-ignore: decorator
@inline
function addRun(from: usize, to: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
}

/** How many places of a row of the window are neighbours in the picture. */
// @ts-ignore: decorator
@inline
function runLength(window: usize): i32 {
  return dilationAcross(window) == 1 ? kernelWidth(window) : 1;
}

/**
 * Writes one row of [kernel height · kernel width · channels] numbers for each position of the pictures
 * [images, height, width, channels].
 */
export function patches(x: usize, window: usize, images: i32, rows: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const run = runLength(window);
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        for (let i = 0; i < kernelHeight(window); i++) {
          const y = top + i * dilationDown(window);
          const rowInside = y >= 0 && y < height(window);
          for (let j = 0; j < kernelWidth(window); j += run) {
            const across = left + j * dilationAcross(window);
            const first = rowInside ? min(run, max(0, -across)) : run;
            const end = max(first, min(run, width(window) - across));
            const from = x + <usize>y * line + <usize>(across + first) * place;
            if (first > 0) clearRun(rows, <usize>first * place);
            if (end > first) copyRun(from, rows + <usize>first * place, <usize>(end - first) * place);
            if (end < run) clearRun(rows + <usize>end * place, <usize>(run - end) * place);
            rows += <usize>run * place;
          }
        }
      }
    }
    x += <usize>height(window) * line;
  }
}

/** The transposed map: adds each number of the rows at the place that `patches` copies it from. */
export function addPatches(rows: usize, window: usize, images: i32, x: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const run = runLength(window);
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        for (let i = 0; i < kernelHeight(window); i++) {
          const y = top + i * dilationDown(window);
          const rowInside = y >= 0 && y < height(window);
          for (let j = 0; j < kernelWidth(window); j += run) {
            const across = left + j * dilationAcross(window);
            const first = rowInside ? min(run, max(0, -across)) : run;
            const end = min(run, width(window) - across);
            const to = x + <usize>y * line + <usize>(across + first) * place;
            if (end > first) addRun(rows + <usize>first * place, to, <usize>(end - first) * place);
            rows += <usize>run * place;
          }
        }
      }
    }
    x += <usize>height(window) * line;
  }
}
