/** The types of models and their options as programs of TensorFlow.js write them. */
import type { CompileOptions } from "../../model/compile.js";
import type { History } from "../training/history.js";
import type { FitOptions, DatasetOptions, EvaluateOptions } from "../../model/training/options.js";
import type { SymbolicTensor } from "../layers/symbolic-tensor.js";
import type { Layer } from "../layers/types.js";
import type { LayerVariable } from "../layers/types.js";
import type { IOHandler, SaveResult } from "../io/types.js";
import type { Loose } from "../options.js";
import type { NamedTensor, Scalar, Tensor, TensorLike } from "../tensors/types.js";
import type { Optimizer } from "../training/optimizers.js";
import type { Callbacks } from "../training/base-callback.js";

export type TensorOrList = Tensor | Tensor[];
/** Examples: a tensor, one for each input, or one for each name of an input. */
export type Inputs = TensorOrList | TensorLike | { [inputName: string]: Tensor };

export type LossOrMetric = string | ((yTrue: Tensor, yPred: Tensor) => Tensor);
type ByOutput<Value> = Value | Value[] | { [outputName: string]: Value };

export type ModelCompileArgs = Loose<
  Omit<CompileOptions, "optimizer" | "loss" | "metrics"> & {
    optimizer: string | Optimizer;
    loss: ByOutput<LossOrMetric>;
    metrics: LossOrMetric | LossOrMetric[] | { [outputName: string]: LossOrMetric | LossOrMetric[] };
  }
>;

export type ValidationData = [Inputs, Inputs] | [Inputs, Inputs, Inputs];

export type ModelFitArgs = Loose<
  Omit<FitOptions, "callbacks" | "validationData" | "shuffle" | "sampleWeight" | "verbose"> & {
    callbacks: Callbacks;
    validationData: ValidationData;
    shuffle: boolean | "batch";
    sampleWeight: Tensor;
    yieldEvery: "auto" | "batch" | "epoch" | "never" | number;
    verbose: number;
  }
>;

/** A sequence of batches, such as a dataset of `tf.data`. */
export type DatasetLike =
  AsyncIterable<unknown> | Iterable<unknown> | (() => Iterable<unknown> | AsyncIterable<unknown>) | object;

export type ModelFitDatasetArgs = Loose<
  Omit<DatasetOptions, "callbacks" | "validationData" | "verbose"> & {
    callbacks: Callbacks;
    validationData: ValidationData | DatasetLike;
    validationBatches: number;
    verbose: number;
  }
>;

export type ModelEvaluateArgs = Loose<
  Omit<EvaluateOptions, "sampleWeight" | "verbose"> & { sampleWeight: Tensor; steps: number; verbose: number }
>;
export type ModelPredictArgs = Loose<{ batchSize: number; verbose: boolean | number }>;

export type ContainerArgs = Loose<{
  inputs: SymbolicTensor | SymbolicTensor[];
  outputs: SymbolicTensor | SymbolicTensor[];
  name: string;
  seed: number;
}>;
export type SequentialArgs = Loose<{ layers: Layer[]; name: string; seed: number }>;

/** A model, as programs use it. */
export declare class LayersModel extends Layer {
  constructor(args: ContainerArgs);
  readonly layers: Layer[];
  readonly inputs: SymbolicTensor[];
  readonly outputs: SymbolicTensor[];
  readonly inputNames: string[];
  readonly outputNames: string[];
  readonly optimizer: Optimizer;
  readonly loss: ByOutput<LossOrMetric>;
  readonly metrics: LossOrMetric | LossOrMetric[] | { [outputName: string]: LossOrMetric | LossOrMetric[] };
  readonly inputLayers: Layer[];
  readonly outputLayers: Layer[];
  readonly metricsNames: string[];
  readonly history: History;
  stopTraining: boolean;
  override readonly weights: LayerVariable[];
  compile(args: ModelCompileArgs): void;
  fit(x: Inputs, y: Inputs, args?: ModelFitArgs | null): Promise<History>;
  fitDataset(dataset: DatasetLike, args?: ModelFitDatasetArgs | null): Promise<History>;
  trainOnBatch(x: Inputs, y: Inputs): Promise<number | number[]>;
  evaluate(x: Inputs, y: Inputs, args?: ModelEvaluateArgs | null): Scalar | Scalar[];
  evaluateDataset(
    dataset: DatasetLike,
    args?: Loose<{ batches: number; verbose: number }>,
  ): Promise<Scalar | Scalar[]>;
  predict(x: Inputs, args?: ModelPredictArgs | null): TensorOrList;
  predictOnBatch(x: Inputs): TensorOrList;
  getLayer(nameOrIndex: string | number, index?: number): Layer;
  summary(
    lineLength?: number | null,
    positions?: number[] | null,
    printFn?: (message?: unknown, ...optionalParams: unknown[]) => void,
  ): void;
  save(
    handlerOrURL: string | IOHandler,
    config?: Loose<{ includeOptimizer: boolean; trainableOnly: boolean }>,
  ): Promise<SaveResult>;
  execute(inputs: Inputs, outputs: string | SymbolicTensor | (string | SymbolicTensor)[]): TensorOrList;
  loadWeights(weights: { [name: string]: Tensor }, strict?: boolean): void;
  setUserDefinedMetadata(userDefinedMetadata: object): void;
  getUserDefinedMetadata(): object;
  protected getNamedWeights(config?: Loose<{ trainableOnly: boolean }>): NamedTensor[];
  toJSON(unused?: unknown, returnString?: boolean): string | Record<string, unknown>;
}

/** A chain of layers. */
export declare class Sequential extends LayersModel {
  constructor(args?: SequentialArgs);
  add(layer: Layer): void;
  pop(): void;
}
