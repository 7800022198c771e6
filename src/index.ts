/**
 * The public API: all that a notebook imports comes from "neurones", and only this file decides what is public.
 */
import "./autograd/methods.js";
import "./fast/register.js";

export type { Language } from "./language/language.js";
export { setLanguage } from "./errors/set-language.js";
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
  eye,
  fill,
  linspace,
  oneHot,
  ones,
  onesLike,
  range,
  scalar,
  tensor,
  tensor1d,
  tensor2d,
  tensor3d,
  tensor4d,
  variable,
  zeros,
  zerosLike,
} from "./tensor/create.js";
export {
  multinomial,
  rand,
  randomGamma,
  randomNormal,
  randomStandardNormal,
  randomUniform,
  randomUniformInt,
  truncatedNormal,
} from "./tensor/random.js";
export { Tensor, Variable, type NestedNumbers, type TensorLike } from "./tensor/tensor.js";
export type { DataType } from "./tensor/dtype.js";
export type { Shape } from "./tensor/shape.js";
export type { TensorMethods } from "./autograd/methods.js";
export { grad, grads, valueAndGrad, valueAndGrads, variableGrads } from "./autograd/gradients.js";
export * from "./autograd/operations/operations.js";
export * as image from "./autograd/operations/image.js";
export * as linalg from "./autograd/operations/linalg.js";
export { graphOf, type ScalarNode } from "./autograd/scalar/graph.js";
export { value, Value } from "./autograd/scalar/value.js";
export * as initializers from "./initializers/initializers.js";
export * as regularizers from "./regularizers/regularizers.js";
export * as constraints from "./constraints/constraints.js";
export * as layers from "./layers/layers.js";
export { Layer, registerLayer, type CallContext, type LayerOptions } from "./layers/layers.js";
export * as losses from "./losses/functions.js";
export type { LossFunction } from "./losses/losses.js";
export * as train from "./optimizers/train.js";
export * as schedules from "./optimizers/schedules.js";
export * as metrics from "./metrics/functions.js";
export type { MetricFunction } from "./metrics/metrics.js";
export { input, model, sequential } from "./model/models.js";
export { Model } from "./model/model.js";
export type { CompileOptions } from "./model/compile.js";
export type { Evaluation } from "./model/training/evaluate.js";
export type { FitOptions } from "./model/training/options.js";
export type { GradientReport } from "./autograd/gradient-check/report.js";
export { Sequential } from "./model/sequential.js";
export { History } from "./model/training/history.js";
export { loadLayersModel } from "./model/saving/load.js";
export { readWeights } from "./model/saving/weight-files.js";
export * as callbacks from "./callbacks/callbacks.js";
export { checkGradient, type CheckOptions } from "./model/check-gradient.js";
export { Callback } from "./model/callbacks/callback.js";
export type { BatchPlace, CallbackMethods } from "./model/training/callback-list.js";
export { confusionMatrix, ConfusionMatrix } from "./metrics/confusion-matrix.js";
export { setSeed, type RandomR, type SampleOptions } from "./random/r-random.js";
export {
  neuralnet,
  NeuralNetwork,
  type Computed,
  type ConfidenceInterval,
  type Exclude,
  type NeuralnetOptions,
  type StartWeights,
} from "./neuralnet/neuralnet.js";
export { classify } from "./neuralnet/classify.js";
export { batches, type Batches, type BatchOptions } from "./data/batches.js";
export { centreDigit } from "./data/centre-digit.js";
export { encodeLabels, type EncodedLabels } from "./data/encode-labels.js";
export { padSequences, type PadOptions } from "./data/pad-sequences.js";
export { normalise, Scaling, standardise, type NormaliseOptions } from "./data/scaling.js";
export { shuffle } from "./data/shuffle.js";
export { trainTestSplit, type Split, type SplitOptions } from "./data/train-test-split.js";
export * as datasets from "./datasets/datasets.js";
export { formatNumber, type NumberFormat } from "./lesson/format-number.js";
export { quick } from "./lesson/quick.js";
export { table, Table, type TableValue } from "./lesson/table.js";
export { playground, Playground, type PlaygroundOptions } from "./playground/playground.js";
export * as plots from "./plots/plots.js";
export * as widgets from "./widgets/widgets.js";
export * as exercises from "./exercises/exercises.js";
