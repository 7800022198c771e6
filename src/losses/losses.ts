/** Finds the loss for an argument of `compile`: a name or a function. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { Tensor } from "../tensor/tensor.js";
import { lossOf, type LossFunction } from "./averaged.js";
import { cosineProximity } from "./cosine.js";
import * as crossEntropy from "./cross-entropy.js";
import * as distributions from "./distributions.js";
import * as errors from "./errors.js";
import * as functions from "./functions.js";
import * as hinges from "./hinge.js";
import type { Loss } from "./loss.js";

export type { LossFunction } from "./averaged.js";
export type { Loss } from "./loss.js";

const { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } = crossEntropy;
const { meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError, meanSquaredLogarithmicError } =
  errors;
const { huber, logcosh } = errors;
const { kullbackLeiblerDivergence } = distributions;

const BY_NAME = {
  meanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  huber,
  logcosh,
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  ...hinges,
  ...distributions,
  cosineProximity,
  cosineSimilarity: cosineProximity,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
  mape: meanAbsolutePercentageError,
  msle: meanSquaredLogarithmicError,
  kld: kullbackLeiblerDivergence,
};

export type LossName = keyof typeof BY_NAME;
export const LOSS_NAMES = Object.keys(BY_NAME) as readonly LossName[];
export type LossLike = LossName | LossFunction;

/** The losses with options, by the names of Keras' classes, under which they are saved. */
const WITH_OPTIONS: Readonly<Record<string, (options: object) => LossFunction>> = {
  Huber: functions.huber,
  BinaryCrossentropy: functions.binaryCrossentropy,
  CategoricalCrossentropy: functions.categoricalCrossentropy,
  SparseCategoricalCrossentropy: functions.sparseCategoricalCrossentropy,
};

/** A saved loss: its name, or the name of its class with its options. */
export type SavedLoss = LossName | { readonly className: string; readonly config: object };

/** What `lossFromSaved` reads. */
export function savedLoss({ name, config }: Loss): SavedLoss {
  return config === undefined
    ? (name as LossName)
    : { className: `${name.charAt(0).toUpperCase()}${name.slice(1)}`, config };
}

/** @throws ArgumentError for an unknown class, or options that do not exist */
export function lossFromSaved(saved: SavedLoss, where: string): LossLike {
  if (typeof saved !== "object" || saved === null) return saved;
  return choose(WITH_OPTIONS, saved.className, { where, argument: "loss" })(saved.config);
}

/** @throws ArgumentError for an unknown name */
export function lossFrom(given: LossLike, where: string): Loss {
  if (typeof given !== "function") return choose(BY_NAME, given, { where, argument: "loss" });
  return lossOf(given) ?? ownLoss(given, given.name || "loss");
}

/** A loss of your own; its result is checked at each call. */
function ownLoss(given: LossFunction, name: string): Loss {
  return {
    name,
    named: false,
    check: () => undefined,
    values(yTrue, yPred) {
      const values: unknown = given(yTrue, yPred);
      if (
        values instanceof Tensor &&
        (values.size === 1 || (values.size > 0 && values.shape[0] === yPred.shape[0]))
      )
        return values;
      throw new ArgumentError({
        where: name,
        argument: "loss",
        received: written(values),
        expected: {
          fr: `un tenseur : un nombre, ou un pour chaque exemple, [${yPred.shape[0]}, …]`,
          en: `a tensor: one number, or one for each example, [${yPred.shape[0]}, …]`,
        },
        mend: {
          fr: "Renvoyez par exemple p.sub(y).square().mean(), sans async ni dataSync().",
          en: "Return p.sub(y).square().mean(), for example, without async or dataSync().",
        },
      });
    },
  };
}
