/** The losses by name, as `compile` is given them. */
import { choose } from "../errors/choose.js";
import type { Tensor } from "../tensor/tensor.js";
import * as crossEntropy from "./cross-entropy.js";
import * as errors from "./errors.js";
import * as functions from "./functions.js";
import { hinge } from "./hinge.js";
import type { Loss } from "./loss.js";

export type { Loss } from "./loss.js";

const BY_NAME = { ...errors, ...crossEntropy, hinge, mse: errors.meanSquaredError, mae: errors.meanAbsoluteError };

export type LossName = keyof typeof BY_NAME;
/** A loss of your own, written with the operations of autograd: one number, or one an example. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;
export type LossLike = LossName | LossFunction;

/** The functions for use by hand stand for the losses they average. */
const OF_FUNCTION = new Map<LossFunction, Loss>([
  [functions.meanSquaredError, errors.meanSquaredError], [functions.meanAbsoluteError, errors.meanAbsoluteError], [functions.huber, errors.huber],
  [functions.binaryCrossentropy, crossEntropy.binaryCrossentropy], [functions.categoricalCrossentropy, crossEntropy.categoricalCrossentropy],
  [functions.sparseCategoricalCrossentropy, crossEntropy.sparseCategoricalCrossentropy], [functions.hinge, hinge],
]);

/** The loss itself. @throws ArgumentError for a name that none has */
export function lossFrom(given: LossLike, where: string): Loss {
  if (typeof given !== "function") return choose(BY_NAME, given, { where, argument: "loss" });
  return OF_FUNCTION.get(given) ?? { name: given.name || "loss", named: false, values: given, check: () => undefined };
}
