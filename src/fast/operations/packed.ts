/** A matrix that many products have in common, packed once for all of them. */
import type { Workshop } from "./operation.js";

/** What the kernels' inner extent is cut at. */
const INNER_BLOCK = 256;

/** C (+)= A B for one B, or a part of its columns, and many A. */
export class PackedMatrix {
  private readonly shop: Workshop;
  private readonly inner: number;
  private readonly columns: number;
  private readonly pack: number;
  private from = { b: 0, ldb: 0, transposed: false };

  /** @param inner,columns extents of B as it is multiplied */
  constructor(shop: Workshop, inner: number, columns: number) {
    this.shop = shop;
    this.inner = inner;
    this.columns = columns;
    this.pack = shop.reserve(Math.min(inner, INNER_BLOCK) * (columns + 8));
  }

  /** Takes the numbers of B. One too large to be packed whole is packed anew in each product. */
  take(b: number, ldb: number, transposed: boolean): void {
    const {
      shop: { kernels },
      inner,
      columns,
      pack,
    } = this;
    this.from = { b, ldb, transposed };
    if (inner > INNER_BLOCK) return;
    if (transposed) kernels.packTransposed(b, ldb, inner, columns, pack);
    else kernels.packStrips(b, ldb, inner, columns, pack);
  }

  multiply(a: number, lda: number, c: number, ldc: number, rows: number, accumulate: boolean): void {
    const {
      shop: { kernels },
      inner,
      columns,
      pack,
      from: { b, ldb, transposed },
    } = this;
    if (inner <= INNER_BLOCK) kernels.gemmPacked(a, lda, pack, c, ldc, rows, columns, inner, accumulate);
    else kernels.gemm(a, lda, false, b, ldb, transposed, c, ldc, rows, columns, inner, accumulate, pack);
  }
}
