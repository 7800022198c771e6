/**
 * Models that go to TensorFlow.js and come from there: predictions, weights, and the training that continues
 * where it stopped.
 */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import * as losses from "../../../src/losses/functions.js";
import type { CompileOptions } from "../../../src/model/compile.js";
import type { Model } from "../../../src/model/model.js";
import { input, model, sequential } from "../../../src/model/models.js";
import { loadLayersModel } from "../../../src/model/saving/load.js";
import * as regularizers from "../../../src/regularizers/regularizers.js";
import * as schedules from "../../../src/optimizers/schedules.js";
import * as train from "../../../src/optimizers/train.js";
import { randomNormal, randomUniform } from "../../../src/tensor/create.js";
import type { Tensor } from "../../../src/tensor/tensor.js";
import { toTensorFlow } from "../../layers/oracle.js";
import { unwatch, watch } from "../notebook.js";
import { assertNear } from "../oracle.js";
import { loadTheirs, saveTheirs } from "./tensorflow-files.js";

interface Subject {
  readonly name: string;
  readonly ours: () => Model;
  readonly theirs: () => tf.LayersModel;
  readonly x: readonly Tensor[];
}

const X = randomNormal([9, 4]);
const PICTURES = randomNormal([3, 8, 6, 2]);
const WORDS = randomUniform([3, 5], 0, 7, "int32");

const SUBJECTS: readonly Subject[] = [
  {
    name: "a chain",
    ours: () =>
      sequential({
        layers: [
          layers.dense({
            units: 5,
            activation: "relu",
            inputShape: [4],
            kernelRegularizer: regularizers.l2({ l2: 0.01 }),
          }),
          layers.dropout({ rate: 0.3 }),
          layers.dense({ units: 2, useBias: false }),
          layers.activation({ activation: "softmax" }),
        ],
      }),
    theirs: () =>
      tf.sequential({
        layers: [
          tf.layers.dense({
            units: 5,
            activation: "relu",
            inputShape: [4],
            kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }),
          }),
          tf.layers.dropout({ rate: 0.3 }),
          tf.layers.dense({ units: 2, useBias: false }),
          tf.layers.activation({ activation: "softmax" }),
        ],
      }),
    x: [X],
  },
  {
    name: "convolutions and batch normalisation",
    ours: () =>
      sequential({
        layers: [
          layers.conv2d({ filters: 3, kernelSize: 3, padding: "same", inputShape: [8, 6, 2] }),
          layers.batchNormalization(),
          layers.leakyReLU({ alpha: 0.1 }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 2 }),
          layers.zeroPadding2d({ padding: 1 }),
          layers.globalAveragePooling2d(),
          layers.dense({ units: 3, activation: "sigmoid" }),
        ],
      }),
    theirs: () =>
      tf.sequential({
        layers: [
          tf.layers.conv2d({ filters: 3, kernelSize: 3, padding: "same", inputShape: [8, 6, 2] }),
          tf.layers.batchNormalization(),
          tf.layers.leakyReLU({ alpha: 0.1 }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 2 }),
          tf.layers.zeroPadding2d({ padding: 1 }),
          tf.layers.globalAveragePooling2d({}),
          tf.layers.dense({ units: 3, activation: "sigmoid" }),
        ],
      }),
    x: [PICTURES],
  },
  {
    name: "recurrent layers",
    ours: () =>
      sequential({
        layers: [
          layers.embedding({ inputDim: 7, outputDim: 3, inputLength: 5 }),
          layers.lstm({ units: 3, returnSequences: true }),
          layers.gru({ units: 2, returnSequences: true }),
          layers.simpleRNN({ units: 2 }),
          layers.dense({ units: 1 }),
        ],
      }),
    theirs: () =>
      tf.sequential({
        layers: [
          tf.layers.embedding({ inputDim: 7, outputDim: 3, inputLength: 5 }),
          tf.layers.lstm({ units: 3, returnSequences: true }),
          tf.layers.gru({ units: 2, returnSequences: true }),
          tf.layers.simpleRNN({ units: 2 }),
          tf.layers.dense({ units: 1 }),
        ],
      }),
    x: [WORDS],
  },
  {
    name: "a graph with a shared layer, a branch and two outputs",
    ours: () => {
      const [a, b] = [input({ shape: [4] }), input({ shape: [4], name: "other" })];
      const shared = layers.dense({ units: 3, activation: "tanh" });
      const [left, right] = [shared.apply(a), shared.apply(b)];
      const deep = layers.dense({ units: 3 }).apply(layers.dense({ units: 2 }).apply(left));
      const joined = layers.concatenate().apply([deep, right]);
      return model({
        inputs: [a, b],
        outputs: [
          layers.dense({ units: 1 }).apply(joined),
          layers.dense({ units: 2, name: "second" }).apply(deep),
        ],
      });
    },
    theirs: () => {
      const [a, b] = [tf.input({ shape: [4] }), tf.input({ shape: [4] })];
      const shared = tf.layers.dense({ units: 3, activation: "tanh" });
      const at = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
        layer.apply(x) as tf.SymbolicTensor;
      const [left, right] = [at(shared, a), at(shared, b)];
      const deep = at(tf.layers.dense({ units: 3 }), at(tf.layers.dense({ units: 2 }), left));
      const joined = at(tf.layers.concatenate(), [deep, right]);
      return tf.model({
        inputs: [a, b],
        outputs: [at(tf.layers.dense({ units: 1 }), joined), at(tf.layers.dense({ units: 2 }), deep)],
      });
    },
    x: [X, randomNormal([9, 4], 0, 1, "float32", 7)],
  },
  {
    name: "models within a model, whose layers have the same names",
    ours: () => {
      const inner = (units: number) =>
        sequential({
          layers: [layers.dense({ units: 3, activation: "tanh", inputShape: [4] }), layers.dense({ units })],
        });
      return sequential({ layers: [inner(4), inner(4), layers.dense({ units: 2 })] });
    },
    theirs: () => {
      const inner = (units: number) =>
        tf.sequential({
          layers: [
            tf.layers.dense({ units: 3, activation: "tanh", inputShape: [4] }),
            tf.layers.dense({ units }),
          ],
        });
      const whole = tf.sequential();
      whole.add(inner(4));
      whole.add(inner(4));
      whole.add(tf.layers.dense({ units: 2 }));
      return whole;
    },
    x: [X],
  },
];

const numbersOf = (tensors: Tensor | Tensor[]) => [tensors].flat().map(({ data }) => data);
const theirNumbers = (tensors: tf.Tensor | tf.Tensor[]) => [tensors].flat().map((each) => each.dataSync());

function assertSame(
  actual: readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
  tolerance = 1e-5,
): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((numbers, i) => assertNear(numbers, expected[i], tolerance, `tensor ${i}`));
}

describe("folders of TensorFlow.js", () => {
  let folder: string;
  before(() => tf.setBackend("cpu"));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "modèle tf "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const { name, ours, theirs, x } of SUBJECTS) {
    it(`${name}: TensorFlow.js reads what this project saves`, async () => {
      const saved = ours();
      await saved.save(folder, { format: "tensorflow" });
      const loaded = await loadTheirs(folder);
      assertSame(
        theirNumbers(loaded.predict(x.map(toTensorFlow)) as tf.Tensor[]),
        numbersOf(saved.predict(x)),
      );
    });

    it(`${name}: this project reads what it saves for TensorFlow.js`, async () => {
      const saved = ours();
      saved.compile({ optimizer: "adam", loss: losses.huber({ delta: 2 }), metrics: ["mae", "r2Score"] });
      await saved.save(folder, { format: "tensorflow" });
      const loaded = await loadLayersModel(folder);
      assert.deepEqual(numbersOf(loaded.predict(x)), numbersOf(saved.predict(x)));
      assert.deepEqual(loaded.metricsNames.length, saved.metricsNames.length);
      assert.equal(loaded.seed, saved.seed);
    });

    it(`${name}: this project reads what TensorFlow.js saves, in three files`, async () => {
      const saved = theirs();
      await saveTheirs(saved, folder, { shards: 3 });
      const loaded = await loadLayersModel(folder);
      assertSame(
        numbersOf(loaded.predict(x)),
        theirNumbers(saved.predict(x.map(toTensorFlow)) as tf.Tensor[]),
      );
    });

    it(`${name}: what this project reads and saves again, TensorFlow.js reads`, async () => {
      const saved = theirs();
      await saveTheirs(saved, folder);
      await (await loadLayersModel(folder)).save(folder, { format: "tensorflow" });
      const loaded = await loadTheirs(folder);
      const inputs = x.map(toTensorFlow);
      assertSame(
        theirNumbers(loaded.predict(inputs) as tf.Tensor[]),
        theirNumbers(saved.predict(inputs) as tf.Tensor[]),
      );
    });
  }

  const OPTIMIZERS: readonly (readonly [string, () => train.Optimizer, () => tf.Optimizer])[] = [
    ["sgd", () => train.sgd(0.1), () => tf.train.sgd(0.1)],
    ["momentum", () => train.momentum(0.05, 0.8, true), () => tf.train.momentum(0.05, 0.8, true)],
    ["rmsprop", () => train.rmsprop(0.01, 0.8, 0.3), () => tf.train.rmsprop(0.01, 0.8, 0.3)],
    ["adagrad", () => train.adagrad(0.1), () => tf.train.adagrad(0.1)],
    ["adam", () => train.adam(0.02, 0.8), () => tf.train.adam(0.02, 0.8)],
  ];
  const branched = SUBJECTS[3];
  const y = [randomNormal([9, 1], 0, 1, "float32", 8), randomNormal([9, 2], 0, 1, "float32", 9)];
  const settings = { loss: ["meanSquaredError", "meanAbsoluteError"], metrics: ["mae"] } as const;
  const ONE_BATCH = { epochs: 3, batchSize: 9, shuffle: false, verbose: 0 } as const;

  for (const [name, ourOptimizer, theirOptimizer] of OPTIMIZERS) {
    const x = branched.x;
    const ourFit = (each: Model) => each.fit(x as Tensor[], y as never, ONE_BATCH);
    const theirFit = (each: tf.LayersModel) => each.fit(x.map(toTensorFlow), y.map(toTensorFlow), ONE_BATCH);
    const compiled = () => {
      const made = branched.ours();
      made.compile({ optimizer: ourOptimizer(), ...settings } as CompileOptions);
      return made;
    };

    it(`TensorFlow.js continues a training with ${name} that began here`, async () => {
      const saved = compiled();
      await ourFit(saved);
      await saved.save(folder, { format: "tensorflow", includeOptimizer: true });
      const loaded = await loadTheirs(folder);
      await ourFit(saved);
      await theirFit(loaded);
      const inputs = x.map(toTensorFlow);
      assertSame(theirNumbers(loaded.predict(inputs) as tf.Tensor[]), numbersOf(saved.predict(x)), 2e-4);
    });

    it(`a training with ${name} that TensorFlow.js began continues here`, async () => {
      const saved = branched.theirs();
      saved.compile({
        optimizer: theirOptimizer(),
        loss: [...settings.loss],
        metrics: [...settings.metrics],
      });
      await theirFit(saved);
      await saveTheirs(saved, folder, { includeOptimizer: true });
      const loaded = await loadLayersModel(folder);
      assert.equal(loaded.optimizer.iterations, 3);
      await ourFit(loaded);
      await theirFit(saved);
      const inputs = x.map(toTensorFlow);
      assertSame(numbersOf(loaded.predict(x)), theirNumbers(saved.predict(inputs) as tf.Tensor[]), 2e-4);
    });

    it(`a training with ${name} continues here from the folder for TensorFlow.js as if it had not stopped`, async () => {
      const saved = compiled();
      await ourFit(saved);
      await saved.save(folder, { format: "tensorflow", includeOptimizer: true });
      const loaded = await loadLayersModel(folder);
      await ourFit(saved);
      await ourFit(loaded);
      assert.deepEqual(loaded.getWeights(), saved.getWeights());
    });
  }

  it("what TensorFlow.js does not know does not keep it from reading the model", async () => {
    for (const options of [
      { optimizer: "adamw", loss: "mse" },
      { optimizer: "adamax", loss: "mse" },
      { optimizer: "adam", loss: losses.huber({ delta: 2 }) },
      { optimizer: "adam", loss: "mse", metrics: ["r2Score", "mae"], lossWeights: [2] },
      {
        optimizer: train.adam(schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 9 })),
        loss: "mse",
        metrics: ["f1"],
      },
    ] as CompileOptions[]) {
      const saved = SUBJECTS[0].ours();
      saved.compile(options);
      await saved.fit(X, randomUniform([9, 2]), { epochs: 1, verbose: 0 });
      await saved.save(folder, { format: "tensorflow", includeOptimizer: true });
      const loaded = await loadTheirs(folder);
      assertSame(theirNumbers(loaded.predict(toTensorFlow(X)) as tf.Tensor), numbersOf(saved.predict(X)));
      const again = await loadLayersModel(folder);
      assert.deepEqual(again.metricsNames, saved.metricsNames);
      assert.deepEqual(again.optimizer.getConfig(), saved.optimizer.getConfig());
    }
  });

  it("a loss or an optimizer that does not exist here leaves the model without settings, with a warning", async () => {
    const saved = SUBJECTS[0].theirs();
    saved.compile({ optimizer: "adam", loss: "meanSquaredError" });
    await saveTheirs(saved, folder, { includeOptimizer: true });
    const file = path.join(folder, "model.json");
    const json = await readFile(file, "utf8");
    for (const [from, to] of [
      ['"Adam"', '"Ftrl"'],
      ['"mean_squared_error"', '"focal_loss"'],
    ]) {
      await writeFile(file, json.replace(from, to));
      const warnings: string[] = [];
      const displays = watch({ warn: (text) => warnings.push(text) });
      try {
        const loaded = await loadLayersModel(folder);
        assert.throws(() => loaded.evaluate(X, randomUniform([9, 2])), /compile/);
      } finally {
        unwatch();
      }
      assert.deepEqual([warnings.length, displays.length], [1, 0]);
    }
  });

  it("replace each other's files", async () => {
    const saved = SUBJECTS[0].ours();
    await saved.save(folder);
    await saved.save(folder, { format: "tensorflow" });
    assert.equal((await readdir(folder)).filter((name) => name.endsWith(".safetensors")).length, 0);
    await saved.save(folder);
    assert.equal((await readdir(folder)).length, 2);
  });
});
