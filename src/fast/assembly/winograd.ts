/**
 * Convolution of stride 1 by 3 × 3 filters as Winograd's F(4×4, 3×3), a quarter of the multiplications; and by 5 × 5
 * filters (`taps` is 5) as F(2×2, 5×5), 36 instead of 100, where tiles have 2 × 2 outputs.
 *
 * A tile of 4 × 4 outputs needs 6 × 6 inputs d. With the maps of `winograd-transforms.ts` along both axes, Y
 * = Aᵀ [U ⊙ V] A, U = G g Gᵀ, V = Bᵀ d B: 36 multiplications instead of 144. Summed over the channels, each
 * of the 36 points is a matrix product of its own, M_p = V_p U_p, with V_p [tiles, channels] and U_p
 * [channels, filters], which `gemm` computes.
 *
 * Backward, with dM = A dY Aᵀ: dU_p = V_pᵀ dM_p, dV_p = dM_p U_pᵀ, dg = Gᵀ dU G, dd = B dV Bᵀ. V is
 * computed again, which takes less time than to read it from memory.
 *
 * With a 2 × 2 max pooling after the convolution, 4 outputs remain of a tile: bias, relu, pooling and the
 * place of the largest are computed while the tile is in registers, and tiles that pooling would drop are not
 * computed. The numbers of channels and of filters are multiples of 4.
 *
 * @param window the convolution's window (see `window.ts`)
 * @param down,across how many tiles there are in a picture
 * @param stride how many numbers lie between the beginnings of two points in V, or in M
 * @param temporary 72 vectors of scratch
 */
import { zero } from "./vector";
import { channels, height, kernelWidth, outputHeight, outputWidth, width, zerosAbove, zerosLeft } from "./window";
import {
  ofFilter, ofFilter5, ofFilterBack, ofFilterBack5, ofInput, ofInputBack, ofProducts, ofProducts2, ofProductsBack, ofProductsBack2,
} from "./winograd-transforms";

const VECTOR: usize = 16;
/** A row of six vectors. */
const ROW: usize = 96;

/** Writes U [36, channels, filters], computed from the filters [taps, taps, channels, filters]. */
export function winogradFilters(filters: usize, u: usize, count: i32, taps: i32, temporary: usize): void {
  const step = <usize>count << 2;
  for (let at: usize = 0; at < step; at += VECTOR) {
    for (let j: usize = 0; j < <usize>taps; j++) filterTo(taps, filters + at + j * step, step * taps, temporary + j * VECTOR, ROW);
    for (let i: usize = 0; i < 6; i++) filterTo(taps, temporary + i * ROW, VECTOR, u + at + i * 6 * step, step);
  }
}

// @ts-ignore: decorator
@inline
function filterTo(taps: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (taps == 3) ofFilter(from, step, to, toStep);
  else ofFilter5(from, step, to, toStep);
}

// @ts-ignore: decorator
@inline
function filterBackTo(taps: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (taps == 3) ofFilterBack(from, step, to, toStep);
  else ofFilterBack5(from, step, to, toStep);
}

/** How many outputs a tile has along an axis. */
// @ts-ignore: decorator
@inline
function tileExtent(taps: i32): i32 {
  return 7 - taps;
}

/** Adds to the gradient of the filters from that of U; `count` is channels · filters in both functions. */
export function winogradFiltersBack(du: usize, dfilters: usize, count: i32, taps: i32, temporary: usize): void {
  const step = <usize>count << 2;
  const result = temporary + 6 * ROW;
  for (let at: usize = 0; at < step; at += VECTOR) {
    for (let j: usize = 0; j < 6; j++) filterBackTo(taps, du + at + j * step, step * 6, temporary + j * VECTOR, ROW);
    for (let i: usize = 0; i < <usize>taps; i++) filterBackTo(taps, temporary + i * ROW, VECTOR, result + i * taps * VECTOR, VECTOR);
    for (let place: usize = 0; place < <usize>(taps * taps); place++) {
      const to = dfilters + at + place * step;
      v128.store(to, f32x4.add(v128.load(to), v128.load(result + place * VECTOR)));
    }
  }
}

/** Writes V [36, tiles of all images, channels]. */
export function winogradInput(x: usize, window: usize, images: i32, down: i32, across: i32, v: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  const extent = tileExtent(kernelWidth(window));
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const top = i * extent - zerosAbove(window);
      for (let j = 0; j < across; j++) {
        const left = j * extent - zerosLeft(window);
        const inside = top >= 0 && left >= 0 && top + 6 <= height(window) && left + 6 <= width(window);
        const corner = x + <usize>top * line + <usize>left * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          if (inside) {
            for (let column: usize = 0; column < 6; column++) ofInput(corner + at + column * place, line, temporary + column * VECTOR, ROW);
          } else {
            for (let row = 0; row < 6; row++) {
              for (let column = 0; column < 6; column++) {
                const within = top + row >= 0 && top + row < height(window) && left + column >= 0 && left + column < width(window);
                const d = within ? v128.load(corner + at + <usize>row * line + <usize>column * place) : zero();
                v128.store(patch + <usize>row * ROW + <usize>column * VECTOR, d);
              }
            }
            for (let column: usize = 0; column < 6; column++) ofInput(patch + column * VECTOR, ROW, temporary + column * VECTOR, ROW);
          }
          for (let row: usize = 0; row < 6; row++) ofInput(temporary + row * ROW, VECTOR, v + at + row * 6 * point, point);
        }
        v += place;
      }
    }
    x += <usize>height(window) * line;
  }
}

/** Adds to dx from the gradient of V. */
export function winogradInputBack(dv: usize, window: usize, images: i32, down: i32, across: i32, dx: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  const extent = tileExtent(kernelWidth(window));
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const top = i * extent - zerosAbove(window);
      const firstRow = max(0, -top);
      const lastRow = min(6, height(window) - top);
      for (let j = 0; j < across; j++) {
        const left = j * extent - zerosLeft(window);
        const firstColumn = max(0, -left);
        const lastColumn = min(6, width(window) - left);
        const corner = dx + <usize>top * line + <usize>left * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          for (let column: usize = 0; column < 6; column++) ofInputBack(dv + at + column * point, point * 6, temporary + column * VECTOR, ROW);
          for (let row = firstRow; row < lastRow; row++) {
            ofInputBack(temporary + <usize>row * ROW, VECTOR, patch, VECTOR);
            for (let column = firstColumn; column < lastColumn; column++) {
              const to = corner + at + <usize>row * line + <usize>column * place;
              v128.store(to, f32x4.add(v128.load(to), v128.load(patch + <usize>column * VECTOR)));
            }
          }
        }
        dv += place;
      }
    }
    dx += <usize>height(window) * line;
  }
}

/**
 * Writes the outputs [images, height', width', filters], computed from M [36, tiles, filters]: with the bias, unless
 * its address is 0, and with relu where `rectify`.
 */
export function winogradOutput(
  m: usize, bias: usize, rectify: bool, window: usize, images: i32, down: i32, across: i32, filters: i32, y: usize, stride: i32, temporary: usize,
): void {
  const place = <usize>filters << 2;
  const line = <usize>outputWidth(window) * place;
  const point = <usize>stride << 2;
  const tile = temporary + 6 * ROW;
  const extent = tileExtent(kernelWidth(window));
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const rows = min(extent, outputHeight(window) - i * extent);
      for (let j = 0; j < across; j++) {
        const columns = min(extent, outputWidth(window) - j * extent);
        const corner = y + <usize>(i * extent) * line + <usize>(j * extent) * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          const shift = bias == 0 ? zero() : v128.load(bias + at);
          for (let column: usize = 0; column < 6; column++) productsTo(extent, m + at + column * point, point * 6, temporary + column * VECTOR, ROW);
          for (let row = 0; row < rows; row++) {
            productsTo(extent, temporary + <usize>row * ROW, VECTOR, tile, VECTOR);
            let to = corner + at + <usize>row * line;
            for (let column = 0; column < columns; column++) {
              let sum = f32x4.add(v128.load(tile + <usize>column * VECTOR), shift);
              if (rectify) sum = f32x4.pmax(sum, zero());
              v128.store(to, sum);
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
  const extent = tileExtent(kernelWidth(window));
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const rows = outputHeight(window) - i * extent;
      for (let j = 0; j < across; j++) {
        const columns = outputWidth(window) - j * extent;
        const corner = dy + <usize>(i * extent) * line + <usize>(j * extent) * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          let sum = zero();
          for (let row = 0; row < extent; row++) {
            let from = corner + at + <usize>row * line;
            let to = tile + <usize>(row * extent) * VECTOR;
            for (let column = 0; column < extent; column++) {
              let gradient = zero();
              if (row < rows && column < columns) {
                gradient = v128.load(from);
                if (y != 0) gradient = v128.and(gradient, f32x4.gt(v128.load(from + distance), zero()));
                sum = f32x4.add(sum, gradient);
              }
              v128.store(to, gradient);
              from += place;
              to += VECTOR;
            }
          }
          if (dbias != 0) v128.store(dbias + at, f32x4.add(v128.load(dbias + at), sum));
          if (extent == 4) productsBack(tile, temporary, dm + at, point);
          else productsBack2(tile, temporary, dm + at, point);
        }
        dm += place;
      }
    }
    dy += <usize>outputHeight(window) * line;
  }
}

/** The same for a tile of 2 × 2 vectors. */
// @ts-ignore: decorator
@inline
function productsBack2(tile: usize, temporary: usize, dm: usize, point: usize): void {
  for (let column: usize = 0; column < 2; column++) ofProductsBack2(tile + column * VECTOR, 2 * VECTOR, temporary + column * VECTOR, 2 * VECTOR);
  for (let row: usize = 0; row < 6; row++) ofProductsBack2(temporary + row * 2 * VECTOR, VECTOR, dm + row * 6 * point, point);
}

// @ts-ignore: decorator
@inline
function productsTo(extent: i32, from: usize, step: usize, to: usize, toStep: usize): void {
  if (extent == 4) ofProducts(from, step, to, toStep);
  else ofProducts2(from, step, to, toStep);
}

/** Transforms the gradient of a tile, 4 × 4 vectors, to that of its 36 products. */
// @ts-ignore: decorator
@inline
function productsBack(tile: usize, temporary: usize, dm: usize, point: usize): void {
  for (let column: usize = 0; column < 4; column++) ofProductsBack(tile + column * VECTOR, 4 * VECTOR, temporary + column * VECTOR, 4 * VECTOR);
  for (let row: usize = 0; row < 6; row++) ofProductsBack(temporary + row * 4 * VECTOR, VECTOR, dm + row * 6 * point, point);
}

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
          for (let column: usize = 0; column < 6; column++) ofProducts(m + at + column * point, point * 6, temporary + column * VECTOR, ROW);
          for (let row: usize = 0; row < 4; row++) ofProducts(temporary + row * ROW, VECTOR, tile + row * 4 * VECTOR, VECTOR);
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
          productsBack(tile, temporary, dm + at, point);
        }
        dm += place;
      }
    }
    dy += <usize>rows * line;
    places += <usize>rows * line;
  }
}
