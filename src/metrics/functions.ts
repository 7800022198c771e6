/** The metrics as functions of targets and predictions: `metrics.precision(y, p)`. */
import { asTensor, scalar } from "../tensor/create.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import * as accuracy from "./accuracy.js";
import type { Metric } from "./metric.js";
import * as counted from "./precision-recall.js";

export { ConfusionMatrix, confusionMatrix } from "./confusion-matrix.js";

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
