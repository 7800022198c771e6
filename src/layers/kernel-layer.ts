/**
 * The base class of dense, convolutional and recurrent layers: a kernel that is multiplied with the last axis
 * of the input, a bias, an activation, and the options of all three.
 */
import { activationNamed, type Activation, type ActivationName } from "../activations/activations.js";
import type { Initializer, InitializerLike } from "../initializers/initializers.js";
import type { Shape } from "../tensor/shape.js";
import type { Variable } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { truth } from "./options.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

/** Options of layers with a kernel and a bias. */
export interface KernelOptions extends LayerOptions, WeightOptions<"kernel" | "bias"> {
  /** The activation function; linear by default, tanh in recurrent layers. */
  readonly activation?: ActivationName;
  /** Whether a bias is added; true by default. */
  readonly useBias?: boolean;
}

/** The names of these options. */
export const KERNEL_OPTIONS = [
  "activation",
  "useBias",
  "kernelInitializer",
  "kernelRegularizer",
  "kernelConstraint",
  "biasInitializer",
  "biasRegularizer",
  "biasConstraint",
] as const;

export abstract class KernelLayer extends Layer {
  readonly activationName: ActivationName;
  readonly useBias: boolean;
  kernel!: Variable;
  bias: Variable | undefined;
  protected readonly activation: Activation;
  private readonly parts: WeightParts<"kernel" | "bias">;

  /** @param defaults the values of options that are not given */
  constructor(
    options: KernelOptions,
    defaults: { readonly activation?: ActivationName; readonly kernelInitializer?: InitializerLike } = {},
  ) {
    super(options);
    this.activationName = options.activation ?? defaults.activation ?? "linear";
    this.activation = activationNamed(this.activationName, this.label);
    this.useBias = truth(options.useBias, true, this.label, "useBias");
    this.parts = weightParts<"kernel" | "bias">(
      options,
      { kernel: defaults.kernelInitializer ?? "glorotUniform", bias: "zeros" },
      this.label,
    );
  }

  protected makeKernel(shape: Shape): void {
    this.kernel = this.addWeight("kernel", shape, this.parts.kernel.initializer, this.parts.kernel);
  }

  /** Creates the bias [size], if the layer has one. */
  protected makeBias(size: number): void {
    if (this.useBias) this.bias = this.addWeight("bias", [size], this.biasInitializer, this.parts.bias);
  }

  /** Gives the initial values of the bias. */
  protected get biasInitializer(): Initializer {
    return this.parts.bias.initializer;
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      activation: this.activationName,
      useBias: this.useBias,
      ...savedParts(this.parts),
    };
  }
}
