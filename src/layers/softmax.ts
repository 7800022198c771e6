/** Softmax as a layer: e^x / Σ e^x over an axis, or over several together. */
import { activationNamed } from "../activations/activations.js";
import { div, exp, max, softmax, sub, sum } from "../autograd/operations/operations.js";
import { normalizeAxis } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { axisNumber } from "./options.js";
import { one } from "./shapes.js";

export interface SoftmaxOptions extends LayerOptions {
  /** The axis or axes of the sum; the last one by default. */
  readonly axis?: number | readonly number[];
}

export class Softmax extends Layer {
  static override readonly className = "Softmax";
  static override readonly optionNames: readonly string[] = ["axis"];
  override readonly supportsMasking = true;
  readonly axis: number | readonly number[];

  constructor(options: SoftmaxOptions = {}) {
    super(options);
    const { axis = -1 } = options;
    this.axis = Array.isArray(axis)
      ? axis.map((each: unknown) => axisNumber(each, this.label))
      : axisNumber(axis, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const axes = [this.axis].flat().map((axis) => normalizeAxis(axis, x.rank, this.label));
    // The losses find the logits of a softmax over the last axis.
    if (axes.length === 1)
      return axes[0] === x.rank - 1 ? activationNamed("softmax", this.label)(x) : softmax(x, axes[0]);
    const exponentials = exp(sub(x, max(x, axes, true)));
    return div(exponentials, sum(exponentials, axes, true));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), axis: this.axis };
  }
}
