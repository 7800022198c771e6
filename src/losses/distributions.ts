/**
 * Losses between distributions: the Kullback-Leibler divergence of two distributions over classes, and
 * Poisson's loss for counts.
 */
import { add, clipByValue, div, log, mean, mul, sub, sum } from "../autograd/operations/operations.js";
import { sameShapeAndValues, type Loss } from "./loss.js";

const LEAST = 1e-7;

/**
 * Σ y ln(y / p) (Kullback and Leibler 1951): how far the distribution p is from y. Both are clipped to [10⁻⁷,
 * 1] inside the logarithm, as in TensorFlow.js.
 */
export const kullbackLeiblerDivergence: Loss = {
  name: "kullbackLeiblerDivergence",
  named: true,
  values: (yTrue, yPred) =>
    sum(mul(yTrue, log(div(clipByValue(yTrue, LEAST, 1), clipByValue(yPred, LEAST, 1)))), -1),
  check: sameShapeAndValues(
    (value) => value >= 0 && value <= 1,
    { fr: "une valeur de 0 à 1", en: "a value from 0 to 1" },
    {
      fr: "Chaque ligne de y est une loi de probabilité, de somme 1.",
      en: "Each row of y is a probability distribution, with sum 1.",
    },
  ),
};

/**
 * ŷ − y ln(ŷ + 10⁻⁷): minus the logarithm of the probability of the count y where ŷ is expected, without ln
 * y!, which does not depend on ŷ.
 */
export const poisson: Loss = {
  name: "poisson",
  named: true,
  values: (yTrue, yPred) => mean(sub(yPred, mul(yTrue, log(add(yPred, LEAST)))), -1),
  check: sameShapeAndValues(
    (value) => value >= 0,
    { fr: "un effectif ≥ 0", en: "a count ≥ 0" },
    {
      fr: "La perte de Poisson compte des événements : pour d’autres valeurs, utilisez meanSquaredError.",
      en: "Poisson's loss counts events: for other values, use meanSquaredError.",
    },
  ),
};
