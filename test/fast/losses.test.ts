import assert from "node:assert/strict";
import fc from "fast-check";
import { activationNamed } from "../../src/activations/activations.js";
import { mul, sum } from "../../src/autograd/operations/operations.js";
import type { Kernels } from "../../src/fast/kernels.js";
import { POINT_LOSSES } from "../../src/fast/kernels/losses.js";
import { lossFrom, type LossName } from "../../src/losses/losses.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { gradients } from "./gradients.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

interface LossCase {
  readonly loss: LossName;
  readonly activation: "softmax" | "sigmoid" | "linear";
  readonly targets: (rows: number, columns: number) => Tensor;
  readonly run: (
    kernels: Kernels,
    z: number,
    targets: number,
    weights: number,
    p: number,
    dz: number,
    rows: number,
    columns: number,
  ) => number;
}

const classOf = (row: number, columns: number) => (7 * row + 3) % columns;
const absolute = (values: Float32Array) => values.map(Math.abs);

const CASES: readonly LossCase[] = [
  {
    loss: "categoricalCrossentropy",
    activation: "softmax",
    targets: (rows, columns) => new Tensor(absolute(numbers(rows * columns, 5)), [rows, columns]),
    run: (kernels, ...rest) => kernels.softmaxCrossEntropy(...rest),
  },
  {
    loss: "sparseCategoricalCrossentropy",
    activation: "softmax",
    targets: (rows, columns) =>
      new Tensor(
        Float32Array.from({ length: rows }, (_, row) => classOf(row, columns)),
        [rows],
      ),
    run: (kernels, ...rest) => kernels.sparseSoftmaxCrossEntropy(...rest),
  },
  {
    loss: "binaryCrossentropy",
    activation: "sigmoid",
    targets: (rows, columns) => new Tensor(absolute(numbers(rows * columns, 6)), [rows, columns]),
    run: (kernels, ...rest) => kernels.sigmoidCrossEntropy(...rest),
  },
  {
    loss: "meanSquaredError",
    activation: "linear",
    targets: (rows, columns) => new Tensor(numbers(rows * columns, 7), [rows, columns]),
    run: (kernels, z, targets, weights, _, dz, rows, columns) =>
      kernels.errorLoss(z, targets, weights, dz, rows, columns, false),
  },
  {
    loss: "meanAbsoluteError",
    activation: "linear",
    targets: (rows, columns) => new Tensor(numbers(rows * columns, 8), [rows, columns]),
    run: (kernels, z, targets, weights, _, dz, rows, columns) =>
      kernels.errorLoss(z, targets, weights, dz, rows, columns, true),
  },
  ...(["huber", "hinge", "squaredHinge", "logcosh"] as const).map((loss) => pointCase(loss, "linear")),
  ...(["meanSquaredLogarithmicError", "meanAbsolutePercentageError"] as const).map((loss) =>
    pointCase(loss, "linear"),
  ),
  {
    loss: "cosineProximity",
    activation: "linear",
    targets: (rows, columns) => new Tensor(numbers(rows * columns, 9), [rows, columns]),
    run: (kernels, z, targets, weights, _, dz, rows, columns) =>
      kernels.cosineLoss(z, targets, weights, dz, rows, columns),
  },
];

/** A loss that compares number by number; where it divides by the targets, they are not near 0. */
function pointCase(loss: keyof typeof POINT_LOSSES, activation: LossCase["activation"]): LossCase {
  return {
    loss,
    activation,
    targets: (rows, columns) =>
      new Tensor(
        numbers(rows * columns, 7).map((value) => Math.abs(value) + 0.5),
        [rows, columns],
      ),
    run: (kernels, z, targets, weights, _, dz, rows, columns) =>
      kernels.pointLoss(POINT_LOSSES[loss], z, targets, weights, dz, rows, columns, 1),
  };
}

for (const flavour of FLAVOURS) {
  describe(`losses, ${flavour} SIMD`, () => {
    for (const { loss, activation, targets, run } of CASES) {
      it(`${loss}: loss, output and gradient agree with autograd`, () => {
        const sizes = fc.record({
          rows: fc.integer({ min: 1, max: 9 }),
          columns: fc.integer({ min: 2, max: 21 }),
          scale: fc.constantFrom(0.1, 3, 30),
        });
        fc.assert(
          fc.property(sizes, ({ rows, columns, scale }) => {
            const bench = new Workbench(flavour);
            const [z, weights, expectedTargets] = [
              numbers(rows * columns, 1, scale),
              absolute(numbers(rows, 2)),
              targets(rows, columns),
            ];
            const output = activationNamed(activation, "test")(new Tensor(z, [rows, columns])).data;
            const total = (x: Tensor) =>
              sum(
                mul(
                  lossFrom(loss, "test").values(expectedTargets, activationNamed(activation, "test")(x)),
                  new Tensor(weights, [rows]),
                ),
              );
            const { value, gradient } = gradients(total, new Tensor(z, [rows, columns]));
            const [at, p] = [bench.put(z), bench.put(output)];
            const actual = run(
              bench.kernels,
              at,
              bench.put(expectedTargets.data),
              bench.put(weights),
              p,
              at,
              rows,
              columns,
            );
            assert.ok(
              Math.abs(actual - value[0]) <= 1e-5 * Math.max(1, Math.abs(value[0])),
              `${actual}, expected ${value[0]}`,
            );
            assertNear(bench.get(p, rows * columns), output, 1e-6, "p");
            assertNear(bench.get(at, rows * columns), gradient, 4e-6, "dz");
          }),
          { numRuns: 60 },
        );
      });
    }
  });
}
