/**
 * The fully connected layer: every output is a weighted sum of all inputs, plus a bias, through an activation.
 *
 * For a batch X [batch, inputs]: Y = f(X W + b), with the kernel W [inputs, units] and the bias b [units]. More axes before
 * the last one are kept: [..., inputs] becomes [..., units].
 */
import { activationNamed, type Activation } from "../activations/activations.js";
import { add, matMul, reshape } from "../autograd/operations/operations.js";
import { initializerFrom } from "../initializers/initializers.js";
import { regularizerFrom } from "../regularizers/regularizers.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { Layer } from "./layer.js";
import { saved, wholeNumber, type KernelOptions } from "./options.js";
import { known, one, single } from "./shapes.js";
import type { BatchShape } from "./symbolic-tensor.js";

export interface DenseOptions extends KernelOptions {
  /** How many neurons. */
  readonly units: number;
}

export class Dense extends Layer {
  static override readonly className = "Dense";
  readonly units: number;
  readonly useBias: boolean;
  kernel!: Variable;
  bias: Variable | undefined;
  private readonly options: DenseOptions;
  private readonly activation: Activation;

  constructor(options: DenseOptions) {
    super(options);
    this.options = options;
    this.units = wholeNumber(options.units, options.name ?? "dense", "units");
    this.useBias = options.useBias ?? true;
    this.activation = activationNamed(options.activation, options.name ?? "dense");
  }

  /** The name of the activation. */
  get activationName(): string {
    return this.options.activation ?? "linear";
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = single(inputShape, this.name);
    const inputs = known(shape[shape.length - 1], shape, this.name);
    const { kernelInitializer = "glorotUniform", biasInitializer = "zeros", kernelRegularizer, biasRegularizer } = this.options;
    this.kernel = this.addWeight("kernel", [inputs, this.units], initializerFrom(kernelInitializer, this.name, "kernelInitializer"), {
      regularizer: regularizerFrom(kernelRegularizer, this.name, "kernelRegularizer"),
    });
    if (!this.useBias) return;
    this.bias = this.addWeight("bias", [this.units], initializerFrom(biasInitializer, this.name, "biasInitializer"), {
      regularizer: regularizerFrom(biasRegularizer, this.name, "biasRegularizer"),
    });
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const rows = x.rank === 2 ? x : reshape(x, [-1, x.shape[x.rank - 1]]);
    const sums = matMul(rows, this.kernel);
    const y = this.bias === undefined ? sums : add(sums, this.bias);
    return this.activation(x.rank === 2 ? y : reshape(y, [...x.shape.slice(0, -1), this.units]));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    return [...single(inputShape, this.name).slice(0, -1), this.units];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), units: this.units, ...kernelConfig(this.options, this.name) };
  }
}

/** The shared options of a layer with a kernel, as plain data. */
export function kernelConfig(options: KernelOptions, where: string): Record<string, unknown> {
  const { activation = "linear", useBias = true, kernelInitializer = "glorotUniform", biasInitializer = "zeros", kernelRegularizer, biasRegularizer } = options;
  return {
    activation, useBias,
    kernelInitializer: saved(initializerFrom(kernelInitializer, where, "kernelInitializer")),
    biasInitializer: saved(initializerFrom(biasInitializer, where, "biasInitializer")),
    kernelRegularizer: saved(regularizerFrom(kernelRegularizer, where, "kernelRegularizer")),
    biasRegularizer: saved(regularizerFrom(biasRegularizer, where, "biasRegularizer")),
  };
}
