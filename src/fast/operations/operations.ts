/** All operations: the union of their specs, the layers that are lowered to them, and how each is built. */
import { ActivationLayer, ELU, LeakyReLU } from "../../layers/activation.js";
import { BatchNormalization } from "../../layers/batch-normalization.js";
import { Conv1D } from "../../layers/conv1d.js";
import { Conv2D } from "../../layers/conv2d.js";
import { Dense } from "../../layers/dense.js";
import { Dropout } from "../../layers/dropout.js";
import { Embedding } from "../../layers/embedding.js";
import {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
} from "../../layers/global-pooling.js";
import { GRU } from "../../layers/gru.js";
import { InputLayer } from "../../layers/input-layer.js";
import type { Layer } from "../../layers/layer.js";
import { LSTM } from "../../layers/lstm.js";
import { AveragePooling1D, MaxPooling1D } from "../../layers/pooling-1d.js";
import { AveragePooling2D, MaxPooling2D } from "../../layers/pooling.js";
import { ReLU } from "../../layers/rectifiers.js";
import { Flatten, Reshape } from "../../layers/reshape.js";
import { SimpleRNN } from "../../layers/simple-rnn.js";
import { Softmax } from "../../layers/softmax.js";
import {
  ActivationOperation,
  lowerActivation,
  lowerElu,
  lowerLeakyRelu,
  lowerRelu,
  lowerSoftmax,
  SoftmaxOperation,
  type ActivationSpec,
  type SoftmaxSpec,
} from "./activation.js";
import {
  BatchNormalizationOperation,
  lowerBatchNormalization,
  type BatchNormalizationSpec,
} from "./batch-normalization.js";
import { ConvolutionOperation, lowerConvolution, type ConvolutionSpec } from "./convolution.js";
import { DenseOperation, lowerDense, type DenseSpec } from "./dense.js";
import { DropoutOperation, lowerDropout, type DropoutSpec } from "./dropout.js";
import {
  EmbeddingOperation,
  lowerEmbedding,
  MeanEmbeddingOperation,
  type EmbeddingSpec,
} from "./embedding.js";
import { FirstConvolutionOperation, type FirstConvolutionSpec } from "./first-convolution.js";
import { GlobalAverageOperation, lowerGlobalAverage, type GlobalAverageSpec } from "./global-average.js";
import { GruOperation, lowerGru } from "./gru.js";
import { lowerLstm, LstmOperation } from "./lstm.js";
import type { Lowering, LoweringContext, Operation, OperationContext } from "./operation.js";
import {
  AveragePoolingOperation,
  lowerAveragePooling,
  lowerMaxPooling,
  MaxPoolingOperation,
  type PoolingSpec,
} from "./pooling.js";
import type { RecurrentSpec } from "./recurrent.js";
import { lowerAveragePooling1d, lowerConv1d, lowerGlobalMax, lowerMaxPooling1d } from "./sequences.js";
import { lowerSimpleRnn, SimpleRnnOperation } from "./simple-rnn.js";
import { WinogradOperation, type WinogradSpec } from "./winograd.js";

/** Plain data that describes an operation; `kind` tells which. */
export type OperationSpec =
  | ActivationSpec
  | SoftmaxSpec
  | DenseSpec
  | DropoutSpec
  | EmbeddingSpec
  | ConvolutionSpec
  | FirstConvolutionSpec
  | WinogradSpec
  | PoolingSpec
  | RecurrentSpec
  | GlobalAverageSpec
  | BatchNormalizationSpec;

type LayerClass<Known extends Layer> = abstract new (...options: never[]) => Known;

/** Looked up by the layer's exact class: a subclass may compute something else. */
const LOWERINGS = new Map<unknown, Lowering<Layer, OperationSpec>>([
  loweringFor(Dense, lowerDense),
  loweringFor(Dropout, lowerDropout),
  loweringFor(ActivationLayer, lowerActivation),
  loweringFor(LeakyReLU, lowerLeakyRelu),
  loweringFor(ELU, lowerElu),
  loweringFor(ReLU, lowerRelu),
  loweringFor(Softmax, lowerSoftmax),
  loweringFor(Embedding, lowerEmbedding),
  loweringFor(Conv1D, lowerConv1d),
  loweringFor(Conv2D, lowerConvolution),
  loweringFor(MaxPooling1D, lowerMaxPooling1d),
  loweringFor(AveragePooling1D, lowerAveragePooling1d),
  loweringFor(MaxPooling2D, lowerMaxPooling),
  loweringFor(AveragePooling2D, lowerAveragePooling),
  loweringFor(BatchNormalization, lowerBatchNormalization),
  loweringFor(GlobalAveragePooling1D, lowerGlobalAverage),
  loweringFor(GlobalAveragePooling2D, lowerGlobalAverage),
  loweringFor(GlobalMaxPooling1D, lowerGlobalMax),
  loweringFor(GlobalMaxPooling2D, lowerGlobalMax),
  loweringFor(SimpleRNN, lowerSimpleRnn),
  loweringFor(LSTM, lowerLstm),
  loweringFor(GRU, lowerGru),
  // These only change the shape: there is nothing to compute.
  loweringFor(Flatten, () => []),
  loweringFor(Reshape, () => []),
  loweringFor(InputLayer, () => []),
]);

function loweringFor<Known extends Layer>(
  kind: LayerClass<Known>,
  lower: Lowering<Known, OperationSpec>,
): [LayerClass<Known>, Lowering<Layer, OperationSpec>] {
  return [kind, ({ layer, ...rest }) => (layer instanceof kind ? lower({ layer, ...rest }) : undefined)];
}

/**
 * The operations of a layer; undefined for a kind of layer, or options of one, that the kernels cannot
 * compute.
 */
export function lowerLayer(context: LoweringContext): readonly OperationSpec[] | undefined {
  return LOWERINGS.get(context.layer.constructor)?.(context);
}

/** Whether layers of this kind can be lowered. */
export function isKnownLayer(layer: Layer): boolean {
  return LOWERINGS.has(layer.constructor);
}

export function buildOperation(spec: OperationSpec, context: OperationContext): Operation {
  switch (spec.kind) {
    case "activation":
      return new ActivationOperation(spec, context);
    case "softmax":
      return new SoftmaxOperation(spec, context);
    case "dense":
      return new DenseOperation(spec, context);
    case "dropout":
      return new DropoutOperation(spec, context);
    case "embedding":
      return new EmbeddingOperation(spec, context);
    case "meanEmbedding":
      return new MeanEmbeddingOperation(spec, context);
    case "convolution":
      return new ConvolutionOperation(spec, context);
    case "firstConvolution":
      return new FirstConvolutionOperation(spec, context);
    case "winograd":
      return new WinogradOperation(spec, context);
    case "maxPooling":
      return new MaxPoolingOperation(spec, context);
    case "averagePooling":
      return new AveragePoolingOperation(spec, context);
    case "simpleRnn":
      return new SimpleRnnOperation(spec, context);
    case "lstm":
      return new LstmOperation(spec, context);
    case "gru":
      return new GruOperation(spec, context);
    case "globalAverage":
      return new GlobalAverageOperation(spec, context);
    case "batchNormalization":
      return new BatchNormalizationOperation(spec, context);
  }
}
