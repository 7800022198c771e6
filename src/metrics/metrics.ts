/** The metrics by name, as `compile` is given them. */
import { sum } from "../tensor/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";
import * as accuracy from "./accuracy.js";
import * as functions from "./functions.js";
import { meanMetric, type Metric } from "./metric.js";
import * as counted from "./precision-recall.js";

export type { Metric, Tally } from "./metric.js";

/** The metrics that have a name of their own; `accuracy` depends on loss and output (`accuracyFor`). */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  binaryAccuracy: accuracy.binaryAccuracy, categoricalAccuracy: accuracy.categoricalAccuracy, sparseCategoricalAccuracy: accuracy.sparseCategoricalAccuracy,
  ...counted,
};

export type MetricName = "binaryAccuracy" | "categoricalAccuracy" | "sparseCategoricalAccuracy" | keyof typeof counted;
/** A metric of your own: a number, or one an example, of which the mean is taken. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** The functions for use by hand stand for the metrics they compute. */
const OF_FUNCTION = new Map<MetricFunction, Metric>([
  [functions.binaryAccuracy, METRICS.binaryAccuracy], [functions.categoricalAccuracy, METRICS.categoricalAccuracy],
  [functions.sparseCategoricalAccuracy, METRICS.sparseCategoricalAccuracy], [functions.precision, METRICS.precision], [functions.recall, METRICS.recall],
  [functions.f1, METRICS.f1],
]);

/** A function as a metric: its mean over the batch, batches counting by their size. */
export function metricOfFunction(f: MetricFunction, name = f.name || "metric"): Metric {
  return OF_FUNCTION.get(f) ?? meanMetric(name, (yTrue, yPred) => {
    const values = f(yTrue, yPred);
    return { sum: (sum(values).item() / values.size) * yPred.shape[0], count: yPred.shape[0] };
  });
}
