/** Layer normalisation over one axis, or over several together. */
import type { LayerNormalization } from "../../layers/layer-normalization.js";
import { normalizeAxis, sizeOf } from "../../tensor/shape.js";
import { overAxes, type PermuteSpec } from "./arrange.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, Weight } from "./operation.js";

export interface LayerNormalizationSpec extends BaseSpec {
  readonly kind: "layerNormalization";
  /** How many numbers are normalised together. */
  readonly features: number;
  readonly epsilon: number;
  /** Whether γ and β are among the weights, in this order. */
  readonly scale: boolean;
  readonly center: boolean;
}

/** Over any axes but that of the batch; γ and β have their numbers in the order of the input's axes. */
export const lowerLayerNormalization: Lowering<LayerNormalization, LayerNormalizationSpec | PermuteSpec> = ({
  layer,
  inputShape,
  weight,
}) => {
  const { axis, gamma, beta, epsilon, scale, center, label } = layer;
  const rank = inputShape.length + 1;
  const axes = [axis]
    .flat()
    .map((each) => normalizeAxis(each, rank, label) - 1)
    .toSorted((a, b) => a - b);
  if (axes.includes(-1)) return undefined;
  return overAxes(inputShape, axes, [
    {
      kind: "layerNormalization",
      size: sizeOf(inputShape),
      weights: [gamma, beta].filter((variable) => variable !== undefined).map(weight),
      features: axes.reduce((product, each) => product * inputShape[each], 1),
      epsilon,
      scale,
      center,
    },
  ]);
};

const ABSENT: Weight = { at: 0, gradient: 0 };

export class LayerNormalizationOperation implements Operation {
  private readonly spec: LayerNormalizationSpec;
  private readonly context: OperationContext;
  private readonly gamma: Weight;
  private readonly beta: Weight;
  /** The address of μ and 1/σ of each row of features. */
  private readonly statistics: number;

  constructor(spec: LayerNormalizationSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    const { scale, center } = spec;
    this.gamma = scale ? context.weights[0] : ABSENT;
    this.beta = center ? context.weights[scale ? 1 : 0] : ABSENT;
    this.statistics = context.reserve(2 * this.rowsOf(context.rows));
  }

  private rowsOf(examples: number): number {
    return (examples * this.spec.size) / this.spec.features;
  }

  forward({ kernels }: Runtime, examples: number): void {
    const { gamma, beta, statistics } = this;
    const { input, output } = this.context;
    const { features, epsilon } = this.spec;
    const rows = this.rowsOf(examples);
    kernels.normalizeRows(input.at, gamma.at, beta.at, rows, features, epsilon, statistics, output.at);
  }

  backward({ kernels }: Runtime, examples: number): void {
    const { gamma, beta, statistics } = this;
    const { input, output } = this.context;
    kernels.normalizeRowsBack(
      input.at,
      output.gradient,
      gamma.at,
      statistics,
      this.rowsOf(examples),
      this.spec.features,
      input.gradient,
      gamma.gradient,
      beta.gradient,
      input.adds,
    );
  }
}
