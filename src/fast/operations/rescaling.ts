/** y = scale · x + offset. */
import type { Rescaling } from "../../layers/rescaling.js";
import { outputSize, type Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface RescalingSpec extends BaseSpec {
  readonly kind: "rescaling";
  readonly scale: number;
  readonly offset: number;
}

export const lowerRescaling: Lowering<Rescaling, RescalingSpec> = (context) => {
  const { scale, offset } = context.layer;
  return [{ kind: "rescaling", size: outputSize(context), weights: [], scale, offset }];
};

export class RescalingOperation implements Operation {
  private readonly spec: RescalingSpec;
  private readonly context: OperationContext;

  constructor(spec: RescalingSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    kernels.rescale(input.at, this.spec.scale, this.spec.offset, output.at, rows * output.size);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0)
      kernels.addScaled(output.gradient, this.spec.scale, input.gradient, rows * input.size, input.adds);
  }
}
