/** The matrix product of the kernels, with its operands by name. */
import type { Kernels } from "./kernels.js";

/** C = A B, or C += A B; A is [rows, inner], B is [inner, columns]. */
export interface Product {
  /** The addresses of the matrices. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** Whether A is stored as [inner, rows], or B as [columns, inner]; false by default. */
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** How many numbers lie between the beginnings of two stored rows, where the matrix is a part of a wider one. */
  readonly strideA?: number;
  readonly strideB?: number;
  readonly strideC?: number;
  /** Whether to add to C; false by default. */
  readonly accumulate?: boolean;
  /** The address of memory for `packedSize(columns)` numbers. */
  readonly pack: number;
}

export function multiplyMatrices(
  kernels: Kernels,
  {
    a,
    b,
    c,
    rows,
    columns,
    inner,
    transposeA = false,
    transposeB = false,
    strideA = transposeA ? rows : inner,
    strideB = transposeB ? inner : columns,
    strideC = columns,
    accumulate = false,
    pack,
  }: Product,
): void {
  kernels.gemm(
    a,
    strideA,
    transposeA,
    b,
    strideB,
    transposeB,
    c,
    strideC,
    rows,
    columns,
    inner,
    accumulate,
    pack,
  );
}
