/**
 * The public API: all that a notebook imports comes from "neurones", and only this file decides what is public.
 */
import "./autograd/methods.js";

export { setLanguage, type Language } from "./language/language.js";
export {
  ArgumentError,
  DataError,
  NeuronesError,
  NumericError,
  ShapeError,
  StateError,
  type Complaint,
} from "./errors/errors.js";
export {
  eye, fill, linspace, oneHot, ones, onesLike, randomNormal, randomUniform, range, scalar, tensor, tensor1d, tensor2d, tensor3d,
  tensor4d, variable, zeros, zerosLike,
} from "./tensor/create.js";
export { Tensor, Variable, type NestedNumbers, type TensorLike } from "./tensor/tensor.js";
export type { DataType } from "./tensor/dtype.js";
export type { Shape } from "./tensor/shape.js";
export type { TensorMethods } from "./autograd/methods.js";
export { grad, grads, valueAndGrad, valueAndGrads, variableGrads } from "./autograd/gradients.js";
export * from "./autograd/operations/operations.js";
export * as initializers from "./initializers/initializers.js";
export * as regularizers from "./regularizers/regularizers.js";
export * as layers from "./layers/layers.js";
export { Layer, registerLayer, type CallContext, type LayerOptions } from "./layers/layers.js";
export { confusionMatrix, ConfusionMatrix } from "./metrics/confusion-matrix.js";
export { setSeed, type RandomR, type SampleOptions } from "./random/r-random.js";
export { neuralnet, NeuralNetwork, type NeuralnetOptions } from "./neuralnet/neuralnet.js";
export { classify } from "./neuralnet/classify.js";
export { batches, type Batches, type BatchOptions } from "./data/batches.js";
export { encodeLabels, type EncodedLabels } from "./data/encode-labels.js";
export { padSequences, type PadOptions } from "./data/pad-sequences.js";
export { normalise, Scaling, standardise, type NormaliseOptions } from "./data/scaling.js";
export { shuffle } from "./data/shuffle.js";
export { trainTestSplit, type Split, type SplitOptions } from "./data/train-test-split.js";
export * as datasets from "./datasets/datasets.js";
export * as plots from "./plots/plots.js";
export * as exercises from "./exercises/exercises.js";
