/**
 * The first layers of a network for pictures in one kernel: a convolution of few channels (3 colours) by 3 ×
 * 3 filters, relu, and 2 × 2 max pooling.
 *
 * Forward. A tile holds the 4 positions of a pooling window times 8 filters in 8 registers, as in `gemm.ts`:
 * each of the 9 · channels iterations multiplies 4 numbers of the picture, read where they are, by 8 numbers
 * of the filters, packed in strips of 8. The largest of the four positions is found in the registers and only
 * it is written; the output of the convolution, four times larger, is never stored.
 *
 * Backward. Only one of the four positions has a gradient, and a different one for each filter. So for one
 * filter at a time the patch at that position, three rows of 3 · channels neighbouring numbers, is multiplied
 * by the gradient and added to 9 registers: a quarter of the multiplications. Each row is read as 12 numbers;
 * the results of those beyond 3 · channels are not used.
 */
import { multiplyAdd, zero } from "./vector";
import { channels, height, width } from "./window";

/**
 * Writes y [images, rows, columns, filters], and to `places` which of the four positions each y comes from: 0
 * to 3, or −1 where relu made it 0.
 * @param packed the filters as `packStrips` packs them; their number is a multiple of 8
 */
export function directPooled(
  x: usize, window: usize, packed: usize, bias: usize, rectify: bool, images: i32, filters: i32, rows: i32, columns: i32, y: usize, places: usize,
): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const segment = 3 * place;
  const strip = segment * 3 * 8;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const corner = x + <usize>(i * 2) * line + <usize>(j * 2) * place;
        let b = packed;
        for (let filter = 0; filter < filters; filter += 8) {
          tile(corner, place, line, segment, b, bias == 0 ? 0 : bias + (<usize>filter << 2), rectify, y, places);
          b += strip;
          y += 32;
          places += 32;
        }
      }
    }
    x += <usize>height(window) * line;
  }
}

// @ts-ignore: decorator
@inline
function tile(a0: usize, place: usize, line: usize, segment: usize, b: usize, bias: usize, rectify: bool, y: usize, places: usize): void {
  let a2 = a0 + line;
  let left = v128.load(b);
  let right = v128.load(b, 16);
  let x = v128.load_splat<f32>(a0);
  let s00 = f32x4.mul(x, left);
  let s01 = f32x4.mul(x, right);
  x = v128.load_splat<f32>(a0 + place);
  let s10 = f32x4.mul(x, left);
  let s11 = f32x4.mul(x, right);
  x = v128.load_splat<f32>(a2);
  let s20 = f32x4.mul(x, left);
  let s21 = f32x4.mul(x, right);
  x = v128.load_splat<f32>(a2 + place);
  let s30 = f32x4.mul(x, left);
  let s31 = f32x4.mul(x, right);
  let end = a0 + segment;
  a0 += 4;
  a2 += 4;
  b += 32;
  for (let row = 0; row < 3; row++) {
    for (; a0 < end; a0 += 4) {
      left = v128.load(b);
      right = v128.load(b, 16);
      x = v128.load_splat<f32>(a0);
      s00 = multiplyAdd(x, left, s00);
      s01 = multiplyAdd(x, right, s01);
      x = v128.load_splat<f32>(a0 + place);
      s10 = multiplyAdd(x, left, s10);
      s11 = multiplyAdd(x, right, s11);
      x = v128.load_splat<f32>(a2);
      s20 = multiplyAdd(x, left, s20);
      s21 = multiplyAdd(x, right, s21);
      x = v128.load_splat<f32>(a2 + place);
      s30 = multiplyAdd(x, left, s30);
      s31 = multiplyAdd(x, right, s31);
      a2 += 4;
      b += 32;
    }
    a0 += line - segment;
    a2 += line - segment;
    end += line;
  }
  largest(s00, s10, s20, s30, bias == 0 ? zero() : v128.load(bias), rectify, y, places);
  largest(s01, s11, s21, s31, bias == 0 ? zero() : v128.load(bias, 16), rectify, y + 16, places + 16);
}

// @ts-ignore: decorator
@inline
function largest(v0: v128, v1: v128, v2: v128, v3: v128, bias: v128, rectify: bool, y: usize, places: usize): void {
  let stays = f32x4.le(v1, v0);
  let most = v128.bitselect(v0, v1, stays);
  let where = v128.andnot(i32x4.splat(1), stays);
  stays = f32x4.le(v2, most);
  most = v128.bitselect(most, v2, stays);
  where = v128.bitselect(where, i32x4.splat(2), stays);
  stays = f32x4.le(v3, most);
  most = v128.bitselect(most, v3, stays);
  where = v128.bitselect(where, i32x4.splat(3), stays);
  most = f32x4.add(most, bias);
  if (rectify) {
    where = v128.or(where, f32x4.le(most, zero()));
    most = f32x4.pmax(most, zero());
  }
  v128.store(y, most);
  v128.store(places, where);
}

/**
 * Adds to the gradients of the filters, and to that of the bias unless its address is 0.
 * @param sums scratch of 40 numbers for each filter
 */
export function directPooledBack(
  x: usize, window: usize, dy: usize, places: usize, images: i32, filters: i32, rows: i32, columns: i32, dfilters: usize, dbias: usize, sums: usize,
): void {
  const depth = channels(window);
  const place = <usize>depth << 2;
  const line = <usize>width(window) * place;
  const step = <usize>filters << 2;
  memory.fill(sums, 0, step * 40);
  for (let image = 0; image < images; image++) {
    for (let first = 0; first < rows; first += ROWS) {
      const count = min(ROWS, rows - first);
      const corner = x + <usize>(first * 2) * line;
      for (let filter: usize = 0; filter < step; filter += 4) {
        addRows(corner, place, line, dy + filter, places + filter, step, count, columns, sums + filter * 40);
      }
      dy += <usize>(count * columns) * step;
      places += <usize>(count * columns) * step;
    }
    x += <usize>height(window) * line;
  }
  for (let filter = 0; filter < filters; filter++) {
    const from = sums + <usize>filter * 160;
    for (let row = 0; row < 3; row++) {
      for (let k = 0; k < 3 * depth; k++) {
        const to = dfilters + <usize>((row * 3 * depth + k) * filters + filter) * 4;
        store<f32>(to, load<f32>(to) + load<f32>(from + <usize>(row * 12 + k) * 4));
      }
    }
    if (dbias != 0) store<f32>(dbias + (<usize>filter << 2), load<f32>(dbias + (<usize>filter << 2)) + load<f32>(from, 144));
  }
}

/** How many rows of pooled outputs are processed for all filters, so that they stay in the first-level cache. */
const ROWS = 4;

/** Adds the contribution of some rows to the gradient of one filter. */
function addRows(x: usize, place: usize, line: usize, dy: usize, places: usize, step: usize, rows: i32, columns: i32, sums: usize): void {
  const row = <usize>columns * step;
  for (let i = 0; i < rows; i++) {
    directGradientRow(x, place, line, dy, places, step, dy + row, sums);
    x += 2 * line;
    dy += row;
    places += row;
  }
}

/**
 * The same for one row: 36 sums of products, then the sum of the gradients. Where relu made the output 0, which no processor can
 * predict, the gradient counts as 0.
 *
 * In the four loops around it V8 (of Node 20) would not keep ten sums in registers, and it takes a quarter less as a function with
 * a single loop. It is exported because what is exported is not inlined into its only caller.
 */
export function directGradientRow(corner: usize, place: usize, line: usize, dy: usize, places: usize, step: usize, end: usize, sums: usize): void {
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64);
  let s5 = v128.load(sums, 80);
  let s6 = v128.load(sums, 96);
  let s7 = v128.load(sums, 112);
  let s8 = v128.load(sums, 128);
  let total = v128.load(sums, 144);
  for (; dy < end; dy += step) {
    const where = load<i32>(places);
    // All bits are set where relu made the output 0.
    const off = where >> 31;
    const g = v128.andnot(v128.load_splat<f32>(dy), i32x4.splat(off));
    total = f32x4.add(total, g);
    let at = corner + <usize>((where & 1) * <i32>place) + <usize>(((where >> 1) & ~off) * <i32>line);
    s0 = multiplyAdd(g, v128.load(at), s0);
    s1 = multiplyAdd(g, v128.load(at, 16), s1);
    s2 = multiplyAdd(g, v128.load(at, 32), s2);
    at += line;
    s3 = multiplyAdd(g, v128.load(at), s3);
    s4 = multiplyAdd(g, v128.load(at, 16), s4);
    s5 = multiplyAdd(g, v128.load(at, 32), s5);
    at += line;
    s6 = multiplyAdd(g, v128.load(at), s6);
    s7 = multiplyAdd(g, v128.load(at, 16), s7);
    s8 = multiplyAdd(g, v128.load(at, 32), s8);
    places += step;
    corner += place * 2;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
  v128.store(sums, s8, 128);
  v128.store(sums, total, 144);
}
