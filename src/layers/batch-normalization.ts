/**
 * Batch normalisation (Ioffe and Szegedy 2015): brings each feature to mean β and standard deviation γ, which
 * are learned.
 *
 * y = γ (x − μ) / √(σ² + ε) + β. During training, μ and σ² are the mean and the variance of the feature in
 * the batch (over all positions, for pictures), and gradients flow through them too. Predictions use running
 * averages of both instead, so that a prediction does not depend on the other examples of its batch.
 *
 * A frozen layer (`trainable: false`) uses its running averages and does not change them, as in Keras;
 * TensorFlow.js would continue to change them.
 */
import { add, div, mean, mul, reshape, sqrt, sub, variance } from "../autograd/operations/operations.js";
import { numberBetween, numberFrom } from "../errors/kinds.js";
import type { InitializerLike } from "../initializers/initializers.js";
import { normalizeAxis, type BatchShape } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { callContext } from "./call-context.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";
import { axisNumber, numberOf, truth } from "./options.js";
import { known, one, single } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface BatchNormalizationOptions extends LayerOptions, WeightOptions<"gamma" | "beta"> {
  /** The axis of the features; the last one by default. Keras saves it as a list with one number. */
  readonly axis?: number | readonly [number];
  /** The decay rate of the running averages; 0.99 by default. */
  readonly momentum?: number;
  /** Added to the variance, to avoid a division by 0; 0.001 by default. */
  readonly epsilon?: number;
  /** Whether β is added; true by default. */
  readonly center?: boolean;
  /** Whether γ multiplies; true by default. */
  readonly scale?: boolean;
  readonly movingMeanInitializer?: InitializerLike;
  readonly movingVarianceInitializer?: InitializerLike;
}

export class BatchNormalization extends Layer {
  static override readonly className = "BatchNormalization";
  static override readonly optionNames: readonly string[] = [
    "axis",
    "momentum",
    "epsilon",
    "center",
    "scale",
    "gammaInitializer",
    "gammaRegularizer",
    "gammaConstraint",
    "betaInitializer",
    "betaRegularizer",
    "betaConstraint",
    "movingMeanInitializer",
    "movingVarianceInitializer",
  ];
  override readonly supportsMasking = true;
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  gamma: Variable | undefined;
  beta: Variable | undefined;
  movingMean!: Variable;
  movingVariance!: Variable;
  private readonly parts: WeightParts<"gamma" | "beta" | "movingMean" | "movingVariance">;

  constructor(options: BatchNormalizationOptions = {}) {
    super(options);
    const { axis = -1 } = options;
    this.axis = axisNumber(
      Array.isArray(axis) && axis.length === 1 ? (axis[0] as unknown) : axis,
      this.label,
    );
    this.momentum = numberOf(options.momentum, 0.99, numberBetween(0, 1, 0.99), this.label, "momentum");
    this.epsilon = numberOf(options.epsilon, 1e-3, numberFrom(0, 0.001), this.label, "epsilon");
    this.center = truth(options.center, true, this.label, "center");
    this.scale = truth(options.scale, true, this.label, "scale");
    this.parts = weightParts<"gamma" | "beta" | "movingMean" | "movingVariance">(
      options,
      { gamma: "ones", beta: "zeros", movingMean: "zeros", movingVariance: "ones" },
      this.label,
    );
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const input = single(inputShape, this.label);
    const shape = [known(input[normalizeAxis(this.axis, input.length, this.label)], input, this.label)];
    const { gamma, beta, movingMean, movingVariance } = this.parts;
    if (this.scale) this.gamma = this.addWeight("gamma", shape, gamma.initializer, gamma);
    if (this.center) this.beta = this.addWeight("beta", shape, beta.initializer, beta);
    this.movingMean = this.addWeight("moving_mean", shape, movingMean.initializer, { trainable: false });
    this.movingVariance = this.addWeight("moving_variance", shape, movingVariance.initializer, {
      trainable: false,
    });
  }

  /** Whether a training normalizes by the mean and the variance of the batch: a frozen layer uses the averages. */
  get usesBatch(): boolean {
    return this.trainable;
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
    const { training } = context ?? callContext(context, this.label);
    const x = one(input);
    if (this.weights.length === 0) throw this.notBuilt("call");
    const along = normalizeAxis(this.axis, x.rank, this.label);
    const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== along);
    const spread = (feature: Tensor) =>
      reshape(
        feature,
        x.shape.map((extent, axis) => (axis === along ? extent : 1)),
      );
    const ofBatch = training && this.usesBatch;
    const center = ofBatch ? mean(x, others, true) : spread(this.movingMean);
    const width = ofBatch ? variance(x, others, true) : spread(this.movingVariance);
    if (ofBatch) {
      this.average(this.movingMean, center);
      this.average(this.movingVariance, width);
    }
    const factor = div(this.gamma === undefined ? 1 : spread(this.gamma), sqrt(add(width, this.epsilon)));
    const y = mul(sub(x, center), factor);
    return this.beta === undefined ? y : add(y, spread(this.beta));
  }

  /** Updates a running average with the value of this batch. */
  private average(running: Variable, ofBatch: Tensor): void {
    // A single NaN or infinite value would make the average NaN for ever.
    if (!ofBatch.storage.every(Number.isFinite)) return;
    const moved = running.storage.map(
      (old, i) => old * this.momentum + ofBatch.storage[i] * (1 - this.momentum),
    );
    running.assign(new Tensor(moved, running.shape));
  }

  override getConfig(): Record<string, unknown> {
    const { axis, momentum, epsilon, center, scale } = this;
    return { ...super.getConfig(), axis, momentum, epsilon, center, scale, ...savedParts(this.parts) };
  }
}
