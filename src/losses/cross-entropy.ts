/**
 * Cross-entropies of targets y and predicted probabilities p, −Σ y ln p.
 *
 * A probability near 0 or 1 is rounded, and so its logarithm is inexact. Therefore the loss of a softmax or a
 * sigmoid is computed from its logits z:
 *
 *     −ln softmax(z)_c = ln Σ e^z − z_c
 *     −y ln σ(z) − (1 − y) ln(1 − σ(z)) = ln(1 + e^z) − y z
 *
 * For other predictions p is clipped to [10⁻⁷, 1 − 10⁻⁷], as in Keras and TensorFlow.js. With `fromLogits`
 * the predictions themselves are the logits.
 *
 * Label smoothing (Szegedy et al. 2016) moves a share s of each target to all classes alike, y (1 − s) + s /
 * K for K classes, so that a model is not driven towards logits without bound.
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
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { numberBetween, TRUTH, type Kinds } from "../errors/kinds.js";
import { allocate } from "../tensor/dtype.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { checkSameShape, checkValues, sameShapeAndValues, type Loss } from "./loss.js";

const LEAST = 1e-7;

function withinBounds(probabilities: Tensor): Tensor {
  return clipByValue(probabilities, LEAST, 1 - LEAST);
}

/** The options of the cross-entropies whose targets are probabilities. */
export interface CrossentropyOptions {
  /** The share of each target that is distributed over all classes, from 0 (the default) to 1. */
  readonly labelSmoothing?: number;
  /**
   * Whether the predictions are logits, which no sigmoid or softmax has made probabilities; false by default.
   */
  readonly fromLogits?: boolean;
}

/** The option of a cross-entropy whose targets are class numbers. */
export type SparseCrossentropyOptions = Pick<CrossentropyOptions, "fromLogits">;

const SPARSE_KINDS: Kinds<keyof SparseCrossentropyOptions> = { fromLogits: TRUTH };
const KINDS: Kinds<keyof CrossentropyOptions> = {
  labelSmoothing: numberBetween(0, 1, 0.1),
  ...SPARSE_KINDS,
};

/**
 * The logits of probabilities, where they are known.
 * @throws ArgumentError for predictions that are probabilities although `fromLogits` says otherwise
 */
function logitsFor(
  predictions: Tensor,
  kind: ProbabilityKind,
  fromLogits: boolean,
  where: string,
): Tensor | undefined {
  const known = logitsOf(predictions, kind);
  if (!fromLogits) return known;
  if (known === undefined) return predictions;
  throw new ArgumentError({
    where,
    argument: "fromLogits",
    received: {
      fr: `true, et des probabilités faites par ${kind}`,
      en: `true, and probabilities made by ${kind}`,
    },
    expected: { fr: "true pour des logits seulement", en: "true for logits only" },
    mend: {
      fr: `Enlevez l’activation ${kind} de la dernière couche, ou fromLogits.`,
      en: `Remove the activation ${kind} of the last layer, or fromLogits.`,
    },
  });
}

/** ln p of classes, computed from logits where they are known. */
function logarithms(predictions: Tensor, fromLogits: boolean, where: string): Tensor {
  const logits = logitsFor(predictions, "softmax", fromLogits, where);
  if (logits !== undefined) return logSoftmax(logits);
  return log(withinBounds(div(predictions, sum(predictions, -1, true))));
}

/** The targets, a share of which is distributed over so many classes. */
function smoothed(yTrue: Tensor, share: number, classes: number): Tensor {
  return share === 0 ? yTrue : add(mul(yTrue, 1 - share), share / classes);
}

/** What a loss with options tells of them; nothing where all are the default ones. */
function configured({
  labelSmoothing,
  fromLogits,
}: Required<CrossentropyOptions>): Pick<Loss, "config" | "fromLogits"> {
  if (labelSmoothing === 0 && !fromLogits) return {};
  return {
    config: { ...(labelSmoothing === 0 ? {} : { labelSmoothing }), ...(fromLogits ? { fromLogits } : {}) },
    fromLogits,
  };
}

/** For outputs of which each is the probability of a label; targets are 0, 1 or a probability. */
export function binaryCrossentropyWith(options: CrossentropyOptions): Loss {
  checkOptions(options, KINDS, "binaryCrossentropy");
  const { labelSmoothing = 0, fromLogits = false } = options;
  return {
    name: "binaryCrossentropy",
    named: true,
    ...configured({ labelSmoothing, fromLogits }),
    values(yTrue, yPred) {
      const y = smoothed(yTrue, labelSmoothing, 2);
      const logits = logitsFor(yPred, "sigmoid", fromLogits, "binaryCrossentropy");
      if (logits !== undefined) return mean(sub(softplus(logits), mul(y, logits)), -1);
      const p = withinBounds(yPred);
      return neg(mean(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p)))), -1));
    },
    check: sameShapeAndValues(
      (value) => value >= 0 && value <= 1,
      { fr: "une valeur de 0 à 1", en: "a value from 0 to 1" },
      {
        fr: "C’est la probabilité de la classe 1 : codez les deux classes 0 et 1.",
        en: "It is the probability of class 1: code the two classes as 0 and 1.",
      },
    ),
  };
}

/**
 * For outputs that are the probabilities of classes; targets are such probabilities too, usually one-hot
 * rows.
 */
export function categoricalCrossentropyWith(options: CrossentropyOptions): Loss {
  checkOptions(options, KINDS, "categoricalCrossentropy");
  const { labelSmoothing = 0, fromLogits = false } = options;
  return {
    name: "categoricalCrossentropy",
    named: true,
    ...configured({ labelSmoothing, fromLogits }),
    values(yTrue, yPred) {
      const y = smoothed(yTrue, labelSmoothing, yPred.shape[yPred.rank - 1]);
      return neg(sum(mul(y, logarithms(yPred, fromLogits, "categoricalCrossentropy")), -1));
    },
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
}

/** Categorical cross-entropy for targets that are class numbers, 0 … classes − 1. */
export function sparseCategoricalCrossentropyWith(options: SparseCrossentropyOptions): Loss {
  checkOptions(options, SPARSE_KINDS, "sparseCategoricalCrossentropy");
  const { fromLogits = false } = options;
  return {
    name: "sparseCategoricalCrossentropy",
    named: true,
    ...configured({ labelSmoothing: 0, fromLogits }),
    values: (yTrue, yPred) =>
      neg(
        sum(
          mul(oneHotLike(yTrue, yPred), logarithms(yPred, fromLogits, "sparseCategoricalCrossentropy")),
          -1,
        ),
      ),
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
          fr: `Le modèle a ${classes} sortie(s), une par classe : numérotez les classes à partir de 0.`,
          en: `The model has ${classes} output(s), one for each class: number the classes from 0.`,
        },
      );
    },
  };
}

export const binaryCrossentropy = binaryCrossentropyWith({});
export const categoricalCrossentropy = categoricalCrossentropyWith({});
export const sparseCategoricalCrossentropy = sparseCategoricalCrossentropyWith({});

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
