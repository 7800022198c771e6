/**
 * The first layers of a network for pictures in one kernel: a convolution of few channels (3 colours) by 3 ×
 * 3 filters, relu, and 2 × 2 max pooling.
 *
 * A tile holds the 4 positions of a pooling window times 8 filters in 8 registers, as in `gemm.ts`: each of the
 * 9 · channels iterations multiplies 4 numbers of the picture, read where they are, by 8 numbers of the
 * filters, packed in strips of 8. The largest of the four positions is found in the registers and only it is
 * written; the output of the convolution, four times larger, is never stored. Wide kernels take 16 filters.
 *
 * `direct-gradients.ts` has the way back.
 */
import { mask, multiplyAdd, zero } from "./vector";
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
  const segment = place * 3;
  const strip = segment * 3 * 8;
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const corner = x + <usize>(i * 2) * line + <usize>(j * 2) * place;
        let b = packed;
        let filter = 0;
        if (WIDE) {
          for (; filter + 16 <= filters; filter += 16) {
            wideTile(corner, place, line, segment, b, strip, bias == 0 ? 0 : bias + (<usize>filter << 2), rectify, y, places);
            b += 2 * strip;
            y += 64;
            places += 64;
          }
        }
        for (; filter < filters; filter += 8) {
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

/** The four positions of a window by the 8 filters of a strip. */
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
  const biased = mask(bias != 0);
  const rectified = mask(rectify);
  const least = v128.bitselect(zero(), f32x4.splat(-Infinity), rectified);
  const most0 = f32x4.add(largest(s00, s10, s20, s30), v128.and(v128.load(bias), biased));
  const most1 = f32x4.add(largest(s01, s11, s21, s31), v128.and(v128.load(bias, 16), biased));
  v128.store(y, f32x4.pmax(most1, least), 16);
  v128.store(y, f32x4.pmax(most0, least));
  v128.store(places, v128.or(placeOfLargest(s01, s11, s21, s31), v128.and(f32x4.le(most1, zero()), rectified)), 16);
  v128.store(places, v128.or(placeOfLargest(s00, s10, s20, s30), v128.and(f32x4.le(most0, zero()), rectified)));
}

/** The same by 16 filters: two strips of `strip` bytes. */
// @ts-ignore: decorator
@inline
function wideTile(
  a0: usize, place: usize, line: usize, segment: usize, b: usize, strip: usize, bias: usize, rectify: bool, y: usize, places: usize,
): void {
  let a2 = a0 + line;
  let b1 = b + strip;
  let y0 = v128.load(b);
  let y1 = v128.load(b, 16);
  let y2 = v128.load(b1);
  let y3 = v128.load(b1, 16);
  let x = v128.load_splat<f32>(a0);
  let s00 = f32x4.mul(x, y0);
  let s01 = f32x4.mul(x, y1);
  let s02 = f32x4.mul(x, y2);
  let s03 = f32x4.mul(x, y3);
  x = v128.load_splat<f32>(a0 + place);
  let s10 = f32x4.mul(x, y0);
  let s11 = f32x4.mul(x, y1);
  let s12 = f32x4.mul(x, y2);
  let s13 = f32x4.mul(x, y3);
  x = v128.load_splat<f32>(a2);
  let s20 = f32x4.mul(x, y0);
  let s21 = f32x4.mul(x, y1);
  let s22 = f32x4.mul(x, y2);
  let s23 = f32x4.mul(x, y3);
  x = v128.load_splat<f32>(a2 + place);
  let s30 = f32x4.mul(x, y0);
  let s31 = f32x4.mul(x, y1);
  let s32 = f32x4.mul(x, y2);
  let s33 = f32x4.mul(x, y3);
  let end = a0 + segment;
  a0 += 4;
  a2 += 4;
  b += 32;
  b1 += 32;
  for (let row = 0; row < 3; row++) {
    for (; a0 < end; a0 += 4) {
      y0 = v128.load(b);
      y1 = v128.load(b, 16);
      y2 = v128.load(b1);
      y3 = v128.load(b1, 16);
      x = v128.load_splat<f32>(a0);
      s00 = multiplyAdd(x, y0, s00);
      s01 = multiplyAdd(x, y1, s01);
      s02 = multiplyAdd(x, y2, s02);
      s03 = multiplyAdd(x, y3, s03);
      x = v128.load_splat<f32>(a0 + place);
      s10 = multiplyAdd(x, y0, s10);
      s11 = multiplyAdd(x, y1, s11);
      s12 = multiplyAdd(x, y2, s12);
      s13 = multiplyAdd(x, y3, s13);
      x = v128.load_splat<f32>(a2);
      s20 = multiplyAdd(x, y0, s20);
      s21 = multiplyAdd(x, y1, s21);
      s22 = multiplyAdd(x, y2, s22);
      s23 = multiplyAdd(x, y3, s23);
      x = v128.load_splat<f32>(a2 + place);
      s30 = multiplyAdd(x, y0, s30);
      s31 = multiplyAdd(x, y1, s31);
      s32 = multiplyAdd(x, y2, s32);
      s33 = multiplyAdd(x, y3, s33);
      a2 += 4;
      b += 32;
      b1 += 32;
    }
    a0 += line - segment;
    a2 += line - segment;
    end += line;
  }
  const biased = mask(bias != 0);
  const rectified = mask(rectify);
  const least = v128.bitselect(zero(), f32x4.splat(-Infinity), rectified);
  const most0 = f32x4.add(largest(s00, s10, s20, s30), v128.and(v128.load(bias), biased));
  const most1 = f32x4.add(largest(s01, s11, s21, s31), v128.and(v128.load(bias, 16), biased));
  const most2 = f32x4.add(largest(s02, s12, s22, s32), v128.and(v128.load(bias, 32), biased));
  const most3 = f32x4.add(largest(s03, s13, s23, s33), v128.and(v128.load(bias, 48), biased));
  v128.store(y, f32x4.pmax(most1, least), 16);
  v128.store(y, f32x4.pmax(most0, least));
  v128.store(y, f32x4.pmax(most3, least), 48);
  v128.store(y, f32x4.pmax(most2, least), 32);
  v128.store(places, v128.or(placeOfLargest(s01, s11, s21, s31), v128.and(f32x4.le(most1, zero()), rectified)), 16);
  v128.store(places, v128.or(placeOfLargest(s00, s10, s20, s30), v128.and(f32x4.le(most0, zero()), rectified)));
  v128.store(places, v128.or(placeOfLargest(s03, s13, s23, s33), v128.and(f32x4.le(most3, zero()), rectified)), 48);
  v128.store(places, v128.or(placeOfLargest(s02, s12, s22, s32), v128.and(f32x4.le(most2, zero()), rectified)), 32);
}

// @ts-ignore: decorator
@inline
function largest(v0: v128, v1: v128, v2: v128, v3: v128): v128 {
  let most = v128.bitselect(v0, v1, f32x4.le(v1, v0));
  most = v128.bitselect(most, v2, f32x4.le(v2, most));
  return v128.bitselect(most, v3, f32x4.le(v3, most));
}

/** The place, 0 to 3, of what `largest` returns. */
// @ts-ignore: decorator
@inline
function placeOfLargest(v0: v128, v1: v128, v2: v128, v3: v128): v128 {
  let stays = f32x4.le(v1, v0);
  let most = v128.bitselect(v0, v1, stays);
  let where = v128.andnot(i32x4.splat(1), stays);
  stays = f32x4.le(v2, most);
  most = v128.bitselect(most, v2, stays);
  where = v128.bitselect(where, i32x4.splat(2), stays);
  return v128.bitselect(where, i32x4.splat(3), f32x4.le(v3, most));
}
