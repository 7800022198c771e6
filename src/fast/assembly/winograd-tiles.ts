/**
 * The maps of Winograd's convolutions on whole tiles, four channels at a time: those of `winograd-transforms.ts` down the
 * columns, then along the rows. Each exported function is one sequence without loops and branches, for one number of points:
 * the compiler keeps factors and distances in registers, which loops over the columns do not allow.
 *
 * Points of V and of M lie `point` bytes apart, row by row. In pictures and outputs neighbours lie `across` bytes apart, rows
 * `down` bytes. `temporary` is scratch for 36 vectors.
 */
import { pointsFor, productsBackTo, productsTo, tileExtent } from "./winograd-transforms";

export const VECTOR: usize = 16;
/** A row of six vectors. */
export const ROW: usize = 96;

/** max(Aᵀ M A + shift, least): 4 × 4 outputs of filters with three places, from 6 × 6 points. */
export function outputTile3(m: usize, point: usize, shift: v128, least: v128, to: usize, across: usize, down: usize, temporary: usize): void {
  outputTile(3, m, point, shift, least, to, across, down, temporary);
}

/** 4 × 4 outputs of filters with two places, from 5 × 5 points. */
export function outputTile2(m: usize, point: usize, shift: v128, least: v128, to: usize, across: usize, down: usize, temporary: usize): void {
  outputTile(2, m, point, shift, least, to, across, down, temporary);
}

/** 2 × 2 outputs of filters with five places, from 6 × 6 points. */
export function outputTile5(m: usize, point: usize, shift: v128, least: v128, to: usize, across: usize, down: usize, temporary: usize): void {
  outputTile(5, m, point, shift, least, to, across, down, temporary);
}

// @ts-ignore: decorator
@inline
function outputTile(
  taps: i32, m: usize, point: usize, shift: v128, least: v128, to: usize, across: usize, down: usize, temporary: usize,
): void {
  const points = pointsFor(taps);
  const row = point * <usize>points;
  productsTo(taps, m, row, temporary, ROW, false, shift, least);
  productsTo(taps, m + point, row, temporary + VECTOR, ROW, false, shift, least);
  productsTo(taps, m + point * 2, row, temporary + VECTOR * 2, ROW, false, shift, least);
  productsTo(taps, m + point * 3, row, temporary + VECTOR * 3, ROW, false, shift, least);
  productsTo(taps, m + point * 4, row, temporary + VECTOR * 4, ROW, false, shift, least);
  if (points == 6) productsTo(taps, m + point * 5, row, temporary + VECTOR * 5, ROW, false, shift, least);
  productsTo(taps, temporary, VECTOR, to, across, true, shift, least);
  productsTo(taps, temporary + ROW, VECTOR, to + down, across, true, shift, least);
  if (tileExtent(taps) == 4) {
    productsTo(taps, temporary + ROW * 2, VECTOR, to + down * 2, across, true, shift, least);
    productsTo(taps, temporary + ROW * 3, VECTOR, to + down * 3, across, true, shift, least);
  }
}

/** dM = A dY Aᵀ of 4 × 4 outputs of filters with three places: 6 × 6 points. */
export function outputTileBack3(from: usize, across: usize, down: usize, dm: usize, point: usize, temporary: usize): void {
  outputTileBack(3, from, across, down, dm, point, temporary);
}

/** That of 4 × 4 outputs of filters with two places: 5 × 5 points. */
export function outputTileBack2(from: usize, across: usize, down: usize, dm: usize, point: usize, temporary: usize): void {
  outputTileBack(2, from, across, down, dm, point, temporary);
}

/** That of 2 × 2 outputs of filters with five places: 6 × 6 points. */
export function outputTileBack5(from: usize, across: usize, down: usize, dm: usize, point: usize, temporary: usize): void {
  outputTileBack(5, from, across, down, dm, point, temporary);
}

// @ts-ignore: decorator
@inline
function outputTileBack(taps: i32, from: usize, across: usize, down: usize, dm: usize, point: usize, temporary: usize): void {
  const points = pointsFor(taps);
  const row = point * <usize>points;
  productsBackTo(taps, from, down, temporary, ROW);
  productsBackTo(taps, from + across, down, temporary + VECTOR, ROW);
  if (tileExtent(taps) == 4) {
    productsBackTo(taps, from + across * 2, down, temporary + VECTOR * 2, ROW);
    productsBackTo(taps, from + across * 3, down, temporary + VECTOR * 3, ROW);
  }
  productsBackTo(taps, temporary, VECTOR, dm, point);
  productsBackTo(taps, temporary + ROW, VECTOR, dm + row, point);
  productsBackTo(taps, temporary + ROW * 2, VECTOR, dm + row * 2, point);
  productsBackTo(taps, temporary + ROW * 3, VECTOR, dm + row * 3, point);
  productsBackTo(taps, temporary + ROW * 4, VECTOR, dm + row * 4, point);
  if (points == 6) productsBackTo(taps, temporary + ROW * 5, VECTOR, dm + row * 5, point);
}
