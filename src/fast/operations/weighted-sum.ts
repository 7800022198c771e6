/** The weighted sum of several inputs, alone or with the relu after it, as residual networks have it. */
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import type { ActivationSpec } from "./activation.js";
import type { MergeSpec } from "./broadcast.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";

/** Σ aᵢ xᵢ. */
export interface WeightedSumSpec extends MergeSpec {
  readonly kind: "weightedSum";
  readonly factors: readonly number[];
}

/** max(Σ aᵢ xᵢ, 0), of inputs as large as the output. */
export interface RectifiedSumSpec extends Omit<WeightedSumSpec, "kind"> {
  readonly kind: "rectifiedSum";
}

export type SumSpec = WeightedSumSpec | RectifiedSumSpec;

/** The operation that replaces a sum and the activation after it; undefined where it does not apply. */
export function asRectifiedSum(
  sum: WeightedSumSpec,
  { function: kind }: ActivationSpec,
): RectifiedSumSpec | undefined {
  const isPlain = sum.repetitions.every(({ repeats }) => repeats === 1);
  return kind === ACTIVATION_KINDS.relu && isPlain ? { ...sum, kind: "rectifiedSum" } : undefined;
}

/** Writes the sum; with relu where `rectifies`, if there are two inputs. */
function writeSum(
  { kernels }: Runtime,
  { inputs, output }: OperationContext,
  factors: readonly number[],
  count: number,
  rectifies: boolean,
): void {
  const [first, second, ...others] = inputs;
  if (second === undefined) {
    kernels.addScaled(first.at, factors[0], output.at, count, false);
    return;
  }
  kernels.addTwoScaled(first.at, factors[0], second.at, factors[1], output.at, count, rectifies);
  others.forEach(({ at }, i) => kernels.addScaled(at, factors[2 + i], output.at, count, true));
}

export class WeightedSumOperation implements Operation {
  private readonly factors: readonly number[];
  private readonly context: OperationContext;

  constructor({ factors }: WeightedSumSpec, context: OperationContext) {
    this.factors = factors;
    this.context = context;
  }

  forward(runtime: Runtime, rows: number): void {
    writeSum(runtime, this.context, this.factors, rows * this.context.output.size, false);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    inputs.forEach(({ gradient, adds }, i) => {
      if (gradient === 0) return;
      kernels.addScaled(output.gradient, this.factors[i], gradient, rows * output.size, adds);
    });
  }
}

export class RectifiedSumOperation implements Operation {
  private readonly factors: readonly number[];
  private readonly context: OperationContext;

  constructor({ factors }: RectifiedSumSpec, context: OperationContext) {
    this.factors = factors;
    this.context = context;
  }

  forward(runtime: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    const count = rows * output.size;
    const isPair = inputs.length === 2;
    writeSum(runtime, this.context, this.factors, count, isPair);
    if (!isPair) runtime.kernels.activate(ACTIVATION_KINDS.relu, output.at, 0, output.at, 1, count, 0);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    const count = rows * output.size;
    inputs.forEach(({ gradient, adds }, i) => {
      if (gradient === 0) return;
      kernels.addScaledRectified(output.at, output.gradient, this.factors[i], gradient, count, adds);
    });
  }
}
