/**
 * Cross-entropies of targets y and predicted probabilities p, −Σ y ln p.
 *
 * A probability near 0 or 1 is rounded, and so its logarithm is inexact. Therefore the loss of a softmax or a
 * sigmoid is computed from its logits z:
 *
 *     −ln softmax(z)_c = ln Σ e^z − z_c
 *     −y ln σ(z) − (1 − y) ln(1 − σ(z)) = ln(1 + e^z) − y z
 *
 * For other predictions p is clipped to [10⁻⁷, 1 − 10⁻⁷], as in Keras and TensorFlow.js.
 */
import { logitsOf, type ProbabilityKind } from "../activations/logits.js";
import {
  add,
  clipByValue,
  div,
  log,
  logSoftmax,
  mean,
  mul,
  neg,
  softplus,
  sub,
  sum,
} from "../autograd/operations/operations.js";
import { ShapeError } from "../errors/errors.js";
import { allocate } from "../tensor/dtype.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { checkSameShape, checkValues, type Loss } from "./loss.js";

const LEAST = 1e-7;

function withinBounds(probabilities: Tensor): Tensor {
  return clipByValue(probabilities, LEAST, 1 - LEAST);
}

/** ln p, computed from the logits of the softmax where they are known. */
function logarithms(probabilities: Tensor, kind: ProbabilityKind): Tensor {
  const logits = logitsOf(probabilities, kind);
  if (logits !== undefined) return logSoftmax(logits);
  return log(withinBounds(div(probabilities, sum(probabilities, -1, true))));
}

/** For outputs of which each is the probability of a label; targets are 0, 1 or a probability. */
export const binaryCrossentropy: Loss = {
  name: "binaryCrossentropy",
  named: true,
  values(yTrue, yPred) {
    const logits = logitsOf(yPred, "sigmoid");
    if (logits !== undefined) return mean(sub(softplus(logits), mul(yTrue, logits)), -1);
    const p = withinBounds(yPred);
    return neg(mean(add(mul(yTrue, log(p)), mul(sub(1, yTrue), log(sub(1, p)))), -1));
  },
  check(targets, output, where) {
    checkSameShape(targets, output, where);
    checkValues(
      targets,
      (value) => value >= 0 && value <= 1,
      where,
      { fr: "une valeur de 0 à 1", en: "a value from 0 to 1" },
      {
        fr: "C’est la probabilité de la classe 1 : codez les deux classes 0 et 1.",
        en: "It is the probability of class 1: code the two classes as 0 and 1.",
      },
    );
  },
};

/**
 * For outputs that are the probabilities of classes; targets are such probabilities too, usually one-hot
 * rows.
 */
export const categoricalCrossentropy: Loss = {
  name: "categoricalCrossentropy",
  named: true,
  values: (yTrue, yPred) => neg(sum(mul(yTrue, logarithms(yPred, "softmax")), -1)),
  check(targets, output, where) {
    checkClasses(output, where);
    checkSameShape(targets, output, where, {
      fr: "Pour des numéros de classe, utilisez oneHot(labels, classes), ou la perte sparseCategoricalCrossentropy.",
      en: "For class numbers, use oneHot(labels, classes), or the loss sparseCategoricalCrossentropy.",
    });
    checkValues(
      targets,
      (value) => value >= 0 && value <= 1,
      where,
      { fr: "une valeur de 0 à 1", en: "a value from 0 to 1" },
      {
        fr: "Chaque ligne de y contient des probabilités, comme le fait oneHot.",
        en: "Each row of y holds probabilities, as oneHot makes them.",
      },
    );
  },
};

/** Categorical cross-entropy for targets that are class numbers, 0 … classes − 1. */
export const sparseCategoricalCrossentropy: Loss = {
  name: "sparseCategoricalCrossentropy",
  named: true,
  values: (yTrue, yPred) => neg(sum(mul(oneHotLike(yTrue, yPred), logarithms(yPred, "softmax")), -1)),
  check(targets, output, where) {
    checkClasses(output, where);
    checkLabelShape(targets, output, where);
    const classes = output[output.length - 1] ?? Infinity;
    checkValues(
      targets,
      (value) => Number.isInteger(value) && value >= 0 && value < classes,
      where,
      { fr: `un entier de 0 à ${classes - 1}`, en: `an integer from 0 to ${classes - 1}` },
      {
        fr: `Le modèle a ${classes} sorties, une par classe : numérotez les classes à partir de 0.`,
        en: `The model has ${classes} outputs, one for each class: number the classes from 0.`,
      },
    );
  },
};

/** Class numbers [batch, …] or [batch, …, 1] as rows with a single 1, of the shape of the predictions. */
function oneHotLike(labels: Tensor, predictions: Tensor): Tensor {
  const classes = predictions.shape[predictions.rank - 1];
  const rows = allocate(predictions.dtype, predictions.size);
  for (let i = 0; i < labels.size; i++) rows[i * classes + labels.storage[i]] = 1;
  return new Tensor(rows, predictions.shape);
}

/** Refuses a single output: a softmax over one class is always 1, so nothing can be learned. */
function checkClasses(output: BatchShape, where: string): void {
  if (output[output.length - 1] !== 1) return;
  throw new ShapeError({
    where,
    argument: "loss",
    received: formatShape(output),
    expected: { fr: "au moins deux sorties, une par classe", en: "at least two outputs, one for each class" },
    mend: {
      fr: "Pour une sortie sigmoid unique, utilisez binaryCrossentropy.",
      en: "For a single sigmoid output, use binaryCrossentropy.",
    },
  });
}

function checkLabelShape(targets: Tensor, output: BatchShape, where: string): void {
  const axes = output.length - 1;
  const fits = targets.shape
    .slice(1, axes)
    .every((extent, i) => output[i + 1] === null || extent === output[i + 1]);
  if (fits && (targets.rank === axes || (targets.rank === axes + 1 && targets.shape[axes] === 1))) return;
  throw new ShapeError({
    where,
    argument: "y",
    received: formatShape(targets.shape),
    expected: formatShape([targets.shape[0] ?? null, ...output.slice(1, -1)]),
    mend: {
      fr: "y contient les numéros des classes ; pour des lignes one-hot, utilisez categoricalCrossentropy.",
      en: "y holds class numbers; for one-hot rows, use categoricalCrossentropy.",
    },
  });
}
