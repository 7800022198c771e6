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

/**
 * The share of probabilities that are on the right side of ½.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics.binaryAccuracy([[1], [0]], [[0.9], [0.6]]).item(); // 0.5
 * ```
 */
export const binaryAccuracy = whole(accuracy.binaryAccuracy);

/**
 * The share of rows whose largest probability is at the 1 of the one-hot target.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics
 *   .categoricalAccuracy(
 *     [
 *       [1, 0],
 *       [0, 1],
 *     ],
 *     [
 *       [0.9, 0.1],
 *       [0.6, 0.4],
 *     ],
 *   )
 *   .item(); // 0.5
 * ```
 */
export const categoricalAccuracy = whole(accuracy.categoricalAccuracy);

/**
 * The share of rows whose largest probability is at the target's class number.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics
 *   .sparseCategoricalAccuracy(
 *     [0, 1],
 *     [
 *       [0.9, 0.1],
 *       [0.6, 0.4],
 *     ],
 *   )
 *   .item(); // 0.5
 * ```
 */
export const sparseCategoricalAccuracy = whole(accuracy.sparseCategoricalAccuracy);

/**
 * The share of the predicted ones (p > ½) that are ones.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics.precision([[1], [0]], [[0.9], [0.6]]).item(); // 0.5
 * ```
 */
export const precision = whole(counted.precision);

/**
 * The share of the ones that are predicted as ones (p > ½).
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics.recall([[1], [1]], [[0.9], [0.2]]).item(); // 0.5
 * ```
 */
export const recall = whole(counted.recall);

/**
 * The harmonic mean of precision and recall.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics.f1([[1], [0]], [[0.9], [0.6]]).item();
 * ```
 */
export const f1 = whole(counted.f1);
