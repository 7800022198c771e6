/** Which layers are lowered to operations, and how. */
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
import { lowerActivation, lowerElu, lowerLeakyRelu, lowerRelu, lowerSoftmax } from "./activation.js";
import { lowerPermute, lowerRepeatVector } from "./arrange.js";
import { lowerThresholdedRelu } from "./argument-activation.js";
import { lowerAttention } from "./attention-spec.js";
import { lowerBatchNormalization } from "./batch-normalization.js";
import { lowerCropping, lowerZeroPadding } from "./borders.js";
import { lowerBidirectional } from "./bidirectional.js";
import { lowerConcatenate } from "./concatenate.js";
import { lowerConvolution } from "./convolution.js";
import { lowerDense } from "./dense.js";
import { lowerDepthwise, lowerSeparable } from "./depthwise-convolution.js";
import { lowerDot } from "./dot.js";
import { lowerDropout, lowerSpatialDropout1d } from "./dropout.js";
import { lowerEmbedding } from "./embedding.js";
import { lowerGlobalAverage } from "./global-average.js";
import { lowerLayerNormalization } from "./layer-normalization.js";
import { lowerMasking } from "./masks.js";
import { lowerAdd, lowerAverage, lowerMaximum, lowerMinimum, lowerMultiply, lowerSubtract } from "./merge.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import { lowerAlphaDropout, lowerGaussianDropout, lowerGaussianNoise } from "./noise.js";
import { lowerAveragePooling, lowerMaxPooling } from "./pooling.js";
import { lowerRecurrent } from "./recurrent-kinds.js";
import { lowerPrelu } from "./prelu.js";
import { lowerResampling } from "./resample.js";
import { lowerRescaling } from "./rescaling.js";
import { lowerAveragePooling1d, lowerConv1d, lowerGlobalMax, lowerMaxPooling1d } from "./sequences.js";
import { lowerTransposedConvolution } from "./transposed-convolution.js";
import { lowerTimeDistributed } from "./time-distributed.js";
import type { OperationSpec } from "./specs.js";

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
