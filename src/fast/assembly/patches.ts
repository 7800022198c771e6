/**
 * The general convolution: each position's patch is written as a row of a matrix ("im2col"), so that one
 * matrix product with the filters gives all outputs. Any window, stride and dilation; the tests compare the
 * faster kernels with this one.
 */
import { loadPart, storePart, zero } from "./vector";
import {
  channels, dilationAcross, dilationDown, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width, zerosAbove, zerosLeft,
} from "./window";

/** to = from, or 0 outside of the picture. */
// @ts-ignore: decorator
@inline
function copyChannels(from: usize, to: usize, count: i32, inside: bool): void {
  let c = 0;
  for (; c + 4 <= count; c += 4) v128.store(to + (<usize>c << 2), inside ? v128.load(from + (<usize>c << 2)) : zero());
  if (c < count) storePart(to + (<usize>c << 2), inside ? loadPart(from + (<usize>c << 2), count - c) : zero(), count - c);
}

/**
 * Writes one row of [kernel height · kernel width · channels] numbers for each position of the pictures
 * [images, height, width, channels].
 */
export function patches(x: usize, window: usize, images: i32, rows: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        for (let i = 0; i < kernelHeight(window); i++) {
          const y = top + i * dilationDown(window);
          const rowInside = y >= 0 && y < height(window);
          for (let j = 0; j < kernelWidth(window); j++) {
            const across = left + j * dilationAcross(window);
            copyChannels(x + <usize>y * line + <usize>across * place, rows, depth, rowInside && across >= 0 && across < width(window));
            rows += place;
          }
        }
      }
    }
    x += <usize>height(window) * line;
  }
}

/** The transposed map: adds each number of the rows at the place that `patches` copies it from. */
export function addPatches(rows: usize, window: usize, images: i32, x: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        for (let i = 0; i < kernelHeight(window); i++) {
          const y = top + i * dilationDown(window);
          const rowInside = y >= 0 && y < height(window);
          for (let j = 0; j < kernelWidth(window); j++) {
            const across = left + j * dilationAcross(window);
            if (rowInside && across >= 0 && across < width(window)) {
              const to = x + <usize>y * line + <usize>across * place;
              let c = 0;
              for (; c + 4 <= depth; c += 4) {
                const at = <usize>c << 2;
                v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(rows + at)));
              }
              for (; c < depth; c++) {
                const at = <usize>c << 2;
                store<f32>(to + at, load<f32>(to + at) + load<f32>(rows + at));
              }
            }
            rows += place;
          }
        }
      }
    }
    x += <usize>height(window) * line;
  }
}
