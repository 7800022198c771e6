/** Activation functions whose derivative needs their argument agree with autograd, for huge arguments too. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { activationNamed, type ActivationName } from "../../src/activations/activations.js";
import { ARGUMENT_ACTIVATION_KINDS } from "../../src/fast/kernels/activations.js";
import * as layers from "../../src/layers/layers.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { gradients } from "./gradients.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const RECTIFIER = { threshold: 0.5, negativeSlope: 0.2, maxValue: 4 };
const THETA = 0.3;

function reference(name: keyof typeof ARGUMENT_ACTIVATION_KINDS): (x: Tensor) => Tensor {
  if (name === "rectified") return (x) => layers.reLU(RECTIFIER).apply(x);
  if (name === "above") return (x) => layers.thresholdedReLU({ theta: THETA }).apply(x);
  return activationNamed(name as ActivationName, "test");
}

for (const flavour of FLAVOURS)
  describe(`activations by their arguments, ${flavour} SIMD`, () => {
    for (const name of Object.keys(ARGUMENT_ACTIVATION_KINDS) as (keyof typeof ARGUMENT_ACTIVATION_KINDS)[]) {
      const parameters = [
        name === "above" ? THETA : RECTIFIER.threshold,
        RECTIFIER.negativeSlope,
        4,
      ] as const;
      const kind = ARGUMENT_ACTIVATION_KINDS[name];

      it(`compute ${name} and its derivative, and add the derivative where asked to`, () => {
        const cases = fc.record({
          count: fc.integer({ min: 1, max: 50 }),
          scale: fc.constantFrom(0.01, 1, 8, 60),
          seed: fc.integer({ min: 1, max: 99 }),
          adds: fc.boolean(),
        });
        fc.assert(
          fc.property(cases, ({ count, scale, seed, adds }) => {
            const bench = new Workbench(flavour);
            const [x, dy, before] = [
              numbers(count, seed, scale),
              numbers(count, seed + 1),
              numbers(count, 3),
            ];
            const { value, gradient } = gradients(reference(name), new Tensor(x, [count]), dy);
            const [at, y, dx] = [bench.put(x), bench.reserve(count), bench.put(before)];
            bench.kernels.activateArgument(kind, at, y, count, ...parameters);
            assertNear(bench.get(y, count), value, 2e-6, name);
            const gradientAt = bench.put(dy);
            bench.kernels.activateArgumentBackward(kind, at, gradientAt, dx, count, adds, ...parameters);
            const expected = Float32Array.from(gradient, (each, i) => each + (adds ? before[i] : 0));
            assertNear(bench.get(dx, count), expected, 5e-6, `${name}'`);
          }),
          { numRuns: 40 },
        );
      });

      it(`compute a finite ${name} of huge numbers, and NaN of NaN only`, () => {
        const bench = new Workbench(flavour);
        const x = [1e2, -1e2, 1e10, -1e10, 1e35, -1e35, 3e38, -3e38, NaN];
        const finite = x.slice(0, -1);
        const [at, y, dx] = [bench.put(x), bench.reserve(x.length), bench.reserve(x.length)];
        bench.kernels.activateArgument(kind, at, y, x.length, parameters[0], 0, Infinity);
        const value = bench.get(y, x.length);
        assertNear(
          value.slice(0, -1),
          finite.map((each) => Math.max(0, each)),
          1e-5,
          name,
        );
        const dy = bench.put(x.map(() => 1));
        bench.kernels.activateArgumentBackward(kind, at, dy, dx, x.length, false, parameters[0], 0, Infinity);
        assertNear(
          bench.get(dx, finite.length),
          finite.map((each) => (each > 0 ? 1 : 0)),
          1e-5,
          `${name}'`,
        );
        assert.equal(value[finite.length], NaN);
      });
    }
  });
