/**
 * Minus the cosine of the angle between target and prediction, seen as vectors: −1 for the same direction, 1
 * for the opposite one; their lengths do not matter.
 */
import { div, maximum, mul, neg, sqrt, square, sum } from "../autograd/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";
import { checkSameShape, type Loss } from "./loss.js";

/** A squared length below this counts as this, so that a vector of zeros has a cosine of 0. */
const LEAST = 1e-7;

function direction(vectors: Tensor): Tensor {
  return div(vectors, sqrt(maximum(sum(square(vectors), -1, true), LEAST)));
}

/** The cosine of each pair of vectors along the last axis. */
export function cosines(yTrue: Tensor, yPred: Tensor): Tensor {
  return sum(mul(direction(yTrue), direction(yPred)), -1);
}

/** TensorFlow.js' name of the loss that Keras calls cosine similarity. */
export const cosineProximity: Loss = {
  name: "cosineProximity",
  named: true,
  values: (yTrue, yPred) => neg(cosines(yTrue, yPred)),
  check: checkSameShape,
};
