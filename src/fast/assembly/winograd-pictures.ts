/** Winograd's convolutions (see `winograd.ts`): the pictures. */
import { channels, endInside, firstInside, height, strideAcross, width, zerosAbove, zerosLeft } from "./window";
import { slotOf, tapsOf } from "./winograd";
import {
  COLUMN_SIZE, neighbours5, neighbours6, neighboursAboveBorder5, neighboursAboveBorder6, neighboursBelowBorder5, neighboursBelowBorder6,
} from "./winograd-neighbours";
import { VECTOR } from "./winograd-tiles";
import { pointsFor, tileExtent } from "./winograd-transforms";

/** How many tiles side by side are transformed together: neighbours share columns, and all stay in the first-level cache. */
const NEIGHBOURS = 4;
/** The most columns that they have. */
const COLUMNS = NEIGHBOURS * 4 + 2;
/** The bytes of a row of all columns, where the columns are copied. */
const COPIED_ROW: usize = COLUMNS * VECTOR;

/** Writes V [points, tiles of all images, phases, channels]. */
export function winogradInput(x: usize, window: usize, images: i32, down: i32, across: i32, v: usize, stride: i32, temporary: usize): void {
  const place = <usize>channels(window) << 2;
  const step = strideAcross(window);
  const tile = <usize>(step * step) * place;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j += NEIGHBOURS) {
        const tiles = min(NEIGHBOURS, across - j);
        for (let phase = 0; phase < step * step; phase++) {
          const to = v + <usize>slotOf(step, phase / step, phase % step) * place;
          neighbours(x, window, i, j, tiles, phase, to, tile, <usize>stride << 2, temporary);
        }
        v += <usize>tiles * tile;
      }
    }
    x += <usize>(height(window) * width(window)) * place;
  }
}

/** A phase of so many tiles side by side. */
function neighbours(
  x: usize, window: usize, i: i32, j: i32, tiles: i32, phase: i32, v: usize, tile: usize, point: usize, temporary: usize,
): void {
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const extent = tileExtent(taps);
  const step = strideAcross(window);
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const count = tiles * extent + points - extent;
  const top = i * extent * step - zerosAbove(window) + phase / step;
  const left = j * extent * step - zerosLeft(window) + phase % step;
  const firstRow = firstInside(top, step);
  const endRow = endInside(top, step, height(window), points);
  const first = min(count, firstInside(left, step));
  const end = endInside(left, step, width(window), count);
  const right = <usize>step * place;
  const below = <usize>step * line;
  const from = x + <usize>top * line + <usize>left * place + <usize>first * right;
  const firstColumn = temporary + <usize>first * COLUMN_SIZE;
  const endColumn = temporary + <usize>end * COLUMN_SIZE;
  const next = <usize>extent * COLUMN_SIZE;
  if (first > 0) memory.fill(temporary, 0, <usize>first * COLUMN_SIZE);
  if (end < count) memory.fill(endColumn, 0, <usize>(count - end) * COLUMN_SIZE);
  if (firstRow == 0 && endRow == points) {
    if (points == 5) neighbours5(from, right, below, temporary, firstColumn, endColumn, tiles, next, place, v, tile, point);
    else neighbours6(from, right, below, temporary, firstColumn, endColumn, tiles, next, place, v, tile, point);
  } else if (firstRow == 1 && endRow == points) {
    if (points == 5) neighboursBelowBorder5(from, right, below, temporary, firstColumn, endColumn, tiles, next, place, v, tile, point);
    else neighboursBelowBorder6(from, right, below, temporary, firstColumn, endColumn, tiles, next, place, v, tile, point);
  } else if (firstRow == 0 && endRow == points - 1) {
    if (points == 5) neighboursAboveBorder5(from, right, below, temporary, firstColumn, endColumn, tiles, next, place, v, tile, point);
    else neighboursAboveBorder6(from, right, below, temporary, firstColumn, endColumn, tiles, next, place, v, tile, point);
  } else {
    // More rows are missing: the others are copied among zeros.
    const copied = temporary + <usize>COLUMNS * COLUMN_SIZE;
    memory.fill(copied, 0, 6 * COPIED_ROW);
    for (let at: usize = 0; at < place; at += VECTOR) {
      for (let row = firstRow; row < endRow; row++) copyColumns(from + at + <usize>row * below, right, copied + <usize>row * COPIED_ROW, end - first);
      if (points == 5) neighbours5(copied, VECTOR, COPIED_ROW, temporary, firstColumn, endColumn, tiles, next, VECTOR, v + at, tile, point);
      else neighbours6(copied, VECTOR, COPIED_ROW, temporary, firstColumn, endColumn, tiles, next, VECTOR, v + at, tile, point);
    }
  }
}

/** Copies so many vectors, `right` bytes apart. */
function copyColumns(from: usize, right: usize, to: usize, count: i32): void {
  for (; count > 0; count--) {
    v128.store(to, v128.load(from));
    from += right;
    to += VECTOR;
  }
}
