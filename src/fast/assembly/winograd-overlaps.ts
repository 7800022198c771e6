/**
 * B dV Bᵀ of Winograd's convolutions: the gradient of a tile of the pictures, which overlaps those above it and to its left. What they
 * have begun is added to, the rest is written for the first time. Each exported function does so for filters of one length.
 *
 * What their arguments mean:
 *
 * - `dv`: the first point of the tile; points lie `point` bytes apart, and `place` is how many bytes the channels have;
 * - `to`: the place of the tile's first number, even if the picture does not have it. Neighbours lie `across` bytes apart, rows `down` bytes;
 * - `firstRow`, `endRow`: the rows that the picture has; `hasFirst`, `hasLast`: whether it has the first column, and the last one. It has
 *   all others;
 * - `addedRows`: how many rows have been begun; `addsLeft`: whether the columns that a tile shares with the one to its left have been;
 * - `temporary`: scratch for 36 vectors.
 */
import { inputBackTo, pointsFor, tileExtent } from "./winograd-transforms";
import { ROW, VECTOR } from "./winograd-tiles";

/** For filters with three places: 6 × 6 points, of which tiles share two rows or columns. */
export function addTile3(
  dv: usize, point: usize, place: usize, to: usize, across: usize, down: usize, firstRow: i32, endRow: i32, hasFirst: bool, hasLast: bool, addedRows: i32,
  addsLeft: bool, temporary: usize,
): void {
  addTile(3, dv, point, place, to, across, down, firstRow, endRow, hasFirst, hasLast, addedRows, addsLeft, temporary);
}

/** For filters with two places: 5 × 5 points, of which tiles share one row or column. */
export function addTile2(
  dv: usize, point: usize, place: usize, to: usize, across: usize, down: usize, firstRow: i32, endRow: i32, hasFirst: bool, hasLast: bool, addedRows: i32,
  addsLeft: bool, temporary: usize,
): void {
  addTile(2, dv, point, place, to, across, down, firstRow, endRow, hasFirst, hasLast, addedRows, addsLeft, temporary);
}

/** For filters with five places: 6 × 6 points, of which tiles share four rows or columns. */
export function addTile5(
  dv: usize, point: usize, place: usize, to: usize, across: usize, down: usize, firstRow: i32, endRow: i32, hasFirst: bool, hasLast: bool, addedRows: i32,
  addsLeft: bool, temporary: usize,
): void {
  addTile(5, dv, point, place, to, across, down, firstRow, endRow, hasFirst, hasLast, addedRows, addsLeft, temporary);
}

// @ts-ignore: decorator
@inline
function addTile(
  taps: i32, dv: usize, point: usize, place: usize, to: usize, across: usize, down: usize, firstRow: i32, endRow: i32, hasFirst: bool, hasLast: bool,
  addedRows: i32, addsLeft: bool, temporary: usize,
): void {
  const points = pointsFor(taps);
  const row = point * <usize>points;
  const first = temporary + <usize>firstRow * ROW;
  const added = temporary + <usize>addedRows * ROW;
  const end = temporary + <usize>endRow * ROW;
  to += <usize>firstRow * down;
  for (const last = dv + place; dv < last; dv += VECTOR) {
    writeColumn(points, dv, row, temporary);
    writeColumn(points, dv + point, row, temporary + VECTOR);
    writeColumn(points, dv + point * 2, row, temporary + VECTOR * 2);
    writeColumn(points, dv + point * 3, row, temporary + VECTOR * 3);
    writeColumn(points, dv + point * 4, row, temporary + VECTOR * 4);
    if (points == 6) writeColumn(points, dv + point * 5, row, temporary + VECTOR * 5);
    let line = to;
    let from = first;
    for (; from < added && from < end; from += ROW) {
      inputBackTo(points, points, hasFirst, hasLast, from, VECTOR, line, across);
      line += down;
    }
    if (addsLeft) {
      for (; from < end; from += ROW) {
        inputBackTo(points, points - tileExtent(taps), hasFirst, hasLast, from, VECTOR, line, across);
        line += down;
      }
    } else {
      for (; from < end; from += ROW) {
        inputBackTo(points, 0, hasFirst, hasLast, from, VECTOR, line, across);
        line += down;
      }
    }
    to += VECTOR;
  }
}

/** B v of a column of points. */
// @ts-ignore: decorator
@inline
function writeColumn(points: i32, dv: usize, row: usize, to: usize): void {
  inputBackTo(points, 0, true, true, dv, row, to, ROW);
}
