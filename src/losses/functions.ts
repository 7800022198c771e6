/** The losses as functions of targets and predictions that give a single number: `losses.huber(y, p)`. */
import { mean } from "../autograd/operations/operations.js";
import { asTensor } from "../tensor/create.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import * as crossEntropy from "./cross-entropy.js";
import * as errors from "./errors.js";
import { hinge as hingeLoss } from "./hinge.js";
import type { Loss } from "./loss.js";

/** The mean of a loss over all examples, as a number that can be differentiated. */
function averaged(loss: Loss) {
  return (yTrue: TensorLike, yPred: TensorLike): Tensor => {
    const [targets, predictions] = [asTensor(yTrue), asTensor(yPred)];
    loss.check(targets, predictions.shape, loss.name);
    return mean(loss.values(targets, predictions));
  };
}

export const meanSquaredError = averaged(errors.meanSquaredError);
export const meanAbsoluteError = averaged(errors.meanAbsoluteError);
export const huber = averaged(errors.huber);
export const binaryCrossentropy = averaged(crossEntropy.binaryCrossentropy);
export const categoricalCrossentropy = averaged(crossEntropy.categoricalCrossentropy);
export const sparseCategoricalCrossentropy = averaged(crossEntropy.sparseCategoricalCrossentropy);
export const hinge = averaged(hingeLoss);
