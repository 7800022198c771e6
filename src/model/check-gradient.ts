/**
 * `checkGradient`: compares gradients with finite differences of the loss in double precision. For a wrong
 * gradient it reports the parameter, the entry with the largest error, and a mistake that would explain the
 * error.
 *
 *     checkGradient(model, x, y)                                      a compiled model, with the gradients of its layers
 *     checkGradient(({ w, b }) => loss, { w, b })                     a function written with tensors
 *     checkGradient(({ w, b }) => loss, { w, b }, ({ w, b }) => ({ w: …, b: … }))    gradients derived by hand
 */
import { checkParameters } from "../autograd/gradient-check/check-parameters.js";
import { PRECISIONS, type Precision } from "../autograd/gradient-check/differences.js";
import type { GradientReport } from "../autograd/gradient-check/report.js";
import { valueAndGradients } from "../autograd/tape.js";
import { Tensor, type TensorLike, type Variable } from "../tensor/tensor.js";
import { checkOptions } from "../errors/check-options.js";
import { wholeNumber } from "../errors/kinds.js";
import type { Sentence } from "../language/language.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { scalar } from "../tensor/create.js";
import { namedWeights } from "./description.js";
import { Model } from "./model.js";
import type { Examples } from "./training/examples.js";
import { numbersOf } from "./training/numbers-of.js";

/** Parameters by name. */
type Parameters<Name extends string> = Readonly<Record<Name, Tensor>>;
type Given<Name extends string> = Readonly<Record<Name, TensorLike>>;
type LossOfParameters<Name extends string> = (parameters: Parameters<Name>) => Tensor | number;

/** The options of `checkGradient`. */
export interface CheckOptions {
  /** The greatest number of entries of each parameter to check, chosen at random; 100 by default. */
  readonly entries?: number;
  /**
   * The number of examples that the loss averages over: with it, a forgotten 1/N is recognised more reliably.
   */
  readonly examples?: number;
}

/**
 * Compares gradients with differences of the loss in double precision, and names each parameter whose
 * gradient is wrong.
 * @param x the inputs; better few, since each entry to check costs two evaluations of the loss
 * @param model a compiled model
 * @param y the targets
 * @param options the tolerance and the number of entries that are checked
 * @example
 * ```ts
 * checkGradient(({ w, b }) => w.mul(2).add(b).square().sum(), { w: [1, 2], b: [0.5] });
 * ```
 */
export function checkGradient(model: Model, x: Examples, y: Examples, options?: CheckOptions): GradientReport;
/**
 * @param f         the loss as a function of parameters by name, which it is given in double precision
 * @param at        the values of the parameters at which to check
 * @param gradients the gradients to check, or a function that computes them from the parameters; by default
 *                  those of autograd
 * @param options the tolerance and the number of entries that are checked
 */
export function checkGradient<Name extends string>(
  f: LossOfParameters<Name>,
  at: Given<Name>,
  gradients?: ((parameters: Parameters<Name>) => Given<Name>) | Given<Name>,
  options?: CheckOptions,
): GradientReport;
export function checkGradient(
  subject: Model | LossOfParameters<string>,
  second: Examples | Given<string>,
  third?: unknown,
  options: CheckOptions = {},
): GradientReport {
  checkOptions(options, { entries: wholeNumber(1, 100), examples: wholeNumber(1, 32) }, "checkGradient");
  if (subject instanceof Model) return checkModel(subject, second as Examples, third as Examples, options);
  if (typeof subject !== "function")
    throw wrong("f", subject, {
      fr: "un modèle, ou une fonction de paramètres nommés",
      en: "a model, or a function of named parameters",
    });
  return checkFunction(
    subject,
    second as Given<string>,
    third as ((parameters: Parameters<string>) => Given<string>) | Given<string> | undefined,
    options,
  );
}

function checkFunction(
  f: LossOfParameters<string>,
  at: Given<string>,
  given: ((parameters: Parameters<string>) => Given<string>) | Given<string> | undefined,
  { entries = 100, examples }: CheckOptions,
): GradientReport {
  const exact = Object.entries(record(at, "at")).map(
    ([name, value]) => [name, doubled(valuesOf(value, name))] as const,
  );
  const parameters = Object.fromEntries(exact);
  const value: unknown = f(parameters);
  if (!(value instanceof Tensor ? value.size === 1 : typeof value === "number"))
    throw wrong("f", value, {
      fr: "une fonction qui renvoie un seul nombre, la perte",
      en: "a function that returns a single number, the loss",
    });
  const precision: Precision =
    PRECISIONS[value instanceof Tensor && value.dtype !== "float64" ? "float32" : "float64"];
  const gradients =
    given === undefined
      ? ownGradients(f, parameters)
      : givenGradients(typeof given === "function" ? given(parameters) : given, parameters);
  const loss = () => {
    const result = f(parameters);
    return typeof result === "number" ? result : result.item();
  };
  return checkParameters({
    loss,
    parameters: new Map(exact),
    gradients: new Map(gradients),
    precision,
    most: entries,
    examples,
  });
}

/**
 * Gradients derived by hand; a missing gradient, or one of another shape, is a finding of the report, not an
 * error.
 */
function givenGradients(given: unknown, parameters: Parameters<string>): (readonly [string, Tensor])[] {
  return Object.entries(record(given, "gradients")).map(([name, gradient]) => {
    if (!Object.hasOwn(parameters, name))
      throw wrong("gradients", name, {
        fr: `les noms ${Object.keys(parameters).join(", ")}`,
        en: `the names ${Object.keys(parameters).join(", ")}`,
      });
    return [name, valuesOf(gradient, `gradients.${name}`)] as const;
  });
}

/** A parameter may be a single number. */
function valuesOf(given: TensorLike, argument: string): Tensor {
  return typeof given === "number" ? scalar(given) : numbersOf(given, "checkGradient", argument);
}

/** Values by name. */
function record(given: unknown, argument: string): Given<string> {
  const isRecord =
    typeof given === "object" &&
    given !== null &&
    !Array.isArray(given) &&
    !(given instanceof Tensor) &&
    !ArrayBuffer.isView(given);
  if (isRecord && Object.keys(given).length > 0) return given as Given<string>;
  throw wrong(argument, given, { fr: "un objet { nom: valeurs }", en: "an object { name: values }" });
}

function wrong(argument: string, received: unknown, expected: Sentence): ArgumentError {
  return new ArgumentError({
    where: "checkGradient",
    argument,
    received: written(received),
    expected,
    mend: {
      fr: "Par exemple checkGradient(({ w }) => w.square().sum(), { w: [1, 2] }), ou checkGradient(model, x, y).",
      en: "For example checkGradient(({ w }) => w.square().sum(), { w: [1, 2] }), or checkGradient(model, x, y).",
    },
  });
}

function ownGradients(
  f: LossOfParameters<string>,
  parameters: Parameters<string>,
): (readonly [string, Tensor])[] {
  const names = Object.keys(parameters);
  const { gradients } = valueAndGradients(() => {
    const loss = f(parameters);
    if (loss instanceof Tensor) return loss;
    throw new ArgumentError({
      where: "checkGradient",
      argument: "f",
      received: typeof loss,
      expected: {
        fr: "une perte calculée avec des tenseurs, ou des gradients en troisième argument",
        en: "a loss computed with tensors, or gradients as third argument",
      },
      mend: {
        fr: "Une fonction qui renvoie un nombre ne se dérive pas seule : donnez ses gradients, calculés à la main.",
        en: "A function that returns a number cannot be differentiated by itself: give its gradients, derived by hand.",
      },
    });
  }, Object.values(parameters));
  return names.map((name, i) => [name, gradients[i]] as const);
}

/** A copy in double precision, which the check may change. */
function doubled(x: Tensor): Tensor {
  return new Tensor(Float64Array.from(x.storage), x.shape);
}

function checkModel(model: Model, x: Examples, y: Examples, { entries = 100 }: CheckOptions): GradientReport {
  const training = model.lossOf(x, y);
  const weights = [...namedWeights(model)];
  const before = weights.map(([, variable]) => variable.storage);
  try {
    for (const [, variable] of weights) variable.storage = Float64Array.from(variable.storage);
    const learned = weights.filter(([, variable]) => training.trainable.includes(variable));
    const { gradients } = valueAndGradients(
      training.loss,
      learned.map(([, variable]) => variable),
    );
    return checkParameters({
      loss: () => training.loss().item(),
      parameters: new Map<string, Variable>(learned),
      gradients: new Map(learned.map(([name], i) => [name, gradients[i]])),
      precision: PRECISIONS.float64,
      most: entries,
      examples: training.examples,
    });
  } finally {
    weights.forEach(([, variable], i) => (variable.storage = before[i]));
  }
}
