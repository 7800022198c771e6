/** Winograd's convolutions (see `winograd.ts`): the outputs, and their gradient. */
import { put, zero } from "./vector";
import { outputHeight, outputWidth } from "./window";
import { tapsOf } from "./winograd";
import { outputTile2, outputTile3, outputTile5, outputTileBack2, outputTileBack3, outputTileBack5, ROW, VECTOR } from "./winograd-tiles";
import { tileExtent } from "./winograd-transforms";

/**
 * Writes the outputs [images, height', width', filters], computed from M [points, tiles, filters], or adds them: with the
 * bias, unless its address is 0, and with relu where `rectify`.
 */
export function winogradOutput(
  m: usize, bias: usize, rectify: bool, adds: bool, window: usize, images: i32, down: i32, across: i32, filters: i32, y: usize, stride: i32, temporary: usize,
): void {
  const place = <usize>filters << 2;
  const line = <usize>outputWidth(window) * place;
  const point = <usize>stride << 2;
  const tile = temporary + 6 * ROW;
  const taps = tapsOf(window);
  const extent = tileExtent(taps);
  const least = rectify ? zero() : f32x4.splat(-Infinity);
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const rows = min(extent, outputHeight(window) - i * extent);
      for (let j = 0; j < across; j++) {
        const columns = min(extent, outputWidth(window) - j * extent);
        const isWhole = rows == extent && columns == extent && !adds;
        const corner = y + <usize>(i * extent) * line + <usize>(j * extent) * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          const shift = bias == 0 ? zero() : v128.load(bias + at);
          if (isWhole) {
            putTile(taps, m + at, point, shift, least, corner + at, place, line, temporary);
            continue;
          }
          putTile(taps, m + at, point, shift, least, tile, VECTOR, <usize>extent * VECTOR, temporary);
          for (let row = 0; row < rows; row++) {
            let to = corner + at + <usize>row * line;
            let from = tile + <usize>(row * extent) * VECTOR;
            for (let column = 0; column < columns; column++) {
              put(to, v128.load(from), adds);
              from += VECTOR;
              to += place;
            }
          }
        }
        m += place;
      }
    }
    y += <usize>outputHeight(window) * line;
  }
}

/**
 * Writes the gradient of M, computed from that of the outputs; adds to dbias unless its address is 0.
 * @param y the outputs of relu, whose gradient is 0 where they are; address 0 where there is no relu
 */
export function winogradOutputBack(
  dy: usize, y: usize, dbias: usize, window: usize, images: i32, down: i32, across: i32, filters: i32, dm: usize, stride: i32, temporary: usize,
): void {
  const place = <usize>filters << 2;
  const line = <usize>outputWidth(window) * place;
  const point = <usize>stride << 2;
  const tile = temporary + 6 * ROW;
  const distance = y - dy;
  const taps = tapsOf(window);
  const extent = tileExtent(taps);
  const row = <usize>extent * VECTOR;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const rows = min(extent, outputHeight(window) - i * extent);
      for (let j = 0; j < across; j++) {
        const columns = min(extent, outputWidth(window) - j * extent);
        const isWhole = rows == extent && columns == extent;
        const corner = dy + <usize>(i * extent) * line + <usize>(j * extent) * place;
        if (!isWhole) for (let to = tile; to < tile + <usize>extent * row; to += VECTOR) v128.store(to, zero());
        for (let at: usize = 0; at < place; at += VECTOR) {
          const from = corner + at;
          if (isWhole && y == 0) {
            if (dbias != 0) put(dbias + at, extent == 4 ? sumOfTile4(from, place, line) : sumOfTile2(from, place, line), true);
            readTileBack(taps, from, place, line, dm + at, point, temporary);
            continue;
          }
          let sum = zero();
          if (isWhole) {
            sum = extent == 4 ? rectifiedTile4(from, distance, place, line, tile) : rectifiedTile2(from, distance, place, line, tile);
          } else {
            for (let i = 0; i < rows; i++) {
              let next = from + <usize>i * line;
              let to = tile + <usize>i * row;
              for (const end = to + <usize>columns * VECTOR; to < end; to += VECTOR) {
                sum = f32x4.add(sum, gradientOf(next, y != 0, distance, true, to));
                next += place;
              }
            }
          }
          if (dbias != 0) put(dbias + at, sum, true);
          readTileBack(taps, tile, VECTOR, row, dm + at, point, temporary);
        }
        dm += place;
      }
    }
    dy += <usize>outputHeight(window) * line;
  }
}

/** The gradient of an output before relu, where there is one (`rectified`); writes it too where `writes`. */
// @ts-ignore: decorator
@inline
function gradientOf(dy: usize, rectified: bool, distance: usize, writes: bool, to: usize): v128 {
  let gradient = v128.load(dy);
  if (rectified) gradient = v128.and(gradient, f32x4.gt(v128.load(dy + distance), zero()));
  if (writes) v128.store(to, gradient);
  return gradient;
}

/** The sum of a tile of 4 × 4 gradients. */
function sumOfTile4(dy: usize, across: usize, down: usize): v128 {
  return sumOfTile(4, dy, false, 0, across, down, 0);
}

/** That of 2 × 2. */
function sumOfTile2(dy: usize, across: usize, down: usize): v128 {
  return sumOfTile(2, dy, false, 0, across, down, 0);
}

/** Writes the gradients of a tile of 4 × 4 before relu side by side; returns their sum. */
function rectifiedTile4(dy: usize, distance: usize, across: usize, down: usize, to: usize): v128 {
  return sumOfTile(4, dy, true, distance, across, down, to);
}

/** The same for 2 × 2. */
function rectifiedTile2(dy: usize, distance: usize, across: usize, down: usize, to: usize): v128 {
  return sumOfTile(2, dy, true, distance, across, down, to);
}

// @ts-ignore: decorator
@inline
function sumOfTile(extent: i32, dy: usize, rectified: bool, distance: usize, across: usize, down: usize, to: usize): v128 {
  const row = <usize>extent * VECTOR;
  let sum = sumOfRow(extent, zero(), dy, rectified, distance, across, to);
  sum = sumOfRow(extent, sum, dy + down, rectified, distance, across, to + row);
  if (extent == 2) return sum;
  sum = sumOfRow(extent, sum, dy + down * 2, rectified, distance, across, to + row * 2);
  return sumOfRow(extent, sum, dy + down * 3, rectified, distance, across, to + row * 3);
}

/** Adds a row of a tile to a sum, and writes it where it is rectified. */
// @ts-ignore: decorator
@inline
function sumOfRow(extent: i32, sum: v128, dy: usize, rectified: bool, distance: usize, across: usize, to: usize): v128 {
  sum = f32x4.add(sum, gradientOf(dy, rectified, distance, rectified, to));
  sum = f32x4.add(sum, gradientOf(dy + across, rectified, distance, rectified, to + VECTOR));
  if (extent == 2) return sum;
  sum = f32x4.add(sum, gradientOf(dy + across * 2, rectified, distance, rectified, to + VECTOR * 2));
  return f32x4.add(sum, gradientOf(dy + across * 3, rectified, distance, rectified, to + VECTOR * 3));
}

/** The outputs of a tile, with the bias and not below `least`. */
// @ts-ignore: decorator
@inline
function putTile(taps: i32, m: usize, point: usize, shift: v128, least: v128, to: usize, across: usize, down: usize, temporary: usize): void {
  if (taps == 3) outputTile3(m, point, shift, least, to, across, down, temporary);
  else if (taps == 2) outputTile2(m, point, shift, least, to, across, down, temporary);
  else outputTile5(m, point, shift, least, to, across, down, temporary);
}

/** The gradient of M of a tile. */
// @ts-ignore: decorator
@inline
function readTileBack(taps: i32, from: usize, across: usize, down: usize, dm: usize, point: usize, temporary: usize): void {
  if (taps == 3) outputTileBack3(from, across, down, dm, point, temporary);
  else if (taps == 2) outputTileBack2(from, across, down, dm, point, temporary);
  else outputTileBack5(from, across, down, dm, point, temporary);
}
