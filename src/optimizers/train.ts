/**
 * The optimizers, made as in TensorFlow.js: `train.adam(0.001)`.
 *
 * The arguments have its order; where more is wanted than it knows (clipping, say), give an object instead:
 * `train.adam({ learningRate: 0.001, clipNorm: 1 })`.
 */
import { choose } from "../errors/choose.js";
import { Adagrad, RMSProp, type AdagradOptions, type RmsPropOptions } from "./adaptive.js";
import { Adam, AdamW, type AdamOptions, type AdamWOptions } from "./adam.js";
import { Optimizer, type OptimizerOptions } from "./optimizer.js";
import type { LearningRate } from "./schedules.js";
import { SGD, type SgdOptions } from "./sgd.js";

export { Optimizer } from "./optimizer.js";

type First<Options> = LearningRate | Options;

/** The options that the first argument is, or the learning rate that it is together with the other arguments. */
function gather<Options extends OptimizerOptions>(first: First<Options> | undefined, others: Options): Options {
  if (typeof first === "object" && !("at" in first)) return first;
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return { ...(first === undefined ? {} : { learningRate: first }), ...Object.fromEntries(given) } as Options;
}

export const sgd = (learningRate?: First<SgdOptions>) => new SGD(gather<SgdOptions>(learningRate, {}));
export const momentum = (learningRate: First<SgdOptions>, factor = 0.9, useNesterov = false) => new SGD(gather<SgdOptions>(learningRate, { momentum: factor, nesterov: useNesterov }));
export const rmsprop = (learningRate?: First<RmsPropOptions>, decay?: number, factor?: number, epsilon?: number, centered?: boolean) =>
  new RMSProp(gather<RmsPropOptions>(learningRate, { decay, momentum: factor, epsilon, centered }));
export const adagrad = (learningRate?: First<AdagradOptions>, initialAccumulatorValue?: number) => new Adagrad(gather<AdagradOptions>(learningRate, { initialAccumulatorValue }));
export const adam = (learningRate?: First<AdamOptions>, beta1?: number, beta2?: number, epsilon?: number) => new Adam(gather<AdamOptions>(learningRate, { beta1, beta2, epsilon }));
export const adamW = (learningRate?: First<AdamWOptions>, beta1?: number, beta2?: number, epsilon?: number, weightDecay?: number) =>
  new AdamW(gather<AdamWOptions>(learningRate, { beta1, beta2, epsilon, weightDecay }));

const BY_NAME = { sgd: SGD, rmsprop: RMSProp, adagrad: Adagrad, adam: Adam, adamw: AdamW };
const CLASSES = { SGD, RMSProp, Adagrad, Adam, AdamW } as const;

export type OptimizerName = keyof typeof BY_NAME | keyof typeof CLASSES;
export type OptimizerLike = Optimizer | OptimizerName;

/** The optimizer itself; one named gets its usual settings. */
export function optimizerFrom(given: OptimizerLike, where: string): Optimizer {
  return given instanceof Optimizer ? given : new (choose({ ...BY_NAME, ...CLASSES }, given, { where, argument: "optimizer" }))();
}

/** The optimizer that was saved as its class and its options. */
export function optimizerFromSaved({ className, config }: { readonly className: string; readonly config: unknown }, where: string): Optimizer {
  return new (choose(CLASSES, className, { where, argument: "optimizer" }))(config as OptimizerOptions);
}
