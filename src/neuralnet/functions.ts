/**
 * The activation and error functions of R's `neuralnet`, and what it takes of your own.
 *
 * R derives logistic and tanh from their value (y (1 − y) and 1 − y²), all others from their argument.
 */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";

/** An activation function with its derivative, which is given the argument and the value. */
export interface ActivationFunction {
  readonly name: string;
  readonly value: (x: number) => number;
  readonly derivative: (x: number, y: number) => number;
  /** Writes the values of a neuron's sums, for all examples. */
  readonly fill: (values: Float64Array, sums: Float64Array) => void;
  /** Multiplies a neuron's deltas by the derivative, for all examples. */
  readonly scale: (deltas: Float64Array, sums: Float64Array, values: Float64Array) => void;
}

/** What a person gives: the function and its derivative. */
type OwnActivation = Pick<ActivationFunction, "value" | "derivative">;

/** An error function of an output x and a target y, summed over all; with its derivative by x. */
export interface ErrorFunction {
  readonly name: string;
  readonly value: (x: number, y: number) => number;
  readonly derivative: (x: number, y: number) => number;
}

/** An activation function from what it does to one number. */
function pointwise(name: string, value: ActivationFunction["value"], derivative: ActivationFunction["derivative"]): ActivationFunction {
  return {
    name, value, derivative,
    fill: (values, sums) => {
      for (let n = 0; n < values.length; n++) values[n] = value(sums[n]);
    },
    scale: (deltas, sums, values) => {
      for (let n = 0; n < deltas.length; n++) deltas[n] *= derivative(sums[n], values[n]);
    },
  };
}

const ACTIVATIONS = {
  // Where a training spends its time: written out, so that no function is called for each number.
  logistic: {
    ...pointwise("logistic", (x) => 1 / (1 + Math.exp(-x)), (_, y) => y * (1 - y)),
    fill: (values: Float64Array, sums: Float64Array) => {
      for (let n = 0; n < values.length; n++) values[n] = 1 / (1 + Math.exp(-sums[n]));
    },
    scale: (deltas: Float64Array, _: Float64Array, values: Float64Array) => {
      for (let n = 0; n < deltas.length; n++) deltas[n] *= values[n] * (1 - values[n]);
    },
  },
  tanh: {
    ...pointwise("tanh", Math.tanh, (_, y) => 1 - y * y),
    fill: (values: Float64Array, sums: Float64Array) => {
      for (let n = 0; n < values.length; n++) values[n] = Math.tanh(sums[n]);
    },
  },
  relu: pointwise("relu", (x) => (x > 0 ? x : 0), (x) => (x > 0 ? 1 : 0)),
  softplus: pointwise("softplus", (x) => Math.log(1 + Math.exp(x)), (x) => 1 / (1 + Math.exp(-x))),
} satisfies Record<string, ActivationFunction>;

const ERRORS = {
  /** Half the sum of squares. */
  sse: { name: "sse", value: (x: number, y: number) => 0.5 * (y - x) ** 2, derivative: (x: number, y: number) => x - y },
  /** Cross-entropy for targets 0 and 1. */
  ce: { name: "ce", value: (x: number, y: number) => -(y * Math.log(x) + (1 - y) * Math.log(1 - x)), derivative: (x: number, y: number) => (1 - y) / (1 - x) - y / x },
} satisfies Record<string, ErrorFunction>;

export type ActivationChoice = keyof typeof ACTIVATIONS | ((x: number) => number) | OwnActivation;
export type ErrorChoice = keyof typeof ERRORS | ((x: number, y: number) => number) | Omit<ErrorFunction, "name">;

export const IDENTITY: ActivationFunction = {
  ...pointwise("identity", (x) => x, () => 1),
  fill: (values, sums) => values.set(sums),
  scale: () => undefined,
};

/** The activation of this name, or your own: with its derivative, or without (it is then estimated). */
export function activationFrom(choice: ActivationChoice): ActivationFunction {
  if (typeof choice === "function") {
    checkFunction(choice(0.5), "actFct");
    return pointwise(choice.name || "actFct", choice, (x) => centralDifference(choice, x));
  }
  return typeof choice === "object" ? pointwise("actFct", choice.value, choice.derivative) : choose<ActivationFunction>(ACTIVATIONS, choice, { where: "neuralnet", argument: "actFct" });
}

/** The error function of this name, or your own. */
export function errorFrom(choice: ErrorChoice): ErrorFunction {
  if (typeof choice === "function") {
    checkFunction(choice(0.5, 0.5), "errFct");
    return { name: choice.name || "errFct", value: choice, derivative: (x, y) => centralDifference((moved) => choice(moved, y), x) };
  }
  return typeof choice === "object" ? { name: "errFct", ...choice } : choose<ErrorFunction>(ERRORS, choice, { where: "neuralnet", argument: "errFct" });
}

/** The slope by values a little to both sides: about ten digits of it. */
function centralDifference(f: (x: number) => number, x: number): number {
  const step = 6e-6 * Math.max(1, Math.abs(x));
  return (f(x + step) - f(x - step)) / (2 * step);
}

function checkFunction(value: unknown, argument: string): void {
  if (typeof value === "number") return;
  throw new ArgumentError({
    where: "neuralnet", argument, received: { fr: `une fonction qui renvoie ${typeof value}`, en: `a function that returns ${typeof value}` },
    expected: { fr: "une fonction de nombres vers un nombre", en: "a function of numbers to a number" },
    mend: { fr: "Par exemple (x) => x / (1 + Math.abs(x)).", en: "For example (x) => x / (1 + Math.abs(x))." },
  });
}
