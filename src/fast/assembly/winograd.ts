/**
 * Convolution of stride 1 by 3 × 3 filters as Winograd's F(4×4, 3×3), a quarter of the multiplications; and by 5 × 5
 * filters (`taps` is 5) as F(2×2, 5×5), 36 instead of 100, where tiles have 2 × 2 outputs.
 *
 * Of stride 2, by filters of 3 × 3 to 6 × 6, it is the sum of four convolutions of stride 1: one for each phase, the
 * places of the picture whose distances from a window's corner leave the same remainders by the stride, with the places
 * of the filter that meet them (`taps` along an axis are 2 or 3). The phases of a tile lie side by side, as if they
 * were channels, so the products add them up: 25 · 4 multiplications for filters of 4 × 4 instead of 256. A filter of
 * odd extent has a place less in the second phase of an axis. Its polynomial has then no value at ∞, and that point no
 * product: 81 multiplications for 3 × 3 instead of 144.
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
import { channels, endInside, firstInside, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, width, zerosAbove, zerosLeft } from "./window";
import { filterBackTo, filterTo, inputBackTo, inputTo, pointsFor, productsBackTo, productsTo } from "./winograd-transforms";

const VECTOR: usize = 16;
/** A row of six vectors. */
const ROW: usize = 96;

/** The most places of a filter that a phase has along an axis; all of them where the stride is 1. */
// @ts-ignore: decorator
@inline
function tapsOf(window: usize): i32 {
  const step = strideAcross(window);
  return (kernelWidth(window) + step - 1) / step;
}

/** How many outputs a tile has along an axis. */
// @ts-ignore: decorator
@inline
function tileExtent(taps: i32): i32 {
  return pointsFor(taps) + 1 - taps;
}

/** Whether a filter has a place less in this phase of an axis than in the first, so that it has no product at ∞. */
// @ts-ignore: decorator
@inline
function isShort(window: usize, phase: i32): bool {
  return phase > 0 && (kernelWidth(window) & 1) != 0;
}

/**
 * Where a phase lies among those of a tile: 0/1, 0/0, 1/0, 1/1. In this order the phases that have a product at a point
 * lie side by side, also where only those of the first row, or of the first column, have one.
 */
// @ts-ignore: decorator
@inline
function slotOf(step: i32, row: i32, column: i32): i32 {
  if (step == 1) return 0;
  return row == 0 ? 1 - column : 2 + column;
}

/** Writes U [points, phases, channels, filters], computed from the filters [kernel, kernel, channels, filters]. */
export function winogradFilters(filters: usize, window: usize, u: usize, columns: i32, temporary: usize): void {
  const count = <usize>(channels(window) * columns) << 2;
  const step = strideAcross(window);
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const point = <usize>(step * step) * count;
  const patch = temporary + 6 * ROW;
  for (let phase = 0; phase < step * step; phase++) {
    const row = phase / step;
    const column = phase % step;
    const to = u + <usize>slotOf(step, row, column) * count;
    for (let at: usize = 0; at < count; at += VECTOR) {
      for (let i = 0; i < taps; i++) {
        for (let j = 0; j < taps; j++) {
          const k = i * step + row;
          const l = j * step + column;
          const within = k < kernelHeight(window) && l < kernelWidth(window);
          const g = within ? v128.load(filters + at + <usize>(k * kernelWidth(window) + l) * count) : zero();
          v128.store(patch + <usize>(i * taps + j) * VECTOR, g);
        }
      }
      for (let j = 0; j < taps; j++) filterTo(taps, patch + <usize>j * VECTOR, <usize>taps * VECTOR, temporary + <usize>j * VECTOR, ROW);
      for (let i = 0; i < points; i++) filterTo(taps, temporary + <usize>i * ROW, VECTOR, to + at + <usize>(i * points) * point, point);
    }
  }
}

/** Adds to the gradient of the filters from that of U. What U has at points without a product is not used. */
export function winogradFiltersBack(du: usize, window: usize, dfilters: usize, columns: i32, temporary: usize): void {
  const count = <usize>(channels(window) * columns) << 2;
  const step = strideAcross(window);
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const point = <usize>(step * step) * count;
  const result = temporary + 6 * ROW;
  for (let phase = 0; phase < step * step; phase++) {
    const row = phase / step;
    const column = phase % step;
    const from = du + <usize>slotOf(step, row, column) * count;
    for (let at: usize = 0; at < count; at += VECTOR) {
      for (let j = 0; j < points; j++) {
        filterBackTo(taps, from + at + <usize>j * point, point * <usize>points, temporary + <usize>j * VECTOR, ROW);
      }
      for (let i = 0; i < taps; i++) filterBackTo(taps, temporary + <usize>i * ROW, VECTOR, result + <usize>(i * taps) * VECTOR, VECTOR);
      for (let i = 0; i < taps; i++) {
        for (let j = 0; j < taps; j++) {
          const k = i * step + row;
          const l = j * step + column;
          if (k >= kernelHeight(window) || l >= kernelWidth(window)) continue;
          const to = dfilters + at + <usize>(k * kernelWidth(window) + l) * count;
          v128.store(to, f32x4.add(v128.load(to), v128.load(result + <usize>(i * taps + j) * VECTOR)));
        }
      }
    }
  }
}

/** Writes V [points, tiles of all images, phases, channels]. */
export function winogradInput(x: usize, window: usize, images: i32, down: i32, across: i32, v: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const step = strideAcross(window);
  const extent = tileExtent(taps) * step;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        for (let phase = 0; phase < step * step; phase++) {
          const top = i * extent - zerosAbove(window) + phase / step;
          const left = j * extent - zerosLeft(window) + phase % step;
          const firstRow = firstInside(top, step);
          const endRow = endInside(top, step, height(window), points);
          const firstColumn = firstInside(left, step);
          const endColumn = endInside(left, step, width(window), points);
          const inside = firstRow == 0 && firstColumn == 0 && endRow == points && endColumn == points;
          const corner = x + <usize>top * line + <usize>left * place;
          const to = v + <usize>slotOf(step, phase / step, phase % step) * place;
          if (!inside) for (let at: usize = 0; at < 6 * ROW; at += VECTOR) v128.store(patch + at, zero());
          for (let at: usize = 0; at < place; at += VECTOR) {
            if (inside) {
              for (let column = 0; column < points; column++) {
                inputTo(points, corner + at + <usize>(column * step) * place, <usize>step * line, temporary + <usize>column * VECTOR, ROW);
              }
            } else {
              // Outside of the picture the patch keeps its zeros.
              for (let row = firstRow; row < endRow; row++) {
                let from = corner + at + <usize>(row * step) * line + <usize>(firstColumn * step) * place;
                const end = patch + <usize>row * ROW + <usize>endColumn * VECTOR;
                for (let d = patch + <usize>row * ROW + <usize>firstColumn * VECTOR; d < end; d += VECTOR) {
                  v128.store(d, v128.load(from));
                  from += <usize>step * place;
                }
              }
              for (let column = 0; column < points; column++) {
                inputTo(points, patch + <usize>column * VECTOR, ROW, temporary + <usize>column * VECTOR, ROW);
              }
            }
            for (let row = 0; row < points; row++) {
              inputTo(points, temporary + <usize>row * ROW, VECTOR, to + at + <usize>(row * points) * point, point);
            }
          }
        }
        v += <usize>(step * step) * place;
      }
    }
    x += <usize>height(window) * line;
  }
}

/** Adds to dx from the gradient of V, which it takes as 0 at points without a product. */
export function winogradInputBack(dv: usize, window: usize, images: i32, down: i32, across: i32, dx: usize, stride: i32, temporary: usize): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const point = <usize>stride << 2;
  const patch = temporary + 6 * ROW;
  const taps = tapsOf(window);
  const points = pointsFor(taps);
  const step = strideAcross(window);
  const extent = tileExtent(taps) * step;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++) {
        for (let phase = 0; phase < step * step; phase++) {
          const top = i * extent - zerosAbove(window) + phase / step;
          const left = j * extent - zerosLeft(window) + phase % step;
          const firstRow = firstInside(top, step);
          const endRow = endInside(top, step, height(window), points);
          const firstColumn = firstInside(left, step);
          const endColumn = endInside(left, step, width(window), points);
          const shortDown = isShort(window, phase / step);
          const shortAcross = isShort(window, phase % step);
          const columns = shortAcross ? points - 1 : points;
          const corner = dx + <usize>top * line + <usize>left * place;
          const from = dv + <usize>slotOf(step, phase / step, phase % step) * place;
          for (let at: usize = 0; at < place; at += VECTOR) {
            for (let column = 0; column < columns; column++) {
              inputBackTo(points, shortDown, from + at + <usize>column * point, point * <usize>points, temporary + <usize>column * VECTOR, ROW);
            }
            for (let row = firstRow; row < endRow; row++) {
              inputBackTo(points, shortAcross, temporary + <usize>row * ROW, VECTOR, patch, VECTOR);
              let to = corner + at + <usize>(row * step) * line + <usize>(firstColumn * step) * place;
              for (let column = firstColumn; column < endColumn; column++) {
                v128.store(to, f32x4.add(v128.load(to), v128.load(patch + <usize>column * VECTOR)));
                to += <usize>step * place;
              }
            }
          }
        }
        dv += <usize>(step * step) * place;
      }
    }
    dx += <usize>height(window) * line;
  }
}

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
  const points = pointsFor(taps);
  const extent = tileExtent(taps);
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < down; i++) {
      const rows = min(extent, outputHeight(window) - i * extent);
      for (let j = 0; j < across; j++) {
        const columns = min(extent, outputWidth(window) - j * extent);
        const corner = y + <usize>(i * extent) * line + <usize>(j * extent) * place;
        for (let at: usize = 0; at < place; at += VECTOR) {
          const shift = bias == 0 ? zero() : v128.load(bias + at);
          for (let column = 0; column < points; column++) {
            productsTo(taps, m + at + <usize>column * point, point * <usize>points, temporary + <usize>column * VECTOR, ROW);
          }
          for (let row = 0; row < rows; row++) {
            productsTo(taps, temporary + <usize>row * ROW, VECTOR, tile, VECTOR);
            let to = corner + at + <usize>row * line;
            for (let column = 0; column < columns; column++) {
              let sum = f32x4.add(v128.load(tile + <usize>column * VECTOR), shift);
              if (rectify) sum = f32x4.pmax(sum, zero());
              v128.store(to, adds ? f32x4.add(sum, v128.load(to)) : sum);
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
  const points = pointsFor(taps);
  const extent = tileExtent(taps);
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
          productsBack(taps, tile, temporary, dm + at, point);
        }
        dm += place;
      }
    }
    dy += <usize>outputHeight(window) * line;
  }
}

/** Transforms the gradient of a tile of vectors to that of its products. */
// @ts-ignore: decorator
@inline
function productsBack(taps: i32, tile: usize, temporary: usize, dm: usize, point: usize): void {
  const points = pointsFor(taps);
  const extent = tileExtent(taps);
  const row = <usize>extent * VECTOR;
  for (let column = 0; column < extent; column++) productsBackTo(taps, tile + <usize>column * VECTOR, row, temporary + <usize>column * VECTOR, row);
  for (let i = 0; i < points; i++) productsBackTo(taps, temporary + <usize>i * row, VECTOR, dm + <usize>(i * points) * point, point);
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
          for (let column: usize = 0; column < 6; column++) productsTo(3, m + at + column * point, point * 6, temporary + column * VECTOR, ROW);
          for (let row: usize = 0; row < 4; row++) productsTo(3, temporary + row * ROW, VECTOR, tile + row * 4 * VECTOR, VECTOR);
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
          productsBack(3, tile, temporary, dm + at, point);
        }
        dm += place;
      }
    }
    dy += <usize>rows * line;
    places += <usize>rows * line;
  }
}
