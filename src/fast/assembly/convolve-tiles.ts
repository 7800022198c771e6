/**
 * The tiles of convolutions without a matrix of patches (see `convolve.ts`): some positions by 8 or 4 filters, whose sums stay in
 * registers over all runs.
 *
 * What their arguments mean:
 *
 * - `a`, `step`: the first number of the first position, and the distance of two positions;
 * - `b`: the strip of packed filters;
 * - `run`, `runsAcross`: which run of a row of the window is the first, and how many a row has;
 * - `runs`, `length`: how many runs there are, and how many numbers each has;
 * - `acrossStep`, `downStep`: the distances from a run to the next one, in a row and to the next row;
 * - `c`, `cStep`: the results of the first position, and the distance of two positions;
 * - `width`: how many filters there are, `add`: whether to add to the results;
 * - `shift`: the address of the bias, 0 where there is none, `rectify`: whether relu follows.
 */
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";

/** Up to four positions by 8 columns; the positions beyond `rows` repeat the first and are not written. */
// @ts-ignore: decorator
@inline
export function wideTile(
  a0: usize, step: usize, rows: i32, b: usize, run: i32, runsAcross: i32, runs: i32, length: i32, acrossStep: usize, downStep: usize, c: usize, cStep: usize,
  width: i32, add: bool, shift: usize, rectify: bool,
): void {
  let a1 = rows > 1 ? a0 + step : a0;
  let a2 = rows > 2 ? a0 + 2 * step : a0;
  let a3 = rows > 3 ? a0 + 3 * step : a0;
  let s00 = zero();
  let s01 = zero();
  let s10 = zero();
  let s11 = zero();
  let s20 = zero();
  let s21 = zero();
  let s30 = zero();
  let s31 = zero();
  const bytes = <usize>length << 2;
  for (; runs > 0; runs--) {
    const end = b + (bytes << 3);
    for (; b < end; b += 32) {
      const left = v128.load(b);
      const right = v128.load(b, 16);
      let x = v128.load_splat<f32>(a0);
      s00 = multiplyAdd(x, left, s00);
      s01 = multiplyAdd(x, right, s01);
      x = v128.load_splat<f32>(a1);
      s10 = multiplyAdd(x, left, s10);
      s11 = multiplyAdd(x, right, s11);
      x = v128.load_splat<f32>(a2);
      s20 = multiplyAdd(x, left, s20);
      s21 = multiplyAdd(x, right, s21);
      x = v128.load_splat<f32>(a3);
      s30 = multiplyAdd(x, left, s30);
      s31 = multiplyAdd(x, right, s31);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
    }
    run++;
    const next = (run == runsAcross ? downStep : acrossStep) - bytes;
    if (run == runsAcross) run = 0;
    a0 += next;
    a1 += next;
    a2 += next;
    a3 += next;
  }
  endTile(rows, s00, s01, s10, s11, s20, s21, s30, s31, c, cStep, width, add, shift, rectify);
}

/** Ends the rows of a tile of four positions by 8 columns. */
// @ts-ignore: decorator
@inline
export function endTile(
  rows: i32, s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128, s30: v128, s31: v128, c: usize, cStep: usize, width: i32, add: bool,
  shift: usize, rectify: bool,
): void {
  const least = leastOf(rectify);
  const first = shift == 0 ? zero() : v128.load(shift);
  const second = shift == 0 ? zero() : loadUpTo(shift + 16, width - 4);
  end8(c, s00, s01, width, add, first, second, least);
  if (rows > 1) end8(c + cStep, s10, s11, width, add, first, second, least);
  if (rows > 2) end8(c + 2 * cStep, s20, s21, width, add, first, second, least);
  if (rows > 3) end8(c + 3 * cStep, s30, s31, width, add, first, second, least);
}

/**
 * Seven positions by 4 columns: of four sums alone, each would wait for the one before it, and with eight the compiler, which
 * reads all factors first, would have more values than registers.
 */
// @ts-ignore: decorator
@inline
export function sevenNarrow(
  a: usize, step: usize, b: usize, run: i32, runsAcross: i32, runs: i32, length: i32, acrossStep: usize, downStep: usize, c: usize, cStep: usize,
  width: i32, add: bool, shift: usize, rectify: bool,
): void {
  // Three distances instead of seven addresses, which would need too many registers.
  const step3 = step * 3;
  let after = a + step * 4;
  let s0 = zero();
  let s1 = zero();
  let s2 = zero();
  let s3 = zero();
  let s4 = zero();
  let s5 = zero();
  let s6 = zero();
  const bytes = <usize>length << 2;
  for (; runs > 0; runs--) {
    const end = b + (bytes << 2);
    for (; b < end; b += 16) {
      const y = v128.load(b);
      s0 = multiplyAdd(v128.load_splat<f32>(a), y, s0);
      s1 = multiplyAdd(v128.load_splat<f32>(a + step), y, s1);
      s2 = multiplyAdd(v128.load_splat<f32>(a + step * 2), y, s2);
      s3 = multiplyAdd(v128.load_splat<f32>(a + step3), y, s3);
      s4 = multiplyAdd(v128.load_splat<f32>(after), y, s4);
      s5 = multiplyAdd(v128.load_splat<f32>(after + step), y, s5);
      s6 = multiplyAdd(v128.load_splat<f32>(after + step * 2), y, s6);
      a += 4;
      after += 4;
    }
    run++;
    const next = (run == runsAcross ? downStep : acrossStep) - bytes;
    if (run == runsAcross) run = 0;
    a += next;
    after += next;
  }
  const least = leastOf(rectify);
  const bias = shift == 0 ? zero() : loadUpTo(shift, width);
  end4(c, s0, width, add, bias, least);
  end4(c + cStep, s1, width, add, bias, least);
  c += 2 * cStep;
  end4(c, s2, width, add, bias, least);
  end4(c + cStep, s3, width, add, bias, least);
  c += 2 * cStep;
  end4(c, s4, width, add, bias, least);
  end4(c + cStep, s5, width, add, bias, least);
  end4(c + 2 * cStep, s6, width, add, bias, least);
}

/** Up to four positions by 4 columns. */
// @ts-ignore: decorator
@inline
export function narrowTile(
  a0: usize, step: usize, rows: i32, b: usize, run: i32, runsAcross: i32, runs: i32, length: i32, acrossStep: usize, downStep: usize, c: usize, cStep: usize,
  width: i32, add: bool, shift: usize, rectify: bool,
): void {
  let a1 = rows > 1 ? a0 + step : a0;
  let a2 = rows > 2 ? a0 + 2 * step : a0;
  let a3 = rows > 3 ? a0 + 3 * step : a0;
  let s0 = zero();
  let s1 = zero();
  let s2 = zero();
  let s3 = zero();
  const bytes = <usize>length << 2;
  for (; runs > 0; runs--) {
    const end = b + (bytes << 2);
    for (; b < end; b += 16) {
      const y = v128.load(b);
      s0 = multiplyAdd(v128.load_splat<f32>(a0), y, s0);
      s1 = multiplyAdd(v128.load_splat<f32>(a1), y, s1);
      s2 = multiplyAdd(v128.load_splat<f32>(a2), y, s2);
      s3 = multiplyAdd(v128.load_splat<f32>(a3), y, s3);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
    }
    run++;
    const next = (run == runsAcross ? downStep : acrossStep) - bytes;
    if (run == runsAcross) run = 0;
    a0 += next;
    a1 += next;
    a2 += next;
    a3 += next;
  }
  const least = leastOf(rectify);
  const bias = shift == 0 ? zero() : loadUpTo(shift, width);
  end4(c, s0, width, add, bias, least);
  if (rows > 1) end4(c + cStep, s1, width, add, bias, least);
  if (rows > 2) end4(c + 2 * cStep, s2, width, add, bias, least);
  if (rows > 3) end4(c + 3 * cStep, s3, width, add, bias, least);
}

/** What results are not below. Tiles compute it at their end: before, it would need a register. */
// @ts-ignore: decorator
@inline
function leastOf(rectify: bool): v128 {
  return rectify ? zero() : f32x4.splat(-Infinity);
}

/** Ends a row of a tile: adds what is there where `add`, then the bias, and is not below `least`. */
// @ts-ignore: decorator
@inline
function end8(c: usize, left: v128, right: v128, width: i32, add: bool, first: v128, second: v128, least: v128): void {
  end4(c, left, 4, add, first, least);
  end4(c + 16, right, width - 4, add, second, least);
}

// @ts-ignore: decorator
@inline
function end4(c: usize, sums: v128, width: i32, add: bool, bias: v128, least: v128): void {
  if (add) sums = f32x4.add(sums, loadUpTo(c, width));
  storeUpTo(c, f32x4.pmax(f32x4.add(sums, bias), least), width);
}
