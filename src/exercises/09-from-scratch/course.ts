/**
 * The course's versions of the functions of lesson 09: the exercises judge by them, and the rest of the
 * lesson uses them instead of a function that the learner has not finished.
 *
 * The network has any number of inputs and of hidden neurons, tanh in the hidden layer and one logistic
 * output; its cost is the mean binary cross-entropy.
 */
import { gradients, hiddenValues, outputOf } from "./network.js";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** [h, ŷ] of one example `x`. */
export function forwardPass(
  W1: number[][],
  b1: number[],
  W2: number[],
  b2: number,
  x: number[],
): [h: number[], output: number] {
  const h = hiddenValues(W1, b1, x);
  return [h, outputOf(W2, b2, h)];
}

/** The mean binary cross-entropy of labels 0 or 1 and probabilities. */
export function meanCost(y: number[], outputs: number[]): number {
  return mean(y.map((label, i) => -label * Math.log(outputs[i]) - (1 - label) * Math.log(1 - outputs[i])));
}

/** [∂/∂W1, ∂/∂b1, ∂/∂W2, ∂/∂b2] of the cost of one example. */
export function backwardPass(
  x: number[],
  y: number,
  h: number[],
  output: number,
  W2: number[],
): [number[][], number[], number[], number] {
  return gradients(x, y, h, output, W2);
}

/** W − η dW. */
export function gradientStep(W: number[][], dW: number[][], eta: number): number[][] {
  return W.map((row, i) => row.map((weight, j) => weight - eta * dW[i][j]));
}

/** Class 1 for probabilities above one half, else class 0. */
export function classesOf(outputs: number[]): number[] {
  return outputs.map((probability) => (probability > 0.5 ? 1 : 0));
}

/** The functions by the names of their exercises. */
export const COURSE_FUNCTIONS: Readonly<Record<string, (...inputs: never[]) => unknown>> = {
  "09-avant": forwardPass,
  "09-cout": meanCost,
  "09-arriere": backwardPass,
  "09-mise-a-jour": gradientStep,
  "09-predire": classesOf,
};
