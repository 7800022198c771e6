/** A matrix that is packed once and used in many products. */
import { INNER_BLOCK, packedSize, type Kernels } from "../kernels.js";
import { multiplyMatrices } from "../product.js";
import type { OperationContext } from "./operation.js";

/** A factor of the products, and their result: [rows, inner] and [rows, columns]. */
export interface PackedProduct {
  readonly a: number;
  readonly c: number;
  readonly rows: number;
  /** How many numbers lie between the beginnings of two rows of A, or of C. */
  readonly strideA: number;
  readonly strideC: number;
  /** Whether to add to C. */
  readonly accumulate: boolean;
}

/** C = A B, or C += A B, for one B (or some of its columns) and many A. */
export class PackedMatrix {
  private readonly inner: number;
  private readonly columns: number;
  private readonly packed: number;
  private b = { at: 0, stride: 0, transposed: false };

  /** @param inner,columns the extents of B, transposed if it is used transposed */
  constructor(context: OperationContext, inner: number, columns: number) {
    this.inner = inner;
    this.columns = columns;
    this.packed = context.reserve(packedSize(columns, inner));
  }

  /**
   * Packs B. If B has more than `INNER_BLOCK` rows it cannot be packed as a whole: each product packs it
   * again.
   */
  pack(kernels: Kernels, at: number, stride: number, transposed: boolean): void {
    const { inner, columns, packed } = this;
    this.b = { at, stride, transposed };
    if (inner > INNER_BLOCK) return;
    if (transposed) kernels.packTransposed(at, stride, inner, columns, packed);
    else kernels.packStrips(at, stride, inner, columns, packed);
  }

  multiply(kernels: Kernels, product: PackedProduct): void {
    const { inner, columns, packed, b } = this;
    const { a, c, rows, strideA, strideC, accumulate } = product;
    if (inner <= INNER_BLOCK)
      kernels.gemmPacked(a, strideA, packed, c, strideC, rows, columns, inner, accumulate);
    else
      multiplyMatrices(kernels, {
        ...product,
        b: b.at,
        strideB: b.stride,
        transposeB: b.transposed,
        columns,
        inner,
        pack: packed,
      });
  }
}
