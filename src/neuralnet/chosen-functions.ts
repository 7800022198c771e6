/**
 * The functions that the options `actFct` and `errFct` choose: a built-in one by its name, or one of the
 * user's own, with its derivative or without; missing derivatives are estimated by differences.
 */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { checkKnownOptions } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { ACTIVATIONS, ERRORS, pointwise, type ActivationFunction, type ErrorFunction } from "./functions.js";

/** A function of the user's own, with its derivative. */
type OwnActivation = Pick<ActivationFunction, "value" | "derivative">;

export type ActivationChoice = keyof typeof ACTIVATIONS | ((x: number) => number) | OwnActivation;
export type ErrorChoice =
  keyof typeof ERRORS | ((x: number, y: number) => number) | Pick<ErrorFunction, "value" | "derivative">;

/** The activation of this name, or the user's own: with its derivative, or without (it is then estimated). */
export function activationFrom(choice: ActivationChoice): ActivationFunction {
  if (typeof choice === "function") {
    checkValue(choice(0.5), "actFct");
    const derivative = (x: number) => centralDifference(choice, x);
    return pointwise({
      name: choice.name || "actFct",
      value: choice,
      derivative,
      secondDerivative: (x) => secondDifference(choice, x),
    });
  }
  if (typeof choice !== "object" || choice === null)
    return choose<ActivationFunction>(ACTIVATIONS, choice, { where: "neuralnet", argument: "actFct" });
  const { value, derivative } = readPair(choice, "actFct");
  checkValue(derivative(0.5, checkValue(value(0.5), "actFct.value")), "actFct.derivative");
  return pointwise({
    name: "actFct",
    value,
    derivative,
    secondDerivative: (x) => centralDifference((moved) => derivative(moved, value(moved)), x),
  });
}

/** The error function of this name, or the user's own. */
export function errorFrom(choice: ErrorChoice): ErrorFunction {
  if (typeof choice === "function") {
    checkValue(choice(0.5, 0.5), "errFct");
    return {
      name: choice.name || "errFct",
      value: choice,
      derivative: (x, y) => centralDifference((moved) => choice(moved, y), x),
      secondDerivative: (x, y) => secondDifference((moved) => choice(moved, y), x),
    };
  }
  if (typeof choice !== "object" || choice === null)
    return choose<ErrorFunction>(ERRORS, choice, { where: "neuralnet", argument: "errFct" });
  const { value, derivative } = readPair(choice, "errFct");
  checkValue(value(0.5, 0.5), "errFct.value");
  checkValue(derivative(0.5, 0.5), "errFct.derivative");
  return {
    name: "errFct",
    value,
    derivative,
    secondDerivative: (x, y) => centralDifference((moved) => derivative(moved, y), x),
  };
}

type OwnFunction = (x: number, y?: number) => number;

/** A function and its derivative; both must be given. */
function readPair(
  choice: object,
  argument: string,
): { readonly value: OwnFunction; readonly derivative: OwnFunction } {
  checkKnownOptions(choice, ["value", "derivative"], { where: "neuralnet", argument });
  const { value, derivative } = choice as { value?: unknown; derivative?: unknown };
  for (const [name, part] of Object.entries({ value, derivative })) {
    if (typeof part !== "function") throw notAFunction(`${argument}.${name}`, written(part));
  }
  return { value: value as OwnFunction, derivative: derivative as OwnFunction };
}

/** The derivative by a central difference, with about ten right digits. */
function centralDifference(f: (x: number) => number, x: number): number {
  const step = 6e-6 * Math.max(1, Math.abs(x));
  return (f(x + step) - f(x - step)) / (2 * step);
}

/** The second derivative by a central difference, with about seven right digits. */
function secondDifference(f: (x: number) => number, x: number): number {
  const step = 2e-4 * Math.max(1, Math.abs(x));
  return (f(x + step) - 2 * f(x) + f(x - step)) / (step * step);
}

function checkValue(value: unknown, argument: string): number {
  if (typeof value === "number") return value;
  throw notAFunction(argument, {
    fr: `une fonction qui renvoie ${written(value)}`,
    en: `a function that returns ${written(value)}`,
  });
}

function notAFunction(argument: string, received: string | { fr: string; en: string }): ArgumentError {
  return new ArgumentError({
    where: "neuralnet",
    argument,
    received,
    expected: { fr: "une fonction de nombres vers un nombre", en: "a function from numbers to a number" },
    mend: {
      fr: "Par exemple (x) => x / (1 + Math.abs(x)).",
      en: "For example (x) => x / (1 + Math.abs(x)).",
    },
  });
}
