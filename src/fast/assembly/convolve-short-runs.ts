/**
 * Convolutions whose runs are short (see `convolve.ts`), as with pictures of few channels: one loop over a table of the distances of all numbers
 * of a patch takes less time than a loop for each run. `convolve-tiles.ts` says what the arguments mean.
 */
import { endTile } from "./convolve-tiles";
import { multiplyAdd, zero } from "./vector";
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
