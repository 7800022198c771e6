/**
 * What the layers with a kernel have in common, dense, convolutional and recurrent ones alike: a kernel that meets the last
 * axis of the input, a bias that is added, an activation, and the options of all three.
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
  /** The function applied to the result; linear by default, tanh in recurrent layers. */
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
  "biasInitializer",
  "biasRegularizer",
] as const;

export abstract class KernelLayer extends Layer {
  readonly activationName: ActivationName;
  readonly useBias: boolean;
  kernel!: Variable;
  bias: Variable | undefined;
  protected readonly activation: Activation;
  private readonly parts: WeightParts<"kernel" | "bias">;

  /** @param usual what holds where the options say nothing */
  constructor(
    options: KernelOptions,
    usual: { readonly activation?: ActivationName; readonly kernelInitializer?: InitializerLike } = {},
  ) {
    super(options);
    this.activationName = options.activation ?? usual.activation ?? "linear";
    this.activation = activationNamed(this.activationName, this.label);
    this.useBias = truth(options.useBias, true, this.label, "useBias");
    this.parts = weightParts<"kernel" | "bias">(
      options,
      { kernel: usual.kernelInitializer ?? "glorotUniform", bias: "zeros" },
      this.label,
    );
  }

  protected makeKernel(shape: Shape): void {
    this.kernel = this.addWeight("kernel", shape, this.parts.kernel.initializer, this.parts.kernel);
  }

  /** Makes the bias [size], unless the options say that there is none. */
  protected makeBias(size: number): void {
    if (this.useBias) this.bias = this.addWeight("bias", [size], this.biasInitializer, this.parts.bias);
  }

  /** How the bias begins. */
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
