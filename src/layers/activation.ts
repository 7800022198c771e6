/** An activation function as a layer of its own. */
import { activationNamed, elu, leakyRelu, type Activation, type ActivationName } from "../activations/activations.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { one } from "./shapes.js";

export interface ActivationOptions extends LayerOptions {
  readonly activation: ActivationName;
}

export class ActivationLayer extends Layer {
  static override readonly className = "Activation";
  readonly activationName: ActivationName;
  override readonly supportsMasking = true;
  private readonly activation: Activation;

  constructor(options: ActivationOptions) {
    super(options);
    this.activationName = options.activation;
    this.activation = activationNamed(options.activation, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.activation(one(input));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), activation: this.activationName };
  }
}

export interface SlopeOptions extends LayerOptions {
  /** What a negative input is multiplied by. */
  readonly alpha?: number;
}

/** An activation with a parameter α, as a layer. */
abstract class SlopedLayer extends Layer {
  readonly alpha: number;
  override readonly supportsMasking = true;
  private readonly activation: Activation;

  constructor(options: SlopeOptions, usual: number, make: (alpha: number) => Activation) {
    super(options);
    this.alpha = options.alpha ?? usual;
    this.activation = make(this.alpha);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return this.activation(one(input));
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}

/** x for x > 0, α x elsewhere; α is 0.3 by default here, as in Keras, and 0.2 in the activation of that name. */
export class LeakyReLU extends SlopedLayer {
  static override readonly className = "LeakyReLU";
  constructor(options: SlopeOptions = {}) {
    super(options, 0.3, leakyRelu);
  }
}

/** x for x > 0, α (e^x − 1) elsewhere. */
export class ELU extends SlopedLayer {
  static override readonly className = "ELU";
  constructor(options: SlopeOptions = {}) {
    super(options, 1, elu);
  }
}
