/**
 * The optimizers, made as in TensorFlow.js: `train.adam(0.001)`.
 *
 * The arguments have the order of TensorFlow.js. For other options, such as clipping, give an object instead:
 * `train.adam({ learningRate: 0.001, clipNorm: 1 })`.
 */
import { Adagrad, RMSProp, type AdagradOptions, type RmsPropOptions } from "./adaptive.js";
import { Adam, AdamW, type AdamOptions, type AdamWOptions } from "./adam.js";
import { ArgumentError } from "../errors/errors.js";
import { isPlainObject } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { isSchedule, type LearningRate } from "./learning-rate.js";
import type { Optimizer, OptimizerOptions } from "./optimizer.js";
import { SGD, type SgdOptions } from "./sgd.js";

export { Optimizer } from "./optimizer.js";

type First<Options> = LearningRate | Options;

/**
 * Joins the arguments to options: the first one is an object of options, or the learning rate followed by
 * other arguments.
 */
function gather<Options extends OptimizerOptions>(
  where: string,
  first: First<Options> | undefined,
  others: Options,
): Options {
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  if (typeof first !== "object" || first === null || isSchedule(first))
    return {
      ...(first === undefined ? {} : { learningRate: first }),
      ...Object.fromEntries(given),
    } as Options;
  if (given.length === 0) return first;
  const [[name, value]] = given;
  throw new ArgumentError({
    where,
    argument: name,
    received: {
      fr: `${written(value)} après un objet d’options`,
      en: `${written(value)} after an object of options`,
    },
    expected: { fr: "toutes les options dans l’objet", en: "all options in the object" },
    mend: {
      fr: `Écrivez train.${where}({ …, ${name}: … }).`,
      en: `Write train.${where}({ …, ${name}: … }).`,
    },
  });
}

/**
 * Makes a function refuse arguments that it would ignore: `train.sgd(0.1, { clipNorm: 1 })` would not clip.
 */
function strict<Make extends (...given: never[]) => Optimizer>(
  where: string,
  most: number,
  make: Make,
): Make {
  return ((...given: never[]) => {
    const extra: unknown = given.slice(most).find((value) => value !== undefined);
    if (extra !== undefined) throw tooMany(extra, where);
    return make(...given);
  }) as Make;
}

function tooMany(extra: unknown, where: string): ArgumentError {
  const names = isPlainObject(extra)
    ? Object.keys(extra)
        .map((name) => `, ${name}: …`)
        .join("")
    : ", …";
  return new ArgumentError({
    where,
    argument: "arguments",
    received: written(extra),
    expected: { fr: "aucun argument de plus", en: "no further argument" },
    mend: {
      fr: `Mettez toutes les options dans un objet : train.${where}({ learningRate: 0.1${names} }).`,
      en: `Put all options into one object: train.${where}({ learningRate: 0.1${names} }).`,
    },
  });
}

/** The default μ of `train.momentum`. */
const MOMENTUM = 0.9;

export const sgd = strict(
  "sgd",
  1,
  (learningRate?: First<SgdOptions>) => new SGD(gather<SgdOptions>("sgd", learningRate, {})),
);
export const momentum = strict(
  "momentum",
  3,
  (learningRate: First<SgdOptions>, factor?: number, useNesterov?: boolean) =>
    new SGD(
      {
        momentum: MOMENTUM,
        ...gather<SgdOptions>("momentum", learningRate, { momentum: factor, nesterov: useNesterov }),
      },
      "momentum",
    ),
);
export const rmsprop = strict(
  "rmsprop",
  5,
  (
    learningRate?: First<RmsPropOptions>,
    decay?: number,
    factor?: number,
    epsilon?: number,
    centered?: boolean,
  ) =>
    new RMSProp(
      gather<RmsPropOptions>("rmsprop", learningRate, { decay, momentum: factor, epsilon, centered }),
    ),
);
export const adagrad = strict(
  "adagrad",
  2,
  (learningRate?: First<AdagradOptions>, initialAccumulatorValue?: number) =>
    new Adagrad(gather<AdagradOptions>("adagrad", learningRate, { initialAccumulatorValue })),
);
export const adam = strict(
  "adam",
  4,
  (learningRate?: First<AdamOptions>, beta1?: number, beta2?: number, epsilon?: number) =>
    new Adam(gather<AdamOptions>("adam", learningRate, { beta1, beta2, epsilon })),
);
export const adamW = strict(
  "adamW",
  5,
  (
    learningRate?: First<AdamWOptions>,
    beta1?: number,
    beta2?: number,
    epsilon?: number,
    weightDecay?: number,
  ) => new AdamW(gather<AdamWOptions>("adamW", learningRate, { beta1, beta2, epsilon, weightDecay })),
);
