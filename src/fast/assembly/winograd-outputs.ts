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
          const isRead = isWhole && y == 0;
          let sum = zero();
          if (!isRead || dbias != 0) {
            for (let i = 0; i < rows; i++) {
              let from = corner + at + <usize>i * line;
              let to = tile + <usize>i * row;
              for (const end = to + <usize>columns * VECTOR; to < end; to += VECTOR) {
                sum = f32x4.add(sum, gradientOf(from, y, distance, !isRead, to));
                from += place;
              }
            }
          }
          if (dbias != 0) put(dbias + at, sum, true);
          if (isRead) readTileBack(taps, corner + at, place, line, dm + at, point, temporary);
          else readTileBack(taps, tile, VECTOR, row, dm + at, point, temporary);
        }
        dm += place;
      }
    }
    dy += <usize>outputHeight(window) * line;
  }
}

/** The gradient of an output before relu, where there is one; writes it too where `writes`. */
// @ts-ignore: decorator
@inline
function gradientOf(dy: usize, y: usize, distance: usize, writes: bool, to: usize): v128 {
  let gradient = v128.load(dy);
  if (y != 0) gradient = v128.and(gradient, f32x4.gt(v128.load(dy + distance), zero()));
  if (writes) v128.store(to, gradient);
  return gradient;
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
