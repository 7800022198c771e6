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

export const meanSquaredError = averaged(errors.meanSquaredError);
export const meanAbsoluteError = averaged(errors.meanAbsoluteError);
export const huber = averaged(errors.huber);
export const binaryCrossentropy = averaged(crossEntropy.binaryCrossentropy);
export const categoricalCrossentropy = averaged(crossEntropy.categoricalCrossentropy);
export const sparseCategoricalCrossentropy = averaged(crossEntropy.sparseCategoricalCrossentropy);
export const hinge = averaged(hingeLoss);
