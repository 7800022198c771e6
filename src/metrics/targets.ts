/** Checks that targets and predictions fit each other, and finds the classes that they stand for. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { argMax } from "../tensor/operations/operations.js";
import { formatShape, sameShape, type Shape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** A single output above this probability means class 1. */
export const THRESHOLD = 0.5;

/** The class of each prediction: the most probable one; 0 or 1 where there is a single output. */
export function predictedClasses(yPred: Tensor, threshold = THRESHOLD): ArrayLike<number> {
  const outputs = yPred.shape[yPred.rank - 1];
  if (yPred.rank < 2 || outputs === 1) return Int32Array.from(yPred.storage, (p) => (p > threshold ? 1 : 0));
  return argMax(yPred).storage;
}

/** The class of each target, which is a one-hot row or a class number. */
export function trueClasses(yTrue: Tensor, yPred: Tensor): ArrayLike<number> {
  const oneHot = yTrue.size === yPred.size && yPred.rank >= 2 && yPred.shape[yPred.rank - 1] > 1;
  return oneHot ? argMax(yTrue).storage : yTrue.storage;
}

/** The number of outputs of an example; 1 where each prediction is one number. */
export function outputsOf({ shape }: Tensor): number {
  return shape.length < 2 ? 1 : shape[shape.length - 1];
}

/** The shape without a last axis of extent 1. */
function plain(shape: Shape): Shape {
  return shape.length > 1 && shape[shape.length - 1] === 1 ? shape.slice(0, -1) : shape;
}

/**
 * Checks that targets have one number for each prediction, [n, …, outputs], or one class number for each row,
 * [n, …].
 * @param labels whether class numbers are allowed
 * @throws ShapeError where the shapes do not fit each other, or there are no predictions
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
      en: "Give the true values first, then the predictions: one row for each example in both.",
    },
  });
}

/**
 * @throws ArgumentError for a class number that is not whole, or not below the number of outputs where there
 *         are several
 */
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
