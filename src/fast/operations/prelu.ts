/** Relu with learned slopes: x for x > 0, α x elsewhere. */
import type { PReLU } from "../../layers/rectifiers.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface PreluSpec extends BaseSpec {
  readonly kind: "prelu";
  /** How many slopes there are: the input is treated as rows of this many numbers. */
  readonly slopes: number;
}

/**
 * Axes may be shared from the first one on, as the places of a picture are; other shared axes, between or
 * after those with slopes of their own, have no kernel.
 */
export const lowerPrelu: Lowering<PReLU, PreluSpec> = ({ layer, inputShape, weight }) => {
  const { alpha } = layer;
  const slopes = sizeOf(alpha.shape);
  let own = alpha.shape.length;
  while (own > 0 && alpha.shape[own - 1] === inputShape[own - 1]) own--;
  return sizeOf(inputShape.slice(own)) === slopes
    ? [{ kind: "prelu", size: sizeOf(inputShape), weights: [weight(alpha)], slopes }]
    : undefined;
};

export class PreluOperation implements Operation {
  private readonly slopes: number;
  private readonly context: OperationContext;

  constructor({ slopes }: PreluSpec, context: OperationContext) {
    this.slopes = slopes;
    this.context = context;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const {
      input,
      output,
      weights: [alpha],
    } = this.context;
    kernels.prelu(input.at, alpha.at, output.at, (rows * output.size) / this.slopes, this.slopes);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const {
      input,
      output,
      weights: [alpha],
    } = this.context;
    kernels.preluBackward(
      input.at,
      alpha.at,
      output.gradient,
      input.gradient,
      alpha.gradient,
      (rows * output.size) / this.slopes,
      this.slopes,
      input.adds,
    );
  }
}
