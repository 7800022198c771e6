/**
 * The hinge loss of support vector machines: max(0, 1 − y ŷ) for targets y of −1 or 1.
 *
 * A prediction on the right side costs nothing once it is at least 1 away from 0.
 */
import { maximum, mean, mul, sub } from "../autograd/operations/operations.js";
import { checkSameShape, checkValues, type Loss } from "./loss.js";

export const hinge: Loss = {
  name: "hinge",
  named: true,
  // The constant comes first, so that nothing flows back where the margin is exactly reached, as in TensorFlow.js.
  values: (yTrue, yPred) => mean(maximum(0, sub(1, mul(yTrue, yPred))), -1),
  check(targets, output, where) {
    checkSameShape(targets, output, where);
    checkValues(
      targets,
      (value) => value === 1 || value === -1,
      where,
      { fr: "−1 ou 1", en: "−1 or 1" },
      {
        fr: "La perte hinge demande −1 et 1 : y.mul(2).sub(1) les fait de 0 et 1.",
        en: "The hinge loss wants −1 and 1: y.mul(2).sub(1) makes them from 0 and 1.",
      },
    );
  },
};
