/** Compares an operation's gradients with central differences, in double precision. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { tensor } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";

/** Fails where a gradient of `f` differs from the central difference, naming the input and the position. */
export function agreesWithDifferences(name: string, f: (...inputs: Tensor[]) => Tensor, values: readonly Tensor[]): void {
  const inputs = values.map((value) => value.cast("float64"));
  // A weighted sum of the results, so that no two of them play the same part.
  const loss = (...tensors: Tensor[]) => {
    const result = f(...tensors);
    return result.mul(tensor(Array.from({ length: result.size }, (_, i) => Math.sin(i + 1)), result.shape, "float64")).sum();
  };
  const found = valueAndGradients(() => loss(...inputs), inputs).gradients;
  inputs.forEach((input, which) => {
    for (let i = 0; i < input.size; i++) {
      const moved = (by: number) => {
        const data = input.data.slice();
        data[i] += by;
        return loss(...inputs.map((other, j) => (j === which ? tensor(data, input.shape) : other))).item();
      };
      const step = 1e-5;
      const expected = (moved(step) - moved(-step)) / (2 * step);
      assert.ok(Math.abs(found[which].data[i] - expected) < 1e-7 * Math.max(1, Math.abs(expected)), `${name}, input ${which}[${i}]: ${found[which].data[i]}, expected ${expected}`);
    }
  });
}
