/** The rule of an export: a call with good arguments, and what its result must be. */
import type { RandomStream } from "../../src/random/stream.js";
import { randomUniform } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";

export interface GoodCall {
  readonly call: () => unknown;
  /** The shape of the resulting tensor, or of each tensor in a list. */
  readonly shape?: readonly number[];
  readonly shapes?: readonly (readonly number[])[];
  /** Anything else that must hold of the result. */
  readonly holds?: (result: unknown) => boolean;
}

/** Draws a good call; each attempt has a stream of its own. */
export type Rule = (random: RandomStream, attempt: number) => GoodCall;

export type Rules = Readonly<Record<string, Rule>>;

export function among<Value>(random: RandomStream, values: readonly Value[]): Value {
  return values[random.integer(values.length)];
}

/** From 1 to 4 axes of 1 to 4 numbers each. */
export function someShape(random: RandomStream, least = 1, most = 4): number[] {
  return Array.from({ length: least + random.integer(most - least + 1) }, () => 1 + random.integer(4));
}

/** A float32 tensor of numbers from `low` to `high`. */
export function numbers(random: RandomStream, shape: readonly number[], low = -2, high = 2): Tensor {
  return randomUniform(shape, low, high, "float32", random.integer(1 << 30));
}
