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
import { asTensor } from "../tensor/create.js";
import { Tensor, type TensorLike, type Variable } from "../tensor/tensor.js";
import { ArgumentError } from "../errors/errors.js";
import type { Examples } from "./examples.js";
import { Model } from "./model.js";
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
export function checkGradient<Name extends string>(f: Loss<Name>, at: Given<Name>, gradients?: ((parameters: Parameters<Name>) => Given<Name>) | Given<Name>, options?: CheckOptions): GradientReport;
export function checkGradient(subject: Model | Loss<string>, second: Examples | Given<string>, third?: unknown, options: CheckOptions = {}): GradientReport {
  if (subject instanceof Model) return checkModel(subject, second as Examples, third as Examples, options);
  return checkFunction(subject, second as Given<string>, third as ((parameters: Parameters<string>) => Given<string>) | Given<string> | undefined, options);
}

function checkFunction(f: Loss<string>, at: Given<string>, given: ((parameters: Parameters<string>) => Given<string>) | Given<string> | undefined, { entries = 100, examples }: CheckOptions): GradientReport {
  const exact = Object.entries(at).map(([name, value]) => [name, doubled(asTensor(value))] as const);
  const parameters = Object.fromEntries(exact);
  const value = f(parameters);
  const precision: Precision = PRECISIONS[value instanceof Tensor && value.dtype !== "float64" ? "float32" : "float64"];
  const gradients = given === undefined ? ownGradients(f, parameters) : Object.entries(typeof given === "function" ? given(parameters) : given).map(([name, gradient]) => [name, asTensor(gradient)] as const);
  const loss = () => {
    const result = f(parameters);
    return typeof result === "number" ? result : result.item();
  };
  return checkParameters({ loss, parameters: new Map(exact), gradients: new Map(gradients), precision, most: entries, examples });
}

function ownGradients(f: Loss<string>, parameters: Parameters<string>): (readonly [string, Tensor])[] {
  const names = Object.keys(parameters);
  const { gradients } = valueAndGradients(() => {
    const loss = f(parameters);
    if (loss instanceof Tensor) return loss;
    throw new ArgumentError({
      where: "checkGradient", argument: "f", received: typeof loss, expected: { fr: "une perte calculée avec des tenseurs, ou des gradients en troisième argument", en: "a loss computed with tensors, or gradients as third argument" },
      mend: { fr: "Une fonction qui renvoie un nombre ne se dérive pas seule : donnez ses gradients, calculés à la main.", en: "A function that returns a number cannot be differentiated by itself: give its gradients, worked out by hand." },
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
    const { gradients } = valueAndGradients(program.loss, learned.map(([, variable]) => variable));
    return checkParameters({
      loss: () => program.loss().item(), parameters: new Map<string, Variable>(learned), gradients: new Map(learned.map(([name], i) => [name, gradients[i]])),
      precision: PRECISIONS.float64, most: entries, examples: program.examples,
    });
  } finally {
    weights.forEach(([, variable], i) => (variable.data = before[i]));
  }
}
