/**
 * Weights alone: files of Python (`python-weights.py` made them, with the predictions of their models), of TensorFlow.js
 * and of this project, how they are matched with a model, and what is refused.
 */
import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import { ArgumentError, DataError } from "../../../src/errors/errors.js";
import * as layers from "../../../src/layers/layers.js";
import type { Model } from "../../../src/model/model.js";
import { sequential } from "../../../src/model/models.js";
import type { LoadWeightsOptions } from "../../../src/model/saving/load-weights.js";
import { readWeights } from "../../../src/model/saving/weight-files.js";
import { randomNormal, tensor } from "../../../src/tensor/create.js";
import { assertNear } from "../oracle.js";
import { saveTheirs } from "./tensorflow-files.js";

const PYTHON = fileURLToPath(new URL("../../../../test/model/saving/python-weights/", import.meta.url));
const predictions = JSON.parse(await readFile(path.join(PYTHON, "predictions.json"), "utf8")) as Record<
  string,
  number[][]
>;
const file = (name: string) => path.join(PYTHON, `${name}.safetensors`);

const pictures = () =>
  sequential({
    layers: [
      layers.conv2d({ filters: 3, kernelSize: 3, activation: "relu", inputShape: [6, 5, 2] }),
      layers.batchNormalization(),
      layers.conv2d({ filters: 3, kernelSize: 1 }),
      layers.flatten(),
      layers.dense({ units: 4, activation: "tanh" }),
      layers.dense({ units: 4, activation: "tanh" }),
      layers.dense({ units: 2 }),
    ],
  });
const words = () =>
  sequential({
    layers: [
      layers.embedding({ inputDim: 9, outputDim: 3, inputLength: 5 }),
      layers.lstm({ units: 4, returnSequences: true, recurrentActivation: "sigmoid" }),
      layers.simpleRNN({ units: 3 }),
      layers.dense({ units: 1 }),
    ],
  });
const torchPictures = () =>
  sequential({
    layers: [
      layers.conv2d({ filters: 3, kernelSize: [3, 2], inputShape: [6, 5, 2] }),
      layers.batchNormalization(),
      layers.activation({ activation: "relu" }),
      layers.flatten(),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 4, activation: "tanh" }),
      layers.dense({ units: 4, activation: "tanh" }),
      layers.dense({ units: 4 }),
    ],
  });
const torchChain = () =>
  sequential({
    layers: Array.from({ length: 6 }, (_, i) =>
      layers.dense({ units: 4, activation: "tanh", ...(i === 0 ? { inputShape: [4] } : {}) }),
    ),
  });

describe("weights of Python", () => {
  const CASES: readonly (readonly [string, () => Model, string, LoadWeightsOptions, number])[] = [
    ["keras-pictures", pictures, "PICTURES", {}, 1e-5],
    ["keras-words-half", words, "WORDS", {}, 2e-3],
    ["torch-pictures", torchPictures, "PICTURES", { layout: "pytorch" }, 1e-5],
    ["torch-chain-bfloat16", torchChain, "ROWS", { layout: "pytorch" }, 2e-2],
  ];
  for (const [name, make, inputs, options, tolerance] of CASES)
    it(`${name}: the model predicts what it predicted in Python`, async () => {
      const made = make();
      await made.loadWeights(file(name), options);
      const found = made.predict(tensor(predictions[inputs])) as ReturnType<typeof tensor>;
      assertNear(found.data, predictions[name].flat(), tolerance, name);
    });

  it("are taken by the names that are given, in the order of the model's weights", async () => {
    const [made, other] = [torchChain(), torchChain()];
    await made.loadWeights(file("torch-chain-bfloat16"), { layout: "pytorch" });
    const names = [0, 2, 4, 6, 8, 10].flatMap((i) => [`${i}.weight`, `${i}.bias`]);
    await other.loadWeights(file("torch-chain-bfloat16"), { layout: "pytorch", names });
    assert.deepEqual(other.getWeights(), made.getWeights());
    await assert.rejects(
      other.loadWeights(file("torch-chain-bfloat16"), { layout: "pytorch", names: names.slice(1) }),
      (error: unknown) => error instanceof ArgumentError && error.argument === "names",
    );
    await assert.rejects(
      other.loadWeights(file("torch-chain-bfloat16"), { layout: "pytorch", names: [...names.slice(1), "x"] }),
      DataError,
    );
  });

  it("keep each type of number exactly", async () => {
    const types = await readWeights(file("torch-types"));
    const found = Object.fromEntries(
      Object.entries(types).map(([name, { dtype, data, shape }]) => [name, [dtype, [...data], shape]]),
    );
    assert.deepEqual(found, {
      f64: ["float64", [1 / 3, -2.5e100], [2]],
      f16: ["float32", [1.5, -65504, 2 ** -24], [3]],
      bf16: ["float32", [1.5, -(2 - 30 / 128) * 2 ** 127], [2]],
      i64: ["int32", [1, -2, 2 ** 31 - 1], [3]],
      far: ["float64", [2 ** 40], [1]],
      i16: ["int32", [-300, 5], [2]],
      i8: ["int32", [-3], [1]],
      u8: ["uint8", [200], [1]],
      bool: ["uint8", [1, 0], [2]],
      i32: ["int32", [7], [1]],
      scalar: ["float32", [3.5], []],
      empty: ["float32", [], [0, 2]],
    });
    await assert.rejects(
      readWeights(file("torch-beyond")),
      (error: unknown) => error instanceof DataError && /2⁵³/.test(error.received),
    );
  });

  it("with names of PyTorch need the layout, since a square kernel fits untransposed too", async () => {
    const made = torchChain();
    const before = made.getWeights();
    await assert.rejects(
      made.loadWeights(file("torch-chain-bfloat16")),
      (error: unknown) =>
        error instanceof ArgumentError && error.argument === "layout" && /pytorch/.test(error.mend),
    );
    assert.deepEqual(made.getWeights(), before);
    await made.loadWeights(file("torch-chain-bfloat16"), { layout: "keras" });
  });

  it("that do not fit the model are refused, with the shapes of both", async () => {
    const refused = async (made: Model, name: string, options: LoadWeightsOptions, expected: RegExp) =>
      assert.rejects(
        made.loadWeights(file(name), options),
        (error: unknown) =>
          error instanceof DataError && expected.test(`${error.received} ${error.expected}`),
      );
    await refused(words(), "keras-pictures", {}, /embedding_1\/embeddings \[9, 3\]/);
    await refused(pictures(), "torch-pictures", { layout: "pytorch" }, /conv2d_1\/kernel \[3, 3, 2, 3\]/);
    const short = sequential({ layers: [layers.dense({ units: 4, inputShape: [4] })] });
    await refused(short, "torch-chain-bfloat16", { layout: "pytorch" }, /2\/bias \[4\].*rien de plus/);
  });
});

describe("weights by name", () => {
  let folder: string;
  before(() => tf.setBackend("cpu"));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "poids "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const two = () =>
    sequential({ layers: [layers.dense({ units: 4, inputShape: [4] }), layers.dense({ units: 4 })] });

  it("are the same once saved and loaded, also those of an untrained model of another seed", async () => {
    const [made, other] = [pictures(), pictures()];
    other.setWeights(other.getWeights().map(({ shape }) => randomNormal(shape).abs()));
    await other.saveWeights(path.join(folder, "poids.safetensors"));
    await made.loadWeights(path.join(folder, "poids.safetensors"));
    assert.deepEqual(made.getWeights(), other.getWeights());
    await made.loadWeights(await readWeights(path.join(folder, "poids.safetensors")));
  });

  it("come from a folder of save in both formats, with the optimizer's state left out", async () => {
    for (const format of ["safetensors", "tensorflow"] as const) {
      const [made, other] = [two(), two()];
      made.compile({ optimizer: "adam", loss: "mse" });
      await made.fit(randomNormal([5, 4]), randomNormal([5, 4]), { verbose: 0 });
      await made.save(folder, { format, includeOptimizer: true });
      await other.loadWeights(folder);
      assert.deepEqual(other.getWeights(), made.getWeights());
    }
  });

  it("come from TensorFlow.js, as a model or as weights alone", async () => {
    const theirs = tf.sequential({
      layers: [tf.layers.dense({ units: 4, inputShape: [4] }), tf.layers.dense({ units: 4 })],
    });
    await saveTheirs(theirs, folder, { shards: 2 });
    const made = two();
    await made.loadWeights(folder);
    const expected = theirs.getWeights().map((each) => [...each.dataSync()]);
    assert.deepEqual(
      made.getWeights().map(({ data }) => [...data]),
      expected,
    );
    const { weightsManifest } = JSON.parse(await readFile(path.join(folder, "model.json"), "utf8")) as {
      weightsManifest: unknown;
    };
    await writeFile(path.join(folder, "weights_manifest.json"), JSON.stringify(weightsManifest));
    await rm(path.join(folder, "model.json"));
    const alone = await readWeights(path.join(folder, "weights_manifest.json"));
    assert.deepEqual(
      Object.values(alone).map(({ data }) => [...data]),
      expected,
    );
  });

  it("of layers whose names say no order are refused, and taken where names are given", async () => {
    const made = two();
    const weights = Object.fromEntries(
      ["encoder", "decoder"].flatMap((name, i) => [
        [`${name}/kernel`, randomNormal([4, 4], 0, 1, "float32", i)],
        [`${name}/bias`, randomNormal([4], 0, 1, "float32", i + 5)],
      ]),
    );
    await assert.rejects(
      made.loadWeights(weights),
      (error: unknown) =>
        error instanceof ArgumentError && error.argument === "names" && /encoder/.test(error.received),
    );
    await made.loadWeights(weights, { names: Object.keys(weights) });
    assert.deepEqual(made.getWeights(), Object.values(weights));
  });

  it("of other formats are refused with the way to convert them, by name and by content", async () => {
    const made = two();
    for (const [name, advice] of [
      ["m.h5", /tensorflowjs_converter --input_format=keras m\.h5/],
      ["m.hdf5", /save_file/],
      ["m.keras", /input_format=keras_keras m\.keras/],
      ["m.pt", /torch\.load\("m\.pt"/],
      ["m.pth", /layout: "pytorch"/],
      ["m.onnx", /autre programme/],
    ] as const)
      for (const call of [() => made.loadWeights(name), () => readWeights(name)])
        await assert.rejects(
          call,
          (error: unknown) =>
            error instanceof DataError && error.received.includes(name) && advice.test(error.mend),
          name,
        );
    for (const [start, advice] of [
      ["\x89HDF\r\n\x1a\n", /input_format=keras /],
      ["PK\x03\x04xxxx", /keras_keras/],
    ] as const) {
      const renamed = path.join(folder, "poids.safetensors");
      await writeFile(renamed, Buffer.from(start, "latin1"));
      await assert.rejects(
        readWeights(renamed),
        (error: unknown) => error instanceof DataError && advice.test(error.mend),
      );
    }
  });

  it("in damaged files, or none, are refused, and the model keeps its own", async () => {
    const made = torchChain();
    const before = made.getWeights();
    const bytes = await readFile(file("torch-chain-bfloat16"));
    const damaged = path.join(folder, "w.safetensors");
    for (let i = 0; i < 40; i++) {
      const copy = Uint8Array.from(bytes);
      if (i % 2 === 0) copy[(i * 29) % copy.length] ^= 1 << (i % 8);
      await writeFile(damaged, i % 2 === 0 ? copy : copy.subarray(0, (i * 37) % copy.length));
      await made.loadWeights(damaged, { layout: "pytorch" }).then(
        () => made.setWeights(before),
        (error: unknown) => assert.ok(error instanceof ArgumentError, String(error)),
      );
      assert.deepEqual(made.getWeights(), before);
    }
    await copyFile(file("torch-types"), path.join(folder, "model.json"));
    for (const where of [
      folder,
      path.join(folder, "no.safetensors"),
      path.join(folder, "no"),
      "",
      "https://x/w.json",
    ])
      await assert.rejects(readWeights(where), DataError, where);
  });

  it("refuse anything but a file, tensors by name, and known options", async () => {
    const made = two();
    const refused = (call: () => Promise<unknown>, argument: string) =>
      assert.rejects(call, (error: unknown) => error instanceof ArgumentError && error.argument === argument);
    for (const source of [undefined, null, 3, [tensor([1])]])
      await refused(() => made.loadWeights(source as never), "source");
    await refused(() => made.loadWeights({ a: [1, 2] } as never), "a");
    await refused(() => made.loadWeights({}, { layout: "torch" as "keras" }), "layout");
    await refused(() => made.loadWeights({}, { names: "a" as never }), "names");
    await refused(() => made.loadWeights({}, { strict: false } as never), "options");
    for (const name of ["poids", "poids.h5", 3, "poids.bin"])
      await refused(() => made.saveWeights(name as string), "file");
  });
});
