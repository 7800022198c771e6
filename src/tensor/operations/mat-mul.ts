/**
 * The matrix product in plain TypeScript.
 *
 * C = A B with C_{ij} = Σ_k A_{ik} B_{kj}. The loops run over i, k, j: the innermost one reads rows of B and
 * C, which are contiguous. A transposed operand is not copied: its element (i, k) is read at (k, i).
 */
import { ShapeError } from "../../errors/errors.js";
import { allocate, floatingType, promote, type TensorData } from "../dtype.js";
import { broadcastShapes, formatShape, sizeOf, type Shape } from "../shape.js";
import { Tensor } from "../tensor.js";
import { broadcastTo } from "./elementwise.js";

/** The extents of a product of two stacks of matrices. */
export interface ProductExtents {
  /** C is [rows, columns]; the sum runs over `inner`. */
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** The axes before the last two, broadcast. */
  readonly stack: Shape;
}

/**
 * The extents of the product of two tensors, after a check that they can be multiplied.
 * @throws ShapeError that names both shapes
 */
export function productExtents(
  a: Tensor,
  b: Tensor,
  transposeA: boolean,
  transposeB: boolean,
): ProductExtents {
  const [rows, inner] = lastTwo(a, transposeA);
  const [innerOfB, columns] = lastTwo(b, transposeB);
  if (inner !== innerOfB || a.rank < 2 || b.rank < 2) {
    throw new ShapeError({
      where: "matMul",
      argument: "a, b",
      received: `${formatShape(a.shape)}${transposeA ? "ᵀ" : ""}, ${formatShape(b.shape)}${transposeB ? "ᵀ" : ""}`,
      expected: {
        fr: "[n, k] et [k, m] : autant de colonnes à gauche que de lignes à droite",
        en: "[n, k] and [k, m]: as many columns on the left as rows on the right",
      },
      mend: {
        fr: "Transposez l’une des matrices, ou vérifiez leurs dimensions.",
        en: "Transpose one of the matrices, or check their dimensions.",
      },
    });
  }
  return {
    rows,
    inner,
    columns,
    stack: broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2), "matMul"),
  };
}

function lastTwo({ shape }: Tensor, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
}

/** A B for matrices, or for stacks of matrices that broadcast: [..., n, k] · [..., k, m] = [..., n, m]. */
export function matMul(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
  const { rows, inner, columns, stack } = productExtents(a, b, transposeA, transposeB);
  const left = broadcastTo(a, [...stack, ...a.shape.slice(-2)]).storage;
  const right = broadcastTo(b, [...stack, ...b.shape.slice(-2)]).storage;
  const result = allocate(floatingType(promote(a.dtype, b.dtype)), sizeOf(stack) * rows * columns);
  for (let layer = 0; layer < sizeOf(stack); layer++) {
    const start = layer * rows * columns;
    multiply(
      left.subarray(layer * rows * inner, (layer + 1) * rows * inner),
      transposeA,
      right.subarray(layer * inner * columns, (layer + 1) * inner * columns),
      transposeB,
      result.subarray(start, start + rows * columns),
      rows,
      inner,
      columns,
    );
  }
  return new Tensor(result, [...stack, rows, columns]);
}

function multiply(
  a: TensorData,
  transposeA: boolean,
  b: TensorData,
  transposeB: boolean,
  c: TensorData,
  rows: number,
  inner: number,
  columns: number,
): void {
  const [rowStepA, innerStepA] = transposeA ? [1, rows] : [inner, 1];
  const [innerStepB, columnStepB] = transposeB ? [1, inner] : [columns, 1];
  // A row of C is summed in double precision and rounded once.
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    row.fill(0);
    for (let k = 0; k < inner; k++) {
      const factor = a[i * rowStepA + k * innerStepA];
      for (let j = 0; j < columns; j++) row[j] += factor * b[k * innerStepB + j * columnStepB];
    }
    c.set(row, i * columns);
  }
}
