/**
 * The activation and error functions of R's `neuralnet`.
 *
 * R computes the derivatives of logistic and tanh from their values (y (1 − y) and 1 − y²), all others from
 * their arguments. A built-in function is recognised by the object, not by its name: the user's own function
 * may be called logistic, too.
 */
import { exponential, fillLogistic } from "../arithmetic/exponential.js";
import { hyperbolicTangent } from "../arithmetic/hyperbolic-tangent.js";
import { logarithm } from "../arithmetic/logarithm.js";

/** An activation function with its derivative, which is given the argument and the value. */
export interface ActivationFunction {
  readonly name: string;
  readonly value: (x: number) => number;
  readonly derivative: (x: number, y: number) => number;
  /** The second derivative, for confidence intervals. */
  readonly secondDerivative: (x: number, y: number) => number;
  /** The bounds of its values; infinite where it is unbounded, or its bounds are unknown. */
  readonly range: readonly [low: number, high: number];
  /** Writes the values of a neuron for its sums, for all examples. */
  readonly fill: (values: Float64Array, sums: Float64Array) => void;
  /**
   * The same with JavaScript's own functions, whose last bit may differ: for algorithms that depend on signs
   * alone.
   */
  readonly fillQuickly?: (values: Float64Array, sums: Float64Array) => void;
  /** Multiplies a neuron's deltas by the derivative, for all examples. */
  readonly scale: (deltas: Float64Array, sums: Float64Array, values: Float64Array) => void;
}

/**
 * An error function of an output x and a target y, which is summed over all outputs and examples; with its
 * derivatives by x.
 */
export interface ErrorFunction {
  readonly name: string;
  readonly value: (x: number, y: number) => number;
  readonly derivative: (x: number, y: number) => number;
  readonly secondDerivative: (x: number, y: number) => number;
}

type Pointwise = Pick<ActivationFunction, "name" | "value" | "derivative" | "secondDerivative"> &
  Partial<ActivationFunction>;

/** An activation function made of functions of one number. */
export function pointwise({ value, derivative, ...rest }: Pointwise): ActivationFunction {
  return {
    value,
    derivative,
    range: [-Infinity, Infinity],
    fill: (values, sums) => {
      for (let n = 0; n < values.length; n++) values[n] = value(sums[n]);
    },
    scale: (deltas, sums, values) => {
      for (let n = 0; n < deltas.length; n++) deltas[n] *= derivative(sums[n], values[n]);
    },
    ...rest,
  };
}

export const LOGISTIC = pointwise({
  name: "logistic",
  range: [0, 1],
  value: (x) => 1 / (1 + exponential(-x)),
  derivative: (_, y) => y * (1 - y),
  secondDerivative: (_, y) => y * (1 - y) * (1 - 2 * y),
  fill: fillLogistic,
  // Written out, without a function call for each number: most of the training time is spent here.
  scale: (deltas, _, values) => {
    for (let n = 0; n < deltas.length; n++) deltas[n] *= values[n] * (1 - values[n]);
  },
});

export const TANH = pointwise({
  name: "tanh",
  range: [-1, 1],
  value: hyperbolicTangent,
  derivative: (_, y) => 1 - y * y,
  secondDerivative: (_, y) => -2 * y * (1 - y * y),
  fillQuickly: (values, sums) => {
    for (let n = 0; n < values.length; n++) values[n] = Math.tanh(sums[n]);
  },
});

/** The activation functions by name. */
export const ACTIVATIONS = {
  logistic: LOGISTIC,
  tanh: TANH,
  relu: pointwise({
    name: "relu",
    range: [0, Infinity],
    value: (x) => (x > 0 ? x : 0),
    derivative: (x) => (x > 0 ? 1 : 0),
    secondDerivative: () => 0,
  }),
  softplus: pointwise({
    name: "softplus",
    range: [0, Infinity],
    value: (x) => logarithm(1 + exponential(x)),
    derivative: (x) => LOGISTIC.value(x),
    secondDerivative: (x) => LOGISTIC.derivative(x, LOGISTIC.value(x)),
  }),
} satisfies Record<string, ActivationFunction>;

/** Half the sum of squares. */
export const SSE: ErrorFunction = {
  name: "sse",
  value: (x, y) => 0.5 * ((y - x) * (y - x)),
  derivative: (x, y) => x - y,
  secondDerivative: () => 1,
};

/** Cross-entropy for targets 0 and 1. */
export const CE: ErrorFunction = {
  name: "ce",
  value: (x, y) => -(y * logarithm(x) + (1 - y) * logarithm(1 - x)),
  derivative: (x, y) => (1 - y) / (1 - x) - y / x,
  secondDerivative: (x, y) => (1 - y) / ((1 - x) * (1 - x)) + y / (x * x),
};

/** The error functions by name. */
export const ERRORS = { sse: SSE, ce: CE } satisfies Record<string, ErrorFunction>;

export const IDENTITY: ActivationFunction = pointwise({
  name: "identity",
  value: (x) => x,
  derivative: () => 1,
  secondDerivative: () => 0,
  fill: (values, sums) => values.set(sums),
  scale: () => undefined,
});
