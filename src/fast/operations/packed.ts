/** A matrix that is packed once and used in many products. */
import { INNER_BLOCK, packedSize } from "../kernels.js";
import type { OperationContext } from "./operation.js";

/** C = A B, or C += A B, for one B (or some of its columns) and many A. */
export class PackedMatrix {
  private readonly context: OperationContext;
  private readonly inner: number;
  private readonly columns: number;
  private readonly packed: number;
  private from = { b: 0, ldb: 0, transposed: false };

  /** @param inner,columns the extents of B, transposed if it is used transposed */
  constructor(context: OperationContext, inner: number, columns: number) {
    this.context = context;
    this.inner = inner;
    this.columns = columns;
    this.packed = context.reserve(packedSize(columns, inner));
  }

  /**
   * Packs B. If B has more than `INNER_BLOCK` rows it cannot be packed as a whole: each product packs it
   * again.
   */
  pack(b: number, ldb: number, transposed: boolean): void {
    const {
      context: { kernels },
      inner,
      columns,
      packed,
    } = this;
    this.from = { b, ldb, transposed };
    if (inner > INNER_BLOCK) return;
    if (transposed) kernels.packTransposed(b, ldb, inner, columns, packed);
    else kernels.packStrips(b, ldb, inner, columns, packed);
  }

  multiply(a: number, lda: number, c: number, ldc: number, rows: number, accumulate: boolean): void {
    const {
      context: { kernels },
      inner,
      columns,
      packed,
      from: { b, ldb, transposed },
    } = this;
    if (inner <= INNER_BLOCK) kernels.gemmPacked(a, lda, packed, c, ldc, rows, columns, inner, accumulate);
    else kernels.gemm(a, lda, false, b, ldb, transposed, c, ldc, rows, columns, inner, accumulate, packed);
  }
}
