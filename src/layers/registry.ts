/** The layer classes by their names, for loading saved models. */
import { ArgumentError } from "../errors/errors.js";
import { nearest } from "../errors/choose.js";
import { written } from "../errors/written.js";
import { ActivationLayer, ELU, LeakyReLU } from "./activation.js";
import { Permute, RepeatVector } from "./arrange.js";
import { BatchNormalization } from "./batch-normalization.js";
import { Bidirectional } from "./bidirectional.js";
import { Conv1D } from "./conv1d.js";
import { Conv2DTranspose } from "./conv2d-transpose.js";
import { Conv2D } from "./conv2d.js";
import { Cropping2D } from "./cropping.js";
import { Dense } from "./dense.js";
import { DepthwiseConv2D } from "./depthwise-conv2d.js";
import { Dot } from "./dot.js";
import { Dropout } from "./dropout.js";
import { Embedding } from "./embedding.js";
import { GRUCell } from "./gru-cell.js";
import {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
} from "./global-pooling.js";
import { GRU } from "./gru.js";
import { InputLayer } from "./input-layer.js";
import { LayerNormalization } from "./layer-normalization.js";
import { Layer } from "./layer.js";
import { LSTMCell } from "./lstm-cell.js";
import { LSTM } from "./lstm.js";
import { Masking } from "./masking.js";
import { Add, Average, Concatenate, Maximum, Minimum, Multiply, Subtract } from "./merge.js";
import { MultiHeadAttention } from "./multi-head-attention.js";
import { AlphaDropout, GaussianDropout, GaussianNoise, SpatialDropout1D } from "./noise.js";
import { AveragePooling1D, MaxPooling1D } from "./pooling-1d.js";
import { AveragePooling2D, MaxPooling2D } from "./pooling.js";
import { PReLU, ReLU, ThresholdedReLU } from "./rectifiers.js";
import { Rescaling } from "./rescaling.js";
import { Flatten, Reshape } from "./reshape.js";
import { RNN } from "./rnn.js";
import { withLayers, type SavedLayer } from "./saved-layer.js";
import { SimpleRNNCell } from "./simple-rnn-cell.js";
import { StackedRNNCells } from "./stacked-rnn-cells.js";
import { TimeDistributed } from "./time-distributed.js";
import { Resizing, UpSampling2D } from "./resizing.js";
import { SeparableConv2D } from "./separable-conv2d.js";
import { SimpleRNN } from "./simple-rnn.js";
import { Softmax } from "./softmax.js";
import { ZeroPadding2D } from "./zero-padding.js";

/** A class of layers, whose constructor takes the options. */
export interface LayerClass {
  new (options: never): Layer;
  readonly className: string;
  readonly optionNames?: readonly string[];
}

const BUILT_IN: readonly LayerClass[] = [
  ActivationLayer,
  Add,
  AlphaDropout,
  Average,
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping2D,
  Dense,
  DepthwiseConv2D,
  Dot,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GaussianDropout,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GRU,
  GRUCell,
  InputLayer,
  LayerNormalization,
  LeakyReLU,
  LSTM,
  LSTMCell,
  Masking,
  Maximum,
  MaxPooling1D,
  MaxPooling2D,
  Minimum,
  MultiHeadAttention,
  Multiply,
  Permute,
  PReLU,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  Resizing,
  RNN,
  SeparableConv2D,
  SimpleRNN,
  SimpleRNNCell,
  Softmax,
  SpatialDropout1D,
  StackedRNNCells,
  Subtract,
  ThresholdedReLU,
  TimeDistributed,
  UpSampling2D,
  ZeroPadding2D,
];

const CLASSES: Record<string, LayerClass> = Object.fromEntries(
  BUILT_IN.map((each) => [each.className, each]),
);

/**
 * Registers a layer class of your own, so that saved models with such layers can be loaded.
 * @param kind the class of the layer
 * @example
 * ```ts
 * class Halve extends Layer {
 *   static override readonly className = "Halve";
 *   override call(x: Tensor): Tensor {
 *     return x.div(2);
 *   }
 * }
 * registerLayer(Halve);
 * ```
 */
export function registerLayer(kind: LayerClass): void {
  if (
    typeof kind !== "function" ||
    !(kind.prototype instanceof Layer) ||
    typeof kind.className !== "string" ||
    kind.className === ""
  ) {
    throw new ArgumentError({
      where: "registerLayer",
      argument: "kind",
      received: written(kind),
      expected: { fr: "une classe qui étend Layer", en: "a class that extends Layer" },
      mend: {
        fr: 'Par exemple registerLayer(Scale), avec class Scale extends Layer { static override readonly className = "Scale"; … }.',
        en: 'For example registerLayer(Scale), with class Scale extends Layer { static override readonly className = "Scale"; … }.',
      },
    });
  }
  CLASSES[kind.className] = kind;
}

/**
 * Makes a layer from its saved class name and options.
 * @param inner makes the layers that are among its options
 * @throws ArgumentError for a class that is not registered
 */
export function layerFromSaved(
  { className, config }: { readonly className: string; readonly config: unknown },
  inner: (saved: SavedLayer) => Layer = layerFromSaved,
): Layer {
  if (typeof className === "string" && Object.hasOwn(CLASSES, className)) {
    const kind = CLASSES[className];
    return new kind(withLayers(config, kind.optionNames ?? [], inner) as never);
  }
  const meant = typeof className === "string" ? nearest(className, Object.keys(CLASSES)) : undefined;
  throw new ArgumentError({
    where: "layers",
    argument: "className",
    received: written(className),
    expected: {
      fr: `l’une des couches ${Object.keys(CLASSES).join(", ")}`,
      en: `one of the layers ${Object.keys(CLASSES).join(", ")}`,
    },
    mend: {
      fr: `Une couche que vous avez écrite se déclare avant de charger le modèle : registerLayer(${typeof className === "string" ? className : "MaCouche"}).${meant === undefined ? "" : ` Vouliez-vous dire "${meant}" ?`}`,
      en: `Register a layer of your own before you load the model: registerLayer(${typeof className === "string" ? className : "MyLayer"}).${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
    },
  });
}
