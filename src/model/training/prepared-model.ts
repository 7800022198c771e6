/**
 * A compiled model whose input shapes are known: one loss for each output, its metrics, and the engine that
 * computes it.
 */
import { notebook } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import type { Variable } from "../../tensor/tensor.js";
import {
  lossesFor,
  lossNames,
  lossWeightsFor,
  metricsFor,
  type NamedMetric,
  type Settings,
} from "../compile.js";
import type { Graph } from "../graph.js";
import { AutogradEngine } from "./autograd-engine.js";
import {
  chooseEngine,
  type TrainingEngine,
  type TrainingRules,
  type TrainingSetup,
} from "./training-engine.js";

export interface PreparedModel {
  readonly graph: Graph;
  readonly engine: TrainingEngine;
  readonly training: TrainingSetup;
  readonly lossNames: readonly string[];
  readonly metrics: readonly NamedMetric[];
}

/**
 * @param trainable the weights that change; changes of a layer's `trainable` after this call have no effect
 * @param rules     by default those of Keras
 */
export function prepareModel(
  graph: Graph,
  settings: Settings,
  trainable: readonly Variable[],
  label: string,
  rules?: TrainingRules,
): PreparedModel {
  const losses = lossesFor(graph, settings, label);
  const training = {
    optimizer: settings.optimizer,
    losses,
    lossWeights: lossWeightsFor(graph, settings, label),
    trainable,
    ...(rules === undefined ? {} : { rules }),
    deterministic: settings.deterministic,
  };
  return {
    graph,
    training,
    engine: engineFor(graph, training),
    lossNames: lossNames(graph),
    metrics: metricsFor(graph, settings, losses, label),
  };
}

/** @param training undefined for a model that only predicts */
export function engineFor(graph: Graph, training?: TrainingSetup): TrainingEngine {
  return chooseEngine({ graph, training }, (model) => new AutogradEngine(model));
}

/**
 * Warns of a training that would not do what the learner expects: no weight would change, or `trainable` was
 * changed after `compile`. As in Keras, such a change has an effect only after another `compile`, which is
 * easily forgotten.
 */
export function warnOfTrainable(
  { training: { trainable } }: PreparedModel,
  now: readonly Variable[],
  label: string,
): void {
  if (trainable.length === 0 && now.length === 0) {
    notebook().warn(
      say({
        fr: `${label} : aucun poids à apprendre, fit ne changera rien. Les couches sont figées (trainable: false), ou n’ont pas de poids.`,
        en: `${label}: no weight to learn, fit will change nothing. The layers are frozen (trainable: false), or have no weights.`,
      }),
    );
  }
  if (trainable.length === now.length && trainable.every((variable) => now.includes(variable))) return;
  notebook().warn(
    say({
      fr: `${label} : trainable a changé depuis compile() ; appelez compile() de nouveau pour que fit en tienne compte.`,
      en: `${label}: trainable has changed since compile(); call compile() again for fit to respect it.`,
    }),
  );
}
