/** The types of the kernels for products of matrices. */

/** `gemm` packs this many rows of its second matrix at a time: `INNER_BLOCK` of `assembly/gemm.ts`. */
export const INNER_BLOCK = 256;

/** How many columns of a transposed matrix `gemm` copies at a time: `PANEL` of `assembly/gemm.ts`. */
const PANEL = 16;

/**
 * How many numbers `gemm` needs for its copies: `packSize` of `assembly/gemm.ts` divided by 4. It is repeated
 * here because memory is laid out before the kernels exist; a test compares the two.
 */
export function packedSize(columns: number): number {
  return packedMatrixSize(INNER_BLOCK, columns) + INNER_BLOCK * PANEL;
}

/** How many numbers a packed matrix of so many rows and columns takes. */
export function packedMatrixSize(rows: number, columns: number): number {
  return rows * Math.ceil(columns / 8) * 8;
}

/** Kernels for products of matrices. */
export interface MatrixKernels {
  packSize(columns: number): number;
  gemm(
    a: number,
    lda: number,
    transposeA: boolean,
    b: number,
    ldb: number,
    transposeB: boolean,
    c: number,
    ldc: number,
    rows: number,
    columns: number,
    inner: number,
    accumulate: boolean,
    pack: number,
  ): void;
  gemmPacked(
    a: number,
    lda: number,
    pack: number,
    c: number,
    ldc: number,
    rows: number,
    columns: number,
    inner: number,
    accumulate: boolean,
  ): void;
  packTransposed(b: number, ldb: number, depth: number, columns: number, pack: number): void;
  packStrips(b: number, ldb: number, depth: number, columns: number, pack: number): void;
  innerProducts(a: number, b: number, rows: number, size: number, y: number): void;
  scaleRows(x: number, factors: number, rows: number, size: number, y: number, adds: boolean): void;
  compressRows(
    x: number,
    rows: number,
    columns: number,
    starts: number,
    entries: number,
    most: number,
  ): boolean;
  sparseProduct(starts: number, entries: number, w: number, rows: number, width: number, y: number): void;
  addSparseTransposed(
    starts: number,
    entries: number,
    dy: number,
    rows: number,
    columns: number,
    width: number,
    dw: number,
    lists: number,
  ): void;
}
