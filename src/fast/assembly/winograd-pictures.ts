/** Winograd's convolutions (see `winograd.ts`): the pictures, and their gradient. */
import { put, zero } from "./vector";
import { channels, endInside, firstInside, height, strideAcross, width, zerosAbove, zerosLeft } from "./window";
import { isShort, slotOf, tapsOf } from "./winograd";
import {
  addInputTile5, addInputTile6, inputColumn5, inputColumn6, inputColumns5, inputColumns6, inputRows5, inputRows6, ROW, VECTOR, writeInputTile5,
  writeInputTile6,
} from "./winograd-tiles";
import { pointsFor, tileExtent } from "./winograd-transforms";

/** How many tiles side by side are transformed together: neighbours share columns, and all stay in the first-level cache. */
const NEIGHBOURS = 4;

/** The bytes of a row of four columns that the picture does not have all rows of. */
const PATCH_ROW: usize = 64;

/** Writes V [points, tiles of all images, phases, channels]. */
export function winogradInput(x: usize, window: usize, images: i32, down: i32, across: i32, v: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const taps = tapsOf(window);
  const step = strideAcross(window);
  const tile = <usize>(step * step) * place;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j += NEIGHBOURS) {
        const tiles = min(NEIGHBOURS, across - j);
        for (let phase = 0; phase < step * step; phase++) {
          const to = v + <usize>slotOf(step, phase / step, phase % step) * place;
          if (taps == 2) neighbours(5, 4, x, window, i, j, tiles, phase, place, line, to, tile, point, temporary);
          else if (taps == 3) neighbours(6, 4, x, window, i, j, tiles, phase, place, line, to, tile, point, temporary);
          else neighbours(6, 2, x, window, i, j, tiles, phase, place, line, to, tile, point, temporary);
        }
        v += <usize>tiles * tile;
      }
    }
    x += <usize>height(window) * line;
  }
}

/**
 * A phase of so many tiles side by side, which begin `extent` of its columns apart: their columns are transformed once, then the
 * rows of each tile.
 */
// @ts-ignore: decorator
@inline
function neighbours(
  points: i32, extent: i32, x: usize, window: usize, i: i32, j: i32, tiles: i32, phase: i32, place: usize, line: usize, v: usize, tile: usize, point: usize,
  temporary: usize,
): void {
  const step = strideAcross(window);
  const count = tiles * extent + points - extent;
  const top = i * extent * step - zerosAbove(window) + phase / step;
  const left = j * extent * step - zerosLeft(window) + phase % step;
  const firstRow = firstInside(top, step);
  const endRow = endInside(top, step, height(window), points);
  const first = min(count, firstInside(left, step));
  const end = endInside(left, step, width(window), count);
  const isWhole = firstRow == 0 && endRow == points;
  const right = <usize>step * place;
  const below = <usize>step * line;
  const corner = x + <usize>top * line + <usize>left * place;
  const columns = temporary + 6 * PATCH_ROW;
  // Outside of the picture columns, and rows of four columns, keep their zeros.
  if (!isWhole) memory.fill(temporary, 0, 6 * PATCH_ROW);
  if (first > 0) memory.fill(columns, 0, <usize>first * ROW);
  if (end < count) memory.fill(columns + <usize>end * ROW, 0, <usize>(count - end) * ROW);
  for (let at: usize = 0; at < place; at += VECTOR) {
    let from = corner + at + <usize>first * right;
    let column = columns + <usize>first * ROW;
    let k = first;
    for (; k + 4 <= end; k += 4) {
      if (!isWhole) copyColumns(from + <usize>firstRow * below, right, below, temporary + <usize>firstRow * PATCH_ROW, endRow - firstRow);
      const read = isWhole ? from : temporary;
      const next = isWhole ? right : VECTOR;
      const distance = isWhole ? below : PATCH_ROW;
      if (points == 5) inputColumns5(read, next, distance, column);
      else inputColumns6(read, next, distance, column);
      from += 4 * right;
      column += 4 * ROW;
    }
    for (; k < end; k++) {
      if (!isWhole) {
        for (let row = firstRow; row < endRow; row++) v128.store(temporary + <usize>row * PATCH_ROW, v128.load(from + <usize>row * below));
      }
      const read = isWhole ? from : temporary;
      const distance = isWhole ? below : PATCH_ROW;
      if (points == 5) inputColumn5(read, distance, column);
      else inputColumn6(read, distance, column);
      from += right;
      column += ROW;
    }
    for (let t = 0; t < tiles; t++) {
      const transformed = columns + <usize>(t * extent) * ROW;
      if (points == 5) inputRows5(transformed, v + <usize>t * tile + at, point);
      else inputRows6(transformed, v + <usize>t * tile + at, point);
    }
  }
}

/** Copies so many rows of four columns side by side. */
function copyColumns(from: usize, right: usize, below: usize, to: usize, rows: i32): void {
  for (; rows > 0; rows--) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from + right), 16);
    v128.store(to, v128.load(from + right * 2), 32);
    v128.store(to, v128.load(from + right * 3), 48);
    from += below;
    to += PATCH_ROW;
  }
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
