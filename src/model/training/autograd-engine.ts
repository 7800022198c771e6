/** The reference engine: computes every batch with the operations of autograd. */
import { add, mean, mul } from "../../autograd/operations/operations.js";
import { chainRule, recordRun, withoutRecording } from "../../autograd/tape.js";
import { ArgumentError, StateError } from "../../errors/errors.js";
import type { CallContext, Layer, LayerWeight } from "../../layers/layer.js";
import type { Loss } from "../../losses/losses.js";
import { RandomStream } from "../../random/stream.js";
import { zerosLike } from "../../tensor/create.js";
import { formatShape } from "../../tensor/shape.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import { checkDependence } from "./dependence.js";
import type { Graph } from "../graph.js";
import { callStream } from "./streams.js";
import type { Batch, BatchResult, RunnableModel, TrainingEngine, TrainingSetup } from "./training-engine.js";

/**
 * The context of evaluation and prediction, with a fallback random stream for layers that draw numbers even
 * then.
 */
export function inference(): CallContext {
  return { training: false, random: new RandomStream(0) };
}

export class AutogradEngine implements TrainingEngine {
  readonly name = "autograd";
  private readonly model: RunnableModel;
  private untrained: readonly Variable[] | undefined;

  constructor(model: RunnableModel) {
    this.model = model;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    const { optimizer, trainable } = this.training;
    const averages = this.notTrained.map((variable) => [variable, variable.storage] as const);
    let result: Totals | undefined;
    const recording = recordRun(() => {
      result = trainingTotals(this.model.graph, this.training, batch, seed);
      return result.total;
    }, trainable);
    checkDependence(recording, result!, batch, trainable);
    // If the loss is NaN or infinite, the weights and the running averages stay as they were, so that one can
    // search for the cause.
    if (Number.isFinite(recording.value.item())) {
      const gradients = chainRule(recording);
      optimizer.applyGradients(
        trainable,
        trainable.map((variable) => gradients.get(variable) ?? zerosLike(variable)),
      );
      this.constrain();
    } else for (const [variable, data] of averages) variable.storage = data;
    return read(result!);
  }

  evaluateBatch(batch: Batch): BatchResult {
    return withoutRecording(() =>
      read(total(this.model.graph, this.training, batch, this.model.graph.run(batch.inputs, inference))),
    );
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return withoutRecording(() => this.model.graph.run(inputs, inference));
  }

  /** The variables that change without the optimizer, such as the running averages of batch normalisation. */
  private get notTrained(): readonly Variable[] {
    const { trainable } = this.training;
    return (this.untrained ??= this.model.graph.layers
      .flatMap(({ weights }) => weights)
      .filter((variable) => !trainable.includes(variable)));
  }

  /** Brings the weights that have changed back to those that their constraints allow. */
  private constrain(): void {
    const { trainable, rules } = this.training;
    if (rules?.constrained === false) return;
    withoutRecording(() => {
      for (const { variable, constraint } of constrainedWeights(this.model.graph))
        if (trainable.includes(variable)) variable.assign(constraint!.apply(variable));
    });
  }

  /** Nothing to lend nor to write back: this engine computes with the layers' variables themselves. */
  lend(): void {}
  synchronize(): void {}

  private get training(): TrainingSetup {
    if (this.model.training !== undefined) return this.model.training;
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

/** The weights that must satisfy a constraint after each step. */
export function constrainedWeights({ layers }: Graph): readonly LayerWeight[] {
  return layers.flatMap((layer) => layer.constrainedWeights);
}

/** The layers whose weights are penalized; one that is penalized for each of its uses is named for each. */
export function penalizedLayers({ layers, nodes }: Graph, rules: TrainingSetup["rules"]): readonly Layer[] {
  return rules?.penalizedPerUse === true ? nodes.map(({ layer }) => layer) : layers;
}

/** The loss that the next step of a training minimizes, computed with the random numbers of that step. */
export function trainingTotals(graph: Graph, training: TrainingSetup, batch: Batch, seed: number): Totals {
  const step = training.optimizer.iterations;
  return total(
    graph,
    training,
    batch,
    graph.run(batch.inputs, (position) => ({ training: true, random: callStream(seed, step, position) })),
  );
}

/** The weighted losses of all outputs, plus the penalties of the layers' regularizers. */
function total(
  graph: Graph,
  { losses, lossWeights, rules }: Pick<TrainingSetup, "losses" | "lossWeights" | "rules">,
  batch: Batch,
  outputs: readonly Tensor[],
): Totals {
  const each = losses.map((loss, i) => meanLoss(loss, batch.targets[i], outputs[i], batch.weights?.[i]));
  const penalties = penalizedLayers(graph, rules)
    .flatMap((layer) => layer.regularizedWeights)
    .map(({ variable, regularizer }) => regularizer!.apply(variable));
  const weighted = lossWeights === undefined ? each : each.map((loss, i) => mul(loss, lossWeights[i]));
  return { total: [...weighted, ...penalties].reduce((sum, part) => add(sum, part)), losses: each, outputs };
}

/** The mean loss of an output; `weights` says how much each example counts. */
export function meanLoss(loss: Loss, targets: Tensor, output: Tensor, weights: Tensor | undefined): Tensor {
  return weightedMean(loss.values(targets, output), weights);
}

/**
 * The sum of all examples times their weights, divided by the number of examples as in Keras (not by the sum
 * of weights).
 */
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
      en: "one number for each example, so that they can be weighted",
    },
    mend: {
      fr: "Faites la moyenne sur le dernier axe seulement : p.sub(y).square().mean(-1) ; ou retirez sampleWeight et classWeight.",
      en: "Take the mean over the last axis only: p.sub(y).square().mean(-1); or remove sampleWeight and classWeight.",
    },
  });
}
