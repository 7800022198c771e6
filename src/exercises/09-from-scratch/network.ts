/**
 * Values and gradients of the lesson's network (2-h-1, tanh in the hidden layer, a logistic output) for one
 * example and the cross-entropy.
 *
 * With δ = ŷ − y (the cross-entropy's and the logistic's derivatives cancel to it): ∂/∂W2_i = δ h_i, ∂/∂b2 =
 * δ, and for hidden neuron i, whose derivative is 1 − h_i²: δ_i = δ W2_i (1 − h_i²), ∂/∂W1_ij = δ_i x_j,
 * ∂/∂b1_i = δ_i.
 */
import { affine, logistic } from "../logistic.js";

export function hiddenValues(
  W1: readonly number[][],
  b1: readonly number[],
  x: readonly number[],
  f: (z: number) => number = Math.tanh,
): number[] {
  return W1.map((row, i) => f(affine(x, row, b1[i])));
}

export function outputOf(W2: readonly number[], b2: number, h: readonly number[]): number {
  return logistic(affine(h, W2, b2));
}

/**
 * Typical mistakes in the gradients, from which the exercise computes the wrong results that it recognises.
 */
export interface GradientMistakes {
  readonly sign?: 1 | -1;
  /** Another derivative of the hidden layer, as a function of its value h. */
  readonly slope?: (h: number) => number;
  readonly throughWeights?: boolean;
  /** Adds the factor ŷ (1 − ŷ), which is right for the squared error and wrong for the cross-entropy. */
  readonly outputSlope?: boolean;
}

/** [∂/∂W1, ∂/∂b1, ∂/∂W2, ∂/∂b2] on one example. */
export function gradients(
  x: readonly number[],
  y: number,
  h: readonly number[],
  output: number,
  W2: readonly number[],
  mistakes: GradientMistakes = {},
): [number[][], number[], number[], number] {
  const {
    sign = 1,
    slope = (value) => 1 - value * value,
    throughWeights = true,
    outputSlope = false,
  } = mistakes;
  const delta = sign * (output - y) * (outputSlope ? output * (1 - output) : 1);
  const deltas = h.map((value, i) => delta * (throughWeights ? W2[i] : 1) * slope(value));
  return [deltas.map((d) => x.map((input) => d * input)), deltas, h.map((value) => delta * value), delta];
}
