/**
 * The optimizers, made as in TensorFlow.js: `train.adam(0.001)`.
 *
 * The arguments have the order of TensorFlow.js. For other options, such as clipping, give an object instead:
 * `train.adam({ learningRate: 0.001, clipNorm: 1 })`.
 */
import {
  Adadelta,
  Adagrad,
  RMSProp,
  type AdadeltaOptions,
  type AdagradOptions,
  type RmsPropOptions,
} from "./adaptive.js";
import { Adam, AdamW, type AdamOptions, type AdamWOptions } from "./adam.js";
import { Adamax } from "./adamax.js";
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

/**
 * Stochastic gradient descent: w ← w − η g. The learning rate is 0.01 by default.
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @example
 * ```ts
 * train.sgd(0.1);
 * ```
 */
export const sgd = strict(
  "sgd",
  1,
  (learningRate?: First<SgdOptions>) => new SGD(gather<SgdOptions>("sgd", learningRate, {})),
);

/**
 * Gradient descent with momentum: a ← μ a + g, w ← w − η a (Polyak 1964).
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param factor μ; 0.9 by default
 * @param useNesterov whether to use Nesterov's variant; false by default
 * @example
 * ```ts
 * train.momentum(0.01, 0.9, true);
 * ```
 */
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

/**
 * RMSprop: each gradient is divided by the root of a running mean of its square (Tieleman and Hinton 2012).
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param decay the share of the running mean that remains at each step; 0.9 by default
 * @param factor the momentum; 0 by default
 * @param epsilon added inside the root; 10⁻⁷ by default
 * @param centered whether to divide by the standard deviation instead; false by default
 * @example
 * ```ts
 * train.rmsprop(0.001);
 * ```
 */
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

/**
 * Adagrad: each gradient is divided by the root of the sum of its squares (Duchi et al. 2011).
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param initialAccumulatorValue the initial sum of squares; 0.1 by default
 * @example
 * ```ts
 * train.adagrad(0.01);
 * ```
 */
export const adagrad = strict(
  "adagrad",
  2,
  (learningRate?: First<AdagradOptions>, initialAccumulatorValue?: number) =>
    new Adagrad(gather<AdagradOptions>("adagrad", learningRate, { initialAccumulatorValue })),
);

/**
 * Adadelta: the root mean square of the last changes over that of the gradients gives each weight a step of its own
 * (Zeiler 2012). The learning rate is 0.001 by default, as in TensorFlow.js and Keras; its author has 1, as has the name
 * `"adadelta"` in `compile`.
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param rho the share of both running means that remains at each step; 0.95 by default
 * @param epsilon added inside both roots; 10⁻⁷ by default
 * @example
 * ```ts
 * train.adadelta(1);
 * ```
 */
export const adadelta = strict(
  "adadelta",
  3,
  (learningRate?: First<AdadeltaOptions>, rho?: number, epsilon?: number) =>
    new Adadelta(gather<AdadeltaOptions>("adadelta", learningRate, { rho, epsilon })),
);

/**
 * Adam: running means of the gradient and of its square give each weight a step of its own (Kingma and Ba
 * 2015).
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param beta1 the share of the mean of gradients that remains at each step; 0.9 by default
 * @param beta2 the same for the mean of squared gradients; 0.999 by default
 * @param epsilon added to the root; 10⁻⁷ by default
 * @example
 * ```ts
 * train.adam(0.001);
 * train.adam({ learningRate: 0.001, clipNorm: 1 });
 * ```
 */
export const adam = strict(
  "adam",
  4,
  (learningRate?: First<AdamOptions>, beta1?: number, beta2?: number, epsilon?: number) =>
    new Adam(gather<AdamOptions>("adam", learningRate, { beta1, beta2, epsilon })),
);

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019).
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param beta1 the share of the mean of gradients that remains at each step; 0.9 by default
 * @param beta2 the same for the mean of squared gradients; 0.999 by default
 * @param epsilon added to the root; 10⁻⁷ by default
 * @param weightDecay the share λ of the weights, times the learning rate, that is subtracted at each step; 0.004 by default
 * @example
 * ```ts
 * train.adamW({ learningRate: 0.001, weightDecay: 0.01 });
 * ```
 */
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

/**
 * Adamax: Adam with the largest recent gradient in place of the mean of squares (Kingma and Ba 2015). The learning rate
 * is 0.002 by default.
 * @param learningRate the learning rate (a number or a schedule), or an object with all options
 * @param beta1 the share of the mean of gradients that remains at each step; 0.9 by default
 * @param beta2 the share of the largest gradient that remains at each step; 0.999 by default
 * @param epsilon added to the largest gradient; 10⁻⁷ by default
 * @example
 * ```ts
 * train.adamax(0.002);
 * ```
 */
export const adamax = strict(
  "adamax",
  4,
  (learningRate?: First<AdamOptions>, beta1?: number, beta2?: number, epsilon?: number) =>
    new Adamax(gather<AdamOptions>("adamax", learningRate, { beta1, beta2, epsilon })),
);
