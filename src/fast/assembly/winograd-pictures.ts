/** Winograd's convolutions (see `winograd.ts`): the pictures, and their gradient. */
import { put, zero } from "./vector";
import { channels, endInside, firstInside, height, strideAcross, width, zerosAbove, zerosLeft } from "./window";
import { isShort, slotOf, tapsOf } from "./winograd";
import { addInputTile5, addInputTile6, inputTile5, inputTile6, ROW, VECTOR, writeInputTile5, writeInputTile6 } from "./winograd-tiles";
import { pointsFor, tileExtent } from "./winograd-transforms";

/** Writes V [points, tiles of all images, phases, channels]. */
export function winogradInput(x: usize, window: usize, images: i32, down: i32, across: i32, v: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const step = strideAcross(window);
  const extent = tileExtent(taps) * step;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        for (let phase = 0; phase < step * step; phase++) {
          const top = i * extent - zerosAbove(window) + phase / step;
          const left = j * extent - zerosLeft(window) + phase % step;
          const firstRow = firstInside(top, step);
          const endRow = endInside(top, step, height(window), points);
          const firstColumn = firstInside(left, step);
          const endColumn = endInside(left, step, width(window), points);
          const inside = firstRow == 0 && firstColumn == 0 && endRow == points && endColumn == points;
          const corner = x + <usize>top * line + <usize>left * place;
          const to = v + <usize>slotOf(step, phase / step, phase % step) * place;
          if (!inside) for (let at: usize = 0; at < 6 * ROW; at += VECTOR) v128.store(patch + at, zero());
          for (let at: usize = 0; at < place; at += VECTOR) {
            if (inside) {
              readTile(points, corner + at, <usize>step * place, <usize>step * line, to + at, point, temporary);
              continue;
            }
            // Outside of the picture the patch keeps its zeros.
            for (let row = firstRow; row < endRow; row++) {
              let from = corner + at + <usize>(row * step) * line + <usize>(firstColumn * step) * place;
              const end = patch + <usize>row * ROW + <usize>endColumn * VECTOR;
              for (let d = patch + <usize>row * ROW + <usize>firstColumn * VECTOR; d < end; d += VECTOR) {
                v128.store(d, v128.load(from));
                from += <usize>step * place;
              }
            }
            readTile(points, patch, VECTOR, ROW, to + at, point, temporary);
          }
        }
        v += <usize>(step * step) * place;
      }
    }
    x += <usize>height(window) * line;
  }
}

/** V of a tile, with so many points. */
// @ts-ignore: decorator
@inline
function readTile(points: i32, from: usize, across: usize, down: usize, v: usize, point: usize, temporary: usize): void {
  if (points == 5) inputTile5(from, across, down, v, point, temporary);
  else inputTile6(from, across, down, v, point, temporary);
}

/** Adds to dx from the gradient of V, where it writes 0 at points without a product. */
export function winogradInputBack(dv: usize, window: usize, images: i32, down: i32, across: i32, dx: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const step = strideAcross(window);
  const extent = tileExtent(taps) * step;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        for (let phase = 0; phase < step * step; phase++) {
          const top = i * extent - zerosAbove(window) + phase / step;
          const left = j * extent - zerosLeft(window) + phase % step;
          const firstRow = firstInside(top, step);
          const endRow = endInside(top, step, height(window), points);
          const firstColumn = firstInside(left, step);
          const endColumn = endInside(left, step, width(window), points);
          const inside = firstRow == 0 && firstColumn == 0 && endRow == points && endColumn == points;
          const shortDown = isShort(window, phase / step);
          const shortAcross = isShort(window, phase % step);
          const corner = dx + <usize>top * line + <usize>left * place;
          const from = dv + <usize>slotOf(step, phase / step, phase % step) * place;
          for (let at: usize = 0; at < place; at += VECTOR) {
            if (shortDown) clearPoints(from + at + <usize>(points * (points - 1)) * point, points, point);
            if (shortAcross) clearPoints(from + at + <usize>(points - 1) * point, points, <usize>points * point);
            if (inside) {
              const to = corner + at;
              if (points == 5) addInputTile5(from + at, point, to, <usize>step * place, <usize>step * line, temporary);
              else addInputTile6(from + at, point, to, <usize>step * place, <usize>step * line, temporary);
              continue;
            }
            if (points == 5) writeInputTile5(from + at, point, patch, VECTOR, ROW, temporary);
            else writeInputTile6(from + at, point, patch, VECTOR, ROW, temporary);
            for (let row = firstRow; row < endRow; row++) {
              let to = corner + at + <usize>(row * step) * line + <usize>(firstColumn * step) * place;
              const end = patch + <usize>row * ROW + <usize>endColumn * VECTOR;
              for (let d = patch + <usize>row * ROW + <usize>firstColumn * VECTOR; d < end; d += VECTOR) {
                put(to, v128.load(d), true);
                to += <usize>step * place;
              }
            }
          }
        }
        dv += <usize>(step * step) * place;
      }
    }
    dx += <usize>height(window) * line;
  }
}

/** Writes zeros to so many points, `distance` bytes apart. */
function clearPoints(point: usize, points: i32, distance: usize): void {
  for (; points > 0; points--) {
    v128.store(point, zero());
    point += distance;
  }
}
