/** The mean over all steps of a sequence, or all positions of a picture. */
import type { Layer } from "../../layers/layer.js";
import { sizeOf } from "../../tensor/shape.js";
import type { BaseSpec, Lowering, Operation, OperationContext } from "./operation.js";

export interface GlobalAverageSpec extends BaseSpec {
  readonly kind: "globalAverage";
  readonly steps: number;
}

export const lowerGlobalAverage: Lowering<Layer, GlobalAverageSpec> = ({ inputShape, outputShape }) => {
  const size = sizeOf(outputShape);
  return [{ kind: "globalAverage", size, weights: [], steps: sizeOf(inputShape) / size }];
};

export class GlobalAverageOperation implements Operation {
  private readonly spec: GlobalAverageSpec;
  private readonly context: OperationContext;

  constructor(spec: GlobalAverageSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward(rows: number): void {
    const { kernels, input, output } = this.context;
    kernels.averageSteps(input.at, rows, this.spec.steps, output.size, output.at);
  }

  backward(rows: number): void {
    const { kernels, input, output } = this.context;
    if (input.gradient !== 0)
      kernels.averageStepsBackward(output.gradient, rows, this.spec.steps, output.size, input.gradient);
  }
}
