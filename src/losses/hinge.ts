/**
 * The hinge loss of support vector machines: max(0, 1 − y ŷ) for targets y of −1 or 1.
 *
 * The loss is 0 for predictions of the right sign that are at least 1 away from 0.
 */
import { maximum, mean, mul, sub } from "../autograd/operations/operations.js";
import { checkSameShape, checkValues, type Loss } from "./loss.js";

export const hinge: Loss = {
  name: "hinge",
  named: true,
  // For equal arguments `maximum` gives its gradient to the first one: the gradient is 0 at the margin, as in
  // TensorFlow.js.
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
        en: "The hinge loss needs −1 and 1: y.mul(2).sub(1) makes them from 0 and 1.",
      },
    );
  },
};
