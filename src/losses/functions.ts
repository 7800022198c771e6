/**
 * The losses as functions of targets and predictions that give a single number: `losses.huber(y, p)`. Those
 * with options give the loss with these options: `losses.huber({ delta: 2 })`.
 */
import { averaged, withOptions } from "./averaged.js";
import { cosineProximity as cosineLoss } from "./cosine.js";
import * as crossEntropy from "./cross-entropy.js";
import * as distributions from "./distributions.js";
import * as errors from "./errors.js";
import * as hinges from "./hinge.js";

/**
 * The mean of (ŷ − y)².
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.meanSquaredError([[1], [2]], [[1.5], [2]]).item(); // 0.125
 * ```
 */
export const meanSquaredError = averaged(errors.meanSquaredError);

/**
 * The mean of |ŷ − y|.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.meanAbsoluteError([[1], [2]], [[1.5], [2]]).item(); // 0.25
 * ```
 */
export const meanAbsoluteError = averaged(errors.meanAbsoluteError);

/**
 * The mean of 100 |ŷ − y| / |y|, in per cent; |y| is at least 10⁻⁷.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.meanAbsolutePercentageError([[1], [2]], [[1.5], [2]]).item(); // 25
 * ```
 */
export const meanAbsolutePercentageError = averaged(errors.meanAbsolutePercentageError);

/**
 * The mean of (ln(1 + ŷ) − ln(1 + y))², for targets ≥ 0.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.meanSquaredLogarithmicError([[1], [10]], [[2], [20]]).item();
 * ```
 */
export const meanSquaredLogarithmicError = averaged(errors.meanSquaredLogarithmicError);

/**
 * The mean of ln cosh(ŷ − y): nearly ½ e² for a small error e, nearly |e| − ln 2 for a large one.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.logcosh([[0], [0]], [[0.5], [3]]).item();
 * ```
 */
export const logcosh = averaged(errors.logcosh);

/**
 * Huber's loss: the mean of ½ e² for |e| ≤ δ and of δ (|e| − ½ δ) beyond, with e = ŷ − y.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @param options `delta`, the δ of the loss for `compile`; 1 by default
 * @example
 * ```ts
 * losses.huber([[0], [0]], [[0.5], [3]]).item(); // 1.3125
 * sequential().compile({ optimizer: "adam", loss: losses.huber({ delta: 2 }) });
 * ```
 */
export const huber = withOptions(errors.huber, errors.huberWith);

/**
 * The mean of −y ln p − (1 − y) ln(1 − p), for outputs that are each a probability.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @param options `labelSmoothing` and `fromLogits` of the loss for `compile`
 * @example
 * ```ts
 * losses.binaryCrossentropy([[1], [0]], [[0.9], [0.2]]).item();
 * sequential().compile({ optimizer: "adam", loss: losses.binaryCrossentropy({ labelSmoothing: 0.1 }) });
 * ```
 */
export const binaryCrossentropy = withOptions(
  crossEntropy.binaryCrossentropy,
  crossEntropy.binaryCrossentropyWith,
);

/**
 * The mean of −Σ y ln p, for probabilities of classes; the targets are one-hot rows.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @param options `labelSmoothing` and `fromLogits` of the loss for `compile`
 * @example
 * ```ts
 * losses.categoricalCrossentropy([[1, 0, 0]], [[0.7, 0.2, 0.1]]).item();
 * sequential().compile({ optimizer: "adam", loss: losses.categoricalCrossentropy({ fromLogits: true }) });
 * ```
 */
export const categoricalCrossentropy = withOptions(
  crossEntropy.categoricalCrossentropy,
  crossEntropy.categoricalCrossentropyWith,
);

/**
 * The mean of −ln p of the true class; the targets are class numbers from 0.
 * @param yTrue the class numbers
 * @param yPred the probabilities, one row for each example
 * @param more not used: a further argument is refused
 * @param options `fromLogits` of the loss for `compile`
 * @example
 * ```ts
 * losses.sparseCategoricalCrossentropy([0], [[0.7, 0.2, 0.1]]).item();
 * sequential().compile({
 *   optimizer: "adam",
 *   loss: losses.sparseCategoricalCrossentropy({ fromLogits: true }),
 * });
 * ```
 */
export const sparseCategoricalCrossentropy = withOptions(
  crossEntropy.sparseCategoricalCrossentropy,
  crossEntropy.sparseCategoricalCrossentropyWith,
);

/**
 * The mean of max(0, 1 − y ŷ), for targets of −1 or 1.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.hinge([[1], [-1]], [[0.3], [-2]]).item(); // 0.35
 * ```
 */
export const hinge = averaged(hinges.hinge);

/**
 * The mean of max(0, 1 − y ŷ)², for targets of −1 or 1.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.squaredHinge([[1], [-1]], [[0.3], [-2]]).item(); // 0.245
 * ```
 */
export const squaredHinge = averaged(hinges.squaredHinge);

/**
 * The mean of max(0, 1 + the largest score of a wrong class − the score of the true class), for one-hot rows.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.categoricalHinge([[0, 1, 0]], [[0.2, 1.5, 0.9]]).item(); // 0.4
 * ```
 */
export const categoricalHinge = averaged(hinges.categoricalHinge);

/**
 * The mean of Σ y ln(y / p), the divergence of the predicted distributions from the true ones.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.kullbackLeiblerDivergence([[0.5, 0.5]], [[0.9, 0.1]]).item(); // 0.51
 * ```
 */
export const kullbackLeiblerDivergence = averaged(distributions.kullbackLeiblerDivergence);

/**
 * The mean of ŷ − y ln ŷ, for counts y whose expected number is ŷ.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.poisson([[3], [0]], [[2.5], [0.4]]).item();
 * ```
 */
export const poisson = averaged(distributions.poisson);

/**
 * Minus the mean cosine of the angle between targets and predictions, the rows of the last axis: −1 is best.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.cosineProximity([[1, 0]], [[2, 0]]).item(); // -1
 * ```
 */
export const cosineProximity = averaged(cosineLoss);

export { cosineProximity as cosineSimilarity };
