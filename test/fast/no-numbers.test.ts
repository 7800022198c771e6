/** NaN in an input must become NaN in the prediction: otherwise a gap in the data is not noticed. */
import { strict as assert } from "node:assert";
import { NumericError } from "../../src/errors/errors.js";
import { layers, sequential, tensor } from "../../src/index.js";
import type { Layer } from "../../src/layers/layer.js";
import type { Flavour } from "../../src/fast/kernel-module.js";
import { ACTIVATION_KINDS } from "../../src/fast/kernels/activations.js";
import { FLAVOURS, Workbench } from "./workbench.js";

const ACTIVATIONS = Object.keys(ACTIVATION_KINDS) as (keyof typeof ACTIVATION_KINDS)[];

/** The results of an activation kernel for a row whose second number is NaN. */
function activated(flavour: Flavour, name: keyof typeof ACTIVATION_KINDS): readonly number[] {
  const bench = new Workbench(flavour);
  const at = bench.put(Float32Array.of(0.5, NaN, -0.5));
  bench.kernels.activate(ACTIVATION_KINDS[name], at, 0, at, 1, 3, 1);
  return [...bench.get(at, 3)];
}

describe("NaN in the fast engine", () => {
  for (const flavour of FLAVOURS) {
    for (const name of ACTIVATIONS) {
      it(`${name} of NaN is NaN, its neighbours are numbers, ${flavour} SIMD`, () => {
        assert.deepEqual(activated(flavour, name).map(Number.isNaN), [false, true, false]);
      });
    }

    it(`the loss of a row is NaN if the sum of another class than the target is NaN, ${flavour} SIMD`, () => {
      const bench = new Workbench(flavour);
      const [z, target, weight, p, dz] = [
        bench.put(Float32Array.of(1, NaN, 2)),
        bench.put(Float32Array.of(0)),
        bench.put(Float32Array.of(1)),
        bench.reserve(3),
        bench.reserve(3),
      ];
      assert.equal(bench.kernels.sparseSoftmaxCrossEntropy(z, target, weight, p, dz, 1, 3), NaN);
    });
  }

  const chains: Readonly<Record<string, readonly Layer[]>> = {
    ...Object.fromEntries(
      (["tanh", "sigmoid", "elu", "hardSigmoid", "softplus"] as const).map((activation) => [
        activation,
        [layers.dense({ units: 3, activation, inputShape: [3, 1] }), layers.flatten()],
      ]),
    ),
    lstm: [layers.lstm({ units: 3, inputShape: [3, 1] })],
    gru: [layers.gru({ units: 3, inputShape: [3, 1] })],
    simpleRNN: [layers.simpleRNN({ units: 3, inputShape: [3, 1] })],
  };
  for (const [name, chain] of Object.entries(chains)) {
    it(`a gap in x gives no prediction, and training names x: ${name}`, async () => {
      const network = sequential({ layers: [...chain, layers.dense({ units: 1 })] });
      network.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      const x = tensor([
        [[1], [NaN], [2]],
        [[1], [2], [3]],
      ]);
      const [gap, whole] = network.predict(x).dataSync();
      assert.deepEqual([Number.isNaN(gap), Number.isFinite(whole)], [true, true]);
      await assert.rejects(
        network.fit(x, [[1], [2]], { verbose: 0 }),
        (error) => error instanceof NumericError && error.argument === "x",
      );
    });
  }
});
