/**
 * The rules of TensorFlow.js' trainings: an evaluation leaves the penalties of regularizers out, and constraints
 * hold where a program sets weights, not after each step. A layer that is used several times is penalized as often.
 */
import type { Settings } from "../../model/compile.js";
import type { Graph } from "../../model/graph.js";
import { prepareModel, type PreparedModel } from "../../model/training/prepared-model.js";
import type {
  Batch,
  BatchResult,
  TrainingEngine,
  TrainingRules,
} from "../../model/training/training-engine.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";

/** A training engine whose evaluations give the losses of the outputs alone. */
class WithoutPenalties implements TrainingEngine {
  readonly name: string;
  private readonly engine: TrainingEngine;
  private readonly lossWeights: readonly number[] | undefined;

  constructor(engine: TrainingEngine, lossWeights: readonly number[] | undefined) {
    this.name = engine.name;
    this.engine = engine;
    this.lossWeights = lossWeights;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    return this.engine.trainBatch(batch, seed);
  }

  evaluateBatch(batch: Batch): BatchResult {
    const result = this.engine.evaluateBatch(batch);
    const weighted = result.losses.map((loss, i) => loss * (this.lossWeights?.[i] ?? 1));
    return {
      loss: weighted.reduce((sum, loss) => sum + loss),
      losses: result.losses,
      get outputs() {
        return result.outputs;
      },
    };
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return this.engine.predictBatch(inputs);
  }

  lend(): void {
    this.engine.lend();
  }

  synchronize(): void {
    this.engine.synchronize();
  }
}

const RULES: TrainingRules = { constrained: false, penalizedPerUse: true };

/** The training of a model by these rules. */
export function preparedByRules(
  graph: Graph,
  settings: Settings,
  trainable: readonly Variable[],
  label: string,
): PreparedModel {
  const prepared = prepareModel(graph, settings, trainable, label, RULES);
  const isPenalized = graph.layers.some(({ regularizedWeights }) => regularizedWeights.length > 0);
  if (!isPenalized) return prepared;
  return { ...prepared, engine: new WithoutPenalties(prepared.engine, prepared.training.lossWeights) };
}
