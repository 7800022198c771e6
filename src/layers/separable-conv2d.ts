/**
 * Separable convolution of pictures: a depthwise convolution, then at each position a weighted sum of its
 * channels for each filter (Chollet 2017).
 *
 * [batch, height, width, channels] becomes [batch, height', width', filters], by the kernels [kernel height,
 * kernel width, channels, multiplier] and [1, 1, channels · multiplier, filters] and one bias for each filter.
 */
import { separableConv2d } from "../autograd/operations/operations.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { BIASED_OPTIONS, BiasedLayer, type BiasedOptions } from "./biased-layer.js";
import { wholeNumber } from "./options.js";
import { checkLast, known, one, pictures } from "./shapes.js";
import type { WeightOptions } from "./weight-parts.js";
import { readWindow, WINDOW_OPTIONS, type Window, type WindowOptions } from "./window-options.js";
import { windowShape } from "./window-shapes.js";

export interface SeparableConv2DOptions
  extends BiasedOptions, WeightOptions<"depthwise" | "pointwise">, WindowOptions {
  /** The number of filters, which is the number of channels of the output. */
  readonly filters: number;
  /** The number of filters of the depthwise convolution for each channel; 1 by default. */
  readonly depthMultiplier?: number;
}

export class SeparableConv2D extends BiasedLayer<"depthwise" | "pointwise"> {
  static override readonly className = "SeparableConv2D";
  static override readonly optionNames: readonly string[] = [
    "filters",
    ...WINDOW_OPTIONS,
    "depthMultiplier",
    "depthwiseInitializer",
    "depthwiseRegularizer",
    "depthwiseConstraint",
    "pointwiseInitializer",
    "pointwiseRegularizer",
    "pointwiseConstraint",
    ...BIASED_OPTIONS,
  ];
  readonly filters: number;
  readonly window: Window;
  readonly depthMultiplier: number;
  depthwiseKernel!: Variable;
  pointwiseKernel!: Variable;

  constructor(options: SeparableConv2DOptions) {
    super(options, { depthwise: "glorotUniform", pointwise: "glorotUniform" });
    this.filters = wholeNumber(options.filters, this.label, "filters");
    this.window = readWindow(options, this.label);
    this.depthMultiplier = wholeNumber(options.depthMultiplier ?? 1, this.label, "depthMultiplier");
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = pictures(inputShape, this.label);
    const channels = known(shape[3], shape, this.label);
    const { depthMultiplier, filters } = this;
    this.depthwiseKernel = this.makeWeight(
      "depthwise",
      [...this.window.kernelSize, channels, depthMultiplier],
      "depthwise_kernel",
    );
    this.pointwiseKernel = this.makeWeight(
      "pointwise",
      [1, 1, channels * depthMultiplier, filters],
      "pointwise_kernel",
    );
    this.makeBias(filters);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    if (this.weights.length === 0) throw this.notBuilt("call");
    const { depthwiseKernel, pointwiseKernel } = this;
    const { strides, padding, dilationRate } = this.window;
    return this.finish(
      separableConv2d(one(input), depthwiseKernel, pointwiseKernel, strides, padding, dilationRate),
    );
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const { kernelSize, dilationRate: dilations } = this.window;
    const shape = windowShape(inputShape, kernelSize, { ...this.window, dilations }, this.label);
    checkLast(
      pictures(inputShape, this.label),
      4,
      this.built ? this.depthwiseKernel.shape[2] : null,
      this.label,
    );
    return [...shape.slice(0, 3), this.filters];
  }

  override getConfig(): Record<string, unknown> {
    const { window, filters, depthMultiplier } = this;
    return { ...super.getConfig(), ...window, filters, depthMultiplier, dataFormat: "channelsLast" };
  }
}
