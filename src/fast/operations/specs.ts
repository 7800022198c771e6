/**
 * All operations as plain data, and what the memory plan must know of each kind: whether it can add to the gradients
 * of its inputs, and what its backward pass reads.
 */
import type { ActivationSpec, SoftmaxSpec } from "./activation.js";
import type { PermuteSpec, RepeatVectorSpec } from "./arrange.js";
import type { ArgumentActivationSpec } from "./argument-activation.js";
import type { AttentionSpec } from "./attention-spec.js";
import type { BatchNormalizationSpec } from "./batch-normalization.js";
import type { BorderSpec } from "./borders.js";
import type { BidirectionalSpec } from "./bidirectional.js";
import type { ConcatenateSpec } from "./concatenate.js";
import type { ConvolutionSpec } from "./convolution.js";
import type { DenseSpec } from "./dense.js";
import type { DepthwiseConvolutionSpec } from "./depthwise-convolution.js";
import type { DotSpec } from "./dot.js";
import type { DropoutSpec } from "./dropout.js";
import type { EmbeddingSpec } from "./embedding.js";
import type { FirstConvolutionSpec } from "./first-convolution.js";
import type { GlobalAverageSpec } from "./global-average.js";
import type { LayerNormalizationSpec } from "./layer-normalization.js";
import type { MaskingSpec, StepMaskSpec } from "./masks.js";
import type { ExtremeSpec, ProductSpec } from "./merge.js";
import type { NoiseSpec } from "./noise.js";
import type { PoolingSpec } from "./pooling.js";
import type { PreluSpec } from "./prelu.js";
import type { RecurrentSpec } from "./recurrent-spec.js";
import type { ResampleSpec } from "./resample.js";
import type { RescalingSpec } from "./rescaling.js";
import type { TransposedConvolutionSpec } from "./transposed-convolution.js";
import type { TimeDistributedSpec } from "./time-distributed.js";
import type { WinogradSpec } from "./winograd.js";
import type { SumSpec } from "./weighted-sum.js";

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
  | SumSpec
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
  "rectifiedSum",
  "product",
  "extreme",
  "concatenate",
]);

/**
 * The operations whose backward pass may write the gradient of their input where that of their output is: it computes each
 * number from the one in the same place, and reads it first.
 */
export const IN_PLACE_KINDS: ReadonlySet<string> = new Set<OperationSpec["kind"]>([
  "activation",
  "batchNormalization",
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
  winograd: { inputs: true, output: true },
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
  rectifiedSum: { inputs: false, output: true },
  product: { inputs: true, output: false },
  extreme: { inputs: true, output: true },
  concatenate: { inputs: false, output: false },
};
