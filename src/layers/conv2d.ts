/**
 * Convolution of pictures: each filter is a small pattern that slides over the picture and computes at every
 * position how well the picture matches it. All positions share the same weights.
 *
 * [batch, height, width, channels] becomes [batch, height', width', filters], by the kernel [kernel height,
 * kernel width, channels, filters] and one bias for each filter; `tensor/operations/window.ts` defines
 * height' and width'.
 */
import { conv2d } from "../autograd/operations/operations.js";
import type { Padding, Pair } from "../tensor/operations/window.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { KERNEL_OPTIONS, KernelLayer, type KernelOptions } from "./kernel-layer.js";
import { wholeNumber } from "./options.js";
import { checkLast, known, one, pictures } from "./shapes.js";
import { readWindow, type WindowOptions } from "./window-options.js";
import { windowShape } from "./window-shapes.js";

/** Options of a convolution and of its transpose. */
export interface FilterOptions extends KernelOptions, Omit<WindowOptions, "dilationRate"> {
  /** The number of filters, which is the number of channels of the output. */
  readonly filters: number;
}

export interface Conv2DOptions extends FilterOptions, WindowOptions {}

/** The names of these options. */
export const FILTER_OPTIONS = [
  "filters",
  "kernelSize",
  "strides",
  "padding",
  "dataFormat",
  ...KERNEL_OPTIONS,
] as const;

/** The base class of a convolution and its transpose. */
export abstract class FilterLayer extends KernelLayer {
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  /** [1, 1] for a transposed convolution, which has no such option. */
  readonly dilationRate: Pair;

  constructor(options: FilterOptions) {
    super(options);
    this.filters = wholeNumber(options.filters, this.label, "filters");
    const { kernelSize, strides, padding, dilationRate } = readWindow(options, this.label);
    this.kernelSize = kernelSize;
    this.strides = strides;
    this.padding = padding;
    this.dilationRate = dilationRate;
  }

  protected channelsOf(input: BatchShape | readonly BatchShape[]): number {
    const shape = pictures(input, this.label);
    return known(shape[3], shape, this.label);
  }

  override getConfig(): Record<string, unknown> {
    const { filters, kernelSize, strides, padding } = this;
    return { ...super.getConfig(), filters, kernelSize, strides, padding, dataFormat: "channelsLast" };
  }
}

export class Conv2D extends FilterLayer {
  static override readonly className = "Conv2D";
  static override readonly optionNames: readonly string[] = [...FILTER_OPTIONS, "dilationRate"];
  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    this.makeKernel([...this.kernelSize, this.channelsOf(inputShape), this.filters]);
    this.makeBias(this.filters);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.finish(conv2d(one(input), this.kernel, this.strides, this.padding, this.dilationRate));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const { strides, padding, dilationRate: dilations } = this;
    const shape = windowShape(inputShape, this.kernelSize, { strides, padding, dilations }, this.label);
    checkLast(pictures(inputShape, this.label), 4, this.built ? this.kernel.shape[2] : null, this.label);
    return [...shape.slice(0, 3), this.filters];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), dilationRate: this.dilationRate };
  }
}
