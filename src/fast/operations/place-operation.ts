/** Gives operations their places in memory. */
import { ActivationOperation, SoftmaxOperation } from "./activation.js";
import { PermuteOperation, RepeatVectorOperation } from "./arrange.js";
import { ArgumentActivationOperation } from "./argument-activation.js";
import { AttentionOperation } from "./attention.js";
import { BatchNormalizationOperation } from "./batch-normalization.js";
import { AddBorderOperation, RemoveBorderOperation } from "./borders.js";
import { BidirectionalOperation } from "./bidirectional.js";
import { ConcatenateOperation } from "./concatenate.js";
import { ConvolutionOperation } from "./convolution.js";
import { DenseOperation } from "./dense.js";
import { DepthwiseConvolutionOperation } from "./depthwise-convolution.js";
import { DotOperation } from "./dot.js";
import { DropoutOperation } from "./dropout.js";
import { EmbeddingOperation, MeanEmbeddingOperation } from "./embedding.js";
import { FirstConvolutionOperation } from "./first-convolution.js";
import { GlobalAverageOperation } from "./global-average.js";
import { LayerNormalizationOperation } from "./layer-normalization.js";
import { MaskingOperation, StepMaskOperation } from "./masks.js";
import { placeMerge } from "./merge.js";
import { NoiseOperation } from "./noise.js";
import type { Operation, OperationContext } from "./operation.js";
import { AveragePoolingOperation, MaxPoolingOperation } from "./pooling.js";
import { placeRecurrent } from "./recurrent-kinds.js";
import { PreluOperation } from "./prelu.js";
import { ResampleOperation } from "./resample.js";
import { RescalingOperation } from "./rescaling.js";
import { TransposedConvolutionOperation } from "./transposed-convolution.js";
import { TimeDistributedOperation } from "./time-distributed.js";
import { WinogradOperation } from "./winograd.js";
import type { OperationSpec } from "./specs.js";

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
    case "rectifiedSum":
    case "product":
    case "extreme":
      return placeMerge(spec, context);
    case "concatenate":
      return new ConcatenateOperation(spec, context);
  }
}
