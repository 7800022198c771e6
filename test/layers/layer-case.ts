/** What a case of the shared suite says of a layer. */
import type { Shape } from "../../src/tensor/shape.js";

/** The name of the function that makes the layer, here and in TensorFlow.js. */
export type Kind =
  | "activation"
  | "add"
  | "alphaDropout"
  | "average"
  | "averagePooling1d"
  | "averagePooling2d"
  | "batchNormalization"
  | "bidirectional"
  | "concatenate"
  | "conv1d"
  | "conv2d"
  | "conv2dTranspose"
  | "cropping2D"
  | "dense"
  | "depthwiseConv2d"
  | "dot"
  | "dropout"
  | "elu"
  | "embedding"
  | "flatten"
  | "gaussianDropout"
  | "gaussianNoise"
  | "globalAveragePooling1d"
  | "globalAveragePooling2d"
  | "globalMaxPooling1d"
  | "globalMaxPooling2d"
  | "gru"
  | "gruCell"
  | "inputLayer"
  | "layerNormalization"
  | "leakyReLU"
  | "lstm"
  | "lstmCell"
  | "masking"
  | "maximum"
  | "maxPooling1d"
  | "maxPooling2d"
  | "minimum"
  | "multiHeadAttention"
  | "multiply"
  | "permute"
  | "prelu"
  | "reLU"
  | "repeatVector"
  | "rescaling"
  | "reshape"
  | "resizing"
  | "rnn"
  | "separableConv2d"
  | "simpleRNN"
  | "simpleRNNCell"
  | "softmax"
  | "spatialDropout1d"
  | "stackedRNNCells"
  | "subtract"
  | "thresholdedReLU"
  | "timeDistributed"
  | "upSampling2d"
  | "zeroPadding2d";

export interface LayerCase {
  readonly kind: Kind;
  readonly options: Readonly<Record<string, unknown>>;
  /** A weight on which the output does not depend: its gradient is 0 up to rounding errors. */
  readonly without?: string;
  /** What each call is given besides the input. */
  readonly call?: Readonly<Record<string, unknown>>;
  /** The layers among the options: the name of the option, and how each layer is made. */
  readonly inner?: {
    readonly option: "layer" | "cell" | "cells";
    readonly made: readonly (readonly [Kind, Readonly<Record<string, unknown>>])[];
  };
  /** The shape of one example; several for a layer with several inputs. */
  readonly inputShape: Shape | readonly Shape[];
  /** The shape of one example of the output; several for a layer with several outputs. */
  readonly outputShape: Shape | readonly Shape[];
  /** The input consists of word numbers below this one. */
  readonly words?: number;
  /** The share of the initial loss that the training must reach; 0.01 by default. */
  readonly reaches?: number;
  /**
   * Where TensorFlow.js lacks the layer or the option, or computes it wrong: the name of figures that Keras
   * computed, in `recorded/`. The case is compared with them instead.
   */
  readonly recorded?: string;
  /** What is not compared with TensorFlow.js, and why: mostly mistakes of TensorFlow.js. */
  readonly differs?: { readonly in: readonly Comparison[]; readonly because: string };
}

/** The properties that are compared. */
export type Comparison = "prediction" | "training" | "inputGradients" | "weightGradients";
