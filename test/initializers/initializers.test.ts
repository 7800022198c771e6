import assert from "node:assert/strict";
import { initializerFrom } from "../../src/initializers/initializer-from.js";
import * as initializers from "../../src/initializers/initializers.js";
import { RandomStream } from "../../src/random/stream.js";
import { matMul } from "../../src/tensor/operations/mat-mul.js";

describe("initializers", () => {
  const spread = (initializer: initializers.Initializer, shape: number[]) => {
    const { data } = initializer.apply(shape, new RandomStream(3));
    return Math.sqrt(Array.from(data).reduce((sum, value) => sum + value * value, 0) / data.length);
  };

  it("have the variances given in their papers", () => {
    const expected: [initializers.Initializer, number][] = [
      [initializers.glorotUniform(), 2 / 300],
      [initializers.glorotNormal(), 2 / 300],
      [initializers.heNormal(), 2 / 200],
      [initializers.heUniform(), 2 / 200],
      [initializers.leCunNormal(), 1 / 200],
      [initializers.randomNormal(), 0.0025],
    ];
    for (const [initializer, variance] of expected) {
      const ratio = spread(initializer, [200, 100]) / Math.sqrt(variance);
      assert.ok(Math.abs(ratio - 1) < 0.02, `${initializer.className}: ${ratio}`);
    }
  });

  it("multiply fan-in by the number of positions of a filter", () => {
    const ratio = spread(initializers.heNormal(), [3, 3, 20, 40]) / Math.sqrt(2 / 180);
    assert.ok(Math.abs(ratio - 1) < 0.03, String(ratio));
  });

  it("make orthonormal rows or columns", () => {
    for (const shape of [
      [3, 7],
      [7, 3],
    ]) {
      const q = initializers.orthogonal().apply(shape, new RandomStream(5));
      const product = shape[0] < shape[1] ? matMul(q, q, false, true) : matMul(q, q, true, false);
      product.data.forEach((value, i) => assert.ok(Math.abs(value - (i % 4 === 0 ? 1 : 0)) < 1e-6));
    }
  });

  it("make orthonormal columns of a matrix with many rows", () => {
    const q = initializers.orthogonal().apply([200_000, 2], new RandomStream(5));
    matMul(q, q, true, false).data.forEach((value, i) =>
      assert.ok(Math.abs(value - (i % 3 === 0 ? 1 : 0)) < 1e-5),
    );
  });

  it("are restored from their saved form, with their seed", () => {
    const { className, config } = initializers.varianceScaling({ scale: 3, mode: "fanOut", seed: 9 });
    const again = initializerFrom(
      JSON.parse(JSON.stringify({ className, config })),
      "test",
      "kernelInitializer",
    );
    const values = [1, 2].map((seed) => again.apply([2, 2], new RandomStream(seed)).arraySync());
    assert.deepEqual(values[0], values[1]);
  });
});
