/**
 * Losses, their weights and metrics of several outputs, as lists and by names; and the weight of a single output, which
 * both engines compute.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import "../../src/autograd/methods.js";
import "../../src/fast/register.js";
import * as layers from "../../src/layers/layers.js";
import * as losses from "../../src/losses/functions.js";
import * as metrics from "../../src/metrics/functions.js";
import type { CompileOptions } from "../../src/model/compile.js";
import type { Model } from "../../src/model/model.js";
import { input, model, sequential } from "../../src/model/models.js";
import { loadLayersModel } from "../../src/model/saving/load.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { registerEngine } from "../../src/model/training/training-engine.js";
import * as regularizers from "../../src/regularizers/regularizers.js";
import { randomNormal, randomUniform } from "../../src/tensor/create.js";
import { assertNear } from "./oracle.js";

const X = randomNormal([12, 3]);
const NUMBERS = randomNormal([12, 1], 0, 1, "float32", 5);
const CLASSES = randomUniform([12, 1], 0, 1, "float32", 6).greater(0.5);

/** A model with a number and a class as outputs, and a penalty on the weights that both use. */
function twoOutputs(): Model {
  const x = input({ shape: [3] });
  const shared = layers
    .dense({ units: 4, activation: "tanh", kernelRegularizer: regularizers.l2({ l2: 0.1 }) })
    .apply(x);
  return model({
    inputs: x,
    outputs: [
      layers.dense({ units: 1, name: "size" }).apply(shared),
      layers.dense({ units: 1, activation: "sigmoid", name: "kind" }).apply(shared),
    ],
    seed: 3,
  });
}

function evaluated(options: Partial<CompileOptions>): Record<string, number> {
  const made = twoOutputs();
  made.compile({ optimizer: "sgd", loss: ["mse", "binaryCrossentropy"], ...options });
  return { ...made.evaluate(X, [NUMBERS, CLASSES] as never).logs };
}

describe("a model with several outputs", () => {
  it("adds up the weighted losses and the penalties, and reports each loss without its weight", () => {
    const plain = evaluated({});
    const penalty = plain.loss - plain.size_loss - plain.kind_loss;
    assert.ok(penalty > 0.01);
    for (const lossWeights of [[2, 0.25], { size: 2, kind: 0.25 }]) {
      const { loss, ...others } = evaluated({ lossWeights });
      assertNear([loss], [2 * plain.size_loss + 0.25 * plain.kind_loss + penalty], 1e-6, "loss");
      assert.deepEqual(others, { size_loss: plain.size_loss, kind_loss: plain.kind_loss });
    }
    assertNear(
      [evaluated({ lossWeights: { kind: 0 } }).loss],
      [plain.size_loss + penalty],
      1e-6,
      "an output that the object does not name counts once",
    );
  });

  it("takes losses and metrics by the names of the outputs, or in lists", () => {
    assert.deepEqual(
      evaluated({ loss: { kind: "binaryCrossentropy", size: "mse" } }),
      evaluated({ loss: ["mse", "binaryCrossentropy"] }),
    );
    const names = ["loss", "size_loss", "kind_loss", "size_mae", "kind_acc", "kind_auc"];
    for (const given of [
      { size: "mae", kind: ["accuracy", "auc"] },
      [["mae"], ["accuracy", metrics.auc]],
    ] as CompileOptions["metrics"][])
      assert.deepEqual(Object.keys(evaluated({ metrics: given })), names);
    assert.deepEqual(Object.keys(evaluated({ metrics: { kind: "acc" } })), [
      ...names.slice(0, 3),
      "kind_acc",
    ]);
  });

  it("moves the weights by the weighted sum of the gradients", async () => {
    const weightsAfter = async (options: Partial<CompileOptions>) => {
      const made = twoOutputs();
      made.compile({ optimizer: "sgd", loss: ["mse", "mse"], ...options });
      await made.fit(X, [NUMBERS, CLASSES] as never, { epochs: 2, batchSize: 5, verbose: 0 });
      return made.getWeights().flatMap(({ data }) => [...data]);
    };
    assertNear(
      await weightsAfter({ lossWeights: { size: 3, kind: 0.5 } }),
      await weightsAfter({
        loss: [
          (y, p) => losses.meanSquaredError(y, p).mul(3),
          (y, p) => losses.meanSquaredError(y, p).mul(0.5),
        ],
      }),
      1e-6,
      "weights",
    );
  });

  it("is restored with its losses, their options and weights, and its metrics", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "sorties "));
    try {
      const made = twoOutputs();
      made.compile({
        optimizer: "adam",
        loss: {
          size: losses.huber({ delta: 0.5 }),
          kind: losses.binaryCrossentropy({ labelSmoothing: 0.1 }),
        },
        lossWeights: { kind: 0.25 },
        metrics: { size: ["mae", "r2Score"], kind: metrics.auc({ curve: "PR", numThresholds: 50 }) },
      });
      await made.save(folder);
      const loaded = await loadLayersModel(folder);
      const logs = ({ logs: found }: { logs: Record<string, number> }) => found;
      assert.deepEqual(
        logs(loaded.evaluate(X, [NUMBERS, CLASSES] as never)),
        logs(made.evaluate(X, [NUMBERS, CLASSES] as never)),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("losses with options on both engines", () => {
  const cases: readonly (readonly [string, Partial<CompileOptions>])[] = [
    ["the weight of a single output", { loss: "binaryCrossentropy", lossWeights: [0.3] }],
    ["label smoothing", { loss: losses.binaryCrossentropy({ labelSmoothing: 0.2 }) }],
    ["the default options", { loss: losses.binaryCrossentropy({}) }],
    ["the Kullback-Leibler divergence", { loss: "kullbackLeiblerDivergence" }],
  ];
  for (const [name, options] of cases) {
    it(`${name}: both give the same numbers`, async () => {
      const trained = async () => {
        const made = sequential({
          seed: 2,
          layers: [
            layers.dense({ units: 3, activation: "relu", inputShape: [3] }),
            layers.dense({ units: 1, activation: "sigmoid" }),
          ],
        });
        made.compile({ optimizer: "sgd", loss: "mse", ...options });
        await made.fit(X, CLASSES, { epochs: 3, batchSize: 5, verbose: 0 });
        return [made.evaluate(X, CLASSES).logs.loss, ...made.getWeights().flatMap(({ data }) => [...data])];
      };
      const fast = await trained();
      const withdraw = registerEngine((each) => new AutogradEngine(each));
      try {
        assertNear(fast, await trained(), 2e-5, name);
      } finally {
        withdraw();
      }
    });
  }
});
