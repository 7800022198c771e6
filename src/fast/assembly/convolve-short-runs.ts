/**
 * Convolutions whose runs are short (see `convolve.ts`), as with pictures of few channels: one loop over a table of the distances of all numbers
 * of a patch takes less time than a loop for each run. `convolve-tiles.ts` says what the arguments mean.
 */
import { endTile } from "./convolve-tiles";
import { mask, multiplyAdd, zero } from "./vector";
import { channels, dilationAcross, dilationDown, kernelHeight, kernelWidth, width } from "./window";

/** Writes the distance of each number of a patch from its first one, in bytes, as unsigned integers. */
export function writeOffsets(window: usize, offsets: usize): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  for (let i = 0; i < kernelHeight(window); i++) {
    for (let j = 0; j < kernelWidth(window); j++) {
      const from = <usize>(i * dilationDown(window)) * line + <usize>(j * dilationAcross(window)) * place;
      for (let at: usize = 0; at < place; at += 4) {
        store<u32>(offsets, <u32>(from + at));
        offsets += 4;
      }
    }
  }
}

/**
 * Up to four positions by 8 columns, as `wideTile`. `offsets` has the distance of each number of a patch from its first one, in bytes, `count` of them.
 */
// @ts-ignore: decorator
@inline
export function offsetTile(
  a0: usize, step: usize, rows: i32, b: usize, offsets: usize, count: i32, c: usize, cStep: usize, width: i32, add: bool, shift: usize, rectify: bool,
): void {
  const a1 = rows > 1 ? a0 + step : a0;
  const a2 = rows > 2 ? a0 + 2 * step : a0;
  const a3 = rows > 3 ? a0 + 3 * step : a0;
  let s00 = zero();
  let s01 = zero();
  let s10 = zero();
  let s11 = zero();
  let s20 = zero();
  let s21 = zero();
  let s30 = zero();
  let s31 = zero();
  for (const end = b + (<usize>count << 5); b < end; b += 32) {
    const offset = <usize>load<u32>(offsets);
    offsets += 4;
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load_splat<f32>(a0 + offset);
    s00 = multiplyAdd(x, left, s00);
    s01 = multiplyAdd(x, right, s01);
    x = v128.load_splat<f32>(a1 + offset);
    s10 = multiplyAdd(x, left, s10);
    s11 = multiplyAdd(x, right, s11);
    x = v128.load_splat<f32>(a2 + offset);
    s20 = multiplyAdd(x, left, s20);
    s21 = multiplyAdd(x, right, s21);
    x = v128.load_splat<f32>(a3 + offset);
    s30 = multiplyAdd(x, left, s30);
    s31 = multiplyAdd(x, right, s31);
  }
  endTile(rows, s00, s01, s10, s11, s20, s21, s30, s31, c, cStep, width, add, shift, rectify);
}

/** The same for so many whole tiles side by side, whose results are written: without conditions they take less time. */
export function offsetTiles(
  tiles: i32, a: usize, step: usize, b: usize, offsets: usize, count: i32, c: usize, cStep: usize, shift: usize, rectify: bool,
): void {
  for (; tiles > 0; tiles--) {
    offsetTile(a, step, 4, b, offsets, count, c, cStep, 8, false, shift, rectify);
    a += 4 * step;
    c += 4 * cStep;
  }
}

/** The same by 16 columns, two strips of `strip` bytes: for wide kernels. */
export function offsetTilesOf16(
  tiles: i32, a: usize, step: usize, b: usize, strip: usize, offsets: usize, count: i32, c: usize, cStep: usize, shift: usize, rectify: bool,
): void {
  const size = <usize>count << 2;
  // Without branches, which would keep V8 from making one vector of two halves.
  const shifted = mask(shift != 0);
  const least = v128.bitselect(zero(), f32x4.splat(-Infinity), mask(rectify));
  for (; tiles > 0; tiles--) {
    const a1 = a + step;
    const a2 = a1 + step;
    const a3 = a2 + step;
    let at = b;
    let next = b + strip;
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
    for (let from = offsets; from < offsets + size; from += 4) {
      const offset = <usize>load<u32>(from);
      const y0 = v128.load(at);
      const y1 = v128.load(at, 16);
      const y2 = v128.load(next);
      const y3 = v128.load(next, 16);
      let x = v128.load_splat<f32>(a + offset);
      s00 = multiplyAdd(x, y0, s00);
      s01 = multiplyAdd(x, y1, s01);
      s02 = multiplyAdd(x, y2, s02);
      s03 = multiplyAdd(x, y3, s03);
      x = v128.load_splat<f32>(a1 + offset);
      s10 = multiplyAdd(x, y0, s10);
      s11 = multiplyAdd(x, y1, s11);
      s12 = multiplyAdd(x, y2, s12);
      s13 = multiplyAdd(x, y3, s13);
      x = v128.load_splat<f32>(a2 + offset);
      s20 = multiplyAdd(x, y0, s20);
      s21 = multiplyAdd(x, y1, s21);
      s22 = multiplyAdd(x, y2, s22);
      s23 = multiplyAdd(x, y3, s23);
      x = v128.load_splat<f32>(a3 + offset);
      s30 = multiplyAdd(x, y0, s30);
      s31 = multiplyAdd(x, y1, s31);
      s32 = multiplyAdd(x, y2, s32);
      s33 = multiplyAdd(x, y3, s33);
      at += 32;
      next += 32;
    }
    const shift0 = v128.and(v128.load(shift), shifted);
    const shift1 = v128.and(v128.load(shift, 16), shifted);
    const shift2 = v128.and(v128.load(shift, 32), shifted);
    const shift3 = v128.and(v128.load(shift, 48), shifted);
    v128.store(c, f32x4.pmax(f32x4.add(s01, shift1), least), 16);
    v128.store(c, f32x4.pmax(f32x4.add(s00, shift0), least));
    v128.store(c, f32x4.pmax(f32x4.add(s03, shift3), least), 48);
    v128.store(c, f32x4.pmax(f32x4.add(s02, shift2), least), 32);
    c += cStep;
    v128.store(c, f32x4.pmax(f32x4.add(s11, shift1), least), 16);
    v128.store(c, f32x4.pmax(f32x4.add(s10, shift0), least));
    v128.store(c, f32x4.pmax(f32x4.add(s13, shift3), least), 48);
    v128.store(c, f32x4.pmax(f32x4.add(s12, shift2), least), 32);
    c += cStep;
    v128.store(c, f32x4.pmax(f32x4.add(s21, shift1), least), 16);
    v128.store(c, f32x4.pmax(f32x4.add(s20, shift0), least));
    v128.store(c, f32x4.pmax(f32x4.add(s23, shift3), least), 48);
    v128.store(c, f32x4.pmax(f32x4.add(s22, shift2), least), 32);
    c += cStep;
    v128.store(c, f32x4.pmax(f32x4.add(s31, shift1), least), 16);
    v128.store(c, f32x4.pmax(f32x4.add(s30, shift0), least));
    v128.store(c, f32x4.pmax(f32x4.add(s33, shift3), least), 48);
    v128.store(c, f32x4.pmax(f32x4.add(s32, shift2), least), 32);
    c += cStep;
    a += 4 * step;
  }
}
