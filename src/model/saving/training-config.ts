/** The settings of `compile` as plain data, with the keys of Keras, and back. */
import { lossFromSaved, savedLoss, type SavedLoss } from "../../losses/losses.js";
import { metricFromSaved } from "../../metrics/metrics.js";
import { savedMetric } from "../../metrics/whole.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import { optimizerFromSaved } from "../../optimizers/optimizer-from.js";
import {
  isFlat,
  lossesFor,
  lossWeightsFor,
  metricsOfOutputs,
  type CompileOptions,
  type MetricLike,
  type Settings,
} from "../compile.js";
import type { ModelDescription } from "../description.js";

type SavedMetric = NonNullable<ReturnType<typeof savedMetric>>;

/** The content of `trainingConfig`, before its keys become those of Keras. */
export interface TrainingConfig {
  readonly optimizerConfig: { readonly className: string; readonly config: unknown };
  readonly loss: readonly SavedLoss[];
  readonly lossWeights?: readonly number[];
  /** The metrics of every output, or a list for each. */
  readonly metrics: readonly SavedMetric[] | readonly (readonly SavedMetric[])[];
  readonly deterministic?: boolean;
}

/**
 * Optimizer, losses and metrics; undefined where one of them is a function of your own, which cannot be
 * saved.
 */
export function trainingConfig(
  { graph, label }: Pick<ModelDescription, "graph" | "label">,
  settings: Settings,
): TrainingConfig | undefined {
  const { optimizer, losses, metrics, deterministic } = settings;
  const list = Array.isArray(losses) ? losses : lossesFor(graph, settings, label);
  const lossWeights = lossWeightsFor(graph, settings, label);
  const metricLists = isFlat(metrics) ? [metrics] : metricsOfOutputs(graph, metrics, label);
  const saved = metricLists.map((each) => each.map(savedMetric));
  if (!list.every(({ named }) => named) || saved.flat().includes(undefined)) return undefined;
  const known = saved as SavedMetric[][];
  return {
    optimizerConfig: { className: optimizer.className, config: optimizer.getConfig() },
    loss: list.map(savedLoss),
    ...(lossWeights === undefined ? {} : { lossWeights }),
    metrics: isFlat(metrics) ? known[0] : known,
    ...(deterministic ? { deterministic } : {}),
  };
}

/**
 * The options of `compile` that were saved.
 * @throws ArgumentError for names that do not exist; TypeError for data of another form
 */
export function compileOptions(
  saved: TrainingConfig,
  where: string,
): CompileOptions & { optimizer: Optimizer } {
  const { optimizerConfig, loss, lossWeights, metrics = [], deterministic } = saved;
  const metric = (each: SavedMetric) => metricFromSaved(each, where) as MetricLike;
  const flat = [metrics].flat() as (SavedMetric | readonly SavedMetric[])[];
  return {
    optimizer: optimizerFromSaved(optimizerConfig, where),
    loss: [loss].flat().map((each) => lossFromSaved(each, where)),
    ...(lossWeights === undefined ? {} : { lossWeights }),
    metrics: flat.some((each) => Array.isArray(each))
      ? flat.map((each) => ([each].flat() as SavedMetric[]).map(metric))
      : (flat as SavedMetric[]).map(metric),
    deterministic,
  };
}
