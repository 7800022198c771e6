/**
 * The seam for speed: what computes a model's batches.
 *
 * `AutogradEngine` computes them with the readable operations and is what tests trust. A faster engine registers a factory;
 * a model asks each factory whether it can run it, the newest first, and falls back to the reference. Weights live in the
 * layers' variables: an engine that keeps them elsewhere takes them from there where they have changed (a variable gets new
 * storage whenever its numbers change), and brings them back when it is told to.
 */
import type { Loss } from "../losses/losses.js";
import type { Optimizer } from "../optimizers/train.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import type { Graph } from "./graph.js";

/** Examples that are computed together; the first axis of each tensor counts them. */
export interface Batch {
  /** One an input of the model, of type float32. */
  readonly inputs: readonly Tensor[];
  /** One an output of the model, of type float32. */
  readonly targets: readonly Tensor[];
  /** How much each example counts, [batch] for each output; all the same where absent. */
  readonly weights?: readonly Tensor[];
  /** Where the examples are from, for an engine that fetches them itself; `inputs` are then made only when asked for. */
  readonly taken?: Taken;
}

/** Rows of all examples: those at `order[from]` to before `order[to]`, or, without an order, from `from` to before `to`. */
export interface Taken {
  /** One an input of the model, with all examples, of any type. */
  readonly inputs: readonly Tensor[];
  readonly order: Int32Array | undefined;
  readonly from: number;
  readonly to: number;
}

/** What came of a batch. */
export interface BatchResult {
  /** The mean loss of the batch, all outputs and the layers' penalties together. */
  readonly loss: number;
  /** The mean loss of each output. */
  readonly losses: readonly number[];
  /** What the model gave, before the weights changed. */
  readonly outputs: readonly Tensor[];
}

export interface TrainingEngine {
  readonly name: string;
  /**
   * One step of the optimizer. The layer at position p draws its random numbers from `callStream(seed, step, p)`, where `step`
   * is the optimizer's number of steps before this one.
   */
  trainBatch(batch: Batch, seed: number): BatchResult;
  evaluateBatch(batch: Batch): BatchResult;
  predictBatch(inputs: readonly Tensor[]): readonly Tensor[];
  /** Brings the layers' variables and the optimizer's memory up to date. */
  synchronize(): void;
}

/** How a model is trained, once it is compiled. */
export interface TrainingPlan {
  readonly optimizer: Optimizer;
  /** One an output. */
  readonly losses: readonly Loss[];
  /** The weights that change, as they were when the model was compiled. */
  readonly trainable: readonly Variable[];
  /** Whether the same bits are wanted on every machine. */
  readonly deterministic?: boolean;
}

/** A model as an engine sees it. */
export interface Program {
  readonly graph: Graph;
  /** Undefined for a model that only predicts. */
  readonly training: TrainingPlan | undefined;
}

/** Makes an engine for a model; undefined where it cannot run this one. */
export type EngineFactory = (program: Program) => TrainingEngine | undefined;

const factories: EngineFactory[] = [];

/** Offers an engine to all models made ready from now on; returns a function that takes the offer back. */
export function registerEngine(factory: EngineFactory): () => void {
  factories.unshift(factory);
  return () => {
    factories.splice(factories.indexOf(factory), 1);
  };
}

/** The first engine that can run a model. */
export function chooseEngine(
  program: Program,
  reference: (program: Program) => TrainingEngine,
): TrainingEngine {
  for (const factory of factories) {
    const engine = factory(program);
    if (engine !== undefined) return engine;
  }
  return reference(program);
}
