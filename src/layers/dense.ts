/**
 * The fully connected layer: every output is a weighted sum of all inputs plus a bias, followed by an
 * activation.
 *
 * For a batch X [batch, inputs]: Y = f(X W + b), with the kernel W [inputs, units] and the bias b [units].
 * Inputs with more axes are allowed: [..., inputs] becomes [..., units].
 */
import { add, matMul, reshape } from "../autograd/operations/operations.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { KERNEL_OPTIONS, KernelLayer, type KernelOptions } from "./kernel-layer.js";
import { wholeNumber } from "./options.js";
import { checkLast, known, one, single } from "./shapes.js";

export interface DenseOptions extends KernelOptions {
  /** The number of neurons. */
  readonly units: number;
}

export class Dense extends KernelLayer {
  static override readonly className = "Dense";
  static override readonly optionNames: readonly string[] = ["units", ...KERNEL_OPTIONS];
  override readonly supportsMasking = true;
  readonly units: number;

  constructor(options: DenseOptions) {
    super(options);
    this.units = wholeNumber(options.units, this.label, "units");
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = single(inputShape, this.label);
    this.makeKernel([known(shape[shape.length - 1], shape, this.label), this.units]);
    this.makeBias(this.units);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const rows = x.rank === 2 ? x : reshape(x, [-1, x.shape[x.rank - 1]]);
    const sums = matMul(rows, this.kernel);
    const y = this.bias === undefined ? sums : add(sums, this.bias);
    return this.activation(x.rank === 2 ? y : reshape(y, [...x.shape.slice(0, -1), this.units]));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    checkLast(shape, 2, this.built ? this.kernel.shape[0] : null, this.label);
    return [...shape.slice(0, -1), this.units];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), units: this.units };
  }
}
