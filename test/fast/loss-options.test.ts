/** Label smoothing and the weight of the loss on kernels: the same numbers as on autograd, batch after batch. */
import assert from "node:assert/strict";
import { fastEngine } from "../../src/fast/fast-engine.js";
import * as layers from "../../src/layers/layers.js";
import * as losses from "../../src/losses/functions.js";
import { lossFrom, type LossLike } from "../../src/losses/losses.js";
import { sequential } from "../../src/model/models.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import type { RunnableModel, TrainingEngine } from "../../src/model/training/training-engine.js";
import * as regularizers from "../../src/regularizers/regularizers.js";
import * as train from "../../src/optimizers/train.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { numbers } from "./workbench.js";

const ROWS = 9;

interface Case {
  readonly name: string;
  readonly loss: LossLike;
  readonly units: number;
  readonly activation: "softmax" | "sigmoid" | "linear";
  readonly lossWeights?: readonly number[];
}

const CASES: readonly Case[] = [
  {
    name: "smoothed binary cross-entropy",
    loss: losses.binaryCrossentropy({ labelSmoothing: 0.2 }),
    units: 3,
    activation: "sigmoid",
  },
  {
    name: "smoothed categorical cross-entropy, weighted",
    loss: losses.categoricalCrossentropy({ labelSmoothing: 0.1 }),
    units: 4,
    activation: "softmax",
    lossWeights: [0.3],
  },
  {
    name: "a weighted squared error",
    loss: "meanSquaredError",
    units: 2,
    activation: "linear",
    lossWeights: [-2],
  },
  {
    name: "a cross-entropy of logits, which runs on autograd",
    loss: losses.binaryCrossentropy({ fromLogits: true }),
    units: 2,
    activation: "linear",
  },
  {
    name: "a divergence of a softmax, which runs on autograd",
    loss: "kullbackLeiblerDivergence",
    units: 3,
    activation: "softmax",
    lossWeights: [2],
  },
  {
    name: "huber's loss, which runs on autograd",
    loss: losses.huber({ delta: 0.2 }),
    units: 2,
    activation: "sigmoid",
    lossWeights: [0.5],
  },
  { name: "default options", loss: losses.binaryCrossentropy({}), units: 1, activation: "sigmoid" },
];

function subject({ loss, units, activation, lossWeights }: Case): RunnableModel {
  const model = sequential({
    seed: 3,
    layers: [
      layers.dense({
        units: 5,
        activation: "relu",
        inputShape: [4],
        kernelRegularizer: regularizers.l2({ l2: 0.01 }),
      }),
      layers.dense({ units, activation }),
    ],
  });
  return {
    graph: model.graph,
    training: {
      optimizer: train.sgd(0.1),
      losses: [lossFrom(loss, "test")],
      trainable: model.trainableWeights,
      ...(lossWeights === undefined ? {} : { lossWeights }),
    },
  };
}

describe("losses with options on kernels", () => {
  for (const each of CASES)
    it(each.name, () => {
      const [readable, quick] = [subject(each), subject(each)];
      const fast = fastEngine(quick);
      assert.ok(fast !== undefined, "this model has no fast engine");
      const engines: readonly TrainingEngine[] = [new AutogradEngine(readable), fast];
      for (let i = 0; i < 3; i++) {
        const batch = {
          inputs: [new Tensor(numbers(ROWS * 4, i), [ROWS, 4])],
          targets: [new Tensor(numbers(ROWS * each.units, i + 9).map(Math.abs), [ROWS, each.units])],
        };
        for (const run of ["evaluateBatch", "trainBatch"] as const) {
          const [expected, actual] = engines.map((engine) => engine[run](batch, 4));
          assertNear([actual.loss, ...actual.losses], [expected.loss, ...expected.losses], 2e-5, run);
        }
        fast.synchronize();
        readable.training!.trainable.forEach((weight, which) =>
          assertNear(quick.training!.trainable[which].storage, weight.storage, 2e-5, weight.name),
        );
      }
    });

  it("are left to autograd where the only loss does not count", () => {
    const each = {
      name: "",
      units: 2,
      loss: "meanSquaredError",
      activation: "linear",
      lossWeights: [0],
    } as const;
    assert.equal(fastEngine(subject(each)), undefined);
  });
});
