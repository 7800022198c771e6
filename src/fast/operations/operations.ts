/** All operations: the union of their specs, the layers that are lowered to them, and how each is built. */
import { ActivationLayer, ELU, LeakyReLU } from "../../layers/activation.js";
import { Permute, RepeatVector } from "../../layers/arrange.js";
import { BatchNormalization } from "../../layers/batch-normalization.js";
import { Bidirectional } from "../../layers/bidirectional.js";
import { Conv1D } from "../../layers/conv1d.js";
import { Conv2DTranspose } from "../../layers/conv2d-transpose.js";
import { Conv2D } from "../../layers/conv2d.js";
import { Cropping2D } from "../../layers/cropping.js";
import { Dense } from "../../layers/dense.js";
import { DepthwiseConv2D } from "../../layers/depthwise-conv2d.js";
import { Dot } from "../../layers/dot.js";
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
import { LayerNormalization } from "../../layers/layer-normalization.js";
import type { Layer } from "../../layers/layer.js";
import { LSTM } from "../../layers/lstm.js";
import { Masking } from "../../layers/masking.js";
import { Add, Average, Concatenate, Maximum, Minimum, Multiply, Subtract } from "../../layers/merge.js";
import { MultiHeadAttention } from "../../layers/multi-head-attention.js";
import { AlphaDropout, GaussianDropout, GaussianNoise, SpatialDropout1D } from "../../layers/noise.js";
import { AveragePooling1D, MaxPooling1D } from "../../layers/pooling-1d.js";
import { AveragePooling2D, MaxPooling2D } from "../../layers/pooling.js";
import { Rescaling } from "../../layers/rescaling.js";
import { PReLU, ReLU, ThresholdedReLU } from "../../layers/rectifiers.js";
import { Flatten, Reshape } from "../../layers/reshape.js";
import { Resizing, UpSampling2D } from "../../layers/resizing.js";
import { SeparableConv2D } from "../../layers/separable-conv2d.js";
import { SimpleRNN } from "../../layers/simple-rnn.js";
import { Softmax } from "../../layers/softmax.js";
import { ZeroPadding2D } from "../../layers/zero-padding.js";
import { TimeDistributed } from "../../layers/time-distributed.js";
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
  lowerPermute,
  lowerRepeatVector,
  PermuteOperation,
  RepeatVectorOperation,
  type PermuteSpec,
  type RepeatVectorSpec,
} from "./arrange.js";
import {
  ArgumentActivationOperation,
  lowerThresholdedRelu,
  type ArgumentActivationSpec,
} from "./argument-activation.js";
import { AttentionOperation, lowerAttention, type AttentionSpec } from "./attention.js";
import {
  BatchNormalizationOperation,
  lowerBatchNormalization,
  type BatchNormalizationSpec,
} from "./batch-normalization.js";
import {
  AddBorderOperation,
  lowerCropping,
  lowerZeroPadding,
  RemoveBorderOperation,
  type BorderSpec,
} from "./borders.js";
import { BidirectionalOperation, lowerBidirectional, type BidirectionalSpec } from "./bidirectional.js";
import { ConcatenateOperation, lowerConcatenate, type ConcatenateSpec } from "./concatenate.js";
import { ConvolutionOperation, lowerConvolution, type ConvolutionSpec } from "./convolution.js";
import { DenseOperation, lowerDense, type DenseSpec } from "./dense.js";
import {
  DepthwiseConvolutionOperation,
  lowerDepthwise,
  lowerSeparable,
  type DepthwiseConvolutionSpec,
} from "./depthwise-convolution.js";
import { DotOperation, lowerDot, type DotSpec } from "./dot.js";
import { DropoutOperation, lowerDropout, lowerSpatialDropout1d, type DropoutSpec } from "./dropout.js";
import {
  EmbeddingOperation,
  lowerEmbedding,
  MeanEmbeddingOperation,
  type EmbeddingSpec,
} from "./embedding.js";
import { FirstConvolutionOperation, type FirstConvolutionSpec } from "./first-convolution.js";
import { GlobalAverageOperation, lowerGlobalAverage, type GlobalAverageSpec } from "./global-average.js";
import {
  LayerNormalizationOperation,
  lowerLayerNormalization,
  type LayerNormalizationSpec,
} from "./layer-normalization.js";
import {
  lowerMasking,
  MaskingOperation,
  StepMaskOperation,
  type MaskingSpec,
  type StepMaskSpec,
} from "./masks.js";
import {
  lowerAdd,
  lowerAverage,
  lowerMaximum,
  lowerMinimum,
  lowerMultiply,
  lowerSubtract,
  placeMerge,
  type ExtremeSpec,
  type ProductSpec,
  type WeightedSumSpec,
} from "./merge.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import {
  lowerAlphaDropout,
  lowerGaussianDropout,
  lowerGaussianNoise,
  NoiseOperation,
  type NoiseSpec,
} from "./noise.js";
import type { Operation, OperationContext } from "./operation.js";
import {
  AveragePoolingOperation,
  lowerAveragePooling,
  lowerMaxPooling,
  MaxPoolingOperation,
  type PoolingSpec,
} from "./pooling.js";
import { lowerRecurrent, placeRecurrent } from "./recurrent-kinds.js";
import { lowerPrelu, PreluOperation, type PreluSpec } from "./prelu.js";
import type { RecurrentSpec } from "./recurrent.js";
import { lowerResampling, ResampleOperation, type ResampleSpec } from "./resample.js";
import { lowerRescaling, RescalingOperation, type RescalingSpec } from "./rescaling.js";
import { lowerAveragePooling1d, lowerConv1d, lowerGlobalMax, lowerMaxPooling1d } from "./sequences.js";
import {
  lowerTransposedConvolution,
  TransposedConvolutionOperation,
  type TransposedConvolutionSpec,
} from "./transposed-convolution.js";
import {
  lowerTimeDistributed,
  TimeDistributedOperation,
  type TimeDistributedSpec,
} from "./time-distributed.js";
import { WinogradOperation, type WinogradSpec } from "./winograd.js";

/** Plain data that describes an operation; `kind` tells which. */
export type OperationSpec =
  | ActivationSpec
  | ArgumentActivationSpec
  | PreluSpec
  | SoftmaxSpec
  | DenseSpec
  | DropoutSpec
  | NoiseSpec
  | EmbeddingSpec
  | ConvolutionSpec
  | TransposedConvolutionSpec
  | DepthwiseConvolutionSpec
  | FirstConvolutionSpec
  | WinogradSpec
  | PoolingSpec
  | BorderSpec
  | ResampleSpec
  | RescalingSpec
  | RecurrentSpec
  | BidirectionalSpec
  | TimeDistributedSpec<OperationSpec>
  | RepeatVectorSpec
  | PermuteSpec
  | GlobalAverageSpec
  | BatchNormalizationSpec
  | LayerNormalizationSpec
  | AttentionSpec
  | DotSpec
  | StepMaskSpec
  | MaskingSpec
  | WeightedSumSpec
  | ProductSpec
  | ExtremeSpec
  | ConcatenateSpec;

/** The operations that can add to the gradients of their inputs (`Values.adds`). */
export const ADDING_KINDS: ReadonlySet<string> = new Set<OperationSpec["kind"]>([
  "argumentActivation",
  "prelu",
  "layerNormalization",
  "attention",
  "dot",
  "dense",
  "convolution",
  "transposedConvolution",
  "depthwiseConvolution",
  "winograd",
  "maxPooling",
  "averagePooling",
  "addBorder",
  "removeBorder",
  "resample",
  "rescaling",
  "simpleRnn",
  "lstm",
  "gru",
  "bidirectional",
  "repeatVector",
  "permute",
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
  argumentActivation: { inputs: true, output: false },
  prelu: { inputs: true, output: false },
  softmax: { inputs: false, output: true },
  logSoftmax: { inputs: false, output: true },
  dense: { inputs: true, output: true },
  dropout: { inputs: false, output: false },
  noise: { inputs: false, output: false },
  embedding: { inputs: false, output: false },
  meanEmbedding: { inputs: false, output: false },
  convolution: { inputs: true, output: true },
  transposedConvolution: { inputs: true, output: true },
  depthwiseConvolution: { inputs: true, output: true },
  firstConvolution: { inputs: true, output: false },
  winograd: { inputs: false, output: true },
  maxPooling: { inputs: false, output: false },
  averagePooling: { inputs: false, output: false },
  addBorder: { inputs: false, output: false },
  removeBorder: { inputs: false, output: false },
  resample: { inputs: false, output: false },
  rescaling: { inputs: false, output: false },
  simpleRnn: { inputs: false, output: false },
  lstm: { inputs: false, output: false },
  gru: { inputs: false, output: false },
  bidirectional: { inputs: false, output: false },
  // The operation on a step may read both.
  timeDistributed: { inputs: true, output: true },
  repeatVector: { inputs: false, output: false },
  permute: { inputs: false, output: false },
  globalAverage: { inputs: true, output: false },
  batchNormalization: { inputs: true, output: false },
  layerNormalization: { inputs: true, output: false },
  attention: { inputs: true, output: false },
  dot: { inputs: true, output: false },
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
  loweringFor(SpatialDropout1D, lowerSpatialDropout1d),
  loweringFor(GaussianNoise, lowerGaussianNoise),
  loweringFor(GaussianDropout, lowerGaussianDropout),
  loweringFor(AlphaDropout, lowerAlphaDropout),
  loweringFor(ActivationLayer, lowerActivation),
  loweringFor(LeakyReLU, lowerLeakyRelu),
  loweringFor(ELU, lowerElu),
  loweringFor(ReLU, lowerRelu),
  loweringFor(ThresholdedReLU, lowerThresholdedRelu),
  loweringFor(PReLU, lowerPrelu),
  loweringFor(Softmax, lowerSoftmax),
  loweringFor(Embedding, lowerEmbedding),
  loweringFor(Conv1D, lowerConv1d),
  loweringFor(Conv2D, lowerConvolution),
  loweringFor(Conv2DTranspose, lowerTransposedConvolution),
  loweringFor(DepthwiseConv2D, lowerDepthwise),
  loweringFor(SeparableConv2D, lowerSeparable),
  loweringFor(MaxPooling1D, lowerMaxPooling1d),
  loweringFor(AveragePooling1D, lowerAveragePooling1d),
  loweringFor(MaxPooling2D, lowerMaxPooling),
  loweringFor(AveragePooling2D, lowerAveragePooling),
  loweringFor(ZeroPadding2D, lowerZeroPadding),
  loweringFor(Cropping2D, lowerCropping),
  loweringFor(UpSampling2D, lowerResampling),
  loweringFor(Resizing, lowerResampling),
  loweringFor(Rescaling, lowerRescaling),
  loweringFor(BatchNormalization, lowerBatchNormalization),
  loweringFor(LayerNormalization, lowerLayerNormalization),
  loweringFor(MultiHeadAttention, lowerAttention),
  loweringFor(Dot, lowerDot),
  loweringFor(GlobalAveragePooling1D, lowerGlobalAverage),
  loweringFor(GlobalAveragePooling2D, lowerGlobalAverage),
  loweringFor(GlobalMaxPooling1D, lowerGlobalMax),
  loweringFor(GlobalMaxPooling2D, lowerGlobalMax),
  loweringFor(SimpleRNN, lowerRecurrent),
  loweringFor(LSTM, lowerRecurrent),
  loweringFor(GRU, lowerRecurrent),
  loweringFor(Bidirectional, lowerBidirectional),
  loweringFor(TimeDistributed, (context) => lowerTimeDistributed(context, lowerLayer)),
  loweringFor(RepeatVector, lowerRepeatVector),
  loweringFor(Permute, lowerPermute),
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

/** The layers whose lowering reads what a call is given besides its inputs; no kernel knows others' options. */
const READS_OPTIONS: ReadonlySet<unknown> = new Set([MultiHeadAttention]);

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
  const kind = context.layer.constructor;
  if (Object.keys(context.options).length > 0 && !READS_OPTIONS.has(kind)) return undefined;
  return LOWERINGS.get(kind)?.(context);
}

/** Gives an operation its places in memory. */
export function placeOperation(spec: OperationSpec, context: OperationContext): Operation {
  switch (spec.kind) {
    case "activation":
      return new ActivationOperation(spec, context);
    case "argumentActivation":
      return new ArgumentActivationOperation(spec, context);
    case "prelu":
      return new PreluOperation(spec, context);
    case "softmax":
    case "logSoftmax":
      return new SoftmaxOperation(spec, context);
    case "dense":
      return new DenseOperation(spec, context);
    case "dropout":
      return new DropoutOperation(spec, context);
    case "noise":
      return new NoiseOperation(spec, context);
    case "embedding":
      return new EmbeddingOperation(spec, context);
    case "meanEmbedding":
      return new MeanEmbeddingOperation(spec, context);
    case "convolution":
      return new ConvolutionOperation(spec, context);
    case "transposedConvolution":
      return new TransposedConvolutionOperation(spec, context);
    case "depthwiseConvolution":
      return new DepthwiseConvolutionOperation(spec, context);
    case "firstConvolution":
      return new FirstConvolutionOperation(spec, context);
    case "winograd":
      return new WinogradOperation(spec, context);
    case "maxPooling":
      return new MaxPoolingOperation(spec, context);
    case "averagePooling":
      return new AveragePoolingOperation(spec, context);
    case "addBorder":
      return new AddBorderOperation(spec, context);
    case "removeBorder":
      return new RemoveBorderOperation(spec, context);
    case "resample":
      return new ResampleOperation(spec, context);
    case "rescaling":
      return new RescalingOperation(spec, context);
    case "simpleRnn":
    case "lstm":
    case "gru":
      return placeRecurrent(spec, context);
    case "bidirectional":
      return new BidirectionalOperation(spec, context);
    case "timeDistributed":
      return new TimeDistributedOperation(spec, context, (ofStep) => placeOperation(spec.inner, ofStep));
    case "repeatVector":
      return new RepeatVectorOperation(spec, context);
    case "permute":
      return new PermuteOperation(spec, context);
    case "globalAverage":
      return new GlobalAverageOperation(spec, context);
    case "batchNormalization":
      return new BatchNormalizationOperation(spec, context);
    case "layerNormalization":
      return new LayerNormalizationOperation(spec, context);
    case "attention":
      return new AttentionOperation(spec, context);
    case "dot":
      return new DotOperation(spec, context);
    case "stepMask":
      return new StepMaskOperation(spec, context);
    case "masking":
      return new MaskingOperation(spec, context);
    case "weightedSum":
    case "product":
    case "extreme":
      return placeMerge(spec, context);
    case "concatenate":
      return new ConcatenateOperation(spec, context);
  }
}
