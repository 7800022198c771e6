/** Whether targets and predictions belong together. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { formatShape, sameShape, type Shape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** How many outputs an example has: 1 where the predictions are one number each. */
export function outputsOf({ shape }: Tensor): number {
  return shape.length < 2 ? 1 : shape[shape.length - 1];
}

/** A shape without a last axis of 1, which changes nothing. */
function plain(shape: Shape): Shape {
  return shape.length > 1 && shape[shape.length - 1] === 1 ? shape.slice(0, -1) : shape;
}

/**
 * Targets must have a number for each prediction, [n, …, outputs], or, for classes, one class number for each row, [n, …].
 * @param labels whether class numbers will do
 * @throws ShapeError where they are of another number, or there are none
 */
export function checkTargets(yTrue: Tensor, yPred: Tensor, where: string, labels: boolean): void {
  const rows = outputsOf(yPred) > 1 ? yPred.shape.slice(0, -1) : undefined;
  const [truth, predictions] = [plain(yTrue.shape), plain(yPred.shape)];
  const fits =
    sameShape(truth, predictions) || (labels && rows !== undefined && sameShape(truth, plain(rows)));
  if (fits && yPred.size > 0) return;
  throw new ShapeError({
    where,
    argument: "yPred",
    received: formatShape(yPred.shape),
    expected:
      yPred.size === 0
        ? { fr: "au moins une prédiction", en: "at least one prediction" }
        : {
            fr: `des prédictions pour les cibles ${formatShape(yTrue.shape)}`,
            en: `predictions for targets ${formatShape(yTrue.shape)}`,
          },
    mend: {
      fr: "Donnez d’abord les vraies valeurs, puis les prédictions : une ligne pour chaque exemple dans les deux.",
      en: "Give the true values first, then the predictions: one row an example in both.",
    },
  });
}

/** Class numbers must be whole, and below the number of outputs where there are several. */
export function checkLabels(labels: ArrayLike<number>, classes: number, where: string): void {
  for (let i = 0; i < labels.length; i++) {
    if (
      Number.isInteger(labels[i]) &&
      (classes === 1 ? Math.abs(labels[i]) <= 1 : labels[i] >= 0 && labels[i] < classes)
    )
      continue;
    throw new ArgumentError({
      where,
      argument: `yTrue[${i}]`,
      received: String(labels[i]),
      expected:
        classes === 1
          ? { fr: "0 ou 1 : la classe, pour une seule sortie", en: "0 or 1: the class, for a single output" }
          : { fr: `un entier de 0 à ${classes - 1}`, en: `an integer from 0 to ${classes - 1}` },
      mend:
        classes === 1
          ? {
              fr: "Pour plus de deux classes, donnez une probabilité par classe, [exemples, classes], ou comptez par confusionMatrix.",
              en: "For more than two classes give a probability for each, [examples, classes], or count by confusionMatrix.",
            }
          : {
              fr: "Numérotez les classes à partir de 0, dans l’ordre des sorties.",
              en: "Number the classes from 0, in the order of the outputs.",
            },
    });
  }
}
