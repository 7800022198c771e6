/** Batches in halves: the results do not depend on which thread computes the second half. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { cutBatch, fewestForHalves, partCapacities } from "../../src/fast/program/halves.js";
import { lowerModel } from "../../src/fast/program/program.js";
import { TASKS } from "../../src/fast/threads/commands.js";
import { isSecondThreadUp, type SharedProgram } from "../../src/fast/threads/second-thread.js";
import type { Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import { lossFrom } from "../../src/losses/losses.js";
import { sequential } from "../../src/model/models.js";
import * as train from "../../src/optimizers/train.js";
import { assertSameTraining, batchFor, type ModelCase } from "./both-engines.js";

const CASES: readonly ModelCase[] = [
  {
    name: "dense with dropout",
    inputShape: [300],
    loss: "categoricalCrossentropy",
    batches: [61, 40, 2, 61],
    optimizer: () => train.adam(0.01),
    tolerance: 2e-4,
    layers: (inputShape) => [
      layers.dense({ units: 800, activation: "relu", inputShape }),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 7, activation: "softmax" }),
    ],
  },
  {
    name: "the practical's convolutions",
    inputShape: [32, 32, 3],
    loss: "sparseCategoricalCrossentropy",
    batches: [5, 1, 4],
    weighted: true,
    layers: (inputShape) => [
      layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      layers.flatten(),
      layers.dense({ units: 10, activation: "softmax" }),
    ],
  },
  {
    name: "LSTM",
    inputShape: [40, 8],
    loss: "meanSquaredError",
    batches: [40, 9],
    optimizer: () => train.sgd(0.05),
    layers: (inputShape) => [
      layers.lstm({ units: 48, inputShape }),
      layers.dense({ units: 2, kernelRegularizer: "l2" }),
    ],
  },
];

const THREADS = process.env["NEURONES_THREADS"];
const useThreads = (count: number) => (process.env["NEURONES_THREADS"] = String(count));

/** Losses, outputs and weights of a few steps, to the last bit. */
function trained(each: ModelCase, steps = 3): unknown[] {
  const model = sequential({ layers: [...each.layers(each.inputShape)], seed: 5 });
  const engine = fastEngine({
    graph: model.graph,
    training: {
      optimizer: train.adam(0.01),
      losses: [lossFrom(each.loss, "test")],
      trainable: model.trainableWeights,
    },
  })!;
  const shape = model.predict(batchFor(each, [1], 1, 1).inputs[0]).shape.slice(1);
  const told: unknown[] = [];
  for (let step = 0; step < steps; step++) {
    const batch = batchFor(each, shape, each.batches![0], 3 * step + 1);
    told.push(
      engine.evaluateBatch(batch).loss,
      engine.trainBatch(batch, 9).loss,
      engine.predictBatch(batch.inputs)[0].data,
    );
  }
  engine.synchronize();
  return [...told, ...model.weights.map(({ data }) => data)];
}

/** Trains until the second thread is up. */
async function untilSecondThreadIsUp(): Promise<void> {
  for (let i = 0; i < 5000; i++) {
    trained(CASES[0], 1);
    if (isSecondThreadUp()) return;
    await setTimeout(20);
  }
  assert.fail("the second thread did not come up");
}

describe("batches in halves", function () {
  afterEach(() => {
    if (THREADS === undefined) delete process.env["NEURONES_THREADS"];
    else process.env["NEURONES_THREADS"] = THREADS;
  });

  it("are divided depending on the work of a step only", () => {
    const program = (inputShape: readonly number[], ...chain: Layer[]) => {
      const model = sequential({ layers: chain });
      return lowerModel({ graph: model.graph, training: undefined }, inputShape)!.program;
    };
    assert.ok(program([784], layers.dense({ units: 4, inputShape: [784] })).fewestForHalves > 1024);
    assert.equal(
      program([784], layers.dense({ units: 128, inputShape: [784] }), layers.dense({ units: 64 }))
        .fewestForHalves,
      93,
    );
    assert.equal(
      program([8], layers.dense({ units: 4000, inputShape: [8] }), layers.batchNormalization())
        .fewestForHalves,
      Infinity,
    );
    assert.equal(fewestForHalves([]), 10_000_000);
    assert.deepEqual(
      [cutBatch(5, 6), cutBatch(6, 6), cutBatch(7, 6)],
      [
        [0, 5],
        [0, 3, 6],
        [0, 4, 7],
      ],
    );
    assert.deepEqual(
      [partCapacities(5, 6), partCapacities(6, 6), partCapacities(7, 6), partCapacities(20, 6)],
      [[5], [5, 3], [5, 4], [10, 10]],
    );
  });

  for (const each of CASES) it(`train as autograd does: ${each.name}`, () => assertSameTraining(each));

  it("give the same bits with one thread and with two", async () => {
    useThreads(2);
    await untilSecondThreadIsUp();
    for (const each of CASES) {
      useThreads(1);
      const alone = trained(each);
      useThreads(2);
      assert.deepEqual(trained(each), alone, each.name);
    }
  });

  it("wait for a second thread that is still computing after an interrupt", async () => {
    useThreads(2);
    await untilSecondThreadIsUp();
    const expected = trained(CASES[1]);
    const model = sequential({ layers: [...CASES[1].layers(CASES[1].inputShape)] });
    const engine = fastEngine({ graph: model.graph, training: undefined })!;
    engine.predictBatch(batchFor(CASES[1], [10], 4, 1).inputs);
    // A command for whose end nothing waits.
    const { shared } = engine as unknown as { readonly shared: SharedProgram };
    assert.equal(
      shared.begin({ task: TASKS.predict, rows: 2, before: 2, seed: 0, step: 0, sparse: 0 }),
      true,
    );
    assert.deepEqual(trained(CASES[1]), expected);
  });
});
