/** The mean over all steps of a sequence, or all positions of a picture. */
import type { Layer } from "../../layers/layer.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Operation, OperationSpec, Recognise, Workshop } from "./operation.js";

export interface GlobalAverageSpec extends OperationSpec {
  readonly kind: "globalAverage";
  readonly steps: number;
}

export const recogniseGlobalAverage: Recognise<Layer> = ({ inputShape, outputShape }) => {
  const size = sizeOf(outputShape);
  return [
    { kind: "globalAverage", size, weights: [], steps: sizeOf(inputShape) / size } as GlobalAverageSpec,
  ];
};

export class GlobalAverageOperation implements Operation {
  private readonly spec: GlobalAverageSpec;
  private readonly shop: Workshop;

  constructor(spec: GlobalAverageSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
  }

  forward(rows: number): void {
    const { kernels, input, output } = this.shop;
    kernels.averageSteps(input.at, rows, this.spec.steps, output.size, output.at);
  }

  backward(rows: number): void {
    const { kernels, input, output } = this.shop;
    if (input.gradient !== 0)
      kernels.averageStepsBackward(output.gradient, rows, this.spec.steps, output.size, input.gradient);
  }
}
