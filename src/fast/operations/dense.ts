/**
 * The fully connected layer: Y = f(X W + b).
 *
 * Backward: with dZ = dY · f'(Y), dW = Xᵀ dZ, db is the sum of the rows of dZ, and dX = dZ Wᵀ. All axes of
 * the input but the last one are treated as one axis of rows. A sparse X comes in compressed rows, of which
 * only the numbers other than zero are multiplied.
 */
import type { Dense } from "../../layers/dense.js";
import { sizeOf } from "../../tensor/shape.js";
import { packedSize } from "../kernels.js";
import { multiplyMatrices } from "../product.js";
import { activationAfter, backwardActivation, type AfterSpec, type KnownActivation } from "./activation.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, SparseInput } from "./operation.js";

export interface DenseSpec extends BaseSpec {
  readonly kind: "dense";
  /** The extents of W. */
  readonly inputs: number;
  readonly units: number;
  /** Whether X is an input of the program, which may come in compressed rows. */
  readonly readsData: boolean;
  readonly activation: KnownActivation;
}

export const lowerDense: Lowering<Dense, DenseSpec | AfterSpec> = ({
  layer,
  inputShape,
  outputShape,
  readsData,
  weight,
}) => {
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const dense: DenseSpec = {
    kind: "dense",
    size: sizeOf(outputShape),
    inputs: inputShape[inputShape.length - 1],
    units: layer.units,
    readsData,
    activation: activation.own,
    multiplications: sizeOf(outputShape) * inputShape[inputShape.length - 1],
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  };
  return [dense, ...activation.after];
};

export class DenseOperation implements Operation {
  private readonly spec: DenseSpec;
  private readonly context: OperationContext;
  private readonly pack: number;

  constructor(spec: DenseSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.pack = context.reserveTemporary(packedSize(Math.max(spec.inputs, spec.units)));
  }

  forward({ kernels, sparse }: Runtime, examples: number): void {
    const {
      input,
      output,
      weights: [kernel, bias],
    } = this.context;
    const { inputs, units, activation } = this.spec;
    const rows = (examples * output.size) / units;
    if (this.isSparse(sparse))
      kernels.sparseProduct(sparse.starts, sparse.entries, kernel.at, rows, units, output.at);
    else
      multiplyMatrices(kernels, {
        a: input.at,
        b: kernel.at,
        c: output.at,
        rows,
        columns: units,
        inner: inputs,
        pack: this.pack,
      });
    kernels.activate(activation.function, output.at, bias?.at ?? 0, output.at, rows, units, activation.alpha);
  }

  backward({ kernels, sparse }: Runtime, examples: number): void {
    const {
      input,
      output,
      weights: [kernel],
    } = this.context;
    const { pack } = this;
    const { inputs, units, activation } = this.spec;
    const rows = (examples * output.size) / units;
    const { gradient } = output;
    backwardActivation(kernels, this.context, activation, rows, units);
    if (kernel.gradient !== 0 && this.isSparse(sparse))
      kernels.addSparseTransposed(sparse.starts, sparse.entries, gradient, rows, units, kernel.gradient);
    else if (kernel.gradient !== 0)
      multiplyMatrices(kernels, {
        a: input.at,
        transposeA: true,
        b: gradient,
        c: kernel.gradient,
        rows: inputs,
        columns: units,
        inner: rows,
        strideA: inputs,
        accumulate: true,
        pack,
      });
    if (input.gradient !== 0)
      multiplyMatrices(kernels, {
        a: gradient,
        b: kernel.at,
        transposeB: true,
        c: input.gradient,
        rows,
        columns: inputs,
        inner: units,
        accumulate: input.adds,
        pack,
      });
  }

  private isSparse(sparse: SparseInput | undefined): sparse is SparseInput {
    return sparse !== undefined && this.spec.readsData;
  }
}
