/** Compares gradients with central differences, in double precision. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { tensor } from "../../src/tensor/create.js";
import { sizeOf, type Shape } from "../../src/tensor/shape.js";
import type { Tensor } from "../../src/tensor/tensor.js";

const STEP = 1e-5;

/** A different weight for each number of a result, so that a weighted sum treats no two numbers alike. */
export function weighting(shape: Shape): Tensor {
  return tensor(
    Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i + 1)),
    shape,
    "float64",
  );
}

/** A single number that depends on all numbers of `f()`, each in its own way. */
export function weighted(f: () => Tensor): () => Tensor {
  return () => {
    const result = f();
    return result.mul(weighting(result.shape)).sum();
  };
}

/** Fails where a gradient of `f` differs from the central difference, naming the input and the position. */
export function agreesWithDifferences(
  name: string,
  f: (...inputs: Tensor[]) => Tensor,
  values: readonly Tensor[],
): void {
  const inputs = values.map((value) => value.cast("float64"));
  assertGradients(name, () => f(...inputs), inputs);
}

/** The same for a function without arguments: `of` are tensors that it uses, of type float64. */
export function assertGradients(name: string, f: () => Tensor, of: readonly Tensor[]): void {
  const loss = weighted(f);
  const fault = findFault(valueAndGradients(loss, of).gradients, centralDifferences(loss, of));
  assert.equal(fault, undefined, `${name}, ${fault}`);
}

/** (f(x + h) − f(x − h)) / 2h for every number of every tensor. */
export function centralDifferences(loss: () => Tensor, of: readonly Tensor[]): Float64Array[] {
  return of.map(({ data }) =>
    Float64Array.from(data, (value, i) => {
      const at = (moved: number) => {
        data[i] = moved;
        return loss().item();
      };
      const slope = (at(value + STEP) - at(value - STEP)) / (2 * STEP);
      data[i] = value;
      return slope;
    }),
  );
}

/** Describes the first gradient that differs from the expected one; undefined where none does. */
export function findFault(
  gradients: readonly Tensor[],
  expected: readonly Float64Array[],
): string | undefined {
  for (const [which, slopes] of expected.entries()) {
    const { data } = gradients[which];
    const i = slopes.findIndex(
      (slope, at) => !(Math.abs(data[at] - slope) < 1e-7 * Math.max(1, Math.abs(slope))),
    );
    if (i >= 0) return `input ${which}[${i}]: ${data[i]}, expected ${slopes[i]}`;
  }
  return undefined;
}
