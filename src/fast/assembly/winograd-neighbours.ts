/**
 * Bᵀ d B of Winograd's convolutions for tiles side by side, which share columns: the columns are transformed once, then the
 * rows of each tile. Each exported function does so for one number of points, and for tiles that the picture has all rows of, or
 * all but the first, or all but the last: within them nothing is tested, and the compiler keeps factors in registers.
 *
 * What their arguments mean:
 *
 * - `x`: the first number of the first column that the picture has, whose neighbours lie `right` bytes apart, rows `below` bytes;
 * - `columns`: scratch for the transformed columns of all tiles; `first`, `end`: those of the columns that the picture has. The
 *   others are zeros;
 * - `tiles`: how many tiles there are, and `next`: how many bytes of `columns` lie between the beginnings of two;
 * - `place`: how many bytes the channels have;
 * - `v`: the first point of the first tile; tiles lie `tile` bytes apart, points `point` bytes.
 */
import { PAIR } from "./pairs";
import { inputTo, Missing } from "./winograd-transforms";
import { VECTOR } from "./winograd-tiles";

/** How many bytes of scratch a vector takes: where vectors are wide there is room for the one beside it. */
const CELL: usize = WIDE ? PAIR : VECTOR;
/** That of a transformed column, six cells. */
export const COLUMN_SIZE: usize = 6 * CELL;

/** With 6 × 6 points. */
export function neighbours6(
  x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize, tile: usize, point: usize,
): void {
  transform(6, Missing.NONE, x, right, below, columns, first, end, tiles, next, place, v, tile, point);
}

/** The same at the upper border. */
export function neighboursBelowBorder6(
  x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize, tile: usize, point: usize,
): void {
  transform(6, Missing.FIRST, x, right, below, columns, first, end, tiles, next, place, v, tile, point);
}

/** The same at the lower border. */
export function neighboursAboveBorder6(
  x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize, tile: usize, point: usize,
): void {
  transform(6, Missing.LAST, x, right, below, columns, first, end, tiles, next, place, v, tile, point);
}

/** The same three with 5 × 5 points. */
export function neighbours5(
  x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize, tile: usize, point: usize,
): void {
  transform(5, Missing.NONE, x, right, below, columns, first, end, tiles, next, place, v, tile, point);
}

export function neighboursBelowBorder5(
  x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize, tile: usize, point: usize,
): void {
  transform(5, Missing.FIRST, x, right, below, columns, first, end, tiles, next, place, v, tile, point);
}

export function neighboursAboveBorder5(
  x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize, tile: usize, point: usize,
): void {
  transform(5, Missing.LAST, x, right, below, columns, first, end, tiles, next, place, v, tile, point);
}

// @ts-ignore: decorator
@inline
function transform(
  points: i32, missing: i32, x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, place: usize, v: usize,
  tile: usize, point: usize,
): void {
  const last = x + place;
  if (WIDE && points == 6) {
    for (; x + PAIR <= last; x += PAIR) {
      vectorsOf(true, points, missing, x, right, below, columns, first, end, tiles, next, v, tile, point);
      v += PAIR;
    }
  }
  for (; x < last; x += VECTOR) {
    vectorsOf(false, points, missing, x, right, below, columns, first, end, tiles, next, v, tile, point);
    v += VECTOR;
  }
}

/** Bᵀ d B of the same channels of all tiles: of one vector, or of a pair. */
// @ts-ignore: decorator
@inline
function vectorsOf(
  pair: bool, points: i32, missing: i32, x: usize, right: usize, below: usize, columns: usize, first: usize, end: usize, tiles: i32, next: usize, v: usize,
  tile: usize, point: usize,
): void {
  let from = x;
  let column = first;
  for (; column + 4 * COLUMN_SIZE <= end; column += 4 * COLUMN_SIZE) {
    inputTo(pair, points, missing, from, below, column, CELL);
    from += right;
    inputTo(pair, points, missing, from, below, column + COLUMN_SIZE, CELL);
    from += right;
    inputTo(pair, points, missing, from, below, column + 2 * COLUMN_SIZE, CELL);
    from += right;
    inputTo(pair, points, missing, from, below, column + 3 * COLUMN_SIZE, CELL);
    from += right;
  }
  for (; column < end; column += COLUMN_SIZE) {
    inputTo(pair, points, missing, from, below, column, CELL);
    from += right;
  }
  let row = columns;
  let to = v;
  for (let left = tiles; left > 0; left--) {
    rowsOf(pair, points, row, to, point);
    row += next;
    to += tile;
  }
}

/** (Bᵀ d) B of one tile. */
// @ts-ignore: decorator
@inline
function rowsOf(pair: bool, points: i32, columns: usize, v: usize, point: usize): void {
  const row = point * <usize>points;
  inputTo(pair, points, Missing.NONE, columns, COLUMN_SIZE, v, point);
  inputTo(pair, points, Missing.NONE, columns + CELL, COLUMN_SIZE, v + row, point);
  inputTo(pair, points, Missing.NONE, columns + CELL * 2, COLUMN_SIZE, v + row * 2, point);
  inputTo(pair, points, Missing.NONE, columns + CELL * 3, COLUMN_SIZE, v + row * 3, point);
  inputTo(pair, points, Missing.NONE, columns + CELL * 4, COLUMN_SIZE, v + row * 4, point);
  if (points == 6) inputTo(pair, points, Missing.NONE, columns + CELL * 5, COLUMN_SIZE, v + row * 5, point);
}
