/**
 * The settings of `compile`: finds optimizer, losses and metrics by their names, and assigns losses and
 * metrics to outputs.
 */
import { checkKind, checkOptions } from "../errors/check-options.js";
import { choose } from "../errors/choose.js";
import { ANYTHING, isFiniteNumber, TRUTH, type Kind } from "../errors/kinds.js";
import { lossOf } from "../losses/averaged.js";
import { lossFrom, LOSS_NAMES, type Loss, type LossLike, type LossName } from "../losses/losses.js";
import { accuracyFor } from "../metrics/accuracy.js";
import {
  metricOfFunction,
  METRICS,
  type Metric,
  type MetricFunction,
  type MetricName,
} from "../metrics/metrics.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { optimizerFrom, type OptimizerLike } from "../optimizers/optimizer-from.js";
import { eachOutput, entriesByName, outputName, type ByOutput } from "./by-output.js";
import type { Graph } from "./graph.js";

/** A metric: its name, the name of a loss, or a function. */
export type MetricLike = MetricName | LossName | "accuracy" | "acc" | MetricFunction;

/** The options of `model.compile`. */
export interface CompileOptions {
  /** An optimizer such as `train.adam(0.001)`, or the name of one. */
  readonly optimizer: OptimizerLike;
  /**
   * A loss by name or as a function. Where there are several outputs, it is the loss of each, or there is a
   * list of losses in the order of the outputs, or an object of losses by the names of the outputs' layers.
   */
  readonly loss: LossLike | readonly LossLike[] | Readonly<Record<string, LossLike>>;
  /**
   * How much the loss of each output counts in the total: a list, or an object by the names of the outputs'
   * layers; 1 for an output that it does not name. The losses of single outputs are reported without weights.
   */
  readonly lossWeights?: readonly number[] | Readonly<Record<string, number>>;
  /**
   * The metrics of every output; or, where there are several, a list of lists in the order of the outputs, or
   * an object by the names of the outputs' layers.
   */
  readonly metrics?:
    | MetricLike
    | readonly MetricLike[]
    | readonly (readonly MetricLike[])[]
    | Readonly<Record<string, MetricLike | readonly MetricLike[]>>;
  /**
   * Whether to give the same bits on every machine, at some cost in speed; the default is false, unless
   * `NEURONES_DETERMINISTIC` is set. The same seed on the same machine always gives the same numbers.
   */
  readonly deterministic?: boolean;
}

/** A metric of one output, and its name in the history. */
export interface NamedMetric {
  readonly name: string;
  readonly metric: Metric;
  /** The number of the output. */
  readonly output: number;
}

/** The arguments of `compile`, with objects in place of names. */
export interface Settings {
  readonly optimizer: Optimizer;
  /** A single one is the loss of every output. */
  readonly losses: ByOutput<Loss>;
  readonly lossWeights: ByOutput<number> | undefined;
  /** The metrics of every output, or those of each. */
  readonly metrics: readonly MetricLike[] | ByOutput<readonly MetricLike[]>;
  readonly deterministic: boolean;
}

const WEIGHTS: Kind = {
  fits: (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.every(isFiniteNumber)
      : (entriesByName(value)?.every(([, weight]) => isFiniteNumber(weight)) ?? false),
  example: "[1, 0.5]",
  expected: {
    fr: "une liste de nombres, ou un objet { couche: nombre }",
    en: "a list of numbers, or an object { layer: number }",
  },
};

/** @throws ArgumentError for names that do not exist */
export function settingsOf(options: CompileOptions, where: string): Settings {
  checkOptions(
    options ?? {},
    { optimizer: ANYTHING, loss: ANYTHING, lossWeights: ANYTHING, metrics: ANYTHING, deterministic: TRUTH },
    "compile",
  );
  const { optimizer, loss, lossWeights, metrics = [], deterministic = false } = options ?? {};
  if (lossWeights !== undefined) checkKind(lossWeights, WEIGHTS, where, "lossWeights");
  const given = metricsGiven(metrics);
  for (const metric of [...given.values()].flat()) metricFor(metric, PLAIN, null, where);
  return {
    optimizer: optimizerFrom(optimizer, where),
    losses: lossesGiven(loss, where),
    lossWeights: Array.isArray(lossWeights) ? (lossWeights as readonly number[]) : mapOf<number>(lossWeights),
    metrics: given,
    deterministic,
  };
}

/** An object by names as a map; undefined for any other value. */
function mapOf<Value>(given: unknown): ReadonlyMap<string, Value> | undefined {
  const entries = entriesByName(given) as readonly (readonly [string, Value])[] | undefined;
  return entries && new Map(entries);
}

function lossesGiven(given: CompileOptions["loss"], where: string): ByOutput<Loss> {
  const named = mapOf<LossLike>(given);
  if (named !== undefined) return new Map([...named].map(([name, loss]) => [name, lossFrom(loss, where)]));
  const list = Array.isArray(given) ? (given as readonly LossLike[]) : [given as LossLike];
  return list.map((each) => lossFrom(each, where));
}

function metricsGiven(given: CompileOptions["metrics"]): Settings["metrics"] {
  const listOf = (metrics: unknown) =>
    (Array.isArray(metrics) ? metrics : [metrics]) as readonly MetricLike[];
  const named = mapOf<unknown>(given);
  if (named !== undefined) return new Map([...named].map(([name, metrics]) => [name, listOf(metrics)]));
  const list = listOf(given);
  // A list of lists has the metrics of each output.
  return list.some((each) => Array.isArray(each)) ? list.map(listOf) : list;
}

/** One loss for each output; a single loss is used for all outputs. */
export function lossesFor(graph: Graph, { losses }: Settings, where: string): readonly Loss[] {
  if (Array.isArray(losses) && losses.length === 1) return graph.outputs.map(() => losses[0] as Loss);
  return eachOutput(graph, losses, {
    where,
    argument: "loss",
    mend: {
      fr: "Donnez une perte pour chaque sortie du modèle, dans l’ordre.",
      en: "Give one loss for each output of the model, in order.",
    },
  });
}

/** The weight of each output's loss; undefined where all count once. */
export function lossWeightsFor(
  graph: Graph,
  { lossWeights }: Settings,
  where: string,
): readonly number[] | undefined {
  if (lossWeights === undefined) return undefined;
  const weights = eachOutput(graph, lossWeights, {
    where,
    argument: "lossWeights",
    mend: {
      fr: "Donnez un poids pour la perte de chaque sortie du modèle, dans l’ordre.",
      en: "Give a weight for the loss of each output of the model, in order.",
    },
    missing: 1,
  });
  return weights.every((weight) => weight === 1) ? undefined : weights;
}

/** The names of the losses in the history: `loss`, and one for each output where there are several. */
export function lossNames({ outputs }: Graph): readonly string[] {
  return outputs.length === 1
    ? ["loss"]
    : ["loss", ...outputs.map((_, i) => `${outputName(outputs, i)}_loss`)];
}

/** The metrics of each output: every metric for every output, unless `compile` was told which. */
export function metricsFor(
  graph: Graph,
  { metrics }: Settings,
  losses: readonly Loss[],
  where: string,
): readonly NamedMetric[] {
  const { outputs } = graph;
  return metricsOfOutputs(graph, metrics, where).flatMap((list, output) => {
    const { shape } = outputs[output];
    return list.map((given) => {
      const metric = metricFor(given, losses[output], shape[shape.length - 1], where);
      return {
        name: outputs.length === 1 ? metric.name : `${outputName(outputs, output)}_${metric.name}`,
        metric,
        output,
      };
    });
  });
}

/** The list of metrics of each output. */
export function metricsOfOutputs(
  graph: Graph,
  given: Settings["metrics"],
  where: string,
): readonly (readonly MetricLike[])[] {
  if (isFlat(given)) return graph.outputs.map(() => given);
  return eachOutput(graph, given, {
    where,
    argument: "metrics",
    mend: {
      fr: "Donnez une liste de métriques pour chaque sortie du modèle, ou une seule liste pour toutes.",
      en: "Give a list of metrics for each output of the model, or a single list for all.",
    },
    missing: [],
  });
}

/** Whether these are the metrics of every output. */
export function isFlat(given: Settings["metrics"]): given is readonly MetricLike[] {
  return Array.isArray(given) && !given.some((each) => Array.isArray(each));
}

/** What a metric asks of the loss of its output. */
type OfLoss = Pick<Loss, "name" | "fromLogits">;

/** Stands for the loss while only names are checked. */
const PLAIN: OfLoss = { name: "" };

function metricFor(given: MetricLike, loss: OfLoss, outputs: number | null, where: string): Metric {
  const metric = typeof given === "function" ? metricGiven(given) : metricNamed(given, loss, outputs, where);
  return (isSeveralLabels(loss.name, outputs) ? metric.ofSeveralLabels : undefined) ?? metric;
}

/** The metric of a function, which may be one of the public losses. */
function metricGiven(given: MetricFunction): Metric {
  const loss = lossOf(given);
  return loss === undefined ? metricOfFunction(given) : metricOfLoss(loss, loss.name);
}

function metricNamed(
  name: Exclude<MetricLike, MetricFunction>,
  loss: OfLoss,
  outputs: number | null,
  where: string,
): Metric {
  const accuracy = accuracyFor(loss.name, outputs, loss.fromLogits);
  return choose({ accuracy, acc: accuracy, ...LOSS_METRICS, ...METRICS }, name, {
    where,
    argument: "metrics",
  });
}

/** The mean of a loss over the examples, under this name. */
function metricOfLoss(loss: Loss, name: string): Metric {
  return metricOfFunction((yTrue, yPred) => {
    loss.check(yTrue, yPred.shape, name);
    return loss.values(yTrue, yPred);
  }, name);
}

/** The losses as metrics. */
const LOSS_METRICS = Object.fromEntries(
  LOSS_NAMES.map((name) => [name, metricOfLoss(lossFrom(name, name), name)]),
) as Readonly<Record<LossName, Metric>>;

/**
 * Whether each output is the probability of a label of its own, so that an example can have several labels.
 */
function isSeveralLabels(loss: string, outputs: number | null): boolean {
  return loss === "binaryCrossentropy" && outputs !== 1;
}
