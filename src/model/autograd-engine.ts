/** The reference: every batch computed with the operations of autograd. */
import { add, mean, mul } from "../autograd/operations/operations.js";
import { valueAndGradients, withoutRecording } from "../autograd/tape.js";
import { StateError } from "../errors/errors.js";
import type { CallContext } from "../layers/layer.js";
import type { Loss } from "../losses/losses.js";
import { RandomStream } from "../random/stream.js";
import type { Tensor } from "../tensor/tensor.js";
import type { Graph } from "./graph.js";
import { callStream } from "./streams.js";
import type { Batch, BatchResult, Program, TrainingEngine, TrainingPlan } from "./training-engine.js";

/** Outside of training nothing is random; a layer that draws numbers all the same gets these. */
export function inference(): CallContext {
  return { training: false, random: new RandomStream(0) };
}

export class AutogradEngine implements TrainingEngine {
  readonly name = "autograd";
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    const { optimizer, trainable } = this.training;
    let result: Totals | undefined;
    const { value, gradients } = valueAndGradients(() => {
      result = trainingTotals(this.program.graph, this.training, batch, seed);
      return result.total;
    }, trainable);
    // A loss that is no number says nothing about where to go: the weights stay, for whoever looks for the reason.
    if (Number.isFinite(value.item())) optimizer.applyGradients(trainable, gradients);
    return read(result!);
  }

  evaluateBatch(batch: Batch): BatchResult {
    return withoutRecording(() => read(total(this.program.graph, this.training.losses, batch, this.program.graph.run(batch.inputs, inference))));
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return withoutRecording(() => this.program.graph.run(inputs, inference));
  }

  /** The variables are what this engine computes with. */
  synchronize(): void {}

  private get training(): TrainingPlan {
    if (this.program.training !== undefined) return this.program.training;
    throw new StateError({
      where: "fit", argument: "model", received: { fr: "un modèle non compilé", en: "a model that is not compiled" }, expected: { fr: "un modèle compilé", en: "a compiled model" },
      mend: { fr: "Appelez d’abord model.compile({ optimizer, loss, metrics }).", en: "Call model.compile({ optimizer, loss, metrics }) first." },
    });
  }
}

interface Totals {
  readonly total: Tensor;
  readonly losses: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** What the next step of a training makes smaller, with the random numbers of that step. */
export function trainingTotals(graph: Graph, { optimizer, losses }: TrainingPlan, batch: Batch, seed: number): Totals {
  const step = optimizer.iterations;
  return total(graph, losses, batch, graph.run(batch.inputs, (position) => ({ training: true, random: callStream(seed, step, position) })));
}

/** The losses of all outputs, and the penalties of the layers' regularisers. */
function total(graph: Graph, losses: readonly Loss[], batch: Batch, outputs: readonly Tensor[]): Totals {
  const each = losses.map((loss, i) => weightedMean(loss.values(batch.targets[i], outputs[i]), batch.weights));
  const penalties = graph.layers.flatMap((layer) => layer.regularizedWeights).map(({ variable, regularizer }) => regularizer!.apply(variable));
  return { total: [...each, ...penalties].reduce((sum, part) => add(sum, part)), losses: each, outputs };
}

/** The mean over all examples, each counted by its weight (and divided by their number, as Keras does). */
function weightedMean(values: Tensor, weights: Tensor | undefined): Tensor {
  if (weights === undefined || values.rank === 0) return mean(values);
  const ofExamples = values.rank === 1 ? values : mean(values, values.shape.slice(1).map((_, axis) => axis + 1));
  return mean(mul(ofExamples, weights));
}

function read({ total: sum, losses, outputs }: Totals): BatchResult {
  return { loss: sum.item(), losses: losses.map((loss) => loss.item()), outputs };
}
