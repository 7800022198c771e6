/** Finds the optimizer for an argument of `compile`, or for the data of a saved optimizer. */
import { choose } from "../errors/choose.js";
import { Adagrad, RMSProp } from "./adaptive.js";
import { Adam, AdamW } from "./adam.js";
import { Optimizer, type OptimizerOptions } from "./optimizer.js";
import { SGD } from "./sgd.js";

const BY_NAME = { sgd: SGD, rmsprop: RMSProp, adagrad: Adagrad, adam: Adam, adamw: AdamW };
const CLASSES = { SGD, RMSProp, Adagrad, Adam, AdamW } as const;

export type OptimizerName = keyof typeof BY_NAME | keyof typeof CLASSES;
export type OptimizerLike = Optimizer | OptimizerName;

/** The optimizer; a name stands for one with default options. @throws ArgumentError for an unknown name */
export function optimizerFrom(given: OptimizerLike, where: string): Optimizer {
  return given instanceof Optimizer
    ? given
    : new (choose({ ...BY_NAME, ...CLASSES }, given, { where, argument: "optimizer" }))();
}

/** The optimizer of this class with these options. @throws ArgumentError for an unknown class */
export function optimizerFromSaved(
  { className, config }: { readonly className: string; readonly config: unknown },
  where: string,
): Optimizer {
  return new (choose(CLASSES, className, { where, argument: "optimizer" }))(config as OptimizerOptions);
}
