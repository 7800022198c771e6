/** An activation function as a layer of its own. */
import {
  activationNamed,
  elu,
  leakyRelu,
  type Activation,
  type ActivationName,
} from "../activations/activations.js";
import { FINITE_NUMBER } from "../errors/kinds.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { numberOf } from "./options.js";
import { one } from "./shapes.js";

export interface ActivationOptions extends LayerOptions {
  readonly activation: ActivationName;
}

export class ActivationLayer extends Layer {
  static override readonly className = "Activation";
  static override readonly optionNames: readonly string[] = ["activation"];
  readonly activationName: ActivationName;
  override readonly supportsMasking = true;
  private readonly activation: Activation;

  constructor(options: ActivationOptions) {
    super(options);
    this.activationName = options.activation;
    // A missing name is an error here, although other layers then take "linear".
    this.activation = activationNamed(options.activation ?? ("" as ActivationName), this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.activation(one(input));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), activation: this.activationName };
  }
}

export interface SlopeOptions extends LayerOptions {
  /** The slope α for negative inputs. */
  readonly alpha?: number;
}

/** An activation with a parameter α as a layer. */
abstract class SlopedLayer extends Layer {
  readonly alpha: number;
  override readonly supportsMasking = true;
  private readonly activation: Activation;

  constructor(options: SlopeOptions, defaultAlpha: number, make: (alpha: number) => Activation) {
    super(options);
    this.alpha = numberOf(options.alpha, defaultAlpha, FINITE_NUMBER, this.label, "alpha");
    this.activation = make(this.alpha);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.activation(one(input));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}

/**
 * x for x > 0, α x elsewhere; α is 0.3 by default here, as in Keras, and 0.2 in the activation of that name.
 */
export class LeakyReLU extends SlopedLayer {
  static override readonly className = "LeakyReLU";
  static override readonly optionNames: readonly string[] = ["alpha"];
  constructor(options: SlopeOptions = {}) {
    super(options, 0.3, leakyRelu);
  }
}

/** x for x > 0, α (e^x − 1) elsewhere. */
export class ELU extends SlopedLayer {
  static override readonly className = "ELU";
  static override readonly optionNames: readonly string[] = ["alpha"];
  constructor(options: SlopeOptions = {}) {
    super(options, 1, elu);
  }
}
