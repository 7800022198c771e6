/**
 * The lesson's network, 2-h-1 with tanh and a logistic output, on one example, and its gradients for the cross-entropy.
 *
 * With δ = ŷ − y (the cross-entropy's and the logistic's derivatives cancel to it): ∂/∂W2_i = δ h_i, ∂/∂b2 = δ, and for hidden
 * neuron i, whose derivative is 1 − h_i²: δ_i = δ W2_i (1 − h_i²), ∂/∂W1_ij = δ_i x_j, ∂/∂b1_i = δ_i.
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

/** What a mistake leaves out or turns round. */
export interface Slips {
  readonly sign?: 1 | -1;
  /** The derivative of the hidden layer at h. */
  readonly slope?: (h: number) => number;
  readonly throughWeights?: boolean;
  /** A factor that is right for the square error and wrong here. */
  readonly outputSlope?: boolean;
}

/** [∂/∂W1, ∂/∂b1, ∂/∂W2, ∂/∂b2] on one example. */
export function gradients(
  x: readonly number[],
  y: number,
  h: readonly number[],
  output: number,
  W2: readonly number[],
  slips: Slips = {},
): [number[][], number[], number[], number] {
  const {
    sign = 1,
    slope = (value) => 1 - value * value,
    throughWeights = true,
    outputSlope = false,
  } = slips;
  const delta = sign * (output - y) * (outputSlope ? output * (1 - output) : 1);
  const deltas = h.map((value, i) => delta * (throughWeights ? W2[i] : 1) * slope(value));
  return [deltas.map((d) => x.map((input) => d * input)), deltas, h.map((value) => delta * value), delta];
}
