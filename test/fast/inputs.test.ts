/**
 * How data are copied into the memory of a program: in any order, of any type, in compressed rows where they
 * are sparse.
 */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { sparseRowsOf } from "../../src/fast/sparse-rows.js";
import * as layers from "../../src/layers/layers.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { input, model, sequential } from "../../src/model/models.js";
import { registerEngine, type EngineFactory } from "../../src/model/training/training-engine.js";
import { tensor, zeros } from "../../src/tensor/create.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { RandomStream } from "../../src/random/stream.js";
import { assertNear } from "./close.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const WORDS = 700;
const EXAMPLES = 40;

/** Bags of about eight words; a few contain a word several times. */
function bags(dtype: "float32" | "uint8"): Tensor {
  const data = dtype === "float32" ? new Float32Array(EXAMPLES * WORDS) : new Uint8Array(EXAMPLES * WORDS);
  numbers(EXAMPLES * 8, 3).forEach(
    (value, i) => (data[Math.floor(i / 8) * WORDS + Math.floor(((value + 1) / 2) * WORDS)] += 1),
  );
  return new Tensor(data, [EXAMPLES, WORDS]);
}

async function trained(x: Tensor, engine: EngineFactory, units: number): Promise<number[]> {
  const withdraw = registerEngine(engine);
  try {
    const model = sequential({
      layers: [
        layers.dense({ units, activation: "relu", inputShape: [x.shape[1]] }),
        layers.dense({ units: 1, activation: "sigmoid" }),
      ],
    });
    model.compile({ optimizer: "adam", loss: "binaryCrossentropy", metrics: ["accuracy"] });
    const y = Float32Array.from({ length: EXAMPLES }, (_, i) => i % 2);
    const history = await model.fit(x, y, { epochs: 3, batchSize: 9, validationSplit: 0.2, verbose: 0 });
    const [loss] = model.evaluate(x, y, { batchSize: 16 });
    // All examples as one batch, which is compressed in memory.
    const ofBatch = await model.trainOnBatch(x, y);
    return [
      ...[ofBatch].flat(),
      ...history.history["loss"],
      ...history.history["val_loss"],
      loss.item(),
      ...model.getWeights().flatMap(({ data }) => [...data]),
    ];
  } finally {
    withdraw();
  }
}

/** Trains a model that reads all these inputs. */
async function trainedOnAll(inputs: readonly Tensor[], engine: EngineFactory): Promise<number[]> {
  const withdraw = registerEngine(engine);
  try {
    const read = inputs.map(() => input({ shape: [WORDS] }));
    const joined = layers
      .concatenate()
      .apply(read.map((each) => layers.dense({ units: 5, activation: "relu" }).apply(each)));
    const made = model({ inputs: read, outputs: layers.dense({ units: 1 }).apply(joined) });
    made.compile({ optimizer: "adam", loss: "meanSquaredError" });
    const y = numbers(EXAMPLES, 9);
    const { history } = await made.fit([...inputs], y, { epochs: 2, batchSize: 16, verbose: 0 });
    return [
      ...history["loss"],
      ...made.getWeights().flatMap(({ data }) => [...data]),
      ...[await made.trainOnBatch([...inputs], y)].flat(),
    ];
  } finally {
    withdraw();
  }
}

const autograd: EngineFactory = (model) => new AutogradEngine(model);

describe("the inputs of the fast engine", () => {
  for (const dtype of ["float32", "uint8"] as const) {
    for (const units of [16, 5]) {
      it(`sparse bags of words (${dtype}, ${units} neurons) give the same training as on autograd`, async () => {
        const x = bags(dtype);
        assert.notEqual(sparseRowsOf(x), undefined);
        assertNear(await trained(x, fastEngine, units), await trained(x, autograd, units), 2e-4);
      });
    }
  }

  it("photographs of digits, a fifth of whose numbers are not zero, are compressed too", async () => {
    const x = new Tensor(
      numbers(EXAMPLES * WORDS, 5).map((value, i) => (i % 5 === 0 ? Math.abs(value) : 0)),
      [EXAMPLES, WORDS],
    );
    assert.notEqual(sparseRowsOf(x), undefined);
    for (const units of [33, 4, 3])
      assertNear(await trained(x, fastEngine, units), await trained(x, autograd, units), 2e-4);
  });

  it("each of several inputs is compressed where it is sparse", async () => {
    const full = new Tensor(numbers(EXAMPLES * WORDS, 7, 0.1), [EXAMPLES, WORDS]);
    for (const inputs of [
      [bags("float32"), bags("uint8")],
      [full, bags("float32")],
      [bags("float32"), full, full, bags("float32")],
    ])
      assertNear(await trainedOnAll(inputs, fastEngine), await trainedOnAll(inputs, autograd), 2e-4);
  });

  it("compressed rows contain each row's columns and values", () => {
    const rows = sparseRowsOf(
      tensor([
        [0, 0, 2, ...Array.from({ length: 60 }, () => 0)],
        Array.from({ length: 63 }, (_, i) => (i === 61 ? -1 : 0)),
      ]),
    )!;
    assert.deepEqual([...rows.starts], [0, 1, 2]);
    assert.deepEqual(
      [0, 2].map((at) => rows.entries[at]),
      [2, 61],
    );
    assert.deepEqual(
      [1, 3].map((at) => new Float32Array(rows.entries.buffer)[at]),
      [2, -1],
    );
    assert.equal(
      sparseRowsOf(
        tensor([
          [0, 1, 2],
          [0, 0, 1],
        ]),
      ),
      undefined,
    );
  });

  for (const flavour of FLAVOURS)
    it(`a batch is compressed in memory as lists of the whole data are (${flavour})`, () => {
      const x = bags("float32");
      const { starts, entries } = sparseRowsOf(x)!;
      const count = entries.length / 2;
      for (const most of [count + 5, count, count - 1, 1]) {
        const bench = new Workbench(flavour);
        const [at, firsts, list] = [bench.put(x.data), bench.reserve(EXAMPLES + 1), bench.reserve(2 * most)];
        const fits = bench.kernels.compressRows(at, EXAMPLES, WORDS, firsts, list, most);
        assert.equal(Boolean(fits), most >= count);
        const written = new Uint32Array(bench.get(list, 2 * most).buffer);
        if (!fits) continue;
        assert.deepEqual([...new Uint32Array(bench.get(firsts, EXAMPLES + 1).buffer)], [...starts]);
        assert.deepEqual([...written.subarray(0, 2 * count)], [...entries]);
      }
    });

  for (const flavour of FLAVOURS)
    it(`rows of any width are compressed, with what is no number and without negative zeros (${flavour})`, () => {
      const random = new RandomStream(3);
      const some = [0, -0, NaN, 0, Infinity, 0, 1e-45, -2];
      for (let columns = 1; columns < 14; columns++) {
        const rows = 5;
        const x = Float32Array.from({ length: rows * columns }, () => some[random.integer(some.length)]);
        const bits = new Uint32Array(x.buffer);
        const expected = [...x.keys()].filter((i) => x[i] !== 0).flatMap((i) => [i % columns, bits[i]]);
        const bench = new Workbench(flavour);
        const [at, firsts, list] = [bench.put(x), bench.reserve(rows + 1), bench.reserve(expected.length)];
        const { kernels } = bench;
        assert.ok(kernels.compressRows(at, rows, columns, firsts, list, expected.length / 2));
        const written = new Uint32Array(bench.get(list, expected.length).buffer);
        assert.deepEqual([...written], expected);
        assert.equal(new Uint32Array(bench.get(firsts, rows + 1).buffer)[rows], expected.length / 2);
      }
    });

  it("batches that are not sparse are computed in full rows", async () => {
    const x = bags("float32");
    x.data.fill(0.01, 5 * WORDS, 6 * WORDS);
    assertNear(await trained(x, fastEngine, 4), await trained(x, autograd, 4), 2e-4);
  });

  it("numbers that are no words are refused by the embedding layer", () => {
    const model = sequential({
      layers: [layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 3 }), layers.flatten()],
    });
    const engine = fastEngine({ graph: model.graph, training: undefined })!;
    assert.equal(engine.predictBatch([zeros([1, 3])])[0].shape[1], 6);
    for (const odd of [4, -1, 0.5, NaN])
      assert.throws(() => engine.predictBatch([tensor([[0, odd, 1]])]), /embedding/);
  });
});
