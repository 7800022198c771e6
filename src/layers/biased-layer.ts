/**
 * The base class of layers that add a bias to weighted sums and apply an activation, with the options of both
 * and of the layer's other weights.
 */
import { add } from "../autograd/operations/operations.js";
import { activationNamed, type Activation, type ActivationName } from "../activations/activations.js";
import type { Initializer, InitializerLike } from "../initializers/initializers.js";
import type { Shape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { truth } from "./options.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

/** Options of layers with a bias. */
export interface BiasedOptions extends LayerOptions, WeightOptions<"bias"> {
  /** The activation function; linear by default, tanh in recurrent layers. */
  readonly activation?: ActivationName;
  /** Whether a bias is added; true by default. */
  readonly useBias?: boolean;
}

/** The names of these options. */
export const BIASED_OPTIONS = [
  "activation",
  "useBias",
  "biasInitializer",
  "biasRegularizer",
  "biasConstraint",
] as const;

/** `Weight` names the weights besides the bias: "kernel", for example. */
export abstract class BiasedLayer<Weight extends string> extends Layer {
  readonly activationName: ActivationName;
  readonly useBias: boolean;
  bias: Variable | undefined;
  protected readonly activation: Activation;
  private readonly parts: WeightParts<Weight | "bias">;

  /**
   * @param initializers      the initializer of each weight where the options name none
   * @param defaultActivation the activation where the options name none
   */
  constructor(
    options: BiasedOptions & WeightOptions<Weight>,
    initializers: Readonly<Record<Weight, InitializerLike>>,
    defaultActivation: ActivationName = "linear",
  ) {
    super(options);
    this.activationName = options.activation ?? defaultActivation;
    this.activation = activationNamed(this.activationName, this.label);
    this.useBias = truth(options.useBias, true, this.label, "useBias");
    this.parts = weightParts<Weight | "bias">(
      options as WeightOptions<Weight | "bias">,
      { ...initializers, bias: "zeros" } as Readonly<Record<Weight | "bias", InitializerLike>>,
      this.label,
    );
  }

  /** Creates a weight by its options. @param name the name under which Keras saves it */
  protected makeWeight(weight: Weight, shape: Shape, name: string = weight): Variable {
    return this.addWeight(name, shape, this.parts[weight].initializer, this.parts[weight]);
  }

  /** Creates the bias [size], if the layer has one. */
  protected makeBias(size: number): void {
    if (this.useBias) this.bias = this.addWeight("bias", [size], this.biasInitializer, this.parts.bias);
  }

  /** Gives the initial values of the bias. */
  protected get biasInitializer(): Initializer {
    return this.parts.bias.initializer;
  }

  /** Adds the bias to the sums and applies the activation. */
  protected finish(sums: Tensor): Tensor {
    return this.activation(this.bias === undefined ? sums : add(sums, this.bias));
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
