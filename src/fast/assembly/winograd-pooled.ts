/** Winograd's convolutions (see `winograd.ts`) by 3 × 3 filters: the outputs with the 2 × 2 max pooling, and their gradient. */
import { zero } from "./vector";
import { outputTile3, outputTileBack3, ROW, VECTOR } from "./winograd-tiles";

/**
 * Writes y [images, rows, columns, filters]: bias, relu (where `rectify`) and 2 × 2 max pooling of the
 * outputs, computed from M.
 * @param places gets for each y which of the four was the largest, 0 to 3, or −1 where relu made it 0
 */
export function winogradPooled(
  m: usize, bias: usize, rectify: bool, images: i32, down: i32, across: i32, filters: i32, rows: i32, columns: i32, y: usize, places: usize, stride: i32, temporary: usize,
): void {
  const place = <usize>filters << 2;
  const line = <usize>columns * place;
  const point = <usize>stride << 2;
  const tile = temporary + 6 * ROW;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        const corner = <usize>(i * 2) * line + <usize>(j * 2) * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          outputTile3(m + at, point, zero(), f32x4.splat(-Infinity), tile, VECTOR, 4 * VECTOR, temporary);
          const shift = bias == 0 ? zero() : v128.load(bias + at);
          for (let row = 0; row < min(2, rows - i * 2); row++) {
            for (let column = 0; column < min(2, columns - j * 2); column++) {
              const four = tile + <usize>(row * 8 + column * 2) * VECTOR;
              let most = v128.load(four);
              let where = i32x4.splat(0);
              for (let k = 1; k < 4; k++) {
                const next = v128.load(four + <usize>((k >> 1) * 4 + (k & 1)) * VECTOR);
                const stays = f32x4.le(next, most);
                most = v128.bitselect(most, next, stays);
                where = v128.bitselect(where, i32x4.splat(k), stays);
              }
              most = f32x4.add(most, shift);
              if (rectify) {
                const off = f32x4.le(most, zero());
                most = f32x4.pmax(most, zero());
                where = v128.or(where, off);
              }
              const to = corner + at + <usize>row * line + <usize>column * place;
              v128.store(y + to, most);
              v128.store(places + to, where);
            }
          }
        }
        m += place;
      }
    }
    y += <usize>rows * line;
    places += <usize>rows * line;
  }
}

/**
 * Writes the gradient of M, computed from that of the pooled outputs; adds to dbias unless its address is 0.
 */
export function winogradPooledBack(
  dy: usize, places: usize, dbias: usize, images: i32, down: i32, across: i32, filters: i32, rows: i32, columns: i32, dm: usize, stride: i32, temporary: usize,
): void {
  const place = <usize>filters << 2;
  const line = <usize>columns * place;
  const point = <usize>stride << 2;
  const tile = temporary + 6 * ROW;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        const corner = <usize>(i * 2) * line + <usize>(j * 2) * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          let sum = zero();
          for (let row = 0; row < 2; row++) {
            for (let column = 0; column < 2; column++) {
              const four = tile + <usize>(row * 8 + column * 2) * VECTOR;
              const from = corner + at + <usize>row * line + <usize>column * place;
              const inside = i * 2 + row < rows && j * 2 + column < columns;
              const gradient = inside ? v128.load(dy + from) : zero();
              const where = inside ? v128.load(places + from) : i32x4.splat(-1);
              sum = f32x4.add(sum, v128.andnot(gradient, i32x4.lt_s(where, i32x4.splat(0))));
              for (let k = 0; k < 4; k++) {
                v128.store(four + <usize>((k >> 1) * 4 + (k & 1)) * VECTOR, v128.and(gradient, i32x4.eq(where, i32x4.splat(k))));
              }
            }
          }
          if (dbias != 0) v128.store(dbias + at, f32x4.add(v128.load(dbias + at), sum));
          outputTileBack3(tile, VECTOR, 4 * VECTOR, dm + at, point, temporary);
        }
        dm += place;
      }
    }
    dy += <usize>rows * line;
    places += <usize>rows * line;
  }
}
