/** How data get into a program: in any order, of any type, as lists where they are mostly zero. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { sparseRowsOf } from "../../src/fast/sparse-rows.js";
import * as layers from "../../src/layers/layers.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { sequential } from "../../src/model/models.js";
import { registerEngine, type EngineFactory } from "../../src/model/training/training-engine.js";
import { tensor, zeros } from "../../src/tensor/create.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { numbers } from "./workbench.js";

const WORDS = 700;
const EXAMPLES = 40;

/** Bags of about eight words; a few hold a word several times. */
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
    return [
      ...history.history["loss"],
      ...history.history["val_loss"],
      loss.item(),
      ...model.getWeights().flatMap(({ data }) => [...data]),
    ];
  } finally {
    withdraw();
  }
}

const autograd: EngineFactory = (program) => new AutogradEngine(program);

describe("data of a program", () => {
  for (const dtype of ["float32", "uint8"] as const) {
    for (const units of [16, 5]) {
      it(`bags of words as lists (${dtype}, ${units} neurons) give what full rows give`, async () => {
        const x = bags(dtype);
        assert.notEqual(sparseRowsOf(x), undefined);
        assertNear(await trained(x, fastEngine, units), await trained(x, autograd, units), 2e-4);
      });
    }
  }

  it("photographs of digits, a fifth full, are taken as lists too", async () => {
    const x = new Tensor(
      numbers(EXAMPLES * WORDS, 5).map((value, i) => (i % 5 === 0 ? Math.abs(value) : 0)),
      [EXAMPLES, WORDS],
    );
    assert.notEqual(sparseRowsOf(x), undefined);
    for (const units of [33, 4, 3])
      assertNear(await trained(x, fastEngine, units), await trained(x, autograd, units), 2e-4);
  });

  it("lists hold each row's columns and values", () => {
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

  it("where only some rows are full, they are computed as rows", async () => {
    const x = bags("float32");
    x.data.fill(0.01, 5 * WORDS, 6 * WORDS);
    assertNear(await trained(x, fastEngine, 4), await trained(x, autograd, 4), 2e-4);
  });

  it("words that are none: the embedding itself says so", () => {
    const model = sequential({
      layers: [layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 3 }), layers.flatten()],
    });
    const engine = fastEngine({ graph: model.graph, training: undefined })!;
    assert.equal(engine.predictBatch([zeros([1, 3])])[0].shape[1], 6);
    for (const odd of [4, -1, 0.5, NaN])
      assert.throws(() => engine.predictBatch([tensor([[0, odd, 1]])]), /embedding/);
  });
});
