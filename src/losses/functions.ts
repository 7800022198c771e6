/** The losses as functions of targets and predictions that give a single number: `losses.huber(y, p)`. */
import { mean } from "../autograd/operations/operations.js";
import { ShapeError } from "../errors/errors.js";
import { refuseMore } from "../errors/extra-arguments.js";
import { asTensor } from "../tensor/as-tensor.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import * as crossEntropy from "./cross-entropy.js";
import * as errors from "./errors.js";
import { hinge as hingeLoss } from "./hinge.js";
import type { Loss } from "./loss.js";

/** The mean of a loss over all examples, as a tensor that can be differentiated. */
function averaged(loss: Loss) {
  return (yTrue: TensorLike, yPred: TensorLike, ...more: readonly never[]): Tensor => {
    refuseMore([yTrue, yPred, ...more], 2, loss.name);
    const [targets, predictions] = [asTensor(yTrue), asTensor(yPred)];
    checkCounts(targets, predictions, loss.name);
    loss.check(targets, predictions.shape, loss.name);
    return mean(loss.values(targets, predictions));
  };
}

/** Checks the number of examples, which `fit` has checked already where a loss is used in a training. */
function checkCounts(targets: Tensor, predictions: Tensor, where: string): void {
  if (predictions.size > 0 && targets.shape[0] === predictions.shape[0]) return;
  throw new ShapeError({
    where,
    argument: "y",
    received: formatShape(targets.shape),
    expected:
      predictions.size === 0
        ? { fr: "au moins un exemple", en: "at least one example" }
        : formatShape(predictions.shape),
    mend: {
      fr: "Donnez d’abord les vraies valeurs, puis les prédictions : une ligne pour chaque exemple dans les deux.",
      en: "Give the true values first, then the predictions: one row for each example in both.",
    },
  });
}

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
 * Huber's loss with δ = 1: the mean of ½ e² for |e| ≤ 1 and of |e| − ½ beyond, with e = ŷ − y.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.huber([[0], [0]], [[0.5], [3]]).item(); // 1.3125
 * ```
 */
export const huber = averaged(errors.huber);

/**
 * The mean of −y ln p − (1 − y) ln(1 − p), for outputs that are each a probability.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.binaryCrossentropy([[1], [0]], [[0.9], [0.2]]).item();
 * ```
 */
export const binaryCrossentropy = averaged(crossEntropy.binaryCrossentropy);

/**
 * The mean of −Σ y ln p, for probabilities of classes; the targets are one-hot rows.
 * @param yTrue the targets
 * @param yPred the predictions, in the same shape
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.categoricalCrossentropy([[1, 0, 0]], [[0.7, 0.2, 0.1]]).item();
 * ```
 */
export const categoricalCrossentropy = averaged(crossEntropy.categoricalCrossentropy);

/**
 * The mean of −ln p of the true class; the targets are class numbers from 0.
 * @param yTrue the class numbers
 * @param yPred the probabilities, one row for each example
 * @param more not used: a further argument is refused
 * @example
 * ```ts
 * losses.sparseCategoricalCrossentropy([0], [[0.7, 0.2, 0.1]]).item();
 * ```
 */
export const sparseCategoricalCrossentropy = averaged(crossEntropy.sparseCategoricalCrossentropy);

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
export const hinge = averaged(hingeLoss);
