/**
 * The base class of dense, convolutional and recurrent layers: a kernel that is multiplied with the last axis
 * of the input, a bias, an activation, and the options of all three.
 */
import type { ActivationName } from "../activations/activations.js";
import type { InitializerLike } from "../initializers/initializers.js";
import type { Shape } from "../tensor/shape.js";
import type { Variable } from "../tensor/tensor.js";
import { BIASED_OPTIONS, BiasedLayer, type BiasedOptions } from "./biased-layer.js";
import type { WeightOptions } from "./weight-parts.js";

/** Options of layers with a kernel and a bias. */
export interface KernelOptions extends BiasedOptions, WeightOptions<"kernel"> {}

/** The names of these options. */
export const KERNEL_OPTIONS = [
  ...BIASED_OPTIONS,
  "kernelInitializer",
  "kernelRegularizer",
  "kernelConstraint",
] as const;

export abstract class KernelLayer extends BiasedLayer<"kernel"> {
  kernel!: Variable;

  /** @param defaults the values of options that are not given */
  constructor(
    options: KernelOptions,
    defaults: { readonly activation?: ActivationName; readonly kernelInitializer?: InitializerLike } = {},
  ) {
    super(options, { kernel: defaults.kernelInitializer ?? "glorotUniform" }, defaults.activation);
  }

  protected makeKernel(shape: Shape): void {
    this.kernel = this.makeWeight("kernel", shape);
  }
}
