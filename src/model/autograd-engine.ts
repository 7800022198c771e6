/** The reference: every batch computed with the operations of autograd. */
import { add, mean, mul } from "../autograd/operations/operations.js";
import { chainRule, recordRun, withoutRecording } from "../autograd/tape.js";
import { ArgumentError, StateError } from "../errors/errors.js";
import type { CallContext } from "../layers/layer.js";
import type { Loss } from "../losses/losses.js";
import { RandomStream } from "../random/stream.js";
import { zerosLike } from "../tensor/create.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { checkDependence } from "./dependence.js";
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
  private others: readonly Variable[] | undefined;

  constructor(program: Program) {
    this.program = program;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    const { optimizer, trainable } = this.training;
    const averages = this.notLearned.map((variable) => [variable, variable.data] as const);
    let result: Totals | undefined;
    const recording = recordRun(() => {
      result = trainingTotals(this.program.graph, this.training, batch, seed);
      return result.total;
    }, trainable);
    checkDependence(recording, result!, batch, trainable);
    // A loss that is no number says nothing about where to go: the weights, and averages that layers keep, stay as they were, for
    // whoever looks for the reason.
    if (Number.isFinite(recording.value.item())) {
      const gradients = chainRule(recording);
      optimizer.applyGradients(
        trainable,
        trainable.map((variable) => gradients.get(variable) ?? zerosLike(variable)),
      );
    } else for (const [variable, data] of averages) variable.data = data;
    return read(result!);
  }

  evaluateBatch(batch: Batch): BatchResult {
    return withoutRecording(() =>
      read(
        total(
          this.program.graph,
          this.training.losses,
          batch,
          this.program.graph.run(batch.inputs, inference),
        ),
      ),
    );
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return withoutRecording(() => this.program.graph.run(inputs, inference));
  }

  /** What changes without the optimizer: the averages of batch normalisation. */
  private get notLearned(): readonly Variable[] {
    const { trainable } = this.training;
    return (this.others ??= this.program.graph.layers
      .flatMap(({ weights }) => weights)
      .filter((variable) => !trainable.includes(variable)));
  }

  /** The variables are what this engine computes with. */
  synchronize(): void {}

  private get training(): TrainingPlan {
    if (this.program.training !== undefined) return this.program.training;
    throw new StateError({
      where: "fit",
      argument: "model",
      received: { fr: "un modèle non compilé", en: "a model that is not compiled" },
      expected: { fr: "un modèle compilé", en: "a compiled model" },
      mend: {
        fr: "Appelez d’abord model.compile({ optimizer, loss, metrics }).",
        en: "Call model.compile({ optimizer, loss, metrics }) first.",
      },
    });
  }
}

export interface Totals {
  readonly total: Tensor;
  readonly losses: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** What the next step of a training makes smaller, with the random numbers of that step. */
export function trainingTotals(
  graph: Graph,
  { optimizer, losses }: TrainingPlan,
  batch: Batch,
  seed: number,
): Totals {
  const step = optimizer.iterations;
  return total(
    graph,
    losses,
    batch,
    graph.run(batch.inputs, (position) => ({ training: true, random: callStream(seed, step, position) })),
  );
}

/** The losses of all outputs, and the penalties of the layers' regularisers. */
function total(graph: Graph, losses: readonly Loss[], batch: Batch, outputs: readonly Tensor[]): Totals {
  const each = losses.map((loss, i) =>
    weightedMean(loss.values(batch.targets[i], outputs[i]), batch.weights?.[i]),
  );
  const penalties = graph.layers
    .flatMap((layer) => layer.regularizedWeights)
    .map(({ variable, regularizer }) => regularizer!.apply(variable));
  return { total: [...each, ...penalties].reduce((sum, part) => add(sum, part)), losses: each, outputs };
}

/** The mean over all examples, each counted by its weight (and divided by their number, as Keras does). */
function weightedMean(values: Tensor, weights: Tensor | undefined): Tensor {
  if (weights === undefined) return mean(values);
  if (values.rank === 0 || values.shape[0] !== weights.size) throw cannotWeigh(values);
  const ofExamples =
    values.rank === 1
      ? values
      : mean(
          values,
          values.shape.slice(1).map((_, axis) => axis + 1),
        );
  return mean(mul(ofExamples, weights));
}

function read({ total: sum, losses, outputs }: Totals): BatchResult {
  return { loss: sum.item(), losses: losses.map((loss) => loss.item()), outputs };
}

function cannotWeigh({ shape }: Tensor): ArgumentError {
  return new ArgumentError({
    where: "fit",
    argument: "loss",
    received: formatShape(shape),
    expected: {
      fr: "un nombre pour chaque exemple, pour pouvoir les pondérer",
      en: "one number an example, so that they can be weighted",
    },
    mend: {
      fr: "Faites la moyenne sur le dernier axe seulement : p.sub(y).square().mean(-1) ; ou retirez sampleWeight et classWeight.",
      en: "Take the mean over the last axis only: p.sub(y).square().mean(-1); or remove sampleWeight and classWeight.",
    },
  });
}
