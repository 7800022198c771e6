/**
 * The settings of `compile`: finds optimizer, losses and metrics by their names, and assigns losses and
 * metrics to outputs.
 */
import { checkOptions } from "../errors/check-options.js";
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { ANYTHING, TRUTH } from "../errors/kinds.js";
import { lossFrom, type Loss, type LossLike } from "../losses/losses.js";
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
import type { Graph } from "./graph.js";

export type MetricLike = MetricName | "accuracy" | "acc" | "mse" | "mae" | MetricFunction;

/** The options of `model.compile`. */
export interface CompileOptions {
  /** An optimizer such as `train.adam(0.001)`, or the name of one. */
  readonly optimizer: OptimizerLike;
  /** A loss by name or as a function; a list with one loss for each output where there are several. */
  readonly loss: LossLike | readonly LossLike[];
  readonly metrics?: MetricLike | readonly MetricLike[];
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
  readonly losses: readonly Loss[];
  readonly metrics: readonly MetricLike[];
  readonly deterministic: boolean;
}

/** @throws ArgumentError for names that do not exist */
export function settingsOf(options: CompileOptions, where: string): Settings {
  checkOptions(
    options ?? {},
    { optimizer: ANYTHING, loss: ANYTHING, metrics: ANYTHING, deterministic: TRUTH },
    "compile",
  );
  const { optimizer, loss, metrics = [], deterministic = false } = options ?? {};
  const given = Array.isArray(metrics) ? (metrics as readonly MetricLike[]) : [metrics as MetricLike];
  given.forEach((metric) => metricFor(metric, "", null, where));
  return {
    optimizer: optimizerFrom(optimizer, where),
    losses: (Array.isArray(loss) ? (loss as readonly LossLike[]) : [loss as LossLike]).map((each) =>
      lossFrom(each, where),
    ),
    metrics: given,
    deterministic,
  };
}

/** One loss for each output; a single loss is used for all outputs. */
export function lossesFor({ outputs }: Graph, { losses }: Settings, where: string): readonly Loss[] {
  if (losses.length === outputs.length) return losses;
  if (losses.length === 1) return outputs.map(() => losses[0]);
  throw new ArgumentError({
    where,
    argument: "loss",
    received: String(losses.length),
    expected: String(outputs.length),
    mend: {
      fr: "Donnez une perte pour chaque sortie du modèle, dans l’ordre.",
      en: "Give one loss for each output of the model, in order.",
    },
  });
}

/** The names of the losses in the history: `loss`, and one for each output where there are several. */
export function lossNames({ outputs }: Graph): readonly string[] {
  return outputs.length === 1
    ? ["loss"]
    : ["loss", ...outputs.map((_, i) => `${outputName(outputs, i)}_loss`)];
}

/** Every metric for every output. */
export function metricsFor(
  { outputs }: Graph,
  { metrics }: Settings,
  losses: readonly Loss[],
  where: string,
): readonly NamedMetric[] {
  return outputs.flatMap(({ shape }, output) =>
    metrics.map((given) => {
      const metric = metricFor(given, losses[output].name, shape[shape.length - 1], where);
      return {
        name: outputs.length === 1 ? metric.name : `${outputName(outputs, output)}_${metric.name}`,
        metric,
        output,
      };
    }),
  );
}

function outputName(outputs: Graph["outputs"], i: number): string {
  const { from, position } = outputs[i];
  if (from === undefined) return `output_${i + 1}`;
  return position === 0 ? from.layer.name : `${from.layer.name}_${position}`;
}

function metricFor(given: MetricLike, loss: string, outputs: number | null, where: string): Metric {
  const metric =
    typeof given === "function" ? metricOfFunction(given) : metricNamed(given, loss, outputs, where);
  return (isSeveralLabels(loss, outputs) ? metric.ofSeveralLabels : undefined) ?? metric;
}

function metricNamed(
  name: Exclude<MetricLike, MetricFunction>,
  loss: string,
  outputs: number | null,
  where: string,
): Metric {
  const accuracy = accuracyFor(loss, outputs);
  return choose(
    { accuracy, acc: accuracy, mse: metricOfLoss("mse"), mae: metricOfLoss("mae"), ...METRICS },
    name,
    { where, argument: "metrics" },
  );
}

function metricOfLoss(name: "mse" | "mae"): Metric {
  const loss = lossFrom(name, name);
  return metricOfFunction((yTrue, yPred) => {
    loss.check(yTrue, yPred.shape, name);
    return loss.values(yTrue, yPred);
  }, name);
}

/**
 * Whether each output is the probability of a label of its own, so that an example can have several labels.
 */
function isSeveralLabels(loss: string, outputs: number | null): boolean {
  return loss === "binaryCrossentropy" && outputs !== 1;
}
