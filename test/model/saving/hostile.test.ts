/**
 * Folders of TensorFlow.js that are truncated, damaged or hostile: each is refused with a DataError, and
 * nothing is read outside.
 */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import "../../../src/autograd/methods.js";
import { DataError, NeuronesError } from "../../../src/errors/errors.js";
import * as layers from "../../../src/layers/layers.js";
import { sequential } from "../../../src/model/models.js";
import { loadLayersModel } from "../../../src/model/saving/load.js";
import { decodeWeights, encodeWeights, type WeightSpec } from "../../../src/model/saving/weight-specs.js";
import { randomNormal, tensor } from "../../../src/tensor/create.js";

interface Manifest {
  paths: unknown[];
  weights: Record<string, unknown>[];
}
interface Content {
  modelTopology: unknown;
  weightsManifest: Manifest[];
}

describe("a folder of TensorFlow.js that is damaged or hostile", () => {
  let base: string;
  let folder: string;
  let json: string;
  let content: Content;

  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), "abîmé "));
    folder = path.join(base, "modèle");
    json = path.join(folder, "model.json");
    const saved = sequential({
      layers: [layers.dense({ units: 3, inputShape: [2] }), layers.dense({ units: 1 })],
    });
    saved.compile({ optimizer: "adam", loss: "mse" });
    await saved.fit([[1, 2]], [[1]], { verbose: 0 });
    await saved.save(folder, { format: "tensorflow", includeOptimizer: true });
    content = JSON.parse(await readFile(json, "utf8")) as Content;
  });
  afterEach(() => rm(base, { recursive: true }));

  const shard = () => path.join(folder, content.weightsManifest[0].paths[0] as string);
  const DAMAGES: readonly (readonly [string, () => Promise<unknown> | void, RegExp])[] = [
    ["its file of weights missing", () => rm(shard()), /aucun fichier/],
    [
      "its file of weights truncated",
      async () => writeFile(shard(), (await readFile(shard())).subarray(0, -5)),
      /octets/,
    ],
    [
      "a byte too many",
      async () => writeFile(shard(), Buffer.concat([await readFile(shard()), Buffer.of(1)])),
      /octets/,
    ],
    ["a weight's name missing", () => void delete content.weightsManifest[0].weights[0].name, /sans nom/],
    ["another name", () => void (content.weightsManifest[0].weights[0].name = "dense_9/kernel"), /dense_9/],
    [
      "a name twice",
      () => void (content.weightsManifest[0].weights[2].name = content.weightsManifest[0].weights[0].name),
      /dense_1\/kernel/,
    ],
    [
      "a weight of another shape",
      () => void (content.weightsManifest[0].weights[0].shape = [3, 2]),
      /\[3, 2\]/,
    ],
    [
      "a huge weight",
      () => void (content.weightsManifest[0].weights[0].shape = [2 ** 40, 2 ** 40]),
      /octets/,
    ],
    [
      "negative extents",
      () => void (content.weightsManifest[0].weights[0].shape = [-2, -3]),
      /sans nom ni forme/,
    ],
    ["texts as weights", () => void (content.weightsManifest[0].weights[0].dtype = "string"), /string/],
    ["a type of Object", () => void (content.weightsManifest[0].weights[0].dtype = "toString"), /toString/],
    [
      "a quantization without scale",
      () => void (content.weightsManifest[0].weights[0].quantization = { dtype: "uint8", min: 0 }),
      /quantification/,
    ],
    ["no weights", () => void (content.weightsManifest = []), /dense_1\/kernel/],
    [
      "a list of weights of another form",
      () => void ((content as object as { weightsManifest: number }).weightsManifest = 3),
      /weightsManifest/,
    ],
    ["no topology", () => void (content.modelTopology = 3), /poids seuls/],
    [
      "a topology without layers",
      () => void (content.modelTopology = { class_name: "Sequential", config: {} }),
      /incomplète/,
    ],
    [
      "the number of the optimizer's steps missing",
      () => void (content.weightsManifest[0].weights[4].name = "steps"),
      /état/,
    ],
    ...[
      "../secret.bin",
      "/etc/hostname",
      "C:\\secret.bin",
      "a/b.bin",
      "..",
      "",
      "https://example.org/w.bin",
    ].map((name): readonly [string, () => void, RegExp] => [
      `the path ${name}`,
      () => void (content.weightsManifest[0].paths = [name]),
      /même dossier/,
    ]),
  ];
  for (const [what, damage, says] of DAMAGES) {
    it(`with ${what} is refused`, async () => {
      await writeFile(path.join(base, "secret.bin"), await readFile(shard()));
      await damage();
      await writeFile(json, JSON.stringify(content));
      await assert.rejects(
        loadLayersModel(folder),
        (error: unknown) => error instanceof DataError && says.test(error.received),
        String(says),
      );
    });
  }

  it("any part of model.json replaced ends in a model or in an error of the course", async function () {
    const JUNK = [null, 3, -1, "x", [], {}, true, [[]], { class_name: "Dense" }];
    const places = placesOf(content as object as Json);
    for (let i = 0; i < 150; i++) {
      const changed = JSON.parse(JSON.stringify(content)) as Json;
      const place = places[(i * 37) % places.length];
      const parent = place.slice(0, -1).reduce((at, key) => (at as Record<string, Json>)[key], changed);
      (parent as Record<string, Json>)[place[place.length - 1]] = JUNK[i % JUNK.length] as Json;
      await writeFile(json, JSON.stringify(changed));
      try {
        await loadLayersModel(folder);
      } catch (error) {
        assert.ok(
          error instanceof NeuronesError,
          `${place.join(".")} = ${JSON.stringify(JUNK[i % JUNK.length])}: ${String((error as Error).stack)}`,
        );
      }
    }
  });
});

type Json = null | number | string | boolean | Json[] | { [key: string]: Json };

/** The path of each value in the JSON. */
function placesOf(value: Json, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [...at, key],
    ...placesOf(inner as Json, [...at, key]),
  ]);
}

describe("weights of TensorFlow.js", () => {
  const fail = (received: { fr: string }) =>
    new DataError({ argument: "w", received: received.fr, expected: "weights", mend: { fr: "", en: "" } });

  it("are read as they were written", () => {
    const weights = [
      { name: "a", tensor: randomNormal([3, 2]) },
      { name: "b", tensor: tensor([1, -2, 3], [3], "int32"), ofOptimizer: true },
      { name: "c", tensor: randomNormal([]) },
    ];
    const { specs, data } = encodeWeights(weights);
    assert.deepEqual(decodeWeights(JSON.parse(JSON.stringify(specs)), data, fail), weights);
  });

  it("are restored from uint8, uint16 and float16, as TensorFlow.js restores them", () => {
    const specs: WeightSpec[] = [
      { name: "a", shape: [2], dtype: "float32", quantization: { dtype: "uint8", scale: 0.1, min: -3 } },
      { name: "b", shape: [2], dtype: "float32", quantization: { dtype: "uint16", scale: 0.001, min: 1 } },
      { name: "c", shape: [2], dtype: "int32", quantization: { dtype: "uint8", scale: 2.4, min: -7 } },
      { name: "d", shape: [5], dtype: "float32", quantization: { dtype: "float16" } },
      { name: "e", shape: [2], dtype: "bool" },
    ];
    const bytes = Uint8Array.of(
      ...[0, 255],
      ...[0xff, 0xff, 1, 0],
      ...[0, 100],
      ...[0x00, 0x3c, 0x01, 0x00, 0xff, 0x7b, 0x00, 0xfc, 0x55, 0xb5],
      ...[1, 0],
    );
    const found = decodeWeights(specs, bytes, fail);
    const theirs = tf.io.decodeWeights(bytes.buffer, specs as tf.io.WeightsManifestEntry[]);
    for (const { name, tensor: ours } of found)
      assert.deepEqual([...ours.data], [...theirs[name].dataSync()], name);
  });

  it("are refused or decoded completely, whatever the specifications and the bytes", () => {
    const anySpec = fc.record({
      name: fc.string(),
      shape: fc.array(fc.oneof(fc.nat(4), fc.constantFrom(-1, 1.5, 2 ** 50, null))),
      dtype: fc.constantFrom("float32", "int32", "bool", "string", "complex64", "float16", 3),
      quantization: fc.option(
        fc.record({
          dtype: fc.constantFrom("uint8", "uint16", "float16", "int8"),
          scale: fc.anything(),
          min: fc.double(),
        }),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(
        fc.oneof(fc.array(anySpec), fc.anything()),
        fc.uint8Array({ maxLength: 60 }),
        (specs, bytes) => {
          try {
            for (const { tensor: found } of decodeWeights(specs, bytes, fail))
              assert.equal(
                found.data.length,
                found.shape.reduce((product, extent) => product * extent, 1),
              );
          } catch (error) {
            assert.ok(error instanceof DataError, String((error as Error).stack));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
