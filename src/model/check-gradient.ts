/**
 * `checkGradient`: are these gradients right? Compares them with differences of the loss in double precision, and says of a wrong
 * one which parameter it belongs to, which entry is off most, and what mistake looks like that.
 *
 *     checkGradient(model, x, y)                                      a compiled model, its layers' own gradients
 *     checkGradient(({ w, b }) => loss, { w, b })                     a function written with tensors
 *     checkGradient(({ w, b }) => loss, { w, b }, ({ w, b }) => ({ w: …, b: … }))    gradients worked out by hand
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
import type { Examples } from "./examples.js";
import { Model } from "./model.js";
import { numbersOf } from "./numbers-of.js";
import { namedWeights } from "./saving/named-weights.js";

/** Parameters by name. */
type Parameters<Name extends string> = Readonly<Record<Name, Tensor>>;
type Given<Name extends string> = Readonly<Record<Name, TensorLike>>;
type Loss<Name extends string> = (parameters: Parameters<Name>) => Tensor | number;

export interface CheckOptions {
  /** How many entries of each parameter are tried at most, chosen by chance; 100 by default. */
  readonly entries?: number;
  /** How many examples the loss is a mean of; said, a forgotten 1/N is recognised with more certainty. */
  readonly examples?: number;
}

/** @param x inputs, few of them: each entry that is tried costs two evaluations of the loss */
export function checkGradient(model: Model, x: Examples, y: Examples, options?: CheckOptions): GradientReport;
/**
 * @param f         the loss, of parameters by name; in double precision where it keeps their type
 * @param at        where to check
 * @param gradients the gradients to be checked, or a function of the parameters that gives them; by default those of autograd
 */
export function checkGradient<Name extends string>(
  f: Loss<Name>,
  at: Given<Name>,
  gradients?: ((parameters: Parameters<Name>) => Given<Name>) | Given<Name>,
  options?: CheckOptions,
): GradientReport;
export function checkGradient(
  subject: Model | Loss<string>,
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
  f: Loss<string>,
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

/** Gradients worked out by hand; one that is missing, or of another shape, is for the report to tell. */
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

function ownGradients(f: Loss<string>, parameters: Parameters<string>): (readonly [string, Tensor])[] {
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
        en: "A function that returns a number cannot be differentiated by itself: give its gradients, worked out by hand.",
      },
    });
  }, Object.values(parameters));
  return names.map((name, i) => [name, gradients[i]] as const);
}

/** A copy in double precision, to be moved about. */
function doubled(x: Tensor): Tensor {
  return new Tensor(Float64Array.from(x.data), x.shape);
}

function checkModel(model: Model, x: Examples, y: Examples, { entries = 100 }: CheckOptions): GradientReport {
  const program = model.lossOf(x, y);
  const weights = [...namedWeights(model)];
  const before = weights.map(([, variable]) => variable.data);
  try {
    for (const [, variable] of weights) variable.data = Float64Array.from(variable.data);
    const learned = weights.filter(([, variable]) => program.trainable.includes(variable));
    const { gradients } = valueAndGradients(
      program.loss,
      learned.map(([, variable]) => variable),
    );
    return checkParameters({
      loss: () => program.loss().item(),
      parameters: new Map<string, Variable>(learned),
      gradients: new Map(learned.map(([name], i) => [name, gradients[i]])),
      precision: PRECISIONS.float64,
      most: entries,
      examples: program.examples,
    });
  } finally {
    weights.forEach(([, variable], i) => (variable.data = before[i]));
  }
}
