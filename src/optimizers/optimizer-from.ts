/** Finds the optimizer for an argument of `compile`, or for the data of a saved optimizer. */
import { choose } from "../errors/choose.js";
import { Adadelta, Adagrad, RMSProp } from "./adaptive.js";
import { Adam, AdamW } from "./adam.js";
import { Adamax } from "./adamax.js";
import { Optimizer, type OptimizerOptions } from "./optimizer.js";
import { SGD } from "./sgd.js";

const CLASSES = { SGD, RMSProp, Adagrad, Adadelta, Adam, AdamW, Adamax } as const;

const BY_NAME = {
  sgd: () => new SGD(),
  rmsprop: () => new RMSProp(),
  adagrad: () => new Adagrad(),
  // The rate of its author and of TensorFlow.js; `train.adadelta()` has the far smaller one that both
  // libraries give their function.
  adadelta: () => new Adadelta({ learningRate: 1 }),
  adam: () => new Adam(),
  adamw: () => new AdamW(),
  adamax: () => new Adamax(),
};
const ALL_NAMES: Readonly<Record<OptimizerName, () => Optimizer>> = {
  ...BY_NAME,
  SGD: BY_NAME.sgd,
  RMSProp: BY_NAME.rmsprop,
  Adagrad: BY_NAME.adagrad,
  Adadelta: BY_NAME.adadelta,
  Adam: BY_NAME.adam,
  AdamW: BY_NAME.adamw,
  Adamax: BY_NAME.adamax,
};

export type OptimizerName = keyof typeof BY_NAME | keyof typeof CLASSES;
export type OptimizerLike = Optimizer | OptimizerName;

/** The optimizer; a name stands for one with default options. @throws ArgumentError for an unknown name */
export function optimizerFrom(given: OptimizerLike, where: string): Optimizer {
  return given instanceof Optimizer ? given : choose(ALL_NAMES, given, { where, argument: "optimizer" })();
}

/** The optimizer of this class with these options. @throws ArgumentError for an unknown class */
export function optimizerFromSaved(
  { className, config }: { readonly className: string; readonly config: unknown },
  where: string,
): Optimizer {
  return new (choose(CLASSES, className, { where, argument: "optimizer" }))(config as OptimizerOptions);
}
