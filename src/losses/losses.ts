/** Finds the loss for an argument of `compile`: a name or a function. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { Tensor } from "../tensor/tensor.js";
import * as crossEntropy from "./cross-entropy.js";
import * as errors from "./errors.js";
import * as functions from "./functions.js";
import { hinge } from "./hinge.js";
import type { Loss } from "./loss.js";

export type { Loss } from "./loss.js";

const BY_NAME = {
  ...errors,
  ...crossEntropy,
  hinge,
  mse: errors.meanSquaredError,
  mae: errors.meanAbsoluteError,
};

export type LossName = keyof typeof BY_NAME;
/**
 * A loss of your own, written with the operations of autograd; it gives one number, or one for each example.
 */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;
export type LossLike = LossName | LossFunction;

/** The public functions, such as `losses.huber`, and the losses that they average. */
const OF_FUNCTION = new Map<LossFunction, Loss>([
  [functions.meanSquaredError, errors.meanSquaredError],
  [functions.meanAbsoluteError, errors.meanAbsoluteError],
  [functions.huber, errors.huber],
  [functions.binaryCrossentropy, crossEntropy.binaryCrossentropy],
  [functions.categoricalCrossentropy, crossEntropy.categoricalCrossentropy],
  [functions.sparseCategoricalCrossentropy, crossEntropy.sparseCategoricalCrossentropy],
  [functions.hinge, hinge],
]);

/** @throws ArgumentError for an unknown name */
export function lossFrom(given: LossLike, where: string): Loss {
  if (typeof given !== "function") return choose(BY_NAME, given, { where, argument: "loss" });
  return OF_FUNCTION.get(given) ?? ownLoss(given, given.name || "loss");
}

/** A loss of your own; its result is checked at each call. */
function ownLoss(given: LossFunction, name: string): Loss {
  return {
    name,
    named: false,
    check: () => undefined,
    values(yTrue, yPred) {
      const values: unknown = given(yTrue, yPred);
      if (
        values instanceof Tensor &&
        (values.size === 1 || (values.size > 0 && values.shape[0] === yPred.shape[0]))
      )
        return values;
      throw new ArgumentError({
        where: name,
        argument: "loss",
        received: written(values),
        expected: {
          fr: `un tenseur : un nombre, ou un pour chaque exemple, [${yPred.shape[0]}, …]`,
          en: `a tensor: one number, or one for each example, [${yPred.shape[0]}, …]`,
        },
        mend: {
          fr: "Renvoyez par exemple p.sub(y).square().mean(), sans async ni dataSync().",
          en: "Return p.sub(y).square().mean(), for example, without async or dataSync().",
        },
      });
    },
  };
}
