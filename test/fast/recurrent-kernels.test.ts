/** The kernels between the products of recurrent layers give the same bits however many units a row has. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { ACTIVATION_KINDS, type ActivationKind } from "../../src/fast/kernels/activations.js";
import type { Kernels } from "../../src/fast/kernels.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const { sigmoid, hardSigmoid, tanh, relu } = ACTIVATION_KINDS;

/** The arrays of a step: gates · units numbers of `sums` and `bias`, and units numbers of each of the others. */
interface Step {
  readonly sums: Float32Array;
  readonly bias: Float32Array | undefined;
  readonly others: readonly Float32Array[];
}

interface Kinds {
  readonly gate: ActivationKind;
  readonly activation: ActivationKind;
}

/** Computes a step and its gradients with kernels, of which each writes some of the arrays; returns all of them. */
type Run = (
  kernels: Kernels,
  places: { readonly sums: number; readonly bias: number; readonly others: readonly number[] },
  units: number,
  kinds: Kinds,
) => void;

const LAYERS: Readonly<
  Record<string, { readonly gates: number; readonly others: number; readonly run: Run }>
> = {
  lstm: {
    gates: 4,
    others: 6,
    run(
      kernels,
      { sums, bias, others: [before, memory, shown, h, dh, dmemory] },
      units,
      { gate, activation },
    ) {
      kernels.lstmStep(sums, bias, before, 1, units, gate, activation, memory, shown, h);
      kernels.lstmStepBack(0, sums, before, shown, dh, dmemory, 1, units, gate, activation);
    },
  },
  gru: {
    gates: 3,
    others: 5,
    run(kernels, { sums, bias, others: [before, seen, h, dh, dseen] }, units, { gate, activation }) {
      kernels.gruGates(sums, bias, before, 1, units, gate, seen);
      kernels.gruState(sums, bias, before, 1, units, activation, h);
      const reset = sums + units * 4;
      kernels.gruGatesBack(0, reset, before, reset, dseen, dh, 1, units, gate);
      kernels.gruStateBack(0, sums, before, dh, 1, units, activation, gate);
    },
  },
};

/** All arrays after the step, those of the sums first. */
function computed(bench: Workbench, run: Run, { sums, bias, others }: Step, kinds: Kinds): Float32Array[] {
  const units = others[0].length;
  const places = {
    sums: bench.put(sums),
    bias: bias === undefined ? 0 : bench.put(bias),
    others: others.map((each) => bench.put(each)),
  };
  run(bench.kernels, places, units, kinds);
  return [
    bench.get(places.sums, sums.length),
    ...others.map((each, which) => bench.get(places.others[which], each.length)),
  ];
}

/** The numbers of one unit in an array with some numbers for each. */
function ofUnit(array: Float32Array, unit: number, units: number): Float32Array {
  return array.filter((_, i) => i % units === unit);
}

for (const flavour of FLAVOURS)
  describe(`kernels of recurrent layers, ${flavour} SIMD`, () => {
    for (const [name, { gates, others, run }] of Object.entries(LAYERS))
      it(`${name}: compute each unit as if it were alone`, () => {
        const steps = fc.record({
          units: fc.integer({ min: 1, max: 40 }),
          gate: fc.constantFrom(sigmoid, hardSigmoid, tanh),
          activation: fc.constantFrom(tanh, relu),
          hasBias: fc.boolean(),
          scale: fc.constantFrom(1, 20),
          seed: fc.integer({ min: 1, max: 99 }),
        });
        fc.assert(
          fc.property(steps, ({ units, hasBias, scale, seed, ...kinds }) => {
            const bench = new Workbench(flavour);
            const whole: Step = {
              sums: numbers(gates * units, seed, scale),
              bias: hasBias ? numbers(gates * units, seed + 1) : undefined,
              others: Array.from({ length: others }, (_, which) => numbers(units, seed + 2 + which)),
            };
            const together = computed(bench, run, whole, kinds);
            for (let unit = 0; unit < units; unit++) {
              const part = (array: Float32Array) => ofUnit(array, unit, units);
              const step: Step = {
                sums: part(whole.sums),
                bias: whole.bias && part(whole.bias),
                others: whole.others.map(part),
              };
              assert.deepEqual(computed(bench, run, step, kinds), together.map(part));
            }
          }),
          { numRuns: 60 },
        );
      });
  });
