/** From what a model gives, and from the ways to write targets, to the numbers of classes. */
import { argMax } from "../tensor/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";

/** From which probability on a single output means class 1. */
export const THRESHOLD = 0.5;

/** The class that each prediction stands for: the most probable one; 0 or 1 where there is a single output. */
export function predictedClasses(yPred: Tensor, threshold = THRESHOLD): ArrayLike<number> {
  const outputs = yPred.shape[yPred.rank - 1];
  if (yPred.rank < 2 || outputs === 1) return Int32Array.from(yPred.data, (p) => (p > threshold ? 1 : 0));
  return argMax(yPred).data;
}

/** The class that each target names: one-hot rows, or the number itself. */
export function trueClasses(yTrue: Tensor, yPred: Tensor): ArrayLike<number> {
  const oneHot = yTrue.size === yPred.size && yPred.rank >= 2 && yPred.shape[yPred.rank - 1] > 1;
  return oneHot ? argMax(yTrue).data : yTrue.data;
}
