/**
 * Layers that keep large inputs and shorten or remove small ones: relu with its parameters, relu with a
 * threshold (Konda et al. 2015), and relu with learned slopes (He et al. 2015).
 */
import { elementwise, prelu } from "../autograd/operations/operations.js";
import { checkKind } from "../errors/check-options.js";
import { list, numberFrom } from "../errors/kinds.js";
import { normalizeAxis, type BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { numberOf, wholeNumber } from "./options.js";
import { known, one, single } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface ReLUOptions extends LayerOptions {
  /** The largest value of the output; none by default. */
  readonly maxValue?: number | null;
  /** The slope below the threshold; 0 by default. */
  readonly negativeSlope?: number;
  /** Inputs of at least this number are kept; 0 by default. */
  readonly threshold?: number;
}

/** min(x, maxValue) for x ≥ threshold, negativeSlope · (x − threshold) below. */
export class ReLU extends Layer {
  static override readonly className = "ReLU";
  static override readonly optionNames: readonly string[] = ["maxValue", "negativeSlope", "threshold"];
  override readonly supportsMasking = true;
  readonly maxValue: number;
  readonly negativeSlope: number;
  readonly threshold: number;
  private readonly activation: (x: Tensor) => Tensor;

  constructor(options: ReLUOptions = {}) {
    super(options);
    const { maxValue = null } = options;
    if (maxValue !== null) checkKind(maxValue, numberFrom(0, 6), this.label, "maxValue");
    this.maxValue = maxValue ?? Infinity;
    this.negativeSlope = numberOf(options.negativeSlope, 0, numberFrom(0, 0.1), this.label, "negativeSlope");
    this.threshold = numberOf(options.threshold, 0, numberFrom(0, 1), this.label, "threshold");
    const { maxValue: most, negativeSlope: slope, threshold } = this;
    const below = (x: number) => (slope === 0 && x < threshold ? 0 : slope * (x - threshold));
    this.activation = elementwise(
      (x) => (x >= threshold ? Math.min(x, most) : below(x)),
      (x) => (x > threshold ? (x < most ? 1 : 0) : slope),
      () => 0,
    );
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.activation(one(input));
  }

  override getConfig(): Record<string, unknown> {
    const { maxValue, negativeSlope, threshold } = this;
    return {
      ...super.getConfig(),
      ...(maxValue === Infinity ? {} : { maxValue }),
      ...(negativeSlope === 0 ? {} : { negativeSlope }),
      ...(threshold === 0 ? {} : { threshold }),
    };
  }
}

export interface ThresholdedReLUOptions extends LayerOptions {
  /** Inputs above this number are kept; 1 by default. */
  readonly theta?: number;
}

/** x for x > θ, 0 elsewhere. */
export class ThresholdedReLU extends Layer {
  static override readonly className = "ThresholdedReLU";
  static override readonly optionNames: readonly string[] = ["theta"];
  override readonly supportsMasking = true;
  readonly theta: number;
  private readonly activation: (x: Tensor) => Tensor;

  constructor(options: ThresholdedReLUOptions = {}) {
    super(options);
    const theta = numberOf(options.theta, 1, numberFrom(0, 1), this.label, "theta");
    this.theta = theta;
    this.activation = elementwise(
      (x) => (x <= theta ? 0 : x),
      (x) => (x > theta ? 1 : 0),
      () => 0,
    );
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.activation(one(input));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), theta: this.theta };
  }
}

export interface PReLUOptions extends LayerOptions, WeightOptions<"alpha"> {
  /**
   * The axes along which all numbers have the same slope, counted from 1 (axis 0 is the batch): [1, 2] for
   * one slope for each channel of pictures. None by default.
   */
  readonly sharedAxes?: number | readonly number[] | null;
}

/** x for x > 0, α x elsewhere, with a learned α for each number of an example. */
export class PReLU extends Layer {
  static override readonly className = "PReLU";
  static override readonly optionNames: readonly string[] = [
    "alphaInitializer",
    "alphaRegularizer",
    "alphaConstraint",
    "sharedAxes",
  ];
  override readonly supportsMasking = true;
  readonly sharedAxes: readonly number[] | undefined;
  alpha!: Variable;
  private readonly parts: WeightParts<"alpha">;

  constructor(options: PReLUOptions = {}) {
    super(options);
    const axes: unknown = typeof options.sharedAxes === "number" ? [options.sharedAxes] : options.sharedAxes;
    checkKind(axes ?? [], list("sharedAxes: [1, 2]"), this.label, "sharedAxes");
    this.sharedAxes = (axes as readonly unknown[] | null | undefined)?.map((axis) =>
      wholeNumber(axis, this.label, "sharedAxes"),
    );
    this.parts = weightParts<"alpha">(options, { alpha: "zeros" }, this.label);
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = single(inputShape, this.label);
    const shared = this.sharedAxes?.map((axis) => normalizeAxis(axis, shape.length, this.label)) ?? [];
    const ofAlpha = shape.map((extent, axis) =>
      shared.includes(axis) ? 1 : axis === 0 ? 0 : known(extent, shape, this.label),
    );
    const { alpha } = this.parts;
    this.alpha = this.addWeight("alpha", ofAlpha.slice(1), alpha.initializer, alpha);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    if (this.weights.length === 0) throw this.notBuilt("call");
    return prelu(one(input), this.alpha);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), ...savedParts(this.parts), sharedAxes: this.sharedAxes ?? null };
  }
}
