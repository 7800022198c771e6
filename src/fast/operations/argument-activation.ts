/**
 * Activation functions whose derivative is computed from their argument: always operations of their own, so
 * that the argument is kept for the backward pass.
 */
import type { ReLU, ThresholdedReLU } from "../../layers/rectifiers.js";
import { sizeOf } from "../../tensor/shape.js";
import { ARGUMENT_ACTIVATION_KINDS, type ArgumentActivationKind } from "../kernels/activations.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface ArgumentActivationSpec extends BaseSpec {
  readonly kind: "argumentActivation";
  readonly function: ArgumentActivationKind;
  /** The parameters of rectifiers; the other functions have none. */
  readonly threshold: number;
  readonly slope: number;
  readonly most: number;
}

/** The operation of an activation of this name; undefined where it is no function of this sort. */
export function argumentActivation(name: string, size: number): ArgumentActivationSpec | undefined {
  if (!(name in ARGUMENT_ACTIVATION_KINDS)) return undefined;
  return {
    kind: "argumentActivation",
    size,
    weights: [],
    function: ARGUMENT_ACTIVATION_KINDS[name as keyof typeof ARGUMENT_ACTIVATION_KINDS],
    threshold: 0,
    slope: 0,
    most: Infinity,
  };
}

/** min(x, most) for x ≥ threshold, slope · (x − threshold) below. */
export function rectified(
  size: number,
  { threshold = 0, slope = 0, most = Infinity }: Partial<ArgumentActivationSpec>,
): ArgumentActivationSpec {
  return { ...argumentActivation("rectified", size)!, threshold, slope, most };
}

export const lowerThresholdedRelu: Lowering<ThresholdedReLU, ArgumentActivationSpec> = ({
  layer,
  outputShape,
}) => [{ ...argumentActivation("above", sizeOf(outputShape))!, threshold: layer.theta }];

/** Any `ReLU`, with all of its parameters. */
export function rectifiedBy(layer: ReLU, size: number): ArgumentActivationSpec {
  const { threshold, negativeSlope, maxValue } = layer;
  return rectified(size, { threshold, slope: negativeSlope, most: maxValue });
}

export class ArgumentActivationOperation implements Operation {
  private readonly spec: ArgumentActivationSpec;
  private readonly context: OperationContext;

  constructor(spec: ArgumentActivationSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { threshold, slope, most } = this.spec;
    const count = rows * output.size;
    kernels.activateArgument(this.spec.function, input.at, output.at, count, threshold, slope, most);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { threshold, slope, most } = this.spec;
    if (input.gradient !== 0)
      kernels.activateArgumentBackward(
        this.spec.function,
        input.at,
        output.gradient,
        input.gradient,
        rows * output.size,
        input.adds,
        threshold,
        slope,
        most,
      );
  }
}
