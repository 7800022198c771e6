/** Winograd's convolutions (see `winograd.ts`): the gradient of the pictures. */
import { put, zero } from "./vector";
import { channels, endInside, firstInside, height, strideAcross, width, zerosAbove, zerosLeft } from "./window";
import { isShort, slotOf, tapsOf } from "./winograd";
import { addTile2, addTile3, addTile5 } from "./winograd-overlaps";
import { ROW, VECTOR } from "./winograd-tiles";
import { pointsFor, tileExtent } from "./winograd-transforms";

/** Writes dx from the gradient of V, or adds to it. dV gets 0 at points without a product. */
export function winogradInputBack(
  dv: usize, window: usize, images: i32, down: i32, across: i32, dx: usize, adds: bool, stride: i32, temporary: usize,
): void {
  const place = <usize>channels(window) << 2;
  const size = <usize>(height(window) * width(window)) * place;
  const point = <usize>stride << 2;
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const step = strideAcross(window);
  const adding = adds || !reaches(height(window) + zerosAbove(window), step, down, taps) || !reaches(width(window) + zerosLeft(window), step, across, taps);
  for (let image = 0; image < images; image++) {
    if (adding && !adds) memory.fill(dx, 0, size);
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        for (let phase = 0; phase < step * step; phase++) {
          const from = dv + <usize>slotOf(step, phase / step, phase % step) * place;
          if (isShort(window, phase / step)) clearPoints(from + <usize>(points * (points - 1)) * point, points, point, place);
          if (isShort(window, phase % step)) clearPoints(from + <usize>(points - 1) * point, points, <usize>points * point, place);
          putTile(from, point, window, i, j, phase, dx, adding, temporary);
        }
        dv += <usize>(step * step) * place;
      }
    }
    dx += size;
  }
}

/** Whether so many tiles have every place of an axis, with the zeros before it. */
function reaches(extent: i32, step: i32, tiles: i32, taps: i32): bool {
  return (extent - 1) / step < (tiles - 1) * tileExtent(taps) + pointsFor(taps);
}

/** Writes zeros to so many points, `distance` bytes apart. */
function clearPoints(point: usize, points: i32, distance: usize, place: usize): void {
  for (; points > 0; points--) {
    for (let at: usize = 0; at < place; at += VECTOR) v128.store(point + at, zero());
    point += distance;
  }
}

/** Adds a phase of a tile to dx; writes what no tile before it has, unless `adds`. */
function putTile(dv: usize, point: usize, window: usize, i: i32, j: i32, phase: i32, dx: usize, adds: bool, temporary: usize): void {
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const extent = tileExtent(taps);
  const step = strideAcross(window);
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const top = i * extent * step - zerosAbove(window) + phase / step;
  const left = j * extent * step - zerosLeft(window) + phase % step;
  const firstRow = firstInside(top, step);
  const endRow = endInside(top, step, height(window), points);
  const firstColumn = firstInside(left, step);
  const endColumn = endInside(left, step, width(window), points);
  const right = <usize>step * place;
  const below = <usize>step * line;
  const to = dx + <usize>top * line + <usize>left * place;
  const overlap = points - extent;
  const addedRows = adds ? points : i > 0 ? overlap : 0;
  if (firstColumn <= 1 && endColumn >= points - 1) {
    const hasFirst = firstColumn == 0;
    const hasLast = endColumn == points;
    if (taps == 2) addTile2(dv, point, place, to, right, below, firstRow, endRow, hasFirst, hasLast, addedRows, j > 0, temporary);
    else if (taps == 3) addTile3(dv, point, place, to, right, below, firstRow, endRow, hasFirst, hasLast, addedRows, j > 0, temporary);
    else addTile5(dv, point, place, to, right, below, firstRow, endRow, hasFirst, hasLast, addedRows, j > 0, temporary);
    return;
  }
  // More columns are missing: the whole tile is written elsewhere first.
  const tile = temporary + 6 * ROW;
  for (let at: usize = 0; at < place; at += VECTOR) {
    if (taps == 2) addTile2(dv + at, point, VECTOR, tile, VECTOR, ROW, 0, points, true, true, 0, false, temporary);
    else if (taps == 3) addTile3(dv + at, point, VECTOR, tile, VECTOR, ROW, 0, points, true, true, 0, false, temporary);
    else addTile5(dv + at, point, VECTOR, tile, VECTOR, ROW, 0, points, true, true, 0, false, temporary);
    for (let row = firstRow; row < endRow; row++) {
      for (let column = firstColumn; column < endColumn; column++) {
        const isBegun = row < addedRows || (j > 0 && column < overlap);
        put(to + at + <usize>row * below + <usize>column * right, v128.load(tile + <usize>row * ROW + <usize>column * VECTOR), isBegun);
      }
    }
  }
}
