/**
 * The maps of Winograd's convolutions on the filters of a phase, and on their gradient, four numbers at a time, for filters of one length
 * each (see `winograd-tiles.ts`).
 *
 * What their arguments mean:
 *
 * - `g`: the first place of the filters, or of their gradient, of `size` bytes; places lie `across` bytes apart, their rows `down` bytes.
 *   `hasLastRow`, `hasLastColumn`: whether the filters have all places;
 * - `u`: the first point, whose neighbours lie `point` bytes apart;
 * - `temporary`: scratch for 36 vectors.
 */
import { zero } from "./vector";
import { ROW, VECTOR } from "./winograd-tiles";
import { filterBackTo, filterTo, pointsFor } from "./winograd-transforms";

/** Writes U = G g Gᵀ of filters with three places: 6 × 6 points. */
export function writeFilters3(
  g: usize, size: usize, across: usize, down: usize, hasLastRow: bool, hasLastColumn: bool, u: usize, point: usize, temporary: usize,
): void {
  writeFilters(3, g, size, across, down, hasLastRow, hasLastColumn, u, point, temporary);
}

/** That of filters with two places: 5 × 5 points. */
export function writeFilters2(
  g: usize, size: usize, across: usize, down: usize, hasLastRow: bool, hasLastColumn: bool, u: usize, point: usize, temporary: usize,
): void {
  writeFilters(2, g, size, across, down, hasLastRow, hasLastColumn, u, point, temporary);
}

/** That of filters with five places, which they have all: 6 × 6 points. */
export function writeFilters5(g: usize, size: usize, across: usize, down: usize, u: usize, point: usize, temporary: usize): void {
  writeFilters(5, g, size, across, down, true, true, u, point, temporary);
}

// @ts-ignore: decorator
@inline
function writeFilters(
  taps: i32, g: usize, size: usize, across: usize, down: usize, hasLastRow: bool, hasLastColumn: bool, u: usize, point: usize, temporary: usize,
): void {
  const points = pointsFor(taps);
  const row = point * <usize>points;
  const lastColumn = temporary + <usize>(taps - 1) * VECTOR;
  for (const end = g + size; g < end; g += VECTOR) {
    filterTo(taps, hasLastRow, g, down, temporary, ROW);
    if (taps > 2) filterTo(taps, hasLastRow, g + across, down, temporary + VECTOR, ROW);
    if (taps > 3) {
      filterTo(taps, hasLastRow, g + across * 2, down, temporary + VECTOR * 2, ROW);
      filterTo(taps, hasLastRow, g + across * 3, down, temporary + VECTOR * 3, ROW);
    }
    if (hasLastColumn) filterTo(taps, hasLastRow, g + across * <usize>(taps - 1), down, lastColumn, ROW);
    else for (let i = 0; i < points; i++) v128.store(lastColumn + <usize>i * ROW, zero());
    filterTo(taps, true, temporary, VECTOR, u, point);
    filterTo(taps, true, temporary + ROW, VECTOR, u + row, point);
    filterTo(taps, true, temporary + ROW * 2, VECTOR, u + row * 2, point);
    filterTo(taps, true, temporary + ROW * 3, VECTOR, u + row * 3, point);
    filterTo(taps, true, temporary + ROW * 4, VECTOR, u + row * 4, point);
    if (points == 6) filterTo(taps, true, temporary + ROW * 5, VECTOR, u + row * 5, point);
    u += VECTOR;
  }
}

/** Adds Gᵀ dU G to the gradient of filters with three places. */
export function addFilters3(
  u: usize, point: usize, g: usize, size: usize, across: usize, down: usize, hasLastRow: bool, hasLastColumn: bool, temporary: usize,
): void {
  addFilters(3, u, point, g, size, across, down, hasLastRow, hasLastColumn, temporary);
}

/** The same for filters with two places. */
export function addFilters2(
  u: usize, point: usize, g: usize, size: usize, across: usize, down: usize, hasLastRow: bool, hasLastColumn: bool, temporary: usize,
): void {
  addFilters(2, u, point, g, size, across, down, hasLastRow, hasLastColumn, temporary);
}

/** The same for filters with five places. */
export function addFilters5(u: usize, point: usize, g: usize, size: usize, across: usize, down: usize, temporary: usize): void {
  addFilters(5, u, point, g, size, across, down, true, true, temporary);
}

// @ts-ignore: decorator
@inline
function addFilters(
  taps: i32, u: usize, point: usize, g: usize, size: usize, across: usize, down: usize, hasLastRow: bool, hasLastColumn: bool, temporary: usize,
): void {
  const points = pointsFor(taps);
  const row = point * <usize>points;
  for (const end = g + size; g < end; g += VECTOR) {
    filterBackTo(taps, false, true, u, row, temporary, ROW);
    filterBackTo(taps, false, true, u + point, row, temporary + VECTOR, ROW);
    filterBackTo(taps, false, true, u + point * 2, row, temporary + VECTOR * 2, ROW);
    filterBackTo(taps, false, true, u + point * 3, row, temporary + VECTOR * 3, ROW);
    filterBackTo(taps, false, true, u + point * 4, row, temporary + VECTOR * 4, ROW);
    if (points == 6) filterBackTo(taps, false, true, u + point * 5, row, temporary + VECTOR * 5, ROW);
    filterBackTo(taps, true, hasLastColumn, temporary, VECTOR, g, across);
    if (taps > 2) filterBackTo(taps, true, hasLastColumn, temporary + ROW, VECTOR, g + down, across);
    if (taps > 3) {
      filterBackTo(taps, true, hasLastColumn, temporary + ROW * 2, VECTOR, g + down * 2, across);
      filterBackTo(taps, true, hasLastColumn, temporary + ROW * 3, VECTOR, g + down * 3, across);
    }
    if (hasLastRow) {
      filterBackTo(taps, true, hasLastColumn, temporary + <usize>(taps - 1) * ROW, VECTOR, g + down * <usize>(taps - 1), across);
    }
    u += VECTOR;
  }
}
