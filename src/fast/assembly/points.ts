/**
 * The matrix products of Winograd's convolution: one for each point, all of the same extents.
 *
 * The matrices V and M of two points lie `point` numbers apart. The distance is an odd number of cache lines
 * (`pointStride` of `operations/winograd-extents.ts`): at a power of two the lines of all points, which the transforms
 * read and write together, would compete for the same places in the cache.
 */
import { block, packStrips, packTransposed } from "./gemm";
import { multiplyAdd, put8, putUpTo, zero } from "./vector";

const INNER_BLOCK = 256;
const ROW_BLOCK = 128;
/**
 * How many numbers of A and of dC a product of gradients reads at a time: 24 kB, so that they stay in a first-level cache of 32 kB.
 * Rows of 512 bytes compete for an eighth of its places, which holds fewer than 64 of them.
 */
const GRADIENT_BLOCK = 6144;

/**
 * Packs the matrices B_p [inner, columns], or Bᵀ_p [columns, inner], of so many points.
 * @param bPoint how many numbers lie between the beginnings of two of them
 */
export function packPoints(b: usize, bPoint: i32, points: i32, inner: i32, columns: i32, transposed: bool, pack: usize): void {
  const stride = transposed ? inner : columns;
  for (let point = 0; point < points; point++) {
    for (let k = 0; k < inner; k += INNER_BLOCK) {
      const depth = min(INNER_BLOCK, inner - k);
      if (transposed) packTransposed(b + (<usize>k << 2), stride, depth, columns, pack);
      else packStrips(b + (<usize>(k * stride) << 2), stride, depth, columns, pack);
      pack += <usize>(depth * ((columns + 7) & ~7)) << 2;
    }
    b += <usize>bPoint << 2;
  }
}

/**
 * Writes C_p = A_p B_p, with A_p [rows, inner] and packed B_p.
 * @param aRow,cRow how many numbers lie between the beginnings of two rows of A_p, and of C_p
 */
export function multiplyPoints(
  a: usize, aPoint: i32, aRow: i32, pack: usize, c: usize, cPoint: i32, cRow: i32, points: i32, rows: i32, columns: i32, inner: i32,
): void {
  for (let point = 0; point < points; point++) {
    for (let k = 0; k < inner; k += INNER_BLOCK) {
      const depth = min(INNER_BLOCK, inner - k);
      for (let i = 0; i < rows; i += ROW_BLOCK) {
        block(
          a + (<usize>(i * aRow + k) << 2), aRow, pack, c + (<usize>(i * cRow) << 2), cRow, min(ROW_BLOCK, rows - i), columns, depth, k > 0,
        );
      }
      pack += <usize>(depth * ((columns + 7) & ~7)) << 2;
    }
    a += <usize>aPoint << 2;
    c += <usize>cPoint << 2;
  }
}

/**
 * Writes dB_p = A_pᵀ dC_p, or adds it; A_p [rows, inner], dC_p [rows, columns]. Both factors are read row by row
 * where they are. `inner` and `columns` are multiples of 4.
 * @param aLine how many numbers lie between the beginnings of two rows of A_p
 * @param cLine how many between those of dC_p, and between those of dB_p
 * @param dbPoint how many numbers lie between the beginnings of two dB_p
 */
export function addPointGradients(
  a: usize, aPoint: i32, aLine: i32, dc: usize, cPoint: i32, cLine: i32, db: usize, dbPoint: i32, points: i32, rows: i32, columns: i32, inner: i32,
  add: bool,
): void {
  const aRow = <usize>aLine << 2;
  const cRow = <usize>cLine << 2;
  const perBlock = max(16, GRADIENT_BLOCK / (inner + columns));
  for (let point = 0; point < points; point++) {
    for (let first = 0; first < rows; first += perBlock) {
      const count = min(perBlock, rows - first);
      const from = a + <usize>first * aRow;
      const by = dc + <usize>first * cRow;
      for (let i = 0; i < inner; i += 4) {
        const to = db + <usize>i * cRow;
        const rowsOfA = from + (<usize>i << 2);
        let j = 0;
        for (; j + 8 <= columns; j += 8) outer4x8(rowsOfA, aRow, by + (<usize>j << 2), cRow, to + (<usize>j << 2), count, add || first > 0);
        if (j < columns) outer4x4(rowsOfA, aRow, by + (<usize>j << 2), cRow, to + (<usize>j << 2), count, add || first > 0);
      }
    }
    a += <usize>aPoint << 2;
    dc += <usize>cPoint << 2;
    db += <usize>dbPoint << 2;
  }
}

/** The sum over so many rows of the products of 4 numbers of A with 8 of C; rows of the result lie as those of C do. */
// @ts-ignore: decorator
@inline
function outer4x8(a: usize, aRow: usize, b: usize, bRow: usize, c: usize, rows: i32, add: bool): void {
  let s00 = zero();
  let s01 = zero();
  let s10 = zero();
  let s11 = zero();
  let s20 = zero();
  let s21 = zero();
  let s30 = zero();
  let s31 = zero();
  for (; rows > 0; rows--) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    s00 = multiplyAdd(x, left, s00);
    s01 = multiplyAdd(x, right, s01);
    x = v128.load_splat<f32>(a, 4);
    s10 = multiplyAdd(x, left, s10);
    s11 = multiplyAdd(x, right, s11);
    x = v128.load_splat<f32>(a, 8);
    s20 = multiplyAdd(x, left, s20);
    s21 = multiplyAdd(x, right, s21);
    x = v128.load_splat<f32>(a, 12);
    s30 = multiplyAdd(x, left, s30);
    s31 = multiplyAdd(x, right, s31);
    a += aRow;
    b += bRow;
  }
  put8(c, s00, s01, 8, add);
  c += bRow;
  put8(c, s10, s11, 8, add);
  c += bRow;
  put8(c, s20, s21, 8, add);
  c += bRow;
  put8(c, s30, s31, 8, add);
}

/** The same with 4 numbers of C. */
// @ts-ignore: decorator
@inline
function outer4x4(a: usize, aRow: usize, b: usize, bRow: usize, c: usize, rows: i32, add: bool): void {
  let s0 = zero();
  let s1 = zero();
  let s2 = zero();
  let s3 = zero();
  for (; rows > 0; rows--) {
    const y = v128.load(b);
    s0 = multiplyAdd(v128.load_splat<f32>(a), y, s0);
    s1 = multiplyAdd(v128.load_splat<f32>(a, 4), y, s1);
    s2 = multiplyAdd(v128.load_splat<f32>(a, 8), y, s2);
    s3 = multiplyAdd(v128.load_splat<f32>(a, 12), y, s3);
    a += aRow;
    b += bRow;
  }
  putUpTo(c, s0, 4, add);
  putUpTo(c + bRow, s1, 4, add);
  putUpTo(c + 2 * bRow, s2, 4, add);
  putUpTo(c + 3 * bRow, s3, 4, add);
}
