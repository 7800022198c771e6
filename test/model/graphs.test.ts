/**
 * Models that are not a chain: several inputs and outputs, shared layers, models within models, halves
 * trained in turn.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { NOTEBOOK } from "../../src/host/notebook.js";
import { Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import { input, model, sequential } from "../../src/model/models.js";
import * as train from "../../src/optimizers/train.js";
import { randomNormal, tensor, zeros } from "../../src/tensor/create.js";
import type { Tensor, Variable } from "../../src/tensor/tensor.js";
import { toTensorFlow } from "../layers/oracle.js";
import { assertNear, copyWeights } from "./oracle.js";
import { plane } from "./sets.js";

const silent = { verbose: 0 } as const;

describe("a functional model", () => {
  before(() => tf.setBackend("cpu"));

  it("with two inputs, a shared layer and two outputs trains as in TensorFlow.js", async () => {
    const [a, b] = [randomNormal([20, 3]), randomNormal([20, 3], 0, 1, "float32", 2)];
    const [y1, y2] = [
      randomNormal([20, 1], 0, 1, "float32", 3),
      randomNormal([20, 4], 0, 1, "float32", 4).greater(0),
    ];
    const build = <Symbolic>(make: {
      input: (options: { shape: number[] }) => Symbolic;
      dense: (options: object) => { apply(x: Symbolic): Symbolic };
      join: (x: Symbolic[]) => Symbolic;
    }) => {
      const inputs = [make.input({ shape: [3] }), make.input({ shape: [3] })];
      const shared = make.dense({ units: 4, activation: "tanh", name: "shared" });
      const joined = make.join(inputs.map((each) => shared.apply(each)));
      return {
        inputs,
        outputs: [
          make.dense({ units: 1, name: "value" }).apply(joined),
          make.dense({ units: 4, activation: "sigmoid", name: "signs" }).apply(joined),
        ],
      };
    };
    const ours = model(
      build({ input, dense: layers.dense as never, join: (x) => layers.concatenate().apply(x) }),
    );
    const theirs = tf.model(
      build<tf.SymbolicTensor>({
        input: tf.input,
        dense: tf.layers.dense as never,
        join: (x) => tf.layers.concatenate().apply(x) as tf.SymbolicTensor,
      }),
    );
    copyWeights(ours, theirs);
    ours.compile({
      optimizer: train.sgd(0.1),
      loss: ["meanSquaredError", "binaryCrossentropy"],
      metrics: ["mae"],
    });
    theirs.compile({ optimizer: tf.train.sgd(0.1), loss: ["meanSquaredError", "binaryCrossentropy"] });
    const options = { epochs: 3, batchSize: 10, shuffle: false, verbose: 0 } as const;
    const { history } = await ours.fit([a, b], [y1, y2], options);
    const expected = (await theirs.fit([a, b].map(toTensorFlow), [y1, y2].map(toTensorFlow), options))
      .history;
    assert.deepEqual(Object.keys(history), ["loss", "value_loss", "signs_loss", "value_mae", "signs_mae"]);
    assertNear(history.value_loss, expected.value_loss as number[], 1e-5, "value_loss");
    assertNear(history.signs_loss, expected.signs_loss as number[], 1e-5, "signs_loss");
    assertNear(
      history.loss,
      history.value_loss.map((value, i) => value + history.signs_loss[i]),
      1e-6,
      "loss",
    );
    const outputs = ours.predict([a, b]) as Tensor[];
    (theirs.predict([a, b].map(toTensorFlow)) as tf.Tensor[]).forEach((value, i) =>
      assertNear(outputs[i].data, value.dataSync(), 1e-5, `output ${i}`),
    );
    assert.equal(ours.countParams(), 16 + 9 + 36);
  });

  it("takes a layer of your own, in ten lines", async () => {
    class Scale extends Layer {
      static override readonly className = "Scale";
      factor!: Variable;

      override build(): void {
        this.factor = this.addWeight("factor", [1], {
          className: "Ones",
          config: {},
          apply: () => tensor([1]),
        });
      }

      override call(x: Tensor): Tensor {
        return x.mul(this.factor);
      }
    }
    const made = sequential({ layers: [new Scale({ inputShape: [1] })] });
    made.compile({ optimizer: train.sgd(0.1), loss: (y, p) => p.sub(y).square().mean() });
    const { history } = await made.fit([[1], [2], [-1]], [[3], [6], [-3]], { epochs: 60, ...silent });
    assert.ok(history.loss[59] < 1e-4, String(history.loss[59]));
    assert.equal(made.layers[0].name, "scale_1");
  });
});

describe("models within models", () => {
  it("share their weights: a frozen half does not change, unless it is trained by itself", async () => {
    const half = (units: number, inputs: number) =>
      sequential({
        layers: [
          layers.dense({ units, inputShape: [inputs], activation: "tanh" }),
          layers.dropout({ rate: 0.2 }),
          layers.dense({ units }),
        ],
      });
    const [generator, discriminator] = [half(3, 2), half(1, 3)];
    discriminator.compile({ optimizer: "adam", loss: "meanSquaredError" });
    discriminator.trainable = false;
    const combined = sequential({ layers: [generator, discriminator] });
    combined.compile({ optimizer: "adam", loss: "meanSquaredError" });
    assert.deepEqual(
      combined.layers.map(({ name }) => name),
      ["sequential_1", "sequential_2"],
    );
    assert.deepEqual(combined.predict(zeros([2, 2])).shape, [2, 1]);

    const numbers = (of: typeof generator) => of.getWeights().map(({ data }) => [...data]);
    const before = [numbers(generator), numbers(discriminator)];
    await combined.trainOnBatch(randomNormal([8, 2]), zeros([8, 1]));
    assert.notDeepEqual(numbers(generator), before[0]);
    assert.deepEqual(numbers(discriminator), before[1]);
    // This half was compiled before it was frozen, so it can be trained by itself.
    await discriminator.trainOnBatch(randomNormal([8, 3]), zeros([8, 1]));
    assert.notDeepEqual(numbers(discriminator), before[1]);
    assert.deepEqual(
      combined
        .getWeights()
        .slice(4)
        .map(({ data }) => [...data]),
      numbers(discriminator),
    );
  });

  it("report a half that does not fit the other one", () => {
    const generator = sequential({ layers: [layers.dense({ units: 3, inputShape: [2] })] });
    const discriminator = sequential({
      name: "judge",
      layers: [layers.dense({ units: 1, inputShape: [4] })],
    });
    assert.throws(() => sequential({ layers: [generator, discriminator] }), /judge/);
  });

  it("can be built on trained layers", async () => {
    const { x, y } = plane();
    const base = sequential({
      layers: [layers.dense({ units: 4, activation: "tanh", inputShape: [2] }), layers.dense({ units: 1 })],
    });
    base.compile({ optimizer: "adam", loss: "meanSquaredError" });
    await base.fit(x, y, silent);
    const learned = [...base.layers[0].weights[0].data];
    const other = sequential({ layers: [base.layers[0]] });
    other.layers[0].trainable = false;
    other.add(layers.dense({ units: 3, activation: "softmax" }));
    other.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" });
    await other.fit(x, y.greater(0), silent);
    assert.deepEqual([...base.layers[0].weights[0].data], learned);
    assert.deepEqual(
      other.layers.map(({ name }) => name),
      ["dense_1", "dense_2"],
    );
    // The same model, by removing the last layer.
    base.pop();
    base.add(layers.dense({ units: 2 }));
    assert.deepEqual(base.predict(x).shape, [40, 2]);
    base.pop();
    base.pop();
    assert.throws(() => base.predict(x), /inputShape/);
  });

  it("warn if trainable was changed after compile", async () => {
    const { x, y } = plane();
    const made = sequential({
      layers: [layers.dense({ units: 2, inputShape: [2] }), layers.dense({ units: 1 })],
    });
    made.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    made.layers[0].trainable = false;
    const warnings: string[] = [];
    const global = globalThis as { [NOTEBOOK]?: unknown };
    global[NOTEBOOK] = {
      warn: (text: string) => void warnings.push(text),
      display: () => ({ update: () => undefined }),
      currentRun: () => ({ throwIfInterrupted: () => undefined }),
    };
    try {
      await made.fit(x, y, silent);
    } finally {
      delete global[NOTEBOOK];
    }
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /compile\(\)/);
  });
});
