/**
 * Layer normalisation (Ba et al. 2016): brings the features of each example to mean β and standard deviation
 * γ, which are learned.
 *
 * y = γ (x − μ) / √(σ² + ε) + β, with the mean μ and the variance σ² of the example along `axis`. Unlike batch
 * normalisation it treats each example by itself, in training and in predictions alike.
 */
import { add, div, mean, mul, reshape, sqrt, sub, variance } from "../autograd/operations/operations.js";
import { checkKind } from "../errors/check-options.js";
import { numberFrom, type Kind } from "../errors/kinds.js";
import { normalizeAxis, type BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { numberOf, truth } from "./options.js";
import { known, one, single } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface LayerNormalizationOptions extends LayerOptions, WeightOptions<"gamma" | "beta"> {
  /** The axis of the features, or several; the last one by default. */
  readonly axis?: number | readonly number[];
  /** Added to the variance, to avoid a division by 0; 0.001 by default. */
  readonly epsilon?: number;
  /** Whether β is added; true by default. */
  readonly center?: boolean;
  /** Whether γ multiplies; true by default. */
  readonly scale?: boolean;
}

const AXES: Kind = {
  fits: (value) =>
    Number.isInteger(value) ||
    (Array.isArray(value) &&
      value.length > 0 &&
      new Set(value).size === value.length &&
      value.every(Number.isInteger)),
  example: "-1",
  expected: { fr: "un axe, ou une liste d’axes différents", en: "an axis, or a list of different axes" },
};

export class LayerNormalization extends Layer {
  static override readonly className = "LayerNormalization";
  static override readonly optionNames: readonly string[] = [
    "axis",
    "epsilon",
    "center",
    "scale",
    "gammaInitializer",
    "gammaRegularizer",
    "gammaConstraint",
    "betaInitializer",
    "betaRegularizer",
    "betaConstraint",
  ];
  override readonly supportsMasking = true;
  readonly axis: number | readonly number[];
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  gamma: Variable | undefined;
  beta: Variable | undefined;
  private readonly kinds: WeightParts<"gamma" | "beta">;

  constructor(options: LayerNormalizationOptions = {}) {
    super(options);
    const axis = options.axis ?? -1;
    checkKind(axis, AXES, this.label, "axis");
    this.axis = axis;
    this.epsilon = numberOf(options.epsilon, 1e-3, numberFrom(0, 0.001), this.label, "epsilon");
    this.center = truth(options.center, true, this.label, "center");
    this.scale = truth(options.scale, true, this.label, "scale");
    this.kinds = weightParts<"gamma" | "beta">(options, { gamma: "ones", beta: "zeros" }, this.label);
  }

  /** The axes from 0 on, in the order in which they are given. */
  private axes(rank: number): readonly number[] {
    const given = typeof this.axis === "number" ? [this.axis] : this.axis;
    return given.map((axis) => normalizeAxis(axis, rank, this.label));
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const input = single(inputShape, this.label);
    const shape = this.axes(input.length).map((axis) => known(input[axis], input, this.label));
    const { gamma, beta } = this.kinds;
    if (this.scale) this.gamma = this.addWeight("gamma", shape, gamma.initializer, gamma);
    if (this.center) this.beta = this.addWeight("beta", shape, beta.initializer, beta);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    if (!this.built && (this.scale || this.center) && this.weights.length === 0) throw this.notBuilt("call");
    const axes = this.axes(x.rank);
    const spread = (weight: Tensor) =>
      reshape(
        weight,
        x.shape.map((extent, axis) => (axes.includes(axis) ? extent : 1)),
      );
    const width = sqrt(add(variance(x, axes, true), this.epsilon));
    const factor = div(this.gamma === undefined ? 1 : spread(this.gamma), width);
    const y = mul(sub(x, mean(x, axes, true)), factor);
    return this.beta === undefined ? y : add(y, spread(this.beta));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    this.axes(shape.length);
    return shape;
  }

  override getConfig(): Record<string, unknown> {
    const { axis, epsilon, center, scale } = this;
    return { ...super.getConfig(), axis, epsilon, center, scale, ...savedParts(this.kinds) };
  }
}
