/** What random models are described with: a library of layers, and the choices of one model. */
import type * as neuronesLayers from "../../../src/layers/layers.js";
import type { RandomStream } from "../../../src/random/stream.js";

/** The layers that are drawn; TensorFlow.js has all but `multiHeadAttention` and `subtract`. */
export const DRAWN = [
  "activation",
  "add",
  "average",
  "averagePooling1d",
  "averagePooling2d",
  "batchNormalization",
  "bidirectional",
  "concatenate",
  "conv1d",
  "conv2d",
  "conv2dTranspose",
  "cropping2D",
  "dense",
  "depthwiseConv2d",
  "dot",
  "elu",
  "embedding",
  "flatten",
  "globalAveragePooling1d",
  "globalAveragePooling2d",
  "globalMaxPooling1d",
  "globalMaxPooling2d",
  "gru",
  "layerNormalization",
  "leakyReLU",
  "lstm",
  "masking",
  "maximum",
  "maxPooling1d",
  "maxPooling2d",
  "minimum",
  "multiHeadAttention",
  "multiply",
  "permute",
  "prelu",
  "repeatVector",
  "reshape",
  "separableConv2d",
  "simpleRNN",
  "softmax",
  "subtract",
  "timeDistributed",
  "upSampling2d",
  "zeroPadding2d",
] as const;

/** A library in which a model can be described: this one, or TensorFlow.js. */
export interface Library<Symbolic, Made> {
  readonly layers: Pick<typeof neuronesLayers, (typeof DRAWN)[number]>;
  input(options: { readonly shape: number[] }): Symbolic;
  model(options: { readonly inputs: Symbolic[]; readonly outputs: Symbolic[] }): Made;
  apply(layer: unknown, input: Symbolic | readonly Symbolic[]): Symbolic;
}

/** A symbolic tensor with the shape of an example. */
export interface Node<Symbolic> {
  readonly tensor: Symbolic;
  readonly shape: readonly number[];
}

export const ACTIVATIONS = ["relu", "tanh", "sigmoid", "linear", "elu", "selu", "swish", "relu6"] as const;

/** The choices of a model: the same random numbers give the same model in each library. */
export class Drawing<Symbolic> {
  readonly layers: Library<Symbolic, unknown>["layers"];
  /** Whether layers may be drawn that TensorFlow.js lacks, or computes otherwise. */
  readonly beyondTensorFlow: boolean;
  private readonly apply: Library<Symbolic, unknown>["apply"];
  private readonly random: RandomStream;
  private count = 0;

  constructor({ layers, apply }: Library<Symbolic, unknown>, random: RandomStream) {
    this.layers = layers;
    this.apply = (layer, given) => apply(layer, given);
    this.random = random;
    this.beyondTensorFlow = this.below(3) === 0;
  }

  readonly below = (bound: number): number => Math.floor(this.random.uniform() * bound);

  readonly pick = <Value>(list: readonly Value[]): Value => list[this.below(list.length)];

  /** A layer's options, with a name that both libraries give it. */
  readonly named = <Options extends object>(options: Options): Options & { readonly name: string } => ({
    name: `layer${++this.count}`,
    ...options,
  });

  /** The output of a layer, whose shape is known. */
  put(layer: unknown, { tensor }: Node<Symbolic>, shape: readonly number[]): Node<Symbolic> {
    return { tensor: this.apply(layer, tensor), shape };
  }

  /** The output of a layer with several inputs. */
  putAll(layer: unknown, given: readonly Node<Symbolic>[], shape: readonly number[]): Node<Symbolic> {
    return {
      tensor: this.apply(
        layer,
        given.map(({ tensor }) => tensor),
      ),
      shape,
    };
  }
}
