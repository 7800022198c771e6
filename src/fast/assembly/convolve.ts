/**
 * Convolution without a matrix of patches: the product of `gemm.ts`, whose rows of A are read where they lie
 * in the pictures. The pictures have a border of zeros wherever the window reaches over it, so every place of
 * every window exists.
 *
 * The numbers of a row of the window lie side by side in the picture (a run), unless the window is dilated;
 * then each place is a run. The filters are packed in strips of 8 columns, as `packStrips` packs them. Runs
 * are processed in blocks, so that the part of a strip in use stays in the first-level cache.
 */
import { activate, LINEAR, RELU } from "./activations";
import { block } from "./gemm";
import { loadUpTo, multiplyAdd, storeUpTo, zero } from "./vector";
import {
  channels, dilationAcross, dilationDown, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width,
} from "./window";

/** About how many numbers of a filter a block of runs has. */
const BLOCK = 320;

/** How many places a run has. */
// @ts-ignore: decorator
@inline
function runPlaces(window: usize): i32 {
  return dilationAcross(window) == 1 ? kernelWidth(window) : 1;
}

/**
 * Writes y = P F, or adds it: with the bias, unless its address is 0, and with relu where `rectify`.
 * @param x the pictures, or a place in the first of them where its first window begins
 * @param packed F [kernel height · kernel width · channels, columns], packed
 * @param yLine,yPlace,ySize the distances of rows, places and pictures in y, in numbers
 */
export function convolve(
  x: usize, window: usize, images: i32, packed: usize, columns: i32, bias: usize, rectify: bool, y: usize, yLine: i32, yPlace: i32, ySize: i32,
  adds: bool,
): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const size = <usize>height(window) * line;
  const runsAcross = kernelWidth(window) / runPlaces(window);
  const runs = kernelHeight(window) * runsAcross;
  const length = runPlaces(window) * channels(window);
  const acrossStep = <usize>dilationAcross(window) * place;
  const downStep = <usize>dilationDown(window) * line - <usize>(runsAcross - 1) * acrossStep;
  const step = <usize>strideAcross(window) * place;
  const yStep = <usize>yPlace << 2;
  if (runs == 1 && columns > 4) {
    // The product of `gemm.ts`: rows of A lie a stride of the window apart.
    for (let image = 0; image < images; image++) {
      for (let row = 0; row < outputHeight(window); row++) {
        const from = x + <usize>image * size + <usize>(row * strideDown(window)) * line;
        const to = y + (<usize>(image * ySize + row * yLine) << 2);
        block(from, strideAcross(window) * channels(window), packed, to, yPlace, outputWidth(window), columns, length, adds);
        if (bias != 0 || rectify) endRow(to, <usize>yPlace << 2, outputWidth(window), columns, bias, rectify);
      }
    }
    return;
  }
  const perBlock = max(1, BLOCK / length);
  for (let first = 0; first < runs; first += perBlock) {
    const count = min(perBlock, runs - first);
    const begin = <usize>(first / runsAcross) * <usize>dilationDown(window) * line + <usize>(first % runsAcross) * acrossStep;
    const add = adds || first > 0;
    const ends = first + count == runs;
    const rectifies = ends && rectify;
    for (let j = 0; j < columns; j += 8) {
      const left = columns - j;
      const shift = ends && bias != 0 ? bias + (<usize>j << 2) : 0;
      const strip = packed + (<usize>(j * runs * length + first * length * (left > 4 ? 8 : 4)) << 2);
      for (let image = 0; image < images; image++) {
        for (let row = 0; row < outputHeight(window); row++) {
          let from = x + <usize>image * size + <usize>(row * strideDown(window)) * line + begin;
          let to = y + (<usize>(image * ySize + row * yLine + j) << 2);
          let column = 0;
          if (left <= 4) {
            for (; column + 7 <= outputWidth(window); column += 7) {
              sevenNarrow(from, step, strip, first % runsAcross, runsAcross, count, length, acrossStep, downStep, to, yStep, left, add, shift, rectifies);
              from += 7 * step;
              to += 7 * yStep;
            }
          }
          for (; column < outputWidth(window); column += 4) {
            const rows = outputWidth(window) - column;
            if (left > 4) {
              wideTile(from, step, rows, strip, first % runsAcross, runsAcross, count, length, acrossStep, downStep, to, yStep, left, add, shift, rectifies);
            } else {
              narrowTile(from, step, rows, strip, first % runsAcross, runsAcross, count, length, acrossStep, downStep, to, yStep, left, add, shift, rectifies);
            }
            from += 4 * step;
            to += 4 * yStep;
          }
        }
      }
    }
  }
}

/** Up to four positions by 8 columns; the positions beyond `rows` repeat the first and are not written. */
// @ts-ignore: decorator
@inline
function wideTile(
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
function sevenNarrow(
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
function narrowTile(
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

/** Ends so many rows of columns, `step` bytes apart, that have been written without the bias and relu. */
function endRow(c: usize, step: usize, rows: i32, columns: i32, bias: usize, rectify: bool): void {
  const kind = rectify ? RELU : LINEAR;
  if (step == <usize>columns << 2) {
    activate(kind, c, bias, c, rows, columns, 0);
    return;
  }
  for (; rows > 0; rows--) {
    activate(kind, c, bias, c, 1, columns, 0);
    c += step;
  }
}

/**
 * Packs the filters of the transposed map, where each place of the result has the places of the window that
 * are `steps` apart from (row, column) on. The last of them comes first, and rows of F become columns.
 * @param filters F [kernel height, kernel width, channels, count]
 * @param down,across how many places there are
 */
export function packReversed(
  filters: usize, channels: i32, count: i32, kernelWidth: i32, row: i32, rowStep: i32, down: i32, column: i32, columnStep: i32, across: i32, pack: usize,
): void {
  for (let c = 0; c < channels; c += 8) {
    const lanes = channels - c > 4 ? 8 : 4;
    for (let i = down - 1; i >= 0; i--) {
      for (let j = across - 1; j >= 0; j--) {
        const tap = (row + i * rowStep) * kernelWidth + column + j * columnStep;
        for (let lane = 0; lane < lanes; lane++) {
          const inside = c + lane < channels;
          let from = filters + (<usize>((tap * channels + c + lane) * count) << 2);
          let to = pack + (<usize>lane << 2);
          for (let f = 0; f < count; f++) {
            store<f32>(to, inside ? load<f32>(from) : 0);
            from += 4;
            to += <usize>lanes << 2;
          }
        }
        pack += <usize>(count * lanes) << 2;
      }
    }
  }
}
