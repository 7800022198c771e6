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
import { Masking } from "../../layers/masking.js";
import { Add, Average, Concatenate, Maximum, Minimum, Multiply, Subtract } from "../../layers/merge.js";
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
import { ConcatenateOperation, lowerConcatenate, type ConcatenateSpec } from "./concatenate.js";
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
import {
  lowerMasking,
  MaskingOperation,
  StepMaskOperation,
  type MaskingSpec,
  type StepMaskSpec,
} from "./masks.js";
import {
  ExtremeOperation,
  lowerAdd,
  lowerAverage,
  lowerMaximum,
  lowerMinimum,
  lowerMultiply,
  lowerSubtract,
  ProductOperation,
  WeightedSumOperation,
  type ExtremeSpec,
  type ProductSpec,
  type WeightedSumSpec,
} from "./merge.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import type { Operation, OperationContext } from "./operation.js";
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
  | BatchNormalizationSpec
  | StepMaskSpec
  | MaskingSpec
  | WeightedSumSpec
  | ProductSpec
  | ExtremeSpec
  | ConcatenateSpec;

/** The operations that can add to the gradients of their inputs (`Values.adds`). */
export const ADDING_KINDS: ReadonlySet<string> = new Set<OperationSpec["kind"]>([
  "dense",
  "convolution",
  "winograd",
  "maxPooling",
  "averagePooling",
  "weightedSum",
  "product",
  "extreme",
  "concatenate",
]);

/** Whether the backward pass of an operation reads its inputs, and its first output. */
export const BACKWARD_READS: Readonly<
  Record<OperationSpec["kind"], { readonly inputs: boolean; readonly output: boolean }>
> = {
  activation: { inputs: false, output: true },
  softmax: { inputs: false, output: true },
  dense: { inputs: true, output: true },
  dropout: { inputs: false, output: false },
  embedding: { inputs: false, output: false },
  meanEmbedding: { inputs: false, output: false },
  convolution: { inputs: true, output: true },
  firstConvolution: { inputs: true, output: false },
  winograd: { inputs: false, output: true },
  maxPooling: { inputs: false, output: false },
  averagePooling: { inputs: false, output: false },
  simpleRnn: { inputs: false, output: false },
  lstm: { inputs: false, output: false },
  gru: { inputs: false, output: false },
  globalAverage: { inputs: true, output: false },
  batchNormalization: { inputs: true, output: false },
  stepMask: { inputs: false, output: false },
  masking: { inputs: true, output: false },
  weightedSum: { inputs: false, output: false },
  product: { inputs: true, output: false },
  extreme: { inputs: true, output: true },
  concatenate: { inputs: false, output: false },
};

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
  loweringFor(Masking, lowerMasking),
  loweringFor(Add, lowerAdd),
  loweringFor(Average, lowerAverage),
  loweringFor(Subtract, lowerSubtract),
  loweringFor(Multiply, lowerMultiply),
  loweringFor(Maximum, lowerMaximum),
  loweringFor(Minimum, lowerMinimum),
  loweringFor(Concatenate, lowerConcatenate),
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

/** Gives an operation its places in memory. */
export function placeOperation(spec: OperationSpec, context: OperationContext): Operation {
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
    case "stepMask":
      return new StepMaskOperation(spec, context);
    case "masking":
      return new MaskingOperation(spec, context);
    case "weightedSum":
      return new WeightedSumOperation(spec, context);
    case "product":
      return new ProductOperation(spec, context);
    case "extreme":
      return new ExtremeOperation(spec, context);
    case "concatenate":
      return new ConcatenateOperation(spec, context);
  }
}
