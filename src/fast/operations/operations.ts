/** Every operation: which layers become which, and how each is built. */
import { ActivationLayer, ELU, LeakyReLU } from "../../layers/activation.js";
import { BatchNormalization } from "../../layers/batch-normalization.js";
import { Conv2D } from "../../layers/conv2d.js";
import { Dense } from "../../layers/dense.js";
import { Dropout } from "../../layers/dropout.js";
import { Embedding } from "../../layers/embedding.js";
import { GlobalAveragePooling1D, GlobalAveragePooling2D } from "../../layers/global-pooling.js";
import { GRU } from "../../layers/gru.js";
import { InputLayer } from "../../layers/input-layer.js";
import type { Layer } from "../../layers/layer.js";
import { LSTM } from "../../layers/lstm.js";
import { AveragePooling2D, MaxPooling2D } from "../../layers/pooling.js";
import { Flatten, Reshape } from "../../layers/reshape.js";
import { SimpleRNN } from "../../layers/simple-rnn.js";
import {
  ActivationOperation,
  recogniseActivation,
  recogniseElu,
  recogniseLeakyRelu,
  SoftmaxOperation,
} from "./activation.js";
import { BatchNormalizationOperation, recogniseBatchNormalization } from "./batch-normalization.js";
import { ConvolutionOperation, recogniseConvolution } from "./convolution.js";
import { DenseOperation, recogniseDense } from "./dense.js";
import { DropoutOperation, recogniseDropout } from "./dropout.js";
import { EmbeddingOperation, MeanEmbeddingOperation, recogniseEmbedding } from "./embedding.js";
import { FirstConvolutionOperation } from "./first-convolution.js";
import { GlobalAverageOperation, recogniseGlobalAverage } from "./global-average.js";
import { GruOperation, recogniseGru } from "./gru.js";
import { LstmOperation, recogniseLstm } from "./lstm.js";
import type { Operation, OperationSpec, Recognise, Workshop } from "./operation.js";
import {
  AveragePoolingOperation,
  MaxPoolingOperation,
  recogniseAveragePooling,
  recogniseMaxPooling,
} from "./pooling.js";
import { recogniseSimpleRnn, SimpleRnnOperation } from "./simple-rnn.js";
import { WinogradOperation } from "./winograd.js";

type LayerClass = abstract new (...options: never[]) => Layer;

/** By the layer's very class: a subclass may compute something else. */
const RECOGNISERS = new Map<LayerClass, Recognise<never>>([
  [Dense, recogniseDense],
  [Dropout, recogniseDropout],
  [ActivationLayer, recogniseActivation],
  [LeakyReLU, recogniseLeakyRelu],
  [ELU, recogniseElu],
  [Embedding, recogniseEmbedding],
  [Conv2D, recogniseConvolution],
  [MaxPooling2D, recogniseMaxPooling],
  [AveragePooling2D, recogniseAveragePooling],
  [BatchNormalization, recogniseBatchNormalization],
  [GlobalAveragePooling1D, recogniseGlobalAverage],
  [GlobalAveragePooling2D, recogniseGlobalAverage],
  [SimpleRNN, recogniseSimpleRnn],
  [LSTM, recogniseLstm],
  [GRU, recogniseGru],
  // The same numbers in another shape: nothing to do.
  [Flatten, () => []],
  [Reshape, () => []],
  [InputLayer, () => []],
]);

/** How a layer is recognised; undefined for a kind of layer that there are no operations for. */
export function recogniserOf(layer: Layer): Recognise<Layer> | undefined {
  return RECOGNISERS.get(layer.constructor as LayerClass) as Recognise<Layer> | undefined;
}

const BUILDERS: Readonly<Record<string, new (spec: never, shop: Workshop) => Operation>> = {
  activation: ActivationOperation,
  softmax: SoftmaxOperation,
  dense: DenseOperation,
  dropout: DropoutOperation,
  embedding: EmbeddingOperation,
  meanEmbedding: MeanEmbeddingOperation,
  convolution: ConvolutionOperation,
  firstConvolution: FirstConvolutionOperation,
  winograd: WinogradOperation,
  maxPooling: MaxPoolingOperation,
  averagePooling: AveragePoolingOperation,
  simpleRnn: SimpleRnnOperation,
  lstm: LstmOperation,
  gru: GruOperation,
  globalAverage: GlobalAverageOperation,
  batchNormalization: BatchNormalizationOperation,
};

export function buildOperation(spec: OperationSpec, shop: Workshop): Operation {
  return new BUILDERS[spec.kind](spec as never, shop);
}
