/**
 * The matrix products of Winograd's convolution: one for each point, all of the same extents.
 *
 * The matrices V and M of two points lie `point` numbers apart. The distance is an odd number of cache lines
 * (`pointStride` of `operations/winograd-extents.ts`): at a power of two the lines of all points, which the transforms
 * read and write together, would compete for the same places in the cache.
 */
import { block, packStrips, packTransposed } from "./gemm";

const INNER_BLOCK = 256;
const ROW_BLOCK = 128;

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
