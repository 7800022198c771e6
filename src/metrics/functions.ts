/** The metrics as functions of targets and predictions: `metrics.precision(y, p)`. */
import { ArgumentError } from "../errors/errors.js";
import { refuseMore } from "../errors/extra-arguments.js";
import { written } from "../errors/written.js";
import { asTensor } from "../tensor/as-tensor.js";
import { scalar } from "../tensor/create.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import * as accuracy from "./accuracy.js";
import type { Metric } from "./metric.js";
import * as counted from "./precision-recall.js";

export { ConfusionMatrix, confusionMatrix } from "./confusion-matrix.js";

/** A metric of all examples at once, as a tensor of a single number. */
function whole(metric: Metric) {
  return (yTrue: TensorLike, yPred: TensorLike, ...more: readonly never[]): Tensor => {
    refuseMore([yTrue, yPred, ...more], 2, metric.name);
    checkGiven(yTrue, metric.name, "yTrue");
    checkGiven(yPred, metric.name, "yPred");
    const tally = metric.start();
    tally.add(asTensor(yTrue), asTensor(yPred));
    return scalar(tally.value);
  };
}

function checkGiven(value: unknown, where: string, argument: string): void {
  if (typeof value === "object" && value !== null) return;
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: { fr: "un tenseur, ou un tableau de nombres", en: "a tensor, or an array of numbers" },
    mend: {
      fr: `Écrivez metrics.${where}(y, p) : les vraies valeurs, puis les prédictions.`,
      en: `Write metrics.${where}(y, p): the true values, then the predictions.`,
    },
  });
}

export const binaryAccuracy = whole(accuracy.binaryAccuracy);
export const categoricalAccuracy = whole(accuracy.categoricalAccuracy);
export const sparseCategoricalAccuracy = whole(accuracy.sparseCategoricalAccuracy);
export const precision = whole(counted.precision);
export const recall = whole(counted.recall);
export const f1 = whole(counted.f1);
