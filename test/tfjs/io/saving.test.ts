/** Saving and loading: models go from here to TensorFlow.js and back with equal predictions. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import * as oracle from "@tensorflow/tfjs";
import * as neurones from "../../../src/index.js";
import * as tf from "../../../src/tfjs/index.js";

type Artifacts = tf.io.ModelArtifacts;

/** Models of each kind of layer, written alike for both libraries. */
const MODELS: Readonly<Record<string, (library: typeof oracle) => oracle.LayersModel>> = {
  "a chain": ({ sequential, layers }) =>
    sequential({
      layers: [
        layers.dense({ units: 4, inputShape: [3], activation: "relu", kernelInitializer: "glorotUniform" }),
        layers.batchNormalization({}),
        layers.dense({ units: 2, activation: "softmax", useBias: false }),
      ],
    }),
  "a picture's model": ({ sequential, layers }) =>
    sequential({
      layers: [
        layers.reshape({ targetShape: [1, 3, 1], inputShape: [3] }),
        layers.conv2d({ filters: 2, kernelSize: [1, 2], padding: "same" }),
        layers.flatten({}),
        layers.dense({ units: 1 }),
      ],
    }),
  "a recurrent model": ({ sequential, layers }) =>
    sequential({
      layers: [
        layers.reshape({ targetShape: [3, 1], inputShape: [3] }),
        layers.lstm({ units: 3, returnSequences: true }),
        layers.gru({ units: 2 }),
        layers.dense({ units: 1, activation: "sigmoid" }),
      ],
    }),
  "a graph with a model within": ({ input, model, sequential, layers }) => {
    const x = input({ shape: [3] });
    const inner = sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] });
    const y = layers.concatenate().apply([inner.apply(x) as oracle.SymbolicTensor, x]);
    return model({ inputs: x, outputs: layers.dense({ units: 1 }).apply(y) as oracle.SymbolicTensor });
  },
};

const X = [
  [0.1, -0.4, 0.7],
  [1, 0.5, -0.3],
];
const ours = tf as unknown as typeof oracle;

function numbers(tensor: unknown): number[] {
  return Array.from((tensor as tf.Tensor).dataSync() as Float32Array);
}

function predictions(library: typeof oracle, model: oracle.LayersModel): number[] {
  return numbers(model.predict(library.tensor2d(X)));
}

function close(actual: readonly number[], expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < tolerance, `${value} ≠ ${expected[i]}`),
  );
}

/** What `save` hands over. */
async function artifactsOf(
  model: oracle.LayersModel,
  library: typeof oracle,
  config?: object,
): Promise<Artifacts> {
  let saved: unknown;
  await model.save(
    library.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: library.io.getModelArtifactsInfoForJSON(artifacts) });
    }),
    config,
  );
  return saved as Artifacts;
}

describe("saving for TensorFlow.js, and loading from it", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-io-"));
  });
  after(() => rm(folder, { recursive: true }));

  for (const [name, make] of Object.entries(MODELS)) {
    it(`${name} goes to TensorFlow.js and comes back`, async () => {
      const model = make(ours);
      const expected = predictions(ours, model);
      const there = await oracle.loadLayersModel(
        oracle.io.fromMemory((await artifactsOf(model, ours)) as oracle.io.ModelArtifacts),
      );
      close(predictions(oracle, there), expected);
      const back = await tf.loadLayersModel(tf.io.fromMemory(await artifactsOf(there, oracle)));
      close(predictions(ours, back as unknown as oracle.LayersModel), expected, 1e-6);
    });

    it(`${name} is loaded from a folder that it was saved in`, async () => {
      const model = make(ours);
      const address = `file://${folder}/${name.replaceAll(" ", "-")}`;
      const { modelArtifactsInfo } = await model.save(address);
      assert.equal(modelArtifactsInfo.modelTopologyType, "JSON");
      assert.ok(modelArtifactsInfo.weightDataBytes! > 0);
      for (const from of [address, `${address}/model.json`])
        close(
          predictions(ours, (await tf.loadLayersModel(from)) as unknown as oracle.LayersModel),
          predictions(ours, model),
          1e-7,
        );
    });
  }

  it("continues a training that was saved with its optimizer", async () => {
    const y = [[1], [0]];
    for (const optimizer of ["adam", "sgd"]) {
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
      model.compile({ optimizer, loss: "meanSquaredError" });
      await model.fit(tf.tensor2d(X), tf.tensor2d(y), { epochs: 5, shuffle: false });
      const artifacts = await artifactsOf(model as unknown as oracle.LayersModel, ours, {
        includeOptimizer: true,
      });
      const copy = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
      const theirs = await oracle.loadLayersModel(
        oracle.io.fromMemory(artifacts as oracle.io.ModelArtifacts),
      );
      const options = { epochs: 3, shuffle: false, verbose: 0 } as const;
      const { history } = await model.fit(tf.tensor2d(X), tf.tensor2d(y), options);
      const again = await copy.fit(tf.tensor2d(X), tf.tensor2d(y), options);
      const there = await theirs.fit(oracle.tensor2d(X), oracle.tensor2d(y), options);
      close(again.history.loss, history.loss, 1e-7);
      close(there.history.loss as number[], history.loss);
    }
  });

  it("restores weights that were made smaller", async () => {
    const values = Float32Array.of(0, 0.5, 1, 1.5);
    const bytes = new ArrayBuffer(4 + 8 + 8 + 4);
    new Uint8Array(bytes, 0, 4).set([0, 1, 2, 3]);
    new Uint16Array(bytes, 4, 4).set([0, 100, 200, 300]);
    new Uint16Array(bytes, 12, 4).set([0x0000, 0x3800, 0x3c00, 0x3e00]);
    new Uint8Array(bytes, 20, 4).set([1, 0, 0, 1]);
    const shape = [2, 2];
    const specs = [
      { name: "a", shape, dtype: "float32", quantization: { dtype: "uint8", scale: 0.5, min: 0 } },
      { name: "b", shape, dtype: "float32", quantization: { dtype: "uint16", scale: 0.005, min: 0 } },
      { name: "c", shape, dtype: "float32", quantization: { dtype: "float16" } },
      { name: "d", shape, dtype: "bool" },
    ] as tf.io.WeightsManifestEntry[];
    const decoded = tf.io.decodeWeights([bytes.slice(0, 10), bytes.slice(10)], specs);
    const expected = oracle.io.decodeWeights(bytes, specs as never);
    for (const { name } of specs) close(numbers(decoded[name]), numbers(expected[name]), 1e-9);
    close(numbers(decoded.a), [...values]);
    assert.throws(() => tf.io.decodeWeights(bytes.slice(0, 8), specs), { name: "DataError" });
    assert.throws(() => tf.io.decodeWeights(bytes, [{ ...specs[0], quantization: { dtype: "uint8" } }]), {
      name: "DataError",
    });
  });

  it("decodes every number of half precision as TensorFlow.js does", () => {
    const all = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
    const spec = [
      { name: "x", shape: [2 ** 16], dtype: "float32", quantization: { dtype: "float16" } },
    ] as tf.io.WeightsManifestEntry[];
    const actual = numbers(tf.io.decodeWeights(all.buffer, spec).x);
    const expected = numbers(oracle.io.decodeWeights(all.buffer, spec as never).x);
    const wrong = actual.findIndex((value, i) => !Object.is(value, expected[i]));
    assert.equal(wrong, -1, `${wrong.toString(16)}: ${actual[wrong]} ≠ ${expected[wrong]}`);
  });

  it("encodes weights as TensorFlow.js does", async () => {
    const make = (library: typeof oracle) => ({
      a: library.tensor2d([[1, 2.5]]),
      b: library.tensor1d([1, 2], "int32"),
    });
    const actual = await tf.io.encodeWeights(make(ours) as never, "model");
    const expected = await oracle.io.encodeWeights(make(oracle), "model");
    assert.deepEqual(actual.specs, expected.specs);
    assert.deepEqual(new Uint8Array(actual.data), new Uint8Array(expected.data));
  });

  it("loads a folder that neurones itself has saved", async () => {
    const net = neurones.sequential({ layers: [neurones.layers.dense({ units: 2, inputShape: [3] })] });
    const where = path.join(folder, "ours");
    await net.save(where);
    const same = await tf.loadLayersModel(`file://${where}/model.json`);
    close(numbers(same.predict(tf.tensor2d(X))), numbers(net.predict(X)), 1e-7);
  });

  describe("from a server", () => {
    let server: Server;
    let address: string;
    let received = "";
    const shards = new Map<string, Uint8Array>();
    before(async () => {
      server = createServer((request, response) => {
        if (request.method === "POST") {
          request.on("data", (piece: Buffer) => (received += piece.toString("latin1")));
          request.on("end", () => response.end("ok"));
          return;
        }
        const content = shards.get(request.url!.split("?")[0]);
        response.statusCode = content === undefined ? 404 : 200;
        response.end(content);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => new Promise((resolve) => server.close(resolve)));

    it("loads model.json and the shards beside it", async () => {
      const model = MODELS["a chain"](ours);
      const { modelTopology, weightSpecs, weightData } = await artifactsOf(model, ours);
      const bytes = new Uint8Array(weightData as ArrayBuffer);
      const json = {
        modelTopology,
        weightsManifest: [{ paths: ["a.bin", "b.bin"], weights: weightSpecs }],
      };
      shards.set("/m/model.json", new TextEncoder().encode(JSON.stringify(json)));
      shards.set("/m/a.bin", bytes.subarray(0, 30));
      shards.set("/m/b.bin", bytes.subarray(30));
      const seen: number[] = [];
      const same = await tf.loadLayersModel(`${address}/m/model.json?v=1`, {
        onProgress: (share) => seen.push(share),
      });
      close(predictions(ours, same as unknown as oracle.LayersModel), predictions(ours, model), 1e-7);
      assert.deepEqual(seen, [0, 0.5, 1]);
      const elsewhere = tf.io.http(`${address}/m/model.json`, { weightPathPrefix: `${address}/none/` });
      await assert.rejects(tf.loadLayersModel(elsewhere), { name: "DataError" });
      await assert.rejects(tf.loadLayersModel(`${address}/none.json`), /404/);
    });

    it("sends a model as a form", async () => {
      const { responses } = await MODELS["a chain"](ours).save(`${address}/upload`);
      assert.equal(responses?.length, 1);
      assert.match(received, /name="model.json"/);
      assert.match(received, /name="model.weights.bin"/);
    });
  });

  it("refuses what is no model, and addresses that are left out", async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
    await assert.rejects(model.save("localstorage://m"), /indexeddb/);
    await assert.rejects(model.save("downloads://m"), /withSaveHandler/);
    await assert.rejects(model.save("indexeddb://m"), { name: "ArgumentError" });
    await assert.rejects(model.save("other://m"), { name: "ArgumentError" });
    await assert.rejects(model.save(tf.io.fromMemory({})), /save\(\)/);
    await assert.rejects(tf.loadLayersModel(3 as never), { name: "ArgumentError" });
    await assert.rejects(tf.loadLayersModel(`file://${folder}/nowhere`), { name: "DataError" });
    await writeFile(path.join(folder, "text.json"), "no model");
    await assert.rejects(tf.loadLayersModel(`file://${folder}/text.json`), { name: "DataError" });
    const graph = {
      format: "graph-model",
      modelTopology: { node: [] },
      weightSpecs: [],
      weightData: new ArrayBuffer(0),
    };
    await assert.rejects(tf.loadLayersModel(tf.io.fromMemory(graph)), /tfjs_layers_model/);
    assert.throws(() => tf.io.browserFiles([]), /fromMemory/);
    assert.throws(() => tf.io.http(""), { name: "ArgumentError" });
  });

  it("loads weights that do not fit only where strict is false", async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
    const artifacts = await artifactsOf(model as unknown as oracle.LayersModel, ours);
    const [kernel] = artifacts.weightSpecs!;
    const partial = {
      ...artifacts,
      weightSpecs: [kernel],
      weightData: (artifacts.weightData as ArrayBuffer).slice(0, 4 * 3),
    };
    await assert.rejects(tf.loadLayersModel(tf.io.fromMemory(partial)), { name: "DataError" });
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(partial), { strict: false });
    close(numbers(loaded.getWeights()[0]), numbers(model.getWeights()[0]));
  });

  it("copies models, and knows addresses of one's own", async () => {
    const kept = new Map<string, Artifacts>();
    const router: tf.io.IORouter = (url) =>
      String(url).startsWith("mine://")
        ? {
            save: (artifacts) => {
              kept.set(String(url), artifacts);
              return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
            },
            load: () => Promise.resolve(kept.get(String(url))!),
          }
        : null;
    tf.io.registerSaveRouter(router);
    tf.io.registerLoadRouter(router);
    const model = MODELS["a chain"](ours);
    await model.save("mine://one");
    await tf.io.copyModel("mine://one", `file://${folder}/copied`);
    const json = await readFile(path.join(folder, "copied", "model.json"), "utf8");
    assert.deepEqual((JSON.parse(json) as tf.io.ModelJSON).weightsManifest[0].paths, ["weights.bin"]);
    await assert.rejects(tf.io.copyModel("mine://one", "mine://one"), { name: "ArgumentError" });
    await assert.rejects(tf.io.removeModel("mine://one"), { name: "ArgumentError" });
    assert.deepEqual(await tf.io.listModels(), {});
  });
});
