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

/**
 * C += Aᵀ B, where many rows of A and B give a small C. Both are read where they are, if their widths allow it:
 * copies of B, which `gemm` makes, would be read too few times.
 */
export function addTallProduct(
  kernels: Kernels,
  given: Omit<Product, "accumulate" | "transposeA" | "transposeB">,
): void {
  const { a, b, c, rows, columns, inner, strideA = rows, strideB = columns, strideC = columns } = given;
  if (rows % 4 === 0 && columns % 4 === 0 && strideB === strideC)
    kernels.addPointGradients(a, 0, strideA, b, 0, strideB, c, 0, 1, inner, columns, rows, true);
  else multiplyMatrices(kernels, { ...given, transposeA: true, accumulate: true });
}

/** A product Y = X W whose gradients are computed: X is [rows, inner], W [inner, columns]. */
export interface ProductGradients {
  /** The addresses of X, W, and the gradient of Y. */
  readonly x: number;
  readonly w: number;
  readonly dy: number;
  /** The address of the gradient of X; 0 where nobody needs it. */
  readonly dx: number;
  /** Whether to add to the gradient of X instead of writing it; false by default. */
  readonly adds?: boolean;
  /** The address of the gradient of W, which is added to; 0 where W is not trained. */
  readonly dw: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** The address of memory for `packedSize(max(inner, columns))` numbers. */
  readonly pack: number;
}

/** dW += Xᵀ dY, and dX = dY Wᵀ. */
export function backThroughProduct(
  kernels: Kernels,
  { x, w, dy, dx, adds = false, dw, rows, columns, inner, pack }: ProductGradients,
): void {
  if (dw !== 0)
    multiplyMatrices(kernels, {
      a: x,
      transposeA: true,
      b: dy,
      c: dw,
      rows: inner,
      columns,
      inner: rows,
      accumulate: true,
      pack,
    });
  if (dx !== 0)
    multiplyMatrices(kernels, {
      a: dy,
      b: w,
      transposeB: true,
      c: dx,
      rows,
      columns: inner,
      inner: columns,
      accumulate: adds,
      pack,
    });
}
