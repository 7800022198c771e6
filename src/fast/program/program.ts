/**
 * A program: the operations that compute a model, and the arrays between them, as plain data that can be sent
 * to other threads.
 *
 * The operations are a graph. Each value is an array [rows, size] that one operation writes (or that is an
 * input of the program) and that any number of operations read. In the backward pass the gradients of all
 * that read a value are added up in one array.
 */
import type { HeadSpec } from "./head.js";
import type { StepSpec } from "./step.js";

/** A value of a program: an array [rows, size]. */
export interface ValueSpec {
  /** How many numbers an example has. */
  readonly size: number;
}

export interface WeightSpec {
  readonly size: number;
  readonly trainable: boolean;
  /** Whether a training step changes it: the optimizer does, or it is a running average. */
  readonly changes: boolean;
  /** Factors of the penalties l1 Σ|w| + l2 Σ w²; 0 for none. */
  readonly l1: number;
  readonly l2: number;
}

/** An input of the model. */
export interface InputSpec {
  readonly value: number;
  /** The shape of an example. */
  readonly shape: readonly number[];
  /** The size of the smallest vocabulary that an embedding looks the numbers up in; undefined for no words. */
  readonly words: number | undefined;
  /** Whether the input may be placed in compressed rows, without zeros. */
  readonly mayBeSparse: boolean;
}

export interface OutputSpec {
  readonly value: number;
  readonly shape: readonly number[];
}

export interface Program {
  readonly inputs: readonly InputSpec[];
  readonly values: readonly ValueSpec[];
  /** Each step reads what earlier ones have written. */
  readonly steps: readonly StepSpec[];
  readonly outputs: readonly OutputSpec[];
  readonly weights: readonly WeightSpec[];
  /** The loss of each output; none for a program that only predicts. */
  readonly heads: readonly HeadSpec[];
}

/** Which steps read a value, in order. A step that reads it twice is named twice. */
export function readersOf({
  steps,
  values,
}: Pick<Program, "steps" | "values">): readonly (readonly number[])[] {
  const readers: number[][] = values.map(() => []);
  steps.forEach(({ inputs }, step) => inputs.forEach((value) => readers[value].push(step)));
  return readers;
}

/**
 * For each value, whether the loss has a gradient with respect to it: whether a trained weight comes before
 * it. A mask has none.
 */
export function valuesWithGradient({
  steps,
  values,
  weights,
}: Pick<Program, "steps" | "values" | "weights">): readonly boolean[] {
  const has = values.map(() => false);
  for (const { operation, inputs, outputs } of steps) {
    if (operation.kind === "stepMask") continue;
    const isTrained = operation.weights.some((index) => weights[index].trainable);
    if (isTrained || inputs.some((value) => has[value])) for (const value of outputs) has[value] = true;
  }
  return has;
}
