/** Batches in parts: the results do not depend on which thread computes which part. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { joinedGradients } from "../../src/fast/program/joined-gradients.js";
import { lowerModel } from "../../src/fast/program/lower.js";
import { cutBatch, divisionOf, partCapacities, partCount } from "../../src/fast/program/parts.js";
import { partsComputed, threadsUp } from "../../src/fast/threads/workers.js";
import type { Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import { lossFrom } from "../../src/losses/losses.js";
import { input, model, sequential } from "../../src/model/models.js";
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
    batches: [9, 1, 4],
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
  {
    name: "batch normalisation, in parts",
    inputShape: [12, 12, 8],
    loss: "sparseCategoricalCrossentropy",
    batches: [41, 40, 9],
    optimizer: () => train.sgd(0.02),
    layers: (inputShape) => [
      layers.conv2d({ filters: 32, kernelSize: 3, inputShape }),
      layers.batchNormalization(),
      layers.activation({ activation: "relu" }),
      layers.conv2d({ filters: 32, kernelSize: 3 }),
      layers.batchNormalization({ momentum: 0.8 }),
      layers.flatten(),
      layers.dense({ units: 4, activation: "softmax" }),
    ],
  },
  {
    name: "two directions with dropout of inputs and states",
    inputShape: [40, 8],
    loss: "meanSquaredError",
    batches: [40, 13],
    optimizer: () => train.sgd(0.05),
    layers: (inputShape) => [
      layers.bidirectional({
        layer: layers.gru({ units: 48, dropout: 0.2, recurrentDropout: 0.3 }),
        inputShape,
      }),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "an LSTM with dropout, in more than two parts",
    inputShape: [40, 8],
    loss: "meanSquaredError",
    batches: [100, 61],
    optimizer: () => train.sgd(0.05),
    layers: (inputShape) => [
      layers.lstm({ units: 48, dropout: 0.2, returnSequences: true, inputShape }),
      layers.dropout({ rate: 0.3 }),
      layers.globalAveragePooling1d(),
      layers.dense({ units: 2 }),
    ],
  },
];

/** So much work that a batch has eight parts. */
const WIDE: ModelCase = {
  name: "wide convolutions, in eight parts",
  inputShape: [20, 20, 16],
  loss: "sparseCategoricalCrossentropy",
  batches: [20, 3],
  optimizer: () => train.sgd(0.05),
  // Winograd's transforms and normalisation of three examples round more than other operations.
  tolerance: 2e-4,
  layers: (inputShape) => [
    layers.conv2d({ filters: 128, kernelSize: 3, activation: "relu", inputShape }),
    layers.batchNormalization(),
    layers.conv2d({ filters: 128, kernelSize: 3, activation: "relu" }),
    layers.globalAveragePooling2d(),
    layers.dense({ units: 4, activation: "softmax" }),
  ],
};

/** Dense layers with so much work, of which parts add some of the gradients in pairs where one thread computes them. */
const WIDE_DENSE: ModelCase = {
  name: "wide dense layers, in eight parts",
  inputShape: [300],
  loss: "categoricalCrossentropy",
  batches: [520],
  layers: (inputShape) => [
    layers.dense({ units: 1200, activation: "relu", inputShape }),
    layers.dense({ units: 500, kernelRegularizer: "l2" }),
    layers.dense({ units: 7, activation: "softmax" }),
  ],
};

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

/** Trains until so many other threads are up. */
async function untilThreadsAreUp(count: number): Promise<void> {
  for (let i = 0; i < 5000; i++) {
    trained(WIDE, 1);
    if (threadsUp() >= count) return;
    await setTimeout(20);
  }
  assert.fail(`${threadsUp()} of ${count} threads came up`);
}

describe("batches in parts", function () {
  afterEach(() => {
    if (THREADS === undefined) delete process.env["NEURONES_THREADS"];
    else process.env["NEURONES_THREADS"] = THREADS;
  });

  it("are divided depending on the work of a step only", () => {
    const division = (inputShape: readonly number[], ...chain: Layer[]) => {
      const model = sequential({ layers: chain });
      return divisionOf(lowerModel({ graph: model.graph, training: undefined }, [inputShape])!.program);
    };
    assert.ok(division([784], layers.dense({ units: 4, inputShape: [784] }))[0] > 1024);
    assert.deepEqual(
      division([784], layers.dense({ units: 128, inputShape: [784] }), layers.dense({ units: 64 })),
      [93, 2212, 4423],
    );
    assert.deepEqual(
      divisionOf({ steps: [], inputs: [], weights: [] }),
      [10_000_000, 240_000_000, 480_000_000],
    );
    const cuts = [5, 6, 7, 12, 13, 50].map((examples) => cutBatch(examples, [6, 13, 50]));
    assert.deepEqual(cuts, [
      [0, 5],
      [0, 3, 6],
      [0, 4, 7],
      [0, 6, 12],
      [0, 4, 7, 10, 13],
      [0, 7, 13, 19, 25, 32, 38, 44, 50],
    ]);
    assert.deepEqual(
      [5, 6, 7, 20, 60].map((examples) => partCapacities(examples, [6, 13, 50])),
      [[5], [5, 3], [5, 4], [6, 6, 5, 5], [13, 13, 13, 13, 8, 8, 8, 8]],
    );
  });

  it("have memory for every batch that is not larger", () => {
    for (const division of [
      [2, 4, 8],
      [6, 13, 50],
      [9, 9, 9],
      [40, 41, 1000],
    ])
      for (let most = 1; most < 120; most++) {
        const capacities = partCapacities(most, division);
        for (let examples = 1; examples <= most; examples++) {
          const cuts = cutBatch(examples, division);
          assert.equal(cuts.length - 1, partCount(examples, division));
          for (let part = 0; part < cuts.length - 1; part++) {
            const rows = cuts[part + 1] - cuts[part];
            assert.ok(rows > 0 && rows <= capacities[part], `${most} ${examples} ${division.join(" ")}`);
          }
        }
      }
  });

  it("have gradients that are added up less often where the weights are many", () => {
    const shape = { value: 0, shape: [1000], words: undefined, mayBeSparse: false };
    const trained = { size: 1_000_000, trainable: true, changes: true, l1: 0, l2: 0 };
    const program = (weights: number) => ({
      inputs: [shape],
      steps: [
        {
          operation: {
            kind: "globalAverage",
            size: 1,
            weights: [],
            steps: 1,
            readsMask: false,
            multiplications: 1e6,
          } as const,
          inputs: [0],
          outputs: [1],
        },
      ],
      weights: new Array<typeof trained>(weights).fill(trained),
    });
    assert.deepEqual(divisionOf(program(0)), [10, 240, 480]);
    assert.deepEqual(divisionOf(program(2)), [10, 512, 1024]);
  });

  it("share gradients in pairs where each adds to a number once", () => {
    const joined = (inputShape: readonly number[], examples: number, ...chain: Layer[]) => {
      const x = input({ shape: [...inputShape] });
      const outputs = chain.reduce((before, layer) => layer.apply(before), x);
      const { graph, trainableWeights } = model({ inputs: x, outputs });
      const training = {
        optimizer: train.adam(),
        losses: [lossFrom("meanSquaredError", "test")],
        trainable: trainableWeights,
      };
      const { program } = lowerModel({ graph, training }, [inputShape])!;
      return joinedGradients(program, examples);
    };
    const dense = (inputs: number) => layers.dense({ units: 4, inputShape: [inputs] });
    const frozen = layers.dense({ units: 4, trainable: false });
    const penalized = layers.dense({ units: 4, kernelRegularizer: "l2" });
    // The kernel, but not the bias; nothing of what is frozen or penalized.
    const several = [dense(3), frozen, penalized, layers.dense({ units: 2 })];
    assert.deepEqual(joined([3], 256, ...several), [true, false, false, false, false, false, true, false]);
    // More rows are several blocks of the product, each of which adds to the gradient.
    assert.deepEqual(joined([3], 257, dense(3)), [false, false]);
    assert.deepEqual(joined([3], Infinity, dense(3)), [false, false]);
    const conv1d = () => layers.conv1d({ filters: 4, kernelSize: 1, inputShape: [10, 3] });
    assert.deepEqual(joined([10, 3], 25, conv1d()), [true, false]);
    assert.deepEqual(joined([10, 3], 26, conv1d()), [false, false]);
    // Inputs in compressed rows are added number by number.
    assert.deepEqual(joined([600], 10, dense(600), dense(4)), [false, false, true, false]);
    const twice = dense(4);
    assert.deepEqual(joined([4], 10, twice, twice), [false, false]);
  });

  it("are several in each of these models", () => {
    for (const { name, layers: chain, inputShape, batches } of CASES) {
      const { graph } = sequential({ layers: [...chain(inputShape)] });
      const { program } = lowerModel({ graph, training: undefined }, [inputShape])!;
      assert.ok(partCount(batches![0], divisionOf(program)) > 1, name);
    }
    for (const { layers: chain, inputShape, batches } of [WIDE, WIDE_DENSE]) {
      const { graph } = sequential({ layers: [...chain(inputShape)] });
      const { program } = lowerModel({ graph, training: undefined }, [inputShape])!;
      assert.equal(partCount(batches![0], divisionOf(program)), 8);
    }
  });

  for (const each of [...CASES, WIDE])
    it(`train as autograd does: ${each.name}`, () => assertSameTraining(each));

  it("give the same bits with 1, 2, 3, 4 and 8 threads", async () => {
    useThreads(1);
    const cases = [...CASES, WIDE, WIDE_DENSE];
    const alone = cases.map((each) => trained(each));
    for (const threads of [2, 3, 4, 8]) {
      useThreads(threads);
      await untilThreadsAreUp(threads - 1);
      cases.forEach((each, i) =>
        assert.deepEqual(trained(each), alone[i], `${each.name}, ${threads} threads`),
      );
    }
  });

  it("are computed by all threads", async () => {
    useThreads(4);
    await untilThreadsAreUp(3);
    const before = partsComputed();
    const isAtWork = (thread: number) => partsComputed()[thread] > (before[thread] ?? 0);
    // Enough steps for each thread to wake up, however busy the machine is.
    for (let step = 0; step < 200 && ![0, 1, 2].every(isAtWork); step++) trained(WIDE, 1);
    assert.deepEqual([0, 1, 2].map(isAtWork), [true, true, true]);
  });
});
