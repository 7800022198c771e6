/** The metrics as functions of targets and predictions: `metrics.precision(y, p)`. */
import * as accuracy from "./accuracy.js";
import * as area from "./auc.js";
import * as counted from "./precision-recall.js";
import * as regression from "./regression.js";
import { whole, withOptions } from "./whole.js";

export { ConfusionMatrix, confusionMatrix } from "./confusion-matrix.js";

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

/**
 * The share of rows whose one-hot target is among the k most probable classes; k is 5 by default.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @param options `k`, the number of classes that a prediction may name
 * @example
 * ```ts
 * metrics.topKCategoricalAccuracy([[0, 1, 0]], [[0.5, 0.3, 0.2]]).item(); // 1
 * sequential().compile({
 *   optimizer: "adam",
 *   loss: "categoricalCrossentropy",
 *   metrics: [metrics.topKCategoricalAccuracy({ k: 2 })],
 * });
 * ```
 */
export const topKCategoricalAccuracy = withOptions(
  accuracy.topKCategoricalAccuracy,
  accuracy.topKCategoricalAccuracyWith,
);

/**
 * The share of rows whose class number is among the k most probable classes; k is 5 by default.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @param options `k`, the number of classes that a prediction may name
 * @example
 * ```ts
 * metrics.sparseTopKCategoricalAccuracy([1], [[0.5, 0.3, 0.2]]).item(); // 1
 * ```
 */
export const sparseTopKCategoricalAccuracy = withOptions(
  accuracy.sparseTopKCategoricalAccuracy,
  accuracy.sparseTopKCategoricalAccuracyWith,
);

/**
 * The area under the ROC curve, or under that of precision over recall, at 200 thresholds; several outputs are counted
 * together.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @param options `numThresholds`, `curve` (`"ROC"` or `"PR"`), `summationMethod`
 * @example
 * ```ts
 * metrics.auc([[1], [0], [1]], [[0.9], [0.6], [0.3]]).item(); // 0.5
 * sequential().compile({
 *   optimizer: "adam",
 *   loss: "binaryCrossentropy",
 *   metrics: [metrics.auc({ curve: "PR" })],
 * });
 * ```
 */
export const auc = withOptions(area.auc, area.aucWith);

/**
 * R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², the share of variance that is explained; the mean over several outputs.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics.r2Score([[1], [2], [3]], [[1], [2], [2]]).item(); // 0.5
 * ```
 */
export const r2Score = whole(regression.r2Score);

/**
 * The mean cosine of the angle between targets and predictions, the rows of the last axis; 1 is best.
 * @param yTrue the targets
 * @param yPred the predictions
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * metrics.cosineSimilarity([[1, 0]], [[2, 0]]).item(); // 1
 * ```
 */
export const cosineSimilarity = whole(regression.cosineSimilarity);
