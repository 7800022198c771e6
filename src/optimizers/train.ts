/**
 * The optimizers, made as in TensorFlow.js: `train.adam(0.001)`.
 *
 * The arguments have its order; where more is wanted than it knows (clipping, say), give an object instead:
 * `train.adam({ learningRate: 0.001, clipNorm: 1 })`.
 */
import { Adagrad, RMSProp, type AdagradOptions, type RmsPropOptions } from "./adaptive.js";
import { Adam, AdamW, type AdamOptions, type AdamWOptions } from "./adam.js";
import type { OptimizerOptions } from "./optimizer.js";
import type { LearningRate } from "./learning-rate.js";
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
