/** Constraints: their values beside TensorFlow.js, and that trained weights satisfy them on both engines. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { constraintFrom } from "../../src/constraints/constraint-from.js";
import * as constraints from "../../src/constraints/constraints.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import * as layers from "../../src/layers/layers.js";
import { layerFromSaved } from "../../src/layers/registry.js";
import { input, model, sequential } from "../../src/model/models.js";
import { registerEngine } from "../../src/model/training/training-engine.js";
import { randomNormal } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { assertClose, toTensorFlow } from "../layers/oracle.js";

const NORMS: readonly (readonly [keyof typeof constraints, object])[] = [
  ["maxNorm", {}],
  ["maxNorm", { maxValue: 0.8, axis: 1 }],
  ["minMaxNorm", {}],
  ["minMaxNorm", { minValue: 1.2, maxValue: 1.6, rate: 0.3, axis: 1 }],
  ["nonNeg", {}],
  ["unitNorm", {}],
  ["unitNorm", { axis: 1 }],
];

const norms = (w: Tensor) => [...w.square().sum(0).sqrt().data];

describe("constraints", () => {
  for (const [name, options] of NORMS)
    it(`${name}(${JSON.stringify(options)}) gives the weights of TensorFlow.js, and is saved as it`, () => {
      const ours = (constraints[name] as (given: object) => constraints.Constraint)(options);
      const theirs = (tf.constraints[name] as (given: object) => ReturnType<typeof tf.constraints.nonNeg>)(
        options,
      );
      const w = randomNormal([5, 3], 0, 1, "float32", 3);
      assertClose(ours.apply(w), theirs.apply(toTensorFlow(w)), name);
      assert.deepEqual(ours.config, theirs.getConfig());
      const { className } = theirs.constructor as unknown as { className: string };
      assert.equal(ours.className, className);
      const again = constraintFrom({ className, config: ours.config }, "test", "constraint");
      assert.deepEqual(again?.apply(w).data, ours.apply(w).data);
    });

  it("are found by the name of their class too, as saved models have it", () => {
    assert.equal(constraintFrom("MaxNorm" as never, "test", "constraint")?.className, "MaxNorm");
  });

  it("take several axes, as the filters of a convolution need", () => {
    const filters = randomNormal([3, 3, 2, 4]);
    const one = constraints.unitNorm({ axis: [0, 1, 2] }).apply(filters);
    for (const norm of one.square().sum([0, 1, 2]).data) assert.ok(Math.abs(norm - 1) < 1e-3);
  });

  it("are options of every weight of a layer, and saved under the names of TensorFlow.js", () => {
    const layer = layers.lstm({
      units: 2,
      kernelConstraint: "nonNeg",
      recurrentConstraint: constraints.maxNorm({ maxValue: 0.5 }),
      biasConstraint: "unitNorm",
    });
    const saved = JSON.parse(JSON.stringify(layer.getConfig())) as Record<string, unknown>;
    const theirs = tf.layers.lstm(structuredClone(saved) as never).getConfig();
    for (const name of ["kernelConstraint", "recurrentConstraint", "biasConstraint"])
      assert.deepEqual(saved[name], theirs[name], name);
    assert.deepEqual(layerFromSaved({ className: "LSTM", config: saved }).getConfig(), saved);
    const embedding = layers.embedding({ inputDim: 3, outputDim: 2, embeddingsConstraint: "nonNeg" });
    assert.deepEqual(embedding.getConfig().embeddingsConstraint, { className: "NonNeg", config: {} });
  });

  for (const engine of ["autograd", "the fast engine if it can"] as const)
    it(`hold after each step of fit and trainOnBatch, with ${engine}`, async () => {
      const withdraw = engine === "autograd" ? () => {} : registerEngine(fastEngine);
      try {
        const net = sequential({
          layers: [
            layers.dense({
              units: 4,
              activation: "tanh",
              inputShape: [3],
              kernelConstraint: constraints.maxNorm({ maxValue: 0.7 }),
            }),
            layers.batchNormalization({ gammaConstraint: "nonNeg" }),
            layers.dense({ units: 1, kernelConstraint: "nonNeg", biasConstraint: "unitNorm" }),
          ],
        });
        net.compile({ optimizer: "adam", loss: "meanSquaredError" });
        const holds = () => {
          const [first, , , , , , last, bias] = net.weights;
          assert.ok(norms(first).every((norm) => norm < 0.7001));
          assert.ok(last.data.every((value) => value >= 0));
          assert.ok(Math.abs(Math.abs(bias.data[0]) - 1) < 1e-3);
        };
        const [x, y] = [randomNormal([32, 3]), randomNormal([32, 1], 3, 1)];
        await net.trainOnBatch(x, y);
        holds();
        await net.fit(x, y, { epochs: 3, verbose: 0, batchSize: 8, callbacks: { onBatchEnd: holds } });
        holds();
      } finally {
        withdraw();
      }
    });

  it("hold in models within models, and leave frozen weights alone", async () => {
    const inner = sequential({
      layers: [layers.dense({ units: 2, kernelConstraint: "nonNeg", inputShape: [2] })],
    });
    const frozen = layers.dense({ units: 1, kernelConstraint: "nonNeg", trainable: false });
    const x = input({ shape: [2] });
    const net = model({ inputs: x, outputs: frozen.apply(inner.apply(x)) });
    net.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const before = [...frozen.weights[0].data];
    await net.fit(randomNormal([8, 2]), randomNormal([8, 1]), { verbose: 0 });
    assert.ok(inner.weights[0].data.every((value) => value >= 0));
    assert.deepEqual([...frozen.weights[0].data], before);
    assert.ok(before.some((value) => value < 0));
  });
});
