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
import { inputTo, Missing } from "./winograd-transforms";
import { ROW, VECTOR } from "./winograd-tiles";

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
  for (const last = x + place; x < last; x += VECTOR) {
    let from = x;
    let column = first;
    for (; column + 4 * ROW <= end; column += 4 * ROW) {
      inputTo(points, missing, from, below, column, VECTOR);
      from += right;
      inputTo(points, missing, from, below, column + ROW, VECTOR);
      from += right;
      inputTo(points, missing, from, below, column + 2 * ROW, VECTOR);
      from += right;
      inputTo(points, missing, from, below, column + 3 * ROW, VECTOR);
      from += right;
    }
    for (; column < end; column += ROW) {
      inputTo(points, missing, from, below, column, VECTOR);
      from += right;
    }
    let row = columns;
    let to = v;
    for (let left = tiles; left > 0; left--) {
      rowsOf(points, row, to, point);
      row += next;
      to += tile;
    }
    v += VECTOR;
  }
}

/** (Bᵀ d) B of one tile. */
// @ts-ignore: decorator
@inline
function rowsOf(points: i32, columns: usize, v: usize, point: usize): void {
  const row = point * <usize>points;
  inputTo(points, Missing.NONE, columns, ROW, v, point);
  inputTo(points, Missing.NONE, columns + VECTOR, ROW, v + row, point);
  inputTo(points, Missing.NONE, columns + VECTOR * 2, ROW, v + row * 2, point);
  inputTo(points, Missing.NONE, columns + VECTOR * 3, ROW, v + row * 3, point);
  inputTo(points, Missing.NONE, columns + VECTOR * 4, ROW, v + row * 4, point);
  if (points == 6) inputTo(points, Missing.NONE, columns + VECTOR * 5, ROW, v + row * 5, point);
}
