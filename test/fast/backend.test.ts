import fc from "fast-check";
import assert from "node:assert/strict";
import { compiledBackend } from "../../src/fast/backend.js";
import { plainBackend } from "../../src/tensor/backend.js";
import { slidingWindow } from "../../src/tensor/operations/window.js";
import { sizeOf, type Shape } from "../../src/tensor/shape.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { FLAVOURS, numbers } from "./workbench.js";

function randomTensor(shape: Shape, seed: number): Tensor {
  return new Tensor(numbers(sizeOf(shape), seed), shape);
}

for (const flavour of FLAVOURS) {
  describe(`the compiled operations of autograd, ${flavour} SIMD`, () => {
    const compiled = compiledBackend(flavour)!;

    function assertSame(compute: (backend: typeof compiled) => Tensor): void {
      const [actual, expected] = [compiled, plainBackend].map(compute);
      assert.deepEqual(actual.shape, expected.shape);
      assertNear(actual.data, expected.data, 2e-5);
    }

    it("multiply matrices and stacks of them", () => {
      const sizes = fc.record({
        rows: fc.integer({ min: 1, max: 50 }),
        inner: fc.integer({ min: 1, max: 70 }),
        columns: fc.integer({ min: 1, max: 50 }),
        stack: fc.constantFrom([], [2], [3, 2]),
        one: fc.boolean(),
        ta: fc.boolean(),
        tb: fc.boolean(),
      });
      fc.assert(
        fc.property(sizes, ({ rows, inner, columns, stack, one, ta, tb }) => {
          const a = randomTensor([...stack, ...(ta ? [inner, rows] : [rows, inner])], 1);
          const b = randomTensor([...(one ? [] : stack), ...(tb ? [columns, inner] : [inner, columns])], 2);
          assertSame((backend) => backend.matMul(a, b, ta, tb));
        }),
        { numRuns: 60 },
      );
    });

    it("leave small products and other types to the plain operations", () => {
      const exact = new Tensor(
        Float64Array.from({ length: 900 }, (_, i) => 1 / (i + 1)),
        [30, 30],
      );
      assert.equal(compiled.matMul(exact, exact, false, false).dtype, "float64");
      const small = randomTensor([3, 3], 1);
      assert.deepEqual(
        compiled.matMul(small, small, false, true),
        plainBackend.matMul(small, small, false, true),
      );
    });

    it("compute convolutions and their gradients", () => {
      for (const [strides, padding, dilations] of [
        [1, "same", 1],
        [[2, 1], "valid", 1],
        [1, "valid", [1, 2]],
      ] as const) {
        const window = slidingWindow([2, 9, 8, 3], [3, 2], { strides, padding, dilations }, "test");
        const x = randomTensor(window.input, 1);
        const filters = randomTensor([3, 2, 3, 5], 2);
        const gradient = randomTensor([2, ...window.output, 5], 3);
        assertSame((backend) => backend.conv2d(x, filters, window));
        assertSame((backend) => backend.conv2dByInput(gradient, filters, window));
        assertSame((backend) => backend.conv2dByFilters(x, gradient, window));
      }
    });
  });
}
