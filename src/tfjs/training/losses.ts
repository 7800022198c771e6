/** `tf.losses`: losses of labels and predictions, weighted and averaged as TensorFlow.js does. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { tidy } from "../memory/memory.js";
import * as op from "../operations/exports.js";
import { clone, ones } from "../tensors/create.js";
import type { Tensor, TensorLike } from "../tensors/types.js";

type Input = Tensor | TensorLike;

/** How the losses of all numbers become one. */
export enum Reduction {
  NONE,
  MEAN,
  SUM,
  SUM_BY_NONZERO_WEIGHTS,
}

/**
 * Weighs and reduces losses.
 * @param losses one number for each prediction
 * @param weights how much each counts
 * @param reduction by default the sum, divided by the number of weights that are not 0
 */
export function computeWeightedLoss<T extends Tensor = Tensor>(
  losses: Input,
  weights?: Input | null,
  reduction: Reduction = Reduction.SUM_BY_NONZERO_WEIGHTS,
): T {
  return tidy(() => {
    const all = clone(losses);
    const given = weights === undefined || weights === null ? undefined : clone(weights as Tensor);
    const weighted = given === undefined ? all : op.mul(all, given);
    const total = op.sum(weighted);
    if (reduction === Reduction.NONE) return weighted as T;
    if (reduction === Reduction.SUM) return total as T;
    if (given === undefined) return op.div<T>(total, all.size);
    if (reduction === Reduction.MEAN) return op.div<T>(total, op.mul(op.sum(given), all.size / given.size));
    if (reduction === Reduction.SUM_BY_NONZERO_WEIGHTS)
      return op.div<T>(total, op.sum(op.notEqual(op.mul(given, ones(all.shape)), 0)).toFloat());
    throw noReduction(reduction);
  }) as T;
}

/** A loss with the arguments that all have: weights and reduction. */
function loss(values: (labels: Tensor, predictions: Tensor) => Tensor) {
  return <T extends Tensor = Tensor>(
    labels: Input,
    predictions: Input,
    weights?: Input | null,
    reduction?: Reduction,
  ): T =>
    tidy(() =>
      computeWeightedLoss<T>(
        values(clone(labels as Tensor), clone(predictions as Tensor)),
        weights,
        reduction,
      ),
    ) as T;
}

export const absoluteDifference = loss((y, p) => op.abs(op.sub(y, p)));
export const meanSquaredError = loss((y, p) => op.squaredDifference(y, p));
/** The labels are 0 or 1. */
export const hingeLoss = loss((y, p) => op.relu(op.sub(1, op.mul(op.sub(op.mul(y, 2), 1), p))));

export function huberLoss<T extends Tensor = Tensor>(
  labels: Input,
  predictions: Input,
  weights?: Input | null,
  delta = 1,
  reduction?: Reduction,
): T {
  return loss((y, p) => {
    const error = op.abs(op.sub(p, y));
    const quadratic = op.minimum(error, delta);
    return op.add(op.mul(op.square(quadratic), 0.5), op.mul(op.sub(error, quadratic), delta));
  })<T>(labels, predictions, weights, reduction);
}

export function logLoss<T extends Tensor = Tensor>(
  labels: Input,
  predictions: Input,
  weights?: Input | null,
  epsilon = 1e-7,
  reduction?: Reduction,
): T {
  return loss((y, p) => {
    const ofOnes = op.mul(y, op.log(op.add(p, epsilon)));
    const ofZeros = op.mul(op.sub(1, y), op.log(op.add(op.sub(1, p), epsilon)));
    return op.neg(op.add(ofOnes, ofZeros));
  })<T>(labels, predictions, weights, reduction);
}

export function cosineDistance<T extends Tensor = Tensor>(
  labels: Input,
  predictions: Input,
  axis: number,
  weights?: Input | null,
  reduction?: Reduction,
): T {
  return loss((y, p) => op.sub(1, op.sum(op.mul(y, p), axis, true)))<T>(
    labels,
    predictions,
    weights,
    reduction,
  );
}

export function sigmoidCrossEntropy<T extends Tensor = Tensor>(
  multiClassLabels: Input,
  logits: Input,
  weights?: Input | null,
  labelSmoothing = 0,
  reduction?: Reduction,
): T {
  return loss((labels, z) => {
    const y = labelSmoothing > 0 ? op.add(op.mul(labels, 1 - labelSmoothing), labelSmoothing / 2) : labels;
    // ln(1 + e^z) − z y; its gradient is σ(z) − y at 0 too, where that of |z| jumps.
    return op.sub(op.softplus(z), op.mul(z, y));
  })<T>(multiClassLabels, logits, weights, reduction);
}

export function softmaxCrossEntropy<T extends Tensor = Tensor>(
  onehotLabels: Input,
  logits: Input,
  weights?: Input | null,
  labelSmoothing = 0,
  reduction?: Reduction,
): T {
  return loss((labels, z) => {
    const classes = labels.shape[1] as number;
    const y =
      labelSmoothing > 0 ? op.add(op.mul(labels, 1 - labelSmoothing), labelSmoothing / classes) : labels;
    return op.neg(op.sum(op.mul(op.logSoftmax(z), y), -1));
  })<T>(onehotLabels, logits, weights, reduction);
}

function noReduction(reduction: unknown): ArgumentError {
  return new ArgumentError({
    where: "computeWeightedLoss",
    argument: "reduction",
    received: written(reduction),
    expected: { fr: "une valeur de tf.Reduction", en: "a value of tf.Reduction" },
    mend: { fr: "Par exemple tf.Reduction.MEAN.", en: "For example tf.Reduction.MEAN." },
  });
}
