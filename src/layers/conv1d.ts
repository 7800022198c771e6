/**
 * Convolution of sequences, such as texts or signals: each filter is a short pattern that slides over the
 * steps, and all steps share the same weights.
 *
 * [batch, time, features] becomes [batch, time', filters], by the kernel [kernel length, features, filters]
 * and one bias for each filter. With padding "causal" (van den Oord et al. 2016), d (k − 1) zeros precede the
 * sequence, so that step t of the output depends on no step of the input after t.
 */
import { conv1d, pad } from "../autograd/operations/operations.js";
import { choose } from "../errors/choose.js";
import type { Padding } from "../tensor/operations/window.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { KERNEL_OPTIONS, KernelLayer, type KernelOptions } from "./kernel-layer.js";
import { channelsLast, onlyNumber, wholeNumber, type ChannelOptions } from "./options.js";
import { checkLast, known, one, sequences } from "./shapes.js";
import { sequenceWindowShape } from "./window-shapes.js";

export interface Conv1DOptions extends KernelOptions, ChannelOptions {
  /** The number of filters, which is the number of features of the output. */
  readonly filters: number;
  /** The number of steps that a filter covers. */
  readonly kernelSize: number | readonly [number];
  /** How far the filters move from one position to the next; 1 by default. */
  readonly strides?: number | readonly [number];
  /**
   * "valid" (the default): the filters stay inside the sequence; "same": zeros before and after, so that the
   * length stays the same; "causal": zeros before it alone.
   */
  readonly padding?: Padding | "causal";
  /** The distance in the sequence between neighbouring weights of a filter; 1 by default. */
  readonly dilationRate?: number | readonly [number];
}

const PADDINGS = { valid: "valid", same: "same", causal: "causal" } as const;

export class Conv1D extends KernelLayer {
  static override readonly className = "Conv1D";
  static override readonly optionNames: readonly string[] = [
    "filters",
    "kernelSize",
    "strides",
    "padding",
    "dilationRate",
    "dataFormat",
    ...KERNEL_OPTIONS,
  ];
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: Padding | "causal";
  readonly dilationRate: number;

  constructor(options: Conv1DOptions) {
    super(options);
    this.filters = wholeNumber(options.filters, this.label, "filters");
    this.kernelSize = onlyNumber(options.kernelSize, this.label, "kernelSize");
    this.strides = onlyNumber(options.strides ?? 1, this.label, "strides");
    const where = { where: this.label, argument: "padding" };
    this.padding = choose(PADDINGS, options.padding ?? "valid", where);
    this.dilationRate = onlyNumber(options.dilationRate ?? 1, this.label, "dilationRate");
    channelsLast(options, this.label);
  }

  /** How many zeros the padding "causal" puts before a sequence. */
  private get zeros(): number {
    return this.padding === "causal" ? this.dilationRate * (this.kernelSize - 1) : 0;
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = sequences(inputShape, this.label);
    this.makeKernel([this.kernelSize, known(shape[2], shape, this.label), this.filters]);
    this.makeBias(this.filters);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    if (this.weights.length === 0) throw this.notBuilt("call");
    const x = one(input);
    const [padded, padding] =
      this.padding === "causal"
        ? [pad(x, [[0, 0], [this.zeros, 0], [0, 0]]), "valid" as const] // prettier-ignore
        : [x, this.padding];
    return this.finish(conv1d(padded, this.kernel, this.strides, padding, this.dilationRate));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = sequences(inputShape, this.label);
    checkLast(shape, 3, this.built ? this.kernel.shape[1] : null, this.label);
    const [batch, time, features] = shape;
    const padded = [batch, time === null ? null : time + this.zeros, features];
    const { strides: stride, dilationRate: dilation } = this;
    const padding = this.padding === "causal" ? "valid" : this.padding;
    const [, count] = sequenceWindowShape(padded, this.kernelSize, { stride, padding, dilation }, this.label);
    return [batch, count, this.filters];
  }

  override getConfig(): Record<string, unknown> {
    const { filters, kernelSize, strides, padding, dilationRate } = this;
    return {
      ...super.getConfig(),
      filters,
      kernelSize: [kernelSize],
      strides: [strides],
      padding,
      dilationRate: [dilationRate],
    };
  }
}
