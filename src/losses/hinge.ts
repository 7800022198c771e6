/**
 * The hinge losses of support vector machines. For targets y of −1 or 1 the margin is y ŷ, and a prediction
 * costs max(0, 1 − y ŷ): nothing where it has the right sign and is at least 1 away from 0.
 *
 * With several classes and one-hot targets, the score of the true class should exceed every other score by 1
 * (Crammer and Singer 2001).
 */
import { add, max, maximum, mean, mul, square, sub, sum } from "../autograd/operations/operations.js";
import type { Tensor } from "../tensor/tensor.js";
import { sameShapeAndValues, type Loss } from "./loss.js";

/**
 * For equal arguments `maximum` gives its gradient to the first one: the gradient is 0 at the margin, as in
 * TensorFlow.js.
 */
const shortfall = (yTrue: Tensor, yPred: Tensor) => maximum(0, sub(1, mul(yTrue, yPred)));

const checkSigns = sameShapeAndValues(
  (value) => value === 1 || value === -1,
  { fr: "−1 ou 1", en: "−1 or 1" },
  {
    fr: "La perte hinge demande −1 et 1 : y.mul(2).sub(1) les fait de 0 et 1.",
    en: "The hinge loss needs −1 and 1: y.mul(2).sub(1) makes them from 0 and 1.",
  },
);

/** max(0, 1 − y ŷ). */
export const hinge: Loss = {
  name: "hinge",
  named: true,
  values: (yTrue, yPred) => mean(shortfall(yTrue, yPred), -1),
  check: checkSigns,
};

/** max(0, 1 − y ŷ)². */
export const squaredHinge: Loss = {
  name: "squaredHinge",
  named: true,
  values: (yTrue, yPred) => mean(square(shortfall(yTrue, yPred)), -1),
  check: checkSigns,
};

/** max(0, 1 + the largest score of a wrong class − the score of the true class). */
export const categoricalHinge: Loss = {
  name: "categoricalHinge",
  named: true,
  values: (yTrue, yPred) =>
    maximum(0, add(1, sub(max(mul(sub(1, yTrue), yPred), -1), sum(mul(yTrue, yPred), -1)))),
  check: sameShapeAndValues(
    (value) => value === 0 || value === 1,
    { fr: "0 ou 1", en: "0 or 1" },
    {
      fr: "Chaque ligne de y a un 1 pour la vraie classe, comme le fait oneHot.",
      en: "Each row of y has a 1 for the true class, as oneHot makes it.",
    },
  ),
};
