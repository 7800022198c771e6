/** Tiles of 16 columns, for wide kernels, of the gradient of a convolution's filters (see `convolve-filters.ts`). */
import { multiplyAdd, put16, zero } from "./vector";

/** Four columns of P by 16 columns of dY, two strips, for wide kernels; those of P beyond `count` are not written. */
export function filterTileOf16(
  a0: usize, a1: usize, a2: usize, a3: usize, step: usize, next: usize, across: i32, rows: i32, b: usize, second: usize, c: usize, cStep: usize, count: i32,
): void {
  let s00 = zero();
  let s01 = zero();
  let s02 = zero();
  let s03 = zero();
  let s10 = zero();
  let s11 = zero();
  let s12 = zero();
  let s13 = zero();
  let s20 = zero();
  let s21 = zero();
  let s22 = zero();
  let s23 = zero();
  let s30 = zero();
  let s31 = zero();
  let s32 = zero();
  let s33 = zero();
  for (; rows > 0; rows--) {
    const end = b + (<usize>across << 5);
    for (; b < end; b += 32) {
      const y0 = v128.load(b);
      const y1 = v128.load(b, 16);
      const y2 = v128.load(second);
      const y3 = v128.load(second, 16);
      let v = v128.load_splat<f32>(a0);
      s00 = multiplyAdd(v, y0, s00);
      s01 = multiplyAdd(v, y1, s01);
      s02 = multiplyAdd(v, y2, s02);
      s03 = multiplyAdd(v, y3, s03);
      v = v128.load_splat<f32>(a1);
      s10 = multiplyAdd(v, y0, s10);
      s11 = multiplyAdd(v, y1, s11);
      s12 = multiplyAdd(v, y2, s12);
      s13 = multiplyAdd(v, y3, s13);
      v = v128.load_splat<f32>(a2);
      s20 = multiplyAdd(v, y0, s20);
      s21 = multiplyAdd(v, y1, s21);
      s22 = multiplyAdd(v, y2, s22);
      s23 = multiplyAdd(v, y3, s23);
      v = v128.load_splat<f32>(a3);
      s30 = multiplyAdd(v, y0, s30);
      s31 = multiplyAdd(v, y1, s31);
      s32 = multiplyAdd(v, y2, s32);
      s33 = multiplyAdd(v, y3, s33);
      second += 32;
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
    }
    a0 += next;
    a1 += next;
    a2 += next;
    a3 += next;
  }
  put16(c, s00, s01, s02, s03, true);
  if (count > 1) put16(c + cStep, s10, s11, s12, s13, true);
  if (count > 2) put16(c + 2 * cStep, s20, s21, s22, s23, true);
  if (count > 3) put16(c + 3 * cStep, s30, s31, s32, s33, true);
}
