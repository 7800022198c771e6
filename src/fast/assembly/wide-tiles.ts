/**
 * Tiles of a matrix product (see `gemm.ts`) for vectors of 256 bits: at most 6 rows by 16 columns, which two strips of 8 have, or by the 8
 * of one strip. A sum on 256 bits is two of 128, side by side, so that V8 finds both; 12 such sums, two parts of the strips and a number of A fill
 * 15 of 16 registers.
 *
 * A tile of 4 or 5 rows is as quick as one of 6, a tile of one row takes four times as long for each product: so rows are divided evenly. Each
 * number of rows has a function of its own, since V8 halves the speed of a loop with so many sums if others are around it. `index.ts` exports
 * these functions so that AssemblyScript's optimizer, which writes a function with one caller into it, keeps them apart.
 */
import { multiplyAdd, put16, put8 } from "./vector";

/** The most rows of a tile. */
const ROWS = 6;

/**
 * Multiplies rows of A, `row` bytes apart, their numbers `step` bytes apart, by one strip of 8 columns, or by two.
 * @param strip how many bytes the second strip lies behind the first one; 0 for one strip
 */
export function wideTiles(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, rows: i32, depth: i32, add: bool): void {
  for (let tiles = (rows + ROWS - 1) / ROWS; tiles > 0; tiles--) {
    const count = rows / tiles;
    if (strip != 0) by16(count, a, row, step, b, strip, c, cRow, depth, add);
    else by8(count, a, row, step, b, c, cRow, depth, add);
    a += <usize>count * row;
    c += <usize>count * cRow;
    rows -= count;
  }
}

function by16(rows: i32, a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  switch (rows) {
    case 1: return tile1x16(a, row, step, b, strip, c, cRow, depth, add);
    case 2: return tile2x16(a, row, step, b, strip, c, cRow, depth, add);
    case 3: return tile3x16(a, row, step, b, strip, c, cRow, depth, add);
    case 4: return tile4x16(a, row, step, b, strip, c, cRow, depth, add);
    case 5: return tile5x16(a, row, step, b, strip, c, cRow, depth, add);
    default: return tile6x16(a, row, step, b, strip, c, cRow, depth, add);
  }
}

function by8(rows: i32, a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  switch (rows) {
    case 1: return tile1x8(a, row, step, b, c, cRow, depth, add);
    case 2: return tile2x8(a, row, step, b, c, cRow, depth, add);
    case 3: return tile3x8(a, row, step, b, c, cRow, depth, add);
    case 4: return tile4x8(a, row, step, b, c, cRow, depth, add);
    case 5: return tile5x8(a, row, step, b, c, cRow, depth, add);
    default: return tile6x8(a, row, step, b, c, cRow, depth, add);
  }
}

export function tile1x16(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(1, a, row, step, b, 2, strip, c, cRow, depth, add);
}

export function tile2x16(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(2, a, row, step, b, 2, strip, c, cRow, depth, add);
}

export function tile3x16(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(3, a, row, step, b, 2, strip, c, cRow, depth, add);
}

export function tile4x16(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(4, a, row, step, b, 2, strip, c, cRow, depth, add);
}

export function tile5x16(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(5, a, row, step, b, 2, strip, c, cRow, depth, add);
}

export function tile6x16(a: usize, row: usize, step: usize, b: usize, strip: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(6, a, row, step, b, 2, strip, c, cRow, depth, add);
}

export function tile1x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(1, a, row, step, b, 1, 0, c, cRow, depth, add);
}

export function tile2x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(2, a, row, step, b, 1, 0, c, cRow, depth, add);
}

export function tile3x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(3, a, row, step, b, 1, 0, c, cRow, depth, add);
}

export function tile4x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(4, a, row, step, b, 1, 0, c, cRow, depth, add);
}

export function tile5x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(5, a, row, step, b, 1, 0, c, cRow, depth, add);
}

export function tile6x8(a: usize, row: usize, step: usize, b: usize, c: usize, cRow: usize, depth: i32, add: bool): void {
  if (WIDE) tile(6, a, row, step, b, 1, 0, c, cRow, depth, add);
}

/** A tile of so many rows by so many strips, both known to the compiler. */
// @ts-ignore: decorator
@inline
function tile(
  rows: i32, a: usize, row: usize, step: usize, b: usize, strips: i32, strip: usize, c: usize, cRow: usize, depth: i32, add: bool,
): void {
  // Three distances instead of six addresses, which would need too many registers.
  const row3 = row * 3;
  let below = a + row * 4;
  let y0 = v128.load(b);
  let y1 = v128.load(b, 16);
  let y2 = strips > 1 ? v128.load(b + strip) : y0;
  let y3 = strips > 1 ? v128.load(b + strip, 16) : y1;
  let x = v128.load_splat<f32>(a);
  let s00 = f32x4.mul(x, y0);
  let s01 = f32x4.mul(x, y1);
  let s02 = f32x4.mul(x, y2);
  let s03 = f32x4.mul(x, y3);
  if (rows > 1) x = v128.load_splat<f32>(a + row);
  let s10 = f32x4.mul(x, y0);
  let s11 = f32x4.mul(x, y1);
  let s12 = f32x4.mul(x, y2);
  let s13 = f32x4.mul(x, y3);
  if (rows > 2) x = v128.load_splat<f32>(a + row * 2);
  let s20 = f32x4.mul(x, y0);
  let s21 = f32x4.mul(x, y1);
  let s22 = f32x4.mul(x, y2);
  let s23 = f32x4.mul(x, y3);
  if (rows > 3) x = v128.load_splat<f32>(a + row3);
  let s30 = f32x4.mul(x, y0);
  let s31 = f32x4.mul(x, y1);
  let s32 = f32x4.mul(x, y2);
  let s33 = f32x4.mul(x, y3);
  if (rows > 4) x = v128.load_splat<f32>(below);
  let s40 = f32x4.mul(x, y0);
  let s41 = f32x4.mul(x, y1);
  let s42 = f32x4.mul(x, y2);
  let s43 = f32x4.mul(x, y3);
  if (rows > 5) x = v128.load_splat<f32>(below + row);
  let s50 = f32x4.mul(x, y0);
  let s51 = f32x4.mul(x, y1);
  let s52 = f32x4.mul(x, y2);
  let s53 = f32x4.mul(x, y3);
  const end = b + (<usize>depth << 5);
  for (b += 32; b < end; b += 32) {
    a += step;
    below += step;
    y0 = v128.load(b);
    y1 = v128.load(b, 16);
    if (strips > 1) {
      y2 = v128.load(b + strip);
      y3 = v128.load(b + strip, 16);
    }
    x = v128.load_splat<f32>(a);
    s00 = multiplyAdd(x, y0, s00);
    s01 = multiplyAdd(x, y1, s01);
    if (strips > 1) {
      s02 = multiplyAdd(x, y2, s02);
      s03 = multiplyAdd(x, y3, s03);
    }
    if (rows > 1) {
      x = v128.load_splat<f32>(a + row);
      s10 = multiplyAdd(x, y0, s10);
      s11 = multiplyAdd(x, y1, s11);
      if (strips > 1) {
        s12 = multiplyAdd(x, y2, s12);
        s13 = multiplyAdd(x, y3, s13);
      }
    }
    if (rows > 2) {
      x = v128.load_splat<f32>(a + row * 2);
      s20 = multiplyAdd(x, y0, s20);
      s21 = multiplyAdd(x, y1, s21);
      if (strips > 1) {
        s22 = multiplyAdd(x, y2, s22);
        s23 = multiplyAdd(x, y3, s23);
      }
    }
    if (rows > 3) {
      x = v128.load_splat<f32>(a + row3);
      s30 = multiplyAdd(x, y0, s30);
      s31 = multiplyAdd(x, y1, s31);
      if (strips > 1) {
        s32 = multiplyAdd(x, y2, s32);
        s33 = multiplyAdd(x, y3, s33);
      }
    }
    if (rows > 4) {
      x = v128.load_splat<f32>(below);
      s40 = multiplyAdd(x, y0, s40);
      s41 = multiplyAdd(x, y1, s41);
      if (strips > 1) {
        s42 = multiplyAdd(x, y2, s42);
        s43 = multiplyAdd(x, y3, s43);
      }
    }
    if (rows > 5) {
      x = v128.load_splat<f32>(below + row);
      s50 = multiplyAdd(x, y0, s50);
      s51 = multiplyAdd(x, y1, s51);
      if (strips > 1) {
        s52 = multiplyAdd(x, y2, s52);
        s53 = multiplyAdd(x, y3, s53);
      }
    }
  }
  putRow(c, s00, s01, strips, s02, s03, add);
  if (rows > 1) putRow(c + cRow, s10, s11, strips, s12, s13, add);
  if (rows > 2) putRow(c + cRow * 2, s20, s21, strips, s22, s23, add);
  if (rows > 3) putRow(c + cRow * 3, s30, s31, strips, s32, s33, add);
  if (rows > 4) putRow(c + cRow * 4, s40, s41, strips, s42, s43, add);
  if (rows > 5) putRow(c + cRow * 5, s50, s51, strips, s52, s53, add);
}

// @ts-ignore: decorator
@inline
function putRow(c: usize, s0: v128, s1: v128, strips: i32, s2: v128, s3: v128, add: bool): void {
  if (strips > 1) put16(c, s0, s1, s2, s3, add);
  else put8(c, s0, s1, 8, add);
}
