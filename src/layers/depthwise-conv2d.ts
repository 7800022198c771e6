/**
 * Depthwise convolution of pictures: each channel has `depthMultiplier` filters of its own.
 *
 * [batch, height, width, channels] becomes [batch, height', width', channels · multiplier], by the kernel
 * [kernel height, kernel width, channels, multiplier] and one bias for each channel of the output.
 */
import { depthwiseConv2d } from "../autograd/operations/operations.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { BIASED_OPTIONS, BiasedLayer, type BiasedOptions } from "./biased-layer.js";
import { wholeNumber } from "./options.js";
import { checkLast, known, one, pictures } from "./shapes.js";
import type { WeightOptions } from "./weight-parts.js";
import { readWindow, WINDOW_OPTIONS, type Window, type WindowOptions } from "./window-options.js";
import { windowShape } from "./window-shapes.js";

export interface DepthwiseConv2DOptions extends BiasedOptions, WeightOptions<"depthwise">, WindowOptions {
  /** The number of filters for each channel; 1 by default. */
  readonly depthMultiplier?: number;
}

export class DepthwiseConv2D extends BiasedLayer<"depthwise"> {
  static override readonly className = "DepthwiseConv2D";
  static override readonly optionNames: readonly string[] = [
    ...WINDOW_OPTIONS,
    "depthMultiplier",
    "depthwiseInitializer",
    "depthwiseRegularizer",
    "depthwiseConstraint",
    ...BIASED_OPTIONS,
  ];
  readonly window: Window;
  readonly depthMultiplier: number;
  depthwiseKernel!: Variable;

  constructor(options: DepthwiseConv2DOptions) {
    super(options, { depthwise: "glorotUniform" });
    this.window = readWindow(options, this.label);
    this.depthMultiplier = wholeNumber(options.depthMultiplier ?? 1, this.label, "depthMultiplier");
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = pictures(inputShape, this.label);
    const channels = known(shape[3], shape, this.label);
    const { depthMultiplier } = this;
    this.depthwiseKernel = this.makeWeight(
      "depthwise",
      [...this.window.kernelSize, channels, depthMultiplier],
      "depthwise_kernel",
    );
    this.makeBias(channels * depthMultiplier);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    if (this.weights.length === 0) throw this.notBuilt("call");
    const { strides, padding, dilationRate } = this.window;
    return this.finish(depthwiseConv2d(one(input), this.depthwiseKernel, strides, padding, dilationRate));
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
    return [...shape.slice(0, 3), shape[3] === null ? null : shape[3] * this.depthMultiplier];
  }

  override getConfig(): Record<string, unknown> {
    const { window, depthMultiplier } = this;
    return { ...super.getConfig(), ...window, depthMultiplier, dataFormat: "channelsLast" };
  }
}
