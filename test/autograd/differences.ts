/** Compares gradients with central differences, in double precision. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { tensor } from "../../src/tensor/create.js";
import { sizeOf, type Shape } from "../../src/tensor/shape.js";
import type { Tensor } from "../../src/tensor/tensor.js";

const STEP = 1e-5;

/** Different weights for each number of a result, so that in a weighted sum of them no two play the same part. */
export function weighting(shape: Shape): Tensor {
  return tensor(Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i + 1)), shape, "float64");
}

/** Fails where a gradient of `f` differs from the central difference, naming the input and the position. */
export function agreesWithDifferences(name: string, f: (...inputs: Tensor[]) => Tensor, values: readonly Tensor[]): void {
  const inputs = values.map((value) => value.cast("float64"));
  assertGradients(name, () => f(...inputs), inputs);
}

/** The same for a function of whatever it uses: `of` are tensors among these, of type float64. */
export function assertGradients(name: string, f: () => Tensor, of: readonly Tensor[]): void {
  const loss = () => {
    const result = f();
    return result.mul(weighting(result.shape)).sum();
  };
  const found = valueAndGradients(loss, of).gradients;
  of.forEach(({ data }, which) => {
    data.forEach((value, i) => {
      const at = (moved: number) => {
        data[i] = moved;
        return loss().item();
      };
      const expected = (at(value + STEP) - at(value - STEP)) / (2 * STEP);
      data[i] = value;
      assert.ok(Math.abs(found[which].data[i] - expected) < 1e-7 * Math.max(1, Math.abs(expected)), `${name}, input ${which}[${i}]: ${found[which].data[i]}, expected ${expected}`);
    });
  });
}
