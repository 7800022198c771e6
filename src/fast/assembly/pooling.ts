/**
 * Pooling: the largest number of each channel in a window, or the mean, four channels at a time.
 *
 * For max pooling, the number of the largest one's place within the window is stored (the first of equal
 * ones); the backward pass adds the gradient there. Windows may overlap, so gradients are added.
 */
import { loadUpTo, put, storeUpTo, zero } from "./vector";
import {
  channels, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width, zerosAbove, zerosLeft,
} from "./window";

/**
 * The part of a window that lies inside the picture, along an axis: from `firstInside` to before `endInside`.
 */
// @ts-ignore: decorator
@inline
function firstInside(start: i32): i32 {
  return max(0, -start);
}

// @ts-ignore: decorator
@inline
function endInside(start: i32, extent: i32, size: i32): i32 {
  return min(extent, size - start);
}

/** @param places gets an int32 for each result */
export function maxPool(x: usize, window: usize, images: i32, y: usize, places: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        const lastRow = endInside(top, kernelHeight(window), height(window));
        const lastColumn = endInside(left, kernelWidth(window), width(window));
        if (isWholeSquare(window, top, left, lastRow, lastColumn)) {
          largestOfFour(x + <usize>top * line + <usize>left * place, place, line, y, places);
          y += place;
          places += place;
          continue;
        }
        for (let c = 0; c < depth; c += 4) {
          const at = <usize>c << 2;
          let most = f32x4.splat(-Infinity);
          let where = i32x4.splat(firstInside(top) * kernelWidth(window) + firstInside(left));
          for (let i = firstInside(top); i < lastRow; i++) {
            for (let j = firstInside(left); j < lastColumn; j++) {
              const v = loadUpTo(x + <usize>(top + i) * line + <usize>(left + j) * place + at, depth - c);
              // Not "v > most", which is false for NaN: NaN must become the result.
              const stays = f32x4.le(v, most);
              most = v128.bitselect(most, v, stays);
              where = v128.bitselect(where, i32x4.splat(i * kernelWidth(window) + j), stays);
            }
          }
          storeUpTo(y + at, most, depth - c);
          storeUpTo(places + at, where, depth - c);
        }
        y += place;
        places += place;
      }
    }
    x += <usize>height(window) * line;
  }
}

/** Adds to dx. */
export function maxPoolBackward(dy: usize, places: usize, window: usize, images: i32, dx: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        const lastRow = endInside(top, kernelHeight(window), height(window));
        const lastColumn = endInside(left, kernelWidth(window), width(window));
        if (isWholeSquare(window, top, left, lastRow, lastColumn)) {
          addToLargestOfFour(dy, places, place, line, dx + <usize>top * line + <usize>left * place);
          dy += place;
          places += place;
          continue;
        }
        for (let c = 0; c < depth; c += 4) {
          const at = <usize>c << 2;
          const gradient = loadUpTo(dy + at, depth - c);
          const where = loadUpTo(places + at, depth - c);
          for (let i = firstInside(top); i < lastRow; i++) {
            for (let j = firstInside(left); j < lastColumn; j++) {
              const to = dx + <usize>(top + i) * line + <usize>(left + j) * place + at;
              const share = v128.and(gradient, i32x4.eq(where, i32x4.splat(i * kernelWidth(window) + j)));
              storeUpTo(to, f32x4.add(loadUpTo(to, depth - c), share), depth - c);
            }
          }
        }
        dy += place;
        places += place;
      }
    }
    dx += <usize>height(window) * line;
  }
}

/** Whether a window of 2 × 2 places lies inside the picture, and channels are whole vectors: the usual pooling. */
// @ts-ignore: decorator
@inline
function isWholeSquare(window: usize, top: i32, left: i32, lastRow: i32, lastColumn: i32): bool {
  const isSquare = kernelHeight(window) == 2 && kernelWidth(window) == 2;
  return isSquare && top >= 0 && left >= 0 && lastRow == 2 && lastColumn == 2 && (channels(window) & 3) == 0;
}

/** The largest number of each channel in a window of 2 × 2 places, and its place. */
function largestOfFour(x: usize, place: usize, line: usize, y: usize, places: usize): void {
  for (const end = y + place; y < end; y += 16) {
    let most = v128.load(x);
    let where = i32x4.splat(0);
    let v = v128.load(x + place);
    let stays = f32x4.le(v, most);
    most = v128.bitselect(most, v, stays);
    where = v128.bitselect(where, i32x4.splat(1), stays);
    v = v128.load(x + line);
    stays = f32x4.le(v, most);
    most = v128.bitselect(most, v, stays);
    where = v128.bitselect(where, i32x4.splat(2), stays);
    v = v128.load(x + line + place);
    stays = f32x4.le(v, most);
    v128.store(y, v128.bitselect(most, v, stays));
    v128.store(places, v128.bitselect(where, i32x4.splat(3), stays));
    x += 16;
    places += 16;
  }
}

/** Adds the gradient of each channel to that of the largest number of a window of 2 × 2 places. */
function addToLargestOfFour(dy: usize, places: usize, place: usize, line: usize, dx: usize): void {
  for (const end = dx + place; dx < end; dx += 16) {
    const gradient = v128.load(dy);
    const where = v128.load(places);
    put(dx, v128.and(gradient, i32x4.eq(where, i32x4.splat(0))), true);
    put(dx + place, v128.and(gradient, i32x4.eq(where, i32x4.splat(1))), true);
    put(dx + line, v128.and(gradient, i32x4.eq(where, i32x4.splat(2))), true);
    put(dx + line + place, v128.and(gradient, i32x4.eq(where, i32x4.splat(3))), true);
    dy += 16;
    places += 16;
  }
}

export function averagePool(x: usize, window: usize, images: i32, y: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        const lastRow = endInside(top, kernelHeight(window), height(window));
        const lastColumn = endInside(left, kernelWidth(window), width(window));
        const share = f32x4.splat(1 / <f32>((lastRow - firstInside(top)) * (lastColumn - firstInside(left))));
        for (let c = 0; c < depth; c += 4) {
          const at = <usize>c << 2;
          let sum = zero();
          for (let i = firstInside(top); i < lastRow; i++) {
            for (let j = firstInside(left); j < lastColumn; j++) {
              sum = f32x4.add(sum, loadUpTo(x + <usize>(top + i) * line + <usize>(left + j) * place + at, depth - c));
            }
          }
          storeUpTo(y + at, f32x4.mul(sum, share), depth - c);
        }
        y += place;
      }
    }
    x += <usize>height(window) * line;
  }
}

/** Adds to dx. */
export function averagePoolBackward(dy: usize, window: usize, images: i32, dx: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outputHeight(window); row++) {
      const top = row * strideDown(window) - zerosAbove(window);
      for (let column = 0; column < outputWidth(window); column++) {
        const left = column * strideAcross(window) - zerosLeft(window);
        const lastRow = endInside(top, kernelHeight(window), height(window));
        const lastColumn = endInside(left, kernelWidth(window), width(window));
        const share = f32x4.splat(1 / <f32>((lastRow - firstInside(top)) * (lastColumn - firstInside(left))));
        for (let c = 0; c < depth; c += 4) {
          const at = <usize>c << 2;
          const gradient = f32x4.mul(loadUpTo(dy + at, depth - c), share);
          for (let i = firstInside(top); i < lastRow; i++) {
            for (let j = firstInside(left); j < lastColumn; j++) {
              const to = dx + <usize>(top + i) * line + <usize>(left + j) * place + at;
              storeUpTo(to, f32x4.add(loadUpTo(to, depth - c), gradient), depth - c);
            }
          }
        }
        dy += place;
      }
    }
    dx += <usize>height(window) * line;
  }
}

/** Writes y [rows, features]: the mean over the steps of sequences [rows, steps, features]. */
export function averageSteps(x: usize, rows: i32, steps: i32, features: i32, y: usize): void {
  const step = <usize>features << 2;
  const share = f32x4.splat(1 / <f32>steps);
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < features; f += 4) {
      const at = <usize>f << 2;
      let even = zero();
      let odd = zero();
      let from = x + at;
      let i = 0;
      for (; i + 2 <= steps; i += 2) {
        even = f32x4.add(even, loadUpTo(from, features - f));
        odd = f32x4.add(odd, loadUpTo(from + step, features - f));
        from += step * 2;
      }
      if (i < steps) even = f32x4.add(even, loadUpTo(from, features - f));
      storeUpTo(y + at, f32x4.mul(f32x4.add(even, odd), share), features - f);
    }
    x += <usize>steps * step;
    y += step;
  }
}

/** Writes an equal share of dy to each step of dx. */
export function averageStepsBackward(dy: usize, rows: i32, steps: i32, features: i32, dx: usize): void {
  const step = <usize>features << 2;
  const share = f32x4.splat(1 / <f32>steps);
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < features; f += 4) {
      const at = <usize>f << 2;
      const gradient = f32x4.mul(loadUpTo(dy + at, features - f), share);
      let to = dx + at;
      for (let i = 0; i < steps; i++) {
        storeUpTo(to, gradient, features - f);
        to += step;
      }
    }
    dx += <usize>steps * step;
    dy += step;
  }
}
