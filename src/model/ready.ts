/** A compiled model, ready to learn: its settings put to its outputs, and the engine that computes it. */
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import type { Variable } from "../tensor/tensor.js";
import { AutogradEngine } from "./autograd-engine.js";
import { lossesFor, lossNames, metricsFor, type NamedMetric, type Settings } from "./compile.js";
import type { Graph } from "./graph.js";
import { chooseEngine, type TrainingEngine, type TrainingPlan } from "./training-engine.js";

export interface Ready {
  readonly graph: Graph;
  readonly engine: TrainingEngine;
  readonly training: TrainingPlan;
  readonly lossNames: readonly string[];
  readonly metrics: readonly NamedMetric[];
}

/** @param trainable the weights that change: those of now, whatever is frozen or thawed later */
export function makeReady(
  graph: Graph,
  settings: Settings,
  trainable: readonly Variable[],
  label: string,
): Ready {
  const losses = lossesFor(graph, settings, label);
  const training = {
    optimizer: settings.optimizer,
    losses,
    trainable,
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

export function engineFor(graph: Graph, training?: TrainingPlan): TrainingEngine {
  return chooseEngine({ graph, training }, (program) => new AutogradEngine(program));
}

/**
 * Says where a training will not do what is expected: no weight would change, or `trainable` was changed after compile, which as in
 * Keras counts from the next compile on, and is easily forgotten.
 */
export function warnOfTrainable(
  { training: { trainable } }: Ready,
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
