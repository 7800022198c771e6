/** A matrix that is packed once and used in many products. */
import type { Kernels } from "../kernels.js";
import { INNER_BLOCK, packedMatrixSize } from "../kernels/matrices.js";
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

/** Some of the rows of B, packed: those that one product can take. */
interface Block {
  readonly first: number;
  readonly rows: number;
  readonly at: number;
}

/** C = A B, or C += A B, for one B (or some of its columns) and many A. */
export class PackedMatrix {
  private readonly columns: number;
  private readonly blocks: readonly Block[];

  /** @param inner,columns the extents of B, transposed if it is used transposed */
  constructor(context: OperationContext, inner: number, columns: number) {
    this.columns = columns;
    this.blocks = Array.from({ length: Math.ceil(inner / INNER_BLOCK) }, (_, block) => {
      const first = block * INNER_BLOCK;
      const rows = Math.min(INNER_BLOCK, inner - first);
      return { first, rows, at: context.reserve(packedMatrixSize(rows, columns)) };
    });
  }

  /** Packs B; where it is transposed, the address is that of Bᵀ. */
  pack(kernels: Kernels, at: number, stride: number, transposed: boolean): void {
    for (const { first, rows, at: packed } of this.blocks)
      if (transposed) kernels.packTransposed(at + first * 4, stride, rows, this.columns, packed);
      else kernels.packStrips(at + first * stride * 4, stride, rows, this.columns, packed);
  }

  multiply(kernels: Kernels, { a, c, rows, strideA, strideC, accumulate }: PackedProduct): void {
    for (const { first, rows: inner, at } of this.blocks)
      kernels.gemmPacked(
        a + first * 4,
        strideA,
        at,
        c,
        strideC,
        rows,
        this.columns,
        inner,
        accumulate || first > 0,
      );
  }
}
