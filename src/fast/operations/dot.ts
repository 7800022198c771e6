/**
 * The inner products of two inputs, as one product of matrices for each example: Y = A Bᵀ for A [m, k] and
 * B [n, k], either of which may be stored transposed.
 *
 * Backward: dA = dY B and dB = dYᵀ A.
 */
import type { Dot } from "../../layers/dot.js";
import { normalizeAxis, sizeOf, type Shape } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import { packedSize } from "../kernels/matrices.js";
import { multiplyMatrices } from "../product.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface DotSpec extends BaseSpec {
  readonly kind: "dot";
  /** The vectors of the first input, those of the second, and how long they are. */
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** Whether the numbers of a vector lie one after the other, along the last axis; else along the first. */
  readonly contiguous: readonly [boolean, boolean];
}

/** Vectors along an axis between others, and those that are divided by their lengths, have no kernel. */
export const lowerDot: Lowering<Dot, DotSpec> = ({ layer, inputShapes, outputShape }) => {
  if (layer.normalize) return undefined;
  const { axes, label } = layer;
  const [a, b] = inputShapes.map((shape, i) => {
    const axis = normalizeAxis(typeof axes === "number" ? axes : axes[i], shape.length + 1, label);
    return matrixOf(shape, axis - 1);
  });
  if (a === undefined || b === undefined) return undefined;
  return [
    {
      kind: "dot",
      size: sizeOf(outputShape),
      weights: [],
      multiplications: a.vectors * b.vectors * a.length,
      rows: a.vectors,
      columns: b.vectors,
      inner: a.length,
      contiguous: [a.contiguous, b.contiguous],
    },
  ];
};

/** The vectors of an input along an axis; undefined for an axis between others. */
function matrixOf(
  shape: Shape,
  axis: number,
): { readonly vectors: number; readonly length: number; readonly contiguous: boolean } | undefined {
  if (axis !== 0 && axis !== shape.length - 1) return undefined;
  const length = shape[axis];
  return { vectors: sizeOf(shape) / length, length, contiguous: axis === shape.length - 1 };
}

export class DotOperation implements Operation {
  private readonly spec: DotSpec;
  private readonly context: OperationContext;
  private readonly pack: number;

  constructor(spec: DotSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.pack = context.reserveTemporary(packedSize(Math.max(spec.rows, spec.columns, spec.inner)));
  }

  forward({ kernels }: Runtime, examples: number): void {
    const {
      inputs: [a, b],
      output,
    } = this.context;
    const {
      rows,
      columns,
      inner,
      contiguous: [ofA, ofB],
    } = this.spec;
    if (this.isOfVectors) {
      kernels.innerProducts(a.at, b.at, examples, inner, output.at);
      return;
    }
    for (let example = 0; example < examples; example++)
      multiplyMatrices(kernels, {
        a: a.at + 4 * example * a.size,
        transposeA: !ofA,
        b: b.at + 4 * example * b.size,
        transposeB: ofB,
        c: output.at + 4 * example * output.size,
        rows,
        columns,
        inner,
        pack: this.pack,
      });
  }

  /** Whether an example is a pair of vectors, and their product a number. */
  private get isOfVectors(): boolean {
    return this.spec.rows === 1 && this.spec.columns === 1;
  }

  backward({ kernels }: Runtime, examples: number): void {
    const [a, b] = this.context.inputs;
    if (this.isOfVectors) {
      const { gradient } = this.context.output;
      for (const [to, other] of [
        [a, b],
        [b, a],
      ])
        if (to.gradient !== 0)
          kernels.scaleRows(other.at, gradient, examples, this.spec.inner, to.gradient, to.adds);
      return;
    }
    for (let example = 0; example < examples; example++) {
      const at = ({ at: first, size }: { readonly at: number; readonly size: number }) =>
        first + 4 * example * size;
      const dy = at({ at: this.context.output.gradient, size: this.context.output.size });
      if (a.gradient !== 0) this.backOfFirst(kernels, dy, at(b), a.gradient + 4 * example * a.size, a.adds);
      if (b.gradient !== 0) this.backOfSecond(kernels, dy, at(a), b.gradient + 4 * example * b.size, b.adds);
    }
  }

  /** dA = dY B, or where A is stored as [k, m] its transpose Bᵀ dYᵀ. */
  private backOfFirst(kernels: Kernels, dy: number, b: number, da: number, accumulate: boolean): void {
    const { rows, columns, inner, contiguous } = this.spec;
    const [ofA, ofB] = contiguous;
    const common = { c: da, inner: columns, accumulate, pack: this.pack };
    multiplyMatrices(
      kernels,
      ofA
        ? { ...common, a: dy, b, transposeB: !ofB, rows, columns: inner }
        : { ...common, a: b, transposeA: ofB, b: dy, transposeB: true, rows: inner, columns: rows },
    );
  }

  /** dB = dYᵀ A, or where B is stored as [k, n] its transpose Aᵀ dY. */
  private backOfSecond(kernels: Kernels, dy: number, a: number, db: number, accumulate: boolean): void {
    const { rows, columns, inner, contiguous } = this.spec;
    const [ofA, ofB] = contiguous;
    const common = { c: db, inner: rows, accumulate, pack: this.pack };
    multiplyMatrices(
      kernels,
      ofB
        ? {
            ...common,
            a: dy,
            transposeA: true,
            strideA: columns,
            b: a,
            transposeB: !ofA,
            rows: columns,
            columns: inner,
          }
        : { ...common, a, transposeA: ofA, b: dy, rows: inner, columns },
    );
  }
}
