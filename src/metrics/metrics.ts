/** The metrics, as functions of targets and predictions, and by name for `compile`. */
import { asTensor, scalar } from "../tensor/create.js";
import { sum } from "../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import * as accuracy from "./accuracy.js";
import { meanMetric, type Metric } from "./metric.js";
import * as counted from "./precision-recall.js";

export { ConfusionMatrix, confusionMatrix } from "./confusion-matrix.js";
export type { Metric, Tally } from "./metric.js";

/** A metric of everything at once, as a tensor of a single number. */
function whole(metric: Metric) {
  return (yTrue: TensorLike, yPred: TensorLike): Tensor => {
    const tally = metric.start();
    tally.add(asTensor(yTrue), asTensor(yPred));
    return scalar(tally.value);
  };
}

export const binaryAccuracy = whole(accuracy.binaryAccuracy);
export const categoricalAccuracy = whole(accuracy.categoricalAccuracy);
export const sparseCategoricalAccuracy = whole(accuracy.sparseCategoricalAccuracy);
export const precision = whole(counted.precision);
export const recall = whole(counted.recall);
export const f1 = whole(counted.f1);

/** The metrics that have a name of their own; `accuracy` depends on loss and output (`accuracyFor`). */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  binaryAccuracy: accuracy.binaryAccuracy, categoricalAccuracy: accuracy.categoricalAccuracy, sparseCategoricalAccuracy: accuracy.sparseCategoricalAccuracy,
  ...counted,
};

export type MetricName = "binaryAccuracy" | "categoricalAccuracy" | "sparseCategoricalAccuracy" | keyof typeof counted;
/** A metric of your own: a number, or one an example, of which the mean is taken. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

const OF_FUNCTION = new Map<MetricFunction, Metric>([
  [binaryAccuracy, METRICS.binaryAccuracy], [categoricalAccuracy, METRICS.categoricalAccuracy], [sparseCategoricalAccuracy, METRICS.sparseCategoricalAccuracy],
  [precision, METRICS.precision], [recall, METRICS.recall], [f1, METRICS.f1],
]);

/** A function as a metric: its mean over the batch, batches counting by their size. */
export function metricOfFunction(f: MetricFunction, name = f.name || "metric"): Metric {
  return OF_FUNCTION.get(f) ?? meanMetric(name, (yTrue, yPred) => {
    const values = f(yTrue, yPred);
    return { sum: (sum(values).item() / values.size) * yPred.shape[0], count: yPred.shape[0] };
  });
}
