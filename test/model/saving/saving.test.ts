/**
 * Saving and loading models: round trips, files that TensorFlow.js can read, and damaged files that are
 * refused.
 */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import { ArgumentError, DataError } from "../../../src/errors/errors.js";
import * as layers from "../../../src/layers/layers.js";
import { Layer, registerLayer } from "../../../src/layers/layers.js";
import type { Model } from "../../../src/model/model.js";
import { input, model, sequential } from "../../../src/model/models.js";
import { loadLayersModel } from "../../../src/model/saving/load.js";
import type { ModelFile } from "../../../src/model/saving/save.js";
import * as train from "../../../src/optimizers/train.js";
import * as regularizers from "../../../src/regularizers/regularizers.js";
import { randomNormal } from "../../../src/tensor/create.js";
import type { Tensor } from "../../../src/tensor/tensor.js";
import { toTensorFlow } from "../../layers/oracle.js";
import { assertNear } from "../oracle.js";
import { clouds } from "../sets.js";

function chain(): Model {
  return sequential({
    name: "chain",
    seed: 4,
    layers: [
      layers.conv2d({
        filters: 3,
        kernelSize: [3, 2],
        padding: "same",
        activation: "elu",
        kernelInitializer: "heNormal",
        inputShape: [6, 5, 2],
      }),
      layers.batchNormalization(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dropout({ rate: 0.2 }),
      layers.dense({ units: 4, activation: "softmax", kernelRegularizer: regularizers.l2({ l2: 0.01 }) }),
    ],
  });
}

/** A model with two inputs, a layer used twice, a model within it, and two outputs. */
function branched(): Model {
  const [a, b] = [input({ shape: [3] }), input({ shape: [3], name: "other" })];
  const shared = layers.dense({ units: 4, activation: "tanh" });
  const inner = sequential({
    name: "inner",
    layers: [layers.dense({ units: 2, inputShape: [8], activation: "relu" }), layers.dense({ units: 2 })],
  });
  const joined = inner.apply(layers.concatenate().apply([shared.apply(a), shared.apply(b)]));
  return model({
    name: "branched",
    inputs: [a, b],
    outputs: [layers.dense({ units: 1, activation: "sigmoid" }).apply(joined), joined],
  });
}

const outputsOf = (made: Model, inputs: readonly Tensor[]) =>
  [made.predict(inputs)].flat().map(({ data }) => data);

describe("saving a model", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "modèle à garder "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const CASES: readonly (readonly [name: string, make: () => Model, inputs: readonly Tensor[]])[] = [
    ["a chain", chain, [randomNormal([3, 6, 5, 2])]],
    [
      "a graph with shared and nested layers",
      branched,
      [randomNormal([5, 3]), randomNormal([5, 3], 0, 1, "float32", 2)],
    ],
    [
      "layers of sequences",
      () =>
        sequential({
          layers: [
            layers.permute({ dims: [2, 1], inputShape: [3, 8] }),
            layers.conv1d({ filters: 4, kernelSize: 3, strides: 1, dilationRate: 2, useBias: false }),
            layers.prelu({ sharedAxes: [1] }),
            layers.spatialDropout1d({ rate: 0.2 }),
            layers.averagePooling1d(),
            layers.gaussianNoise({ stddev: 0.1 }),
            layers.globalMaxPooling1d(),
            layers.repeatVector({ n: 2 }),
            layers.softmax({ axis: -1 }),
          ],
        }),
      [randomNormal([2, 3, 8])],
    ],
    [
      "layers of pictures",
      () =>
        sequential({
          layers: [
            layers.rescaling({ scale: 0.5, offset: 1, inputShape: [6, 5, 2] }),
            layers.depthwiseConv2d({
              kernelSize: [3, 2],
              depthMultiplier: 2,
              depthwiseInitializer: "ones",
              depthwiseConstraint: "nonNeg",
            }),
            layers.reLU({ maxValue: 6 }),
            layers.upSampling2d({ size: [2, 3], interpolation: "bilinear" }),
            layers.separableConv2d({ filters: 3, kernelSize: 3, pointwiseRegularizer: "l2" }),
            layers.cropping2D({ cropping: [1, 2] }),
            layers.thresholdedReLU({ theta: 0.1 }),
            layers.alphaDropout({ rate: 0.1 }),
            layers.globalMaxPooling2d(),
          ],
        }),
      [randomNormal([2, 6, 5, 2])],
    ],
    [
      "merges",
      () => {
        const [a, b] = [input({ shape: [4, 3] }), input({ shape: [4, 3] })];
        const most = layers.maximum().apply([a, b]);
        const products = layers.dot({ axes: [2, 2], normalize: true }).apply([most, b]);
        return model({ inputs: [a, b], outputs: [products, layers.minimum().apply([a, most])] });
      },
      [randomNormal([2, 4, 3]), randomNormal([2, 4, 3], 0, 1, "float32", 3)],
    ],
    [
      "recurrent layers",
      () =>
        sequential({
          layers: [
            layers.embedding({ inputDim: 7, outputDim: 3, inputLength: 4 }),
            layers.lstm({ units: 3, returnSequences: true }),
            layers.gru({ units: 2 }),
            layers.dense({ units: 1 }),
          ],
        }),
      [randomNormal([2, 4]).abs()],
    ],
  ];
  for (const [name, make, given] of CASES) {
    const inputs = name === "recurrent layers" ? [given[0].mul(2).cast("int32")] : given;

    it(`restores ${name}`, async () => {
      const saved = make();
      const expected = outputsOf(saved, inputs);
      await saved.save(path.join(folder, "modèle"));
      const loaded = await loadLayersModel(path.join(folder, "modèle", "model.json"));
      assert.deepEqual(outputsOf(loaded, inputs), expected);
      assert.deepEqual(loaded.getConfig(), saved.getConfig());
      assert.equal(loaded.seed, saved.seed);
    });

    it(`writes ${name} so that TensorFlow.js reads it`, async () => {
      const saved = make();
      const expected = outputsOf(saved, inputs);
      await saved.save(folder);
      const { modelTopology } = JSON.parse(
        await readFile(path.join(folder, "model.json"), "utf8"),
      ) as ModelFile;
      const theirs = await tf.models.modelFromJSON({ modelTopology } as never);
      saved.layers.forEach((layer) =>
        theirs.getLayer(layer.name).setWeights(layer.getWeights().map(toTensorFlow)),
      );
      const values = theirs.predict(inputs.map(toTensorFlow)) as tf.Tensor | tf.Tensor[];
      [values].flat().forEach((value, i) => assertNear(expected[i], value.dataSync(), 1e-5, `output ${i}`));
    });
  }

  const { x, labels } = clouds();
  const learner = () => {
    const made = sequential({
      layers: [
        layers.dense({ units: 5, activation: "relu" }),
        layers.dense({ units: 3, activation: "softmax" }),
      ],
    });
    made.compile({
      optimizer: train.adam({ learningRate: 0.01, clipNorm: 2 }),
      loss: "sparseCategoricalCrossentropy",
      metrics: ["accuracy", "f1"],
    });
    return made;
  };

  it("restores the settings of compile, and continues the training as if it had not stopped", async () => {
    const [whole, parts] = [learner(), learner()];
    await whole.fit(x, labels, { epochs: 4, verbose: 0 });
    await parts.fit(x, labels, { epochs: 2, verbose: 0 });
    await parts.save(folder, { includeOptimizer: true });
    const loaded = await loadLayersModel(folder);
    assert.deepEqual(loaded.metricsNames, ["loss", "acc", "f1"]);
    assert.deepEqual(loaded.evaluate(x, labels).logs, parts.evaluate(x, labels).logs);
    await loaded.fit(x, labels, { epochs: 4, initialEpoch: 2, verbose: 0 });
    assert.deepEqual(loaded.getWeights(), whole.getWeights());
  });

  it("omits a loss of your own: the loaded model must be compiled again", async () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    made.compile({ optimizer: "sgd", loss: (y, p) => p.sub(y).square().mean() });
    await made.save(folder);
    const loaded = await loadLayersModel(folder);
    assert.throws(() => loaded.evaluate(x, labels), /compile/);
  });

  it("replaces a model saved before, without leaving other files", async () => {
    const made = learner();
    await made.fit(x, labels, { verbose: 0 });
    await made.save(folder);
    const before = await readdir(folder);
    await made.fit(x, labels, { verbose: 0 });
    await made.save(folder);
    const after = await readdir(folder);
    assert.equal(after.length, 2);
    assert.notDeepEqual(after.sort(), before.sort());
    assert.deepEqual((await loadLayersModel(folder)).getWeights(), made.getWeights());
  });

  const DAMAGES: readonly (readonly [
    what: string,
    damage: (json: string, weights: string) => Promise<void>,
    says: RegExp,
  ])[] = [
    ["no model", (json) => rm(json), /aucun fichier/],
    ["no weights", (_, weights) => rm(weights), /aucun fichier/],
    [
      "a truncated model.json",
      async (json) => writeFile(json, (await readFile(json)).subarray(0, 200)),
      /JSON/,
    ],
    ["JSON of another format", (json) => writeFile(json, '{"cells": []}'), /décrit pas/],
    ["null in model.json", (json) => writeFile(json, "null"), /décrit pas/],
    [
      "weights that are cut",
      async (_, weights) => writeFile(weights, (await readFile(weights)).subarray(0, -4)),
      /changé/,
    ],
    [
      "a bit of a weight changed",
      async (_, weights) => {
        const bytes = await readFile(weights);
        bytes[bytes.length - 1] ^= 1;
        await writeFile(weights, bytes);
      },
      /changé/,
    ],
    [
      "a layer without its options",
      async (json) =>
        writeFile(
          json,
          (await readFile(json, "utf8")).replace(/"layers": \[/, '"layers": [{"class_name": "Dense"},'),
        ),
      /incomplète/,
    ],
    [
      "a weights' file elsewhere",
      async (json) =>
        writeFile(json, (await readFile(json, "utf8")).replace(/"weightsFile": "/, '"weightsFile": "../')),
      /décrit pas/,
    ],
  ];
  for (const [what, damage, says] of DAMAGES) {
    it(`refuses a folder with ${what}`, async () => {
      const made = learner();
      await made.fit(x, labels, { verbose: 0 });
      await made.save(folder);
      const weights = (await readdir(folder)).find((name) => name.endsWith(".safetensors"))!;
      await damage(path.join(folder, "model.json"), path.join(folder, weights));
      await assert.rejects(
        loadLayersModel(folder),
        (error: unknown) => error instanceof DataError && says.test(error.received),
      );
    });
  }

  it("restores the option deterministic, and which models within the model are frozen", async () => {
    const inner = sequential({ name: "inner", layers: [layers.dense({ units: 2, inputShape: [2] })] });
    inner.trainable = false;
    const made = sequential({ layers: [inner, layers.dense({ units: 3, activation: "softmax" })] });
    made.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy", deterministic: true });
    await made.save(folder);
    const { modelTopology, trainingConfig } = JSON.parse(
      await readFile(path.join(folder, "model.json"), "utf8"),
    ) as ModelFile;
    assert.equal((trainingConfig as { deterministic?: boolean }).deterministic, true);
    const loaded = await loadLayersModel(folder);
    assert.deepEqual(
      loaded.layers.map(({ trainable }) => trainable),
      [false, true],
    );
    assert.equal(loaded.trainableWeights.length, 2);
    await loaded.save(path.join(folder, "again"));
    const again = JSON.parse(await readFile(path.join(folder, "again", "model.json"), "utf8")) as ModelFile;
    assert.deepEqual(again.trainingConfig, trainingConfig);
    assert.ok(await tf.models.modelFromJSON({ modelTopology } as never));
  });

  it("says how to register a layer of your own", async () => {
    class Doubled extends Layer {
      static override readonly className = "DoubledForSaving";
      override call(x: Tensor | readonly Tensor[]): Tensor {
        return (x as Tensor).mul(2);
      }
    }
    const made = sequential({ layers: [layers.dense({ units: 2, inputShape: [2] }), new Doubled()] });
    await made.save(folder);
    await assert.rejects(
      loadLayersModel(folder),
      (error: unknown) =>
        error instanceof ArgumentError && /registerLayer\(DoubledForSaving\)/.test(error.mend),
    );
    registerLayer(Doubled);
    assert.deepEqual((await loadLayersModel(folder)).predict([[1, 2]]), made.predict([[1, 2]]));
  });

  it("accepts only a folder: no address of a browser, no file of another program", async () => {
    const made = learner();
    await made.fit(x, labels, { verbose: 0 });
    const before = process.cwd();
    process.chdir(folder);
    try {
      for (const where of [
        "localstorage://m",
        "indexeddb://m",
        "downloads://m",
        "https://example.org/m",
        "",
        "  ",
        "file://",
        "m.h5",
        "m.keras",
        undefined,
        null,
        3,
        {},
        ["m"],
      ]) {
        await assert.rejects(
          made.save(where as string),
          (error: unknown) =>
            error instanceof DataError &&
            error.where === "save" &&
            error.argument === "folder" &&
            error.mend !== "",
          String(where),
        );
        await assert.rejects(
          loadLayersModel(where as string),
          (error: unknown) =>
            error instanceof DataError && error.where === "loadLayersModel" && error.mend !== "",
          String(where),
        );
      }
      await assert.rejects(made.save("localstorage://m"), /localstorage:\/\/.*TensorFlow\.js/);
      assert.deepEqual(await readdir(folder), []);
      await made.save("file://inside");
      assert.deepEqual((await loadLayersModel("file://inside")).getWeights(), made.getWeights());
    } finally {
      process.chdir(before);
    }
  });

  it("refuses a graph of TensorFlow, a model of TensorFlow.js without layers, and options", async () => {
    for (const [content, says] of [
      [{ format: "layers-model", modelTopology: {}, weightsManifest: [] }, /incomplète/],
      [{ format: "layers-model", weightsManifest: [] }, /poids seuls/],
      [{ format: "graph-model", modelTopology: { node: [] }, weightsManifest: [] }, /graphe/],
    ] as const) {
      await writeFile(path.join(folder, "model.json"), JSON.stringify(content));
      await assert.rejects(
        loadLayersModel(folder),
        (error: unknown) => error instanceof DataError && says.test(error.received),
      );
    }
    const load = loadLayersModel as (where: string, options?: unknown) => Promise<unknown>;
    await assert.rejects(
      load(folder, { strict: false }),
      (error: unknown) => error instanceof ArgumentError && error.argument === "options",
    );
    const made = learner();
    await made.fit(x, labels, { verbose: 0 });
    for (const options of [{ includeOptimizer: 1 }, { trainableOnly: true }, null, true])
      await assert.rejects(
        made.save(folder, options as never),
        (error: unknown) => error instanceof ArgumentError && error.where === "save",
      );
  });

  it("names an unknown layer, and a folder that cannot be written", async () => {
    const made = learner();
    await made.fit(x, labels, { verbose: 0 });
    await made.save(folder);
    const json = path.join(folder, "model.json");
    await writeFile(json, (await readFile(json, "utf8")).replace('"Dense"', '"Danse"'));
    await assert.rejects(
      loadLayersModel(folder),
      (error: unknown) => error instanceof ArgumentError && /"Dense"/.test(error.mend),
    );
    await assert.rejects(
      made.save(json),
      (error: unknown) => error instanceof DataError && error.argument.startsWith(json),
    );
  });
});
