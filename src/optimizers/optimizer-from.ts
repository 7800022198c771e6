/** The optimizers by name, as `compile` is given them and as they are saved. */
import { choose } from "../errors/choose.js";
import { Adagrad, RMSProp } from "./adaptive.js";
import { Adam, AdamW } from "./adam.js";
import { Optimizer, type OptimizerOptions } from "./optimizer.js";
import { SGD } from "./sgd.js";

const BY_NAME = { sgd: SGD, rmsprop: RMSProp, adagrad: Adagrad, adam: Adam, adamw: AdamW };
const CLASSES = { SGD, RMSProp, Adagrad, Adam, AdamW } as const;

export type OptimizerName = keyof typeof BY_NAME | keyof typeof CLASSES;
export type OptimizerLike = Optimizer | OptimizerName;

/** The optimizer itself; one named gets its usual settings. */
export function optimizerFrom(given: OptimizerLike, where: string): Optimizer {
  return given instanceof Optimizer
    ? given
    : new (choose({ ...BY_NAME, ...CLASSES }, given, { where, argument: "optimizer" }))();
}

/** The optimizer that was saved as its class and its options. */
export function optimizerFromSaved(
  { className, config }: { readonly className: string; readonly config: unknown },
  where: string,
): Optimizer {
  return new (choose(CLASSES, className, { where, argument: "optimizer" }))(config as OptimizerOptions);
}
