import fc from "fast-check";
import { activationNamed, elu, leakyRelu, type ActivationName } from "../../src/activations/activations.js";
import { clipByValue } from "../../src/autograd/operations/operations.js";
import { gradients } from "./gradients.js";
import { ACTIVATION_KINDS } from "../../src/fast/kernels/activations.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const ALPHA = 0.7;

/** The activation function of autograd with this name, with α = `ALPHA` where it has one. */
function reference(name: keyof typeof ACTIVATION_KINDS) {
  return name === "leakyRelu"
    ? leakyRelu(ALPHA)
    : name === "elu"
      ? elu(ALPHA)
      : name === "relu6"
        ? (x: Tensor) => clipByValue(x, 0, ALPHA)
        : activationNamed(name as ActivationName, "test");
}

for (const flavour of FLAVOURS) {
  describe(`activations, ${flavour} SIMD`, () => {
    for (const name of Object.keys(ACTIVATION_KINDS) as (keyof typeof ACTIVATION_KINDS)[]) {
      it(`compute ${name} of rows plus bias, and its derivative, as autograd does`, () => {
        const shapes = fc.record({
          rows: fc.integer({ min: 1, max: 9 }),
          columns: fc.integer({ min: 1, max: 37 }),
          scale: fc.constantFrom(0.01, 1, 8, 60),
          seed: fc.integer({ min: 1, max: 99 }),
        });
        fc.assert(
          fc.property(shapes, ({ rows, columns, scale, seed }) => {
            const bench = new Workbench(flavour);
            const [sums, bias, dy] = [
              numbers(rows * columns, seed, scale),
              numbers(columns, seed + 1),
              numbers(rows * columns, seed + 2),
            ];
            const x = new Tensor(
              sums.map((value, i) => value + bias[i % columns]),
              [rows, columns],
            );
            const { value, gradient } = gradients(reference(name), x, dy);
            const [at, result] = [bench.put(sums), bench.reserve(rows * columns)];
            bench.kernels.activate(ACTIVATION_KINDS[name], at, bench.put(bias), result, rows, columns, ALPHA);
            assertNear(bench.get(result, rows * columns), value, 1e-6, name);
            const back = bench.put(dy);
            bench.kernels.activateBackward(ACTIVATION_KINDS[name], result, back, back, rows * columns, ALPHA);
            assertNear(bench.get(back, rows * columns), gradient, 3e-6, `${name}'`);
          }),
          { numRuns: 40 },
        );
      });
    }

    it("add the sum of the rows to an array", () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (rows, columns) => {
          const bench = new Workbench(flavour);
          const [x, before] = [numbers(rows * columns, 3), numbers(columns, 4)];
          const expected = before.map((value, j) =>
            x.reduce((sum, each, i) => (i % columns === j ? sum + each : sum), value),
          );
          const sums = bench.put(before);
          bench.kernels.addRows(bench.put(x), sums, rows, columns);
          assertNear(bench.get(sums, columns), expected, 1e-5);
        }),
      );
    });
  });
}
