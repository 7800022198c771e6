/**
 * The interface of the engines that compute a model's batches, and the list of those that exist.
 *
 * `AutogradEngine` computes batches with the operations of autograd; it is the reference that tests compare
 * other engines with. A faster engine registers a factory. A model asks each factory, the newest first,
 * whether it can run the model, and uses the reference if none can.
 *
 * The weights belong to the layers' variables. An engine that computes with copies of them must refresh a
 * copy when its variable has a new version, and must give the copies back on `lend` and on `synchronize`.
 */
import type { Loss } from "../../losses/losses.js";
import type { Optimizer } from "../../optimizers/train.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import type { Graph } from "../graph.js";

/** Examples that are computed together; the first axis of each tensor counts them. */
export interface Batch {
  /** One tensor for each input of the model, of type float32. */
  readonly inputs: readonly Tensor[];
  /** One tensor for each output of the model, of type float32. */
  readonly targets: readonly Tensor[];
  /** How much each example counts, [batch] for each output; where absent, all examples count the same. */
  readonly weights?: readonly Tensor[];
  /**
   * The rows of the whole data that form this batch. An engine that reads them from here must not read
   * `inputs`, because that copies them.
   */
  readonly selection?: RowSelection;
}

/**
 * Rows of the whole data: `order[from]` to before `order[to]` or, without an order, `from` to before `to`.
 */
export interface RowSelection {
  /** One tensor for each input of the model, with all examples, of any type. */
  readonly inputs: readonly Tensor[];
  readonly order: Int32Array | undefined;
  readonly from: number;
  readonly to: number;
}

/** The results of a batch. */
export interface BatchResult {
  /**
   * The mean loss of the batch: the weighted sum over all outputs, plus the penalties of the layers'
   * regularizers.
   */
  readonly loss: number;
  /** The mean loss of each output. */
  readonly losses: readonly number[];
  /**
   * The outputs of the model, computed before the weights changed. An engine may copy them when they are first read,
   * which must be before it computes the next batch.
   */
  readonly outputs: readonly Tensor[];
}

export interface TrainingEngine {
  readonly name: string;
  /**
   * One step of the optimizer. The layer at position p draws its random numbers from `callStream(seed, step,
   * p)`, where `step` counts the optimizer's steps before this one. If the loss is NaN or infinite, the
   * weights stay as they were.
   */
  trainBatch(batch: Batch, seed: number): BatchResult;
  evaluateBatch(batch: Batch): BatchResult;
  predictBatch(inputs: readonly Tensor[]): readonly Tensor[];
  /**
   * Has the layers' variables and the optimizer's slots read as the engine's numbers, which may be copied only
   * when they are read: for programs that train step by step.
   */
  lend(): void;
  /** Writes the engine's numbers back to the layers' variables and to the optimizer's slots. */
  synchronize(): void;
}

/** How a compiled model is trained. */
export interface TrainingSetup {
  readonly optimizer: Optimizer;
  /** One loss for each output. */
  readonly losses: readonly Loss[];
  /** How much the loss of each output counts in the total; where absent, each counts once. */
  readonly lossWeights?: readonly number[];
  /** The weights that change; read from the layers' `trainable` at compile time. */
  readonly trainable: readonly Variable[];
  /** The rules of the training; those of Keras where absent. */
  readonly rules?: TrainingRules;
  /** Whether the results must be the same bits on every machine. */
  readonly deterministic?: boolean;
}

/** Rules in which trainings differ. */
export interface TrainingRules {
  /** Whether the constraints of weights hold after each step. */
  readonly constrained: boolean;
  /** Whether a layer that a model uses several times is penalized for each use. */
  readonly penalizedPerUse: boolean;
}

/** A model as an engine sees it. */
export interface RunnableModel {
  readonly graph: Graph;
  /** Undefined for a model that only predicts. */
  readonly training: TrainingSetup | undefined;
}

/** Makes an engine for a model; undefined where the engine cannot run this model. */
export type EngineFactory = (model: RunnableModel) => TrainingEngine | undefined;

const factories: EngineFactory[] = [];

/**
 * Offers an engine to all models that are compiled from now on; returns a function that withdraws the offer.
 */
export function registerEngine(factory: EngineFactory): () => void {
  factories.unshift(factory);
  return () => {
    factories.splice(factories.indexOf(factory), 1);
  };
}

/** The first engine that can run a model; `reference` makes the one that can run any. */
export function chooseEngine(
  model: RunnableModel,
  reference: (model: RunnableModel) => TrainingEngine,
): TrainingEngine {
  for (const factory of factories) {
    const engine = factory(model);
    if (engine !== undefined) return engine;
  }
  return reference(model);
}
