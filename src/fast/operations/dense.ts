/**
 * The fully connected layer: Y = f(X W + b).
 *
 * Back: with dZ = dY · f'(Y), dW = Xᵀ dZ, db is the sum of the rows of dZ, and dX = dZ Wᵀ. More axes before the last one are
 * only more rows. Where X is mostly zero and comes as lists, only what is not zero is multiplied.
 */
import type { Dense } from "../../layers/dense.js";
import { sizeOf } from "../../tensor/shape.js";
import { activationAfter, type KnownActivation } from "./activation.js";
import type { Operation, OperationSpec, Recognise, Workshop } from "./operation.js";

export interface DenseSpec extends OperationSpec {
  readonly kind: "dense";
  /** Extents of W. */
  readonly inputs: number;
  readonly units: number;
  readonly activation: KnownActivation;
}

export const recogniseDense: Recognise<Dense> = ({ layer, inputShape, outputShape, weight }) => {
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
  private readonly shop: Workshop;

  constructor(spec: DenseSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
    shop.shareScratch(256 * (Math.max(spec.inputs, spec.units) + 8));
  }

  forward(examples: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel, bias],
      scratch,
      lists,
    } = this.shop;
    const { inputs, units, activation } = this.spec;
    const rows = (examples * output.size) / units;
    if (lists === undefined)
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
    else kernels.sparseProduct(lists.starts, lists.entries, kernel.at, rows, units, output.at);
    kernels.activate(activation.function, output.at, bias?.at ?? 0, output.at, rows, units, activation.alpha);
  }

  backward(examples: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel, bias],
      scratch,
      lists,
    } = this.shop;
    const { inputs, units, activation } = this.spec;
    const rows = (examples * output.size) / units;
    const gradient = output.gradient;
    kernels.activateBackward(
      activation.function,
      output.at,
      gradient,
      gradient,
      rows * units,
      activation.alpha,
    );
    if (bias !== undefined && bias.gradient !== 0) kernels.addRows(gradient, bias.gradient, rows, units);
    if (kernel.gradient !== 0 && lists !== undefined)
      kernels.addSparseTransposed(lists.starts, lists.entries, gradient, rows, units, kernel.gradient);
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
