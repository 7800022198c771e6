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
import { activationAfter, backwardActivation, type AfterSpec, type KnownActivation } from "./activation.js";
import type { BaseSpec, Lowering, Operation, OperationContext } from "./operation.js";

export interface DenseSpec extends BaseSpec {
  readonly kind: "dense";
  /** The extents of W. */
  readonly inputs: number;
  readonly units: number;
  readonly activation: KnownActivation;
}

export const lowerDense: Lowering<Dense, DenseSpec | AfterSpec> = ({
  layer,
  inputShape,
  outputShape,
  weight,
}) => {
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const dense: DenseSpec = {
    kind: "dense",
    size: sizeOf(outputShape),
    inputs: inputShape[inputShape.length - 1],
    units: layer.units,
    activation: activation.own,
    multiplications: sizeOf(outputShape) * inputShape[inputShape.length - 1],
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  };
  return [dense, ...activation.after];
};

export class DenseOperation implements Operation {
  private readonly spec: DenseSpec;
  private readonly context: OperationContext;

  constructor(spec: DenseSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    context.shareScratch(packedSize(Math.max(spec.inputs, spec.units)));
  }

  forward(examples: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel, bias],
      scratch,
      sparse,
    } = this.context;
    const { inputs, units, activation } = this.spec;
    const rows = (examples * output.size) / units;
    if (sparse === undefined)
      kernels.gemm(
        input.at,
        inputs,
        false,
        kernel.at,
        units,
        false,
        output.at,
        units,
        rows,
        units,
        inputs,
        false,
        scratch,
      );
    else kernels.sparseProduct(sparse.starts, sparse.entries, kernel.at, rows, units, output.at);
    kernels.activate(activation.function, output.at, bias?.at ?? 0, output.at, rows, units, activation.alpha);
  }

  backward(examples: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel],
      scratch,
      sparse,
    } = this.context;
    const { inputs, units, activation } = this.spec;
    const rows = (examples * output.size) / units;
    const gradient = output.gradient;
    backwardActivation(this.context, activation, rows, units);
    if (kernel.gradient !== 0 && sparse !== undefined)
      kernels.addSparseTransposed(sparse.starts, sparse.entries, gradient, rows, units, kernel.gradient);
    else if (kernel.gradient !== 0)
      kernels.gemm(
        input.at,
        inputs,
        true,
        gradient,
        units,
        false,
        kernel.gradient,
        units,
        inputs,
        units,
        rows,
        true,
        scratch,
      );
    if (input.gradient !== 0)
      kernels.gemm(
        gradient,
        units,
        false,
        kernel.at,
        units,
        true,
        input.gradient,
        inputs,
        rows,
        inputs,
        units,
        false,
        scratch,
      );
  }
}
