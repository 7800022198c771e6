/** The metrics by their names in `compile`. */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { sum } from "../tensor/operations/operations.js";
import { Tensor } from "../tensor/tensor.js";
import * as accuracy from "./accuracy.js";
import * as functions from "./functions.js";
import { meanMetric, type Metric } from "./metric.js";
import * as counted from "./precision-recall.js";

export type { Metric, Tally } from "./metric.js";

/** All metrics except `accuracy`, whose kind depends on the loss and the output (`accuracyFor`). */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  binaryAccuracy: accuracy.binaryAccuracy,
  categoricalAccuracy: accuracy.categoricalAccuracy,
  sparseCategoricalAccuracy: accuracy.sparseCategoricalAccuracy,
  ...counted,
};

export type MetricName =
  "binaryAccuracy" | "categoricalAccuracy" | "sparseCategoricalAccuracy" | keyof typeof counted;
/** A metric of your own: it gives one number, or one for each example, which are averaged. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** The public functions, such as `metrics.precision`, and the metrics that they compute. */
const OF_FUNCTION = new Map<MetricFunction, Metric>([
  [functions.binaryAccuracy, METRICS.binaryAccuracy],
  [functions.categoricalAccuracy, METRICS.categoricalAccuracy],
  [functions.sparseCategoricalAccuracy, METRICS.sparseCategoricalAccuracy],
  [functions.precision, METRICS.precision],
  [functions.recall, METRICS.recall],
  [functions.f1, METRICS.f1],
]);

/** A function as a metric: the mean of its values over the examples of all batches. */
export function metricOfFunction(f: MetricFunction, name = f.name || "metric"): Metric {
  return (
    OF_FUNCTION.get(f) ??
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
