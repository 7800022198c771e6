/** The gradient of the filters of a convolution without a matrix of patches (see `convolve.ts`). */
import { filterTileOf16 } from "./convolve-filters-of-16";
import { packStrips } from "./gemm";
import { multiplyAdd, put8, putUpTo, zero } from "./vector";
import {
  channels, dilationAcross, dilationDown, height, kernelHeight, kernelWidth, outputHeight, outputWidth, strideAcross, strideDown, width,
} from "./window";

/** About how many positions a block of rows has. */
const BLOCK = 320;
/** Rows of fewer positions than this are too short for a loop of their own. */
const SHORT = 24;

/**
 * Adds Pᵀ dY to the gradient of the filters, [depth, columns].
 *
 * Four columns of P at a time are multiplied by all strips of dY, eight where dY has one narrow strip alone. They are read where they lie, unless rows are
 * short and there are several strips: then they are first copied to an array of their own.
 * @param dy [images, positions, columns]
 * @param pack scratch for as many numbers as dY of a picture has with its columns rounded up to 8
 * @param gathered scratch for four numbers for each position of a picture
 */
export function convolveByFilters(
  x: usize, window: usize, images: i32, dy: usize, columns: i32, dfilters: usize, pack: usize, gathered: usize,
): void {
  const place = <usize>channels(window) << 2;
  const line = <usize>width(window) * place;
  const size = <usize>height(window) * line;
  const depth = kernelHeight(window) * kernelWidth(window) * channels(window);
  const across = outputWidth(window);
  const step = <usize>strideAcross(window) * place;
  const next = <usize>strideDown(window) * line - <usize>across * step;
  const rowsPerBlock = max(1, BLOCK / across);
  const gathers = across < SHORT && columns > 8;
  for (let image = 0; image < images; image++) {
    for (let first = 0; first < outputHeight(window); first += rowsPerBlock) {
      const rows = min(rowsPerBlock, outputHeight(window) - first);
      const positions = rows * across;
      packStrips(dy, columns, positions, columns, pack);
      dy += <usize>(positions * columns) << 2;
      const from = x + <usize>image * size + <usize>(first * strideDown(window)) * line;
      let k = 0;
      if (columns <= 4 && channels(window) % 8 == 0) {
        for (; k < depth; k += 8) {
          eightColumns(from + distance(window, k, line, place), step, next, across, rows, pack, dfilters + (<usize>(k * columns) << 2), columns);
        }
      }
      for (; k < depth; k += 4) {
        const count = depth - k;
        const a0 = from + distance(window, k, line, place);
        const a1 = count > 1 ? from + distance(window, k + 1, line, place) : a0;
        const a2 = count > 2 ? from + distance(window, k + 2, line, place) : a0;
        const a3 = count > 3 ? from + distance(window, k + 3, line, place) : a0;
        const to = dfilters + (<usize>(k * columns) << 2);
        if (gathers) gather(a0, a1, a2, a3, step, next, across, rows, gathered);
        let j = 0;
        if (WIDE) {
          for (; j + 16 <= columns; j += 16) {
            const strip = pack + (<usize>(j * positions) << 2);
            const c = to + (<usize>j << 2);
            const second = strip + (<usize>positions << 5);
            if (gathers) filterTileOf16(gathered, gathered + 4, gathered + 8, gathered + 12, 16, 0, positions, 1, strip, second, c, <usize>columns << 2, count);
            else filterTileOf16(a0, a1, a2, a3, step, next, across, rows, strip, second, c, <usize>columns << 2, count);
          }
        }
        for (; j < columns; j += 8) {
          const strip = pack + (<usize>(j * positions) << 2);
          const c = to + (<usize>j << 2);
          if (gathers) filterTile(gathered, gathered + 4, gathered + 8, gathered + 12, 16, 0, positions, 1, strip, c, <usize>columns << 2, columns - j, count);
          else filterTile(a0, a1, a2, a3, step, next, across, rows, strip, c, <usize>columns << 2, columns - j, count);
        }
      }
    }
  }
}

/** Copies the four numbers of each position side by side. */
function gather(a0: usize, a1: usize, a2: usize, a3: usize, step: usize, next: usize, across: i32, rows: i32, to: usize): void {
  const together = a1 == a0 + 4 && a2 == a0 + 8 && a3 == a0 + 12;
  for (; rows > 0; rows--) {
    const end = to + (<usize>across << 4);
    if (together) {
      for (; to < end; to += 16) {
        v128.store(to, v128.load(a0));
        a0 += step;
      }
      a0 += next;
      continue;
    }
    for (; to < end; to += 16) {
      store<f32>(to, load<f32>(a0));
      store<f32>(to, load<f32>(a1), 4);
      store<f32>(to, load<f32>(a2), 8);
      store<f32>(to, load<f32>(a3), 12);
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
}

/** The distance of a number of the patch from its first number. */
// @ts-ignore: decorator
@inline
function distance(window: usize, k: i32, line: usize, place: usize): usize {
  const tap = k / channels(window);
  const i = tap / kernelWidth(window);
  const j = tap % kernelWidth(window);
  return <usize>(i * dilationDown(window)) * line + <usize>(j * dilationAcross(window)) * place + (<usize>(k % channels(window)) << 2);
}

/** Eight columns of P, which lie side by side, by at most 4 of dY; a loop of its own for each number of columns. */
function eightColumns(a: usize, step: usize, next: usize, across: i32, rows: i32, b: usize, c: usize, columns: i32): void {
  switch (columns) {
    case 1: return eightTile(a, step, next, across, rows, b, c, 1);
    case 2: return eightTile(a, step, next, across, rows, b, c, 2);
    case 3: return eightTile(a, step, next, across, rows, b, c, 3);
    default: return eightTile(a, step, next, across, rows, b, c, 4);
  }
}

/**
 * Eight columns of P, which lie side by side, by at most 4 columns of dY. The sums of a column of dY are vectors of columns
 * of P, so that no part of a vector is empty.
 */
// @ts-ignore: decorator
@inline
function eightTile(a: usize, step: usize, next: usize, across: i32, rows: i32, b: usize, c: usize, columns: i32): void {
  let s00 = zero();
  let s01 = zero();
  let s10 = zero();
  let s11 = zero();
  let s20 = zero();
  let s21 = zero();
  let s30 = zero();
  let s31 = zero();
  for (; rows > 0; rows--) {
    const end = b + (<usize>across << 4);
    for (; b < end; b += 16) {
      const left = v128.load(a);
      const right = v128.load(a, 16);
      let y = v128.load_splat<f32>(b);
      s00 = multiplyAdd(y, left, s00);
      s01 = multiplyAdd(y, right, s01);
      if (columns > 1) {
        y = v128.load_splat<f32>(b, 4);
        s10 = multiplyAdd(y, left, s10);
        s11 = multiplyAdd(y, right, s11);
      }
      if (columns > 2) {
        y = v128.load_splat<f32>(b, 8);
        s20 = multiplyAdd(y, left, s20);
        s21 = multiplyAdd(y, right, s21);
      }
      if (columns > 3) {
        y = v128.load_splat<f32>(b, 12);
        s30 = multiplyAdd(y, left, s30);
        s31 = multiplyAdd(y, right, s31);
      }
      a += step;
    }
    a += next;
  }
  addColumn(c, s00, s01, columns);
  if (columns > 1) addColumn(c + 4, s10, s11, columns);
  if (columns > 2) addColumn(c + 8, s20, s21, columns);
  if (columns > 3) addColumn(c + 12, s30, s31, columns);
}

/** Adds eight numbers to a column of a matrix with so many columns. */
function addColumn(c: usize, first: v128, second: v128, columns: i32): void {
  const row = <usize>columns << 2;
  addFour(c, first, row);
  addFour(c + 4 * row, second, row);
}

// @ts-ignore: decorator
@inline
function addFour(c: usize, v: v128, row: usize): void {
  store<f32>(c, load<f32>(c) + f32x4.extract_lane(v, 0));
  store<f32>(c + row, load<f32>(c + row) + f32x4.extract_lane(v, 1));
  store<f32>(c + 2 * row, load<f32>(c + 2 * row) + f32x4.extract_lane(v, 2));
  store<f32>(c + 3 * row, load<f32>(c + 3 * row) + f32x4.extract_lane(v, 3));
}

/** Four columns of P by 8 or 4 columns of dY; those of P beyond `count` are not written. */
function filterTile(
  a0: usize, a1: usize, a2: usize, a3: usize, step: usize, next: usize, across: i32, rows: i32, b: usize, c: usize, cStep: usize, width: i32, count: i32,
): void {
  if (width <= 4) {
    let s0 = zero();
    let s1 = zero();
    let s2 = zero();
    let s3 = zero();
    for (; rows > 0; rows--) {
      const end = b + (<usize>across << 4);
      for (; b < end; b += 16) {
        const y = v128.load(b);
        s0 = multiplyAdd(v128.load_splat<f32>(a0), y, s0);
        s1 = multiplyAdd(v128.load_splat<f32>(a1), y, s1);
        s2 = multiplyAdd(v128.load_splat<f32>(a2), y, s2);
        s3 = multiplyAdd(v128.load_splat<f32>(a3), y, s3);
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
    putUpTo(c, s0, width, true);
    if (count > 1) putUpTo(c + cStep, s1, width, true);
    if (count > 2) putUpTo(c + 2 * cStep, s2, width, true);
    if (count > 3) putUpTo(c + 3 * cStep, s3, width, true);
    return;
  }
  let s00 = zero();
  let s01 = zero();
  let s10 = zero();
  let s11 = zero();
  let s20 = zero();
  let s21 = zero();
  let s30 = zero();
  let s31 = zero();
  for (; rows > 0; rows--) {
    const end = b + (<usize>across << 5);
    for (; b < end; b += 32) {
      const left = v128.load(b);
      const right = v128.load(b, 16);
      let v = v128.load_splat<f32>(a0);
      s00 = multiplyAdd(v, left, s00);
      s01 = multiplyAdd(v, right, s01);
      v = v128.load_splat<f32>(a1);
      s10 = multiplyAdd(v, left, s10);
      s11 = multiplyAdd(v, right, s11);
      v = v128.load_splat<f32>(a2);
      s20 = multiplyAdd(v, left, s20);
      s21 = multiplyAdd(v, right, s21);
      v = v128.load_splat<f32>(a3);
      s30 = multiplyAdd(v, left, s30);
      s31 = multiplyAdd(v, right, s31);
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
  put8(c, s00, s01, width, true);
  if (count > 1) put8(c + cStep, s10, s11, width, true);
  if (count > 2) put8(c + 2 * cStep, s20, s21, width, true);
  if (count > 3) put8(c + 3 * cStep, s30, s31, width, true);
}
