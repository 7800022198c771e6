/** Makes the public functions of losses, and finds the loss that such a function computes. */
import { mean } from "../autograd/operations/operations.js";
import { ShapeError } from "../errors/errors.js";
import { refuseMore } from "../errors/extra-arguments.js";
import { isPlainObject } from "../errors/known-options.js";
import { asTensor } from "../tensor/as-tensor.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor, TensorLike } from "../tensor/tensor.js";
import type { Loss } from "./loss.js";

/**
 * A loss of your own, written with the operations of autograd; it gives one number, or one for each example.
 */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/** The mean of a loss over all examples. */
export type AveragedLoss = (yTrue: TensorLike, yPred: TensorLike, ...more: readonly never[]) => Tensor;

/**
 * A loss with options: called with targets and predictions it gives their mean loss, called with an object of
 * options the loss with these options, for `compile`.
 */
export interface LossWithOptions<Options> {
  (options: Options): LossFunction;
  (yTrue: TensorLike, yPred: TensorLike, ...more: readonly never[]): Tensor;
}

const LOSS_OF = new WeakMap<LossFunction, Loss>();

/** The loss that a public function computes; undefined for any other function. */
export function lossOf(given: LossFunction): Loss | undefined {
  return LOSS_OF.get(given);
}

/** The mean of a loss over all examples, as a tensor that can be differentiated. */
export function averaged(loss: Loss): AveragedLoss {
  const f: AveragedLoss = (yTrue, yPred, ...more) => {
    refuseMore([yTrue, yPred, ...more], 2, loss.name);
    const [targets, predictions] = [asTensor(yTrue), asTensor(yPred)];
    checkCounts(targets, predictions, loss.name);
    loss.check(targets, predictions.shape, loss.name);
    return mean(loss.values(targets, predictions));
  };
  LOSS_OF.set(f, loss);
  return f;
}

/** The same for a loss with options; @param loss the loss with the default ones */
export function withOptions<Options extends object>(
  loss: Loss,
  make: (options: Options) => Loss,
): LossWithOptions<Options> {
  const plain = averaged(loss);
  const f = (first: TensorLike | Options, ...rest: readonly [TensorLike, ...(readonly never[])]) => {
    if (!isPlainObject(first)) return plain(first, ...rest);
    refuseMore([first, ...rest], 1, loss.name);
    return averaged(make(first as Options));
  };
  LOSS_OF.set(f as LossFunction, loss);
  return f as LossWithOptions<Options>;
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
