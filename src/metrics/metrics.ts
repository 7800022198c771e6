/** The metrics by their names in `compile`. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { sum } from "../tensor/operations/operations.js";
import { Tensor } from "../tensor/tensor.js";
import * as accuracy from "./accuracy.js";
import { auc } from "./auc.js";
import * as functions from "./functions.js";
import { meanMetric, type Metric } from "./metric.js";
import * as counted from "./precision-recall.js";
import * as regression from "./regression.js";
import { metricOf, type MetricFunction } from "./whole.js";

export type { Metric, Tally } from "./metric.js";
export type { MetricFunction } from "./whole.js";

/**
 * All metrics except `accuracy`, whose kind depends on the loss and the output (`accuracyFor`), and the
 * losses, which are metrics too.
 */
export const METRICS = {
  binaryAccuracy: accuracy.binaryAccuracy,
  categoricalAccuracy: accuracy.categoricalAccuracy,
  sparseCategoricalAccuracy: accuracy.sparseCategoricalAccuracy,
  topKCategoricalAccuracy: accuracy.topKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy: accuracy.sparseTopKCategoricalAccuracy,
  auc,
  ...counted,
  ...regression,
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;

/** The metrics with options, by their names. */
const WITH_OPTIONS: Readonly<Record<string, (options: object) => MetricFunction>> = {
  auc: functions.auc,
  topKCategoricalAccuracy: functions.topKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy: functions.sparseTopKCategoricalAccuracy,
};

/**
 * The metric of `savedMetric`: a name stays one.
 * @throws ArgumentError for an unknown name, or options that do not exist
 */
export function metricFromSaved(
  saved: string | { readonly className: string; readonly config: object },
  where: string,
): string | MetricFunction {
  if (typeof saved !== "object" || saved === null) return saved;
  return choose(WITH_OPTIONS, saved.className, { where, argument: "metrics" })(saved.config);
}

/** A function as a metric: the mean of its values over the examples of all batches. */
export function metricOfFunction(f: MetricFunction, name = f.name || "metric"): Metric {
  return (
    metricOf(f) ??
    meanMetric(name, (yTrue, yPred) => {
      const values: unknown = f(yTrue, yPred);
      if (!(values instanceof Tensor) || values.size === 0) throw noTensor(values, name);
      return { sum: (sum(values).item() / values.size) * yPred.shape[0], count: yPred.shape[0] };
    })
  );
}

function noTensor(received: unknown, name: string): ArgumentError {
  return new ArgumentError({
    where: name,
    argument: "metrics",
    received: written(received),
    expected: {
      fr: "une fonction (y, p) qui renvoie un tenseur : un nombre, ou un pour chaque exemple",
      en: "a function (y, p) that returns a tensor: one number, or one for each example",
    },
    mend: {
      fr: "Renvoyez par exemple y.sub(p).abs().mean(), sans async.",
      en: "Return y.sub(p).abs().mean(), for example, without async.",
    },
  });
}
