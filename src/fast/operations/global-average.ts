/**
 * The mean over all steps of a sequence, or all positions of a picture; where there is a mask, over the steps
 * that count, and 0 where none does.
 */
import { GlobalAveragePooling1D } from "../../layers/global-pooling.js";
import type { Layer } from "../../layers/layer.js";
import { sizeOf } from "../../tensor/shape.js";
import { numbersAt } from "../memory-layout.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface GlobalAverageSpec extends BaseSpec {
  readonly kind: "globalAverage";
  readonly steps: number;
  readonly readsMask: boolean;
}

export const lowerGlobalAverage: Lowering<Layer, GlobalAverageSpec> = ({
  layer,
  inputShape,
  outputShape,
  isMasked,
}) => {
  const size = sizeOf(outputShape);
  return [
    {
      kind: "globalAverage",
      size,
      weights: [],
      steps: sizeOf(inputShape) / size,
      readsMask: isMasked && layer instanceof GlobalAveragePooling1D,
    },
  ];
};

export class GlobalAverageOperation implements Operation {
  private readonly spec: GlobalAverageSpec;
  private readonly context: OperationContext;

  constructor(spec: GlobalAverageSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward(runtime: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { steps, readsMask } = this.spec;
    if (!readsMask) {
      runtime.kernels.averageSteps(input.at, rows, steps, output.size, output.at);
      return;
    }
    const x = numbersAt(runtime.memory, input.at, rows * input.size);
    const y = numbersAt(runtime.memory, output.at, rows * output.size).fill(0);
    this.eachStep(runtime, rows, (row, step, share) => {
      for (let i = 0; i < output.size; i++) y[row * output.size + i] += share * x[step * output.size + i];
    });
  }

  backward(runtime: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { steps, readsMask } = this.spec;
    if (input.gradient === 0) return;
    if (!readsMask) {
      runtime.kernels.averageStepsBackward(output.gradient, rows, steps, output.size, input.gradient);
      return;
    }
    const dx = numbersAt(runtime.memory, input.gradient, rows * input.size);
    const dy = numbersAt(runtime.memory, output.gradient, rows * output.size);
    this.eachStep(runtime, rows, (row, step, share) => {
      for (let i = 0; i < output.size; i++) dx[step * output.size + i] = share * dy[row * output.size + i];
    });
  }

  /** Calls `work` for each step of each example, with the step's share of the mean. */
  private eachStep(
    { memory }: Runtime,
    rows: number,
    work: (row: number, step: number, share: number) => void,
  ): void {
    const { steps } = this.spec;
    const mask = numbersAt(memory, this.context.inputs[1].at, rows * steps);
    for (let row = 0; row < rows; row++) {
      const counts = mask.subarray(row * steps, (row + 1) * steps);
      const total = Math.max(
        1,
        counts.reduce((sum, each) => sum + each, 0),
      );
      counts.forEach((each, i) => work(row, row * steps + i, each / total));
    }
  }
}
