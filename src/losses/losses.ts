/** The losses, as functions of targets and predictions that give a single number, and by name for `compile`. */
import { mean } from "../autograd/operations/operations.js";
import { choose } from "../errors/choose.js";
import { asTensor } from "../tensor/create.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import * as crossEntropy from "./cross-entropy.js";
import * as errors from "./errors.js";
import { hinge as hingeLoss } from "./hinge.js";
import type { Loss } from "./loss.js";

export type { Loss } from "./loss.js";

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

const BY_NAME = { ...errors, ...crossEntropy, hinge: hingeLoss, mse: errors.meanSquaredError, mae: errors.meanAbsoluteError };

export type LossName = keyof typeof BY_NAME;
/** A loss of your own, written with the operations of autograd: one number, or one an example. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;
export type LossLike = LossName | LossFunction;

/** The functions above stand for the losses they average. */
const OF_FUNCTION = new Map<LossFunction, Loss>([
  [meanSquaredError, errors.meanSquaredError], [meanAbsoluteError, errors.meanAbsoluteError], [huber, errors.huber],
  [binaryCrossentropy, crossEntropy.binaryCrossentropy], [categoricalCrossentropy, crossEntropy.categoricalCrossentropy],
  [sparseCategoricalCrossentropy, crossEntropy.sparseCategoricalCrossentropy], [hinge, hingeLoss],
]);

/** The loss itself. @throws ArgumentError for a name that none has */
export function lossFrom(given: LossLike, where: string): Loss {
  if (typeof given !== "function") return choose(BY_NAME, given, { where, argument: "loss" });
  return OF_FUNCTION.get(given) ?? { name: given.name || "loss", named: false, values: given, check: () => undefined };
}
