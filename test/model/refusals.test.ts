/** Calls that a model refuses, and the fields of the errors: where, received, expected, mend. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { ArgumentError, NumericError, ShapeError, StateError } from "../../src/errors/errors.js";
import { setLanguage } from "../../src/language/language.js";
import * as layers from "../../src/layers/layers.js";
import { input, model, sequential } from "../../src/model/models.js";
import type { CompileOptions } from "../../src/model/compile.js";
import * as train from "../../src/optimizers/train.js";
import { ones, randomNormal, tensor, zeros } from "../../src/tensor/create.js";
import { complains } from "./complains.js";

describe("a model refuses", () => {
  before(() => setLanguage("en"));
  after(() => setLanguage("fr"));

  const pictures = (loss: CompileOptions["loss"] = "sparseCategoricalCrossentropy") => {
    const made = sequential({
      name: "digits",
      layers: [layers.dense({ units: 4, activation: "softmax", inputShape: [784] })],
    });
    made.compile({ optimizer: "sgd", loss });
    return made;
  };
  const quiet = { verbose: 0 } as const;

  it("to be trained before it is compiled", async () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    await assert.rejects(
      made.fit(ones([3, 2]), ones([3, 1])),
      complains(StateError, { where: "sequential", argument: "compile", mend: /compile\(/ }),
    );
    assert.throws(() => made.evaluate(ones([3, 2]), ones([3, 1])), StateError);
  });

  it("to tell its shapes before the shape of its input is known; the data can give it", async () => {
    const made = sequential({ layers: [layers.dense({ units: 3 })] });
    assert.throws(() => made.summary(), complains(StateError, { mend: /inputShape/ }));
    made.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    await made.fit(ones([4, 5]), ones([4, 3]), quiet);
    assert.equal(made.countParams(), 18);
  });

  it("inputs of another shape, and says how to change them", async () => {
    await assert.rejects(
      pictures().fit(zeros([10, 28, 28]), zeros([10])),
      complains(ShapeError, {
        where: "digits",
        argument: "x",
        received: /^\[10, 28, 28\]$/,
        expected: /^\[null, 784\]$/,
        mend: /reshape\(\[-1, 784\]\).*flatten/,
      }),
    );
    assert.throws(() => pictures().predict(zeros([784])), complains(ShapeError, { mend: /expandDims/ }));
    assert.throws(
      () => pictures().predict(zeros([3, 100])),
      complains(ShapeError, { received: /100/, mend: /inputShape/ }),
    );
  });

  it("layers that do not fit each other, and names the layer", () => {
    assert.throws(
      () =>
        sequential({
          layers: [layers.dense({ units: 8, inputShape: [4] }), layers.conv2d({ filters: 2, kernelSize: 3 })],
        }),
      complains(ShapeError, { where: "conv2d_1", received: /\[null, 8\]/ }),
    );
  });

  it("two layers of the same name", () => {
    assert.throws(
      () =>
        sequential({
          layers: [
            layers.dense({ units: 2, name: "a", inputShape: [2] }),
            layers.dense({ units: 2, name: "a" }),
          ],
        }),
      complains(ArgumentError, { argument: "name", received: /"a"/ }),
    );
  });

  it("targets of another count or shape, and labels out of range", async () => {
    await assert.rejects(
      pictures().fit(zeros([10, 784]), zeros([9])),
      complains(ShapeError, { argument: "y", received: /9/, expected: /10/ }),
    );
    await assert.rejects(
      pictures("categoricalCrossentropy").fit(zeros([2, 784]), tensor([1, 2])),
      complains(ShapeError, { argument: "y", expected: /\[2, 4\]/, mend: /oneHot/ }),
    );
    await assert.rejects(
      pictures().fit(zeros([3, 784]), tensor([0, 4, 1])),
      complains(ArgumentError, { argument: "y[1]", received: /4/, expected: /0 to 3/ }),
    );
    await assert.rejects(
      pictures().fit(zeros([3, 784]), zeros([3]), { validationData: [zeros([3, 7]), zeros([3])] }),
      complains(ShapeError, { where: "digits, validationData", argument: "x" }),
    );
  });

  it("empty data, and values of options that are not allowed", async () => {
    await assert.rejects(
      pictures().fit(zeros([0, 784]), zeros([0])),
      complains(ArgumentError, { argument: "x", received: /no example/ }),
    );
    await assert.rejects(pictures().fit([], []), ArgumentError);
    for (const [argument, options] of [
      ["batchSize", { batchSize: 0 }],
      ["epochs", { epochs: 1.5 }],
      ["validationSplit", { validationSplit: 1 }],
    ] as const) {
      await assert.rejects(
        pictures().fit(zeros([3, 784]), zeros([3]), options),
        complains(ArgumentError, { where: "fit", argument }),
      );
    }
    await assert.rejects(
      pictures().fit(zeros([1, 784]), zeros([1]), { validationSplit: 0.5 }),
      complains(ArgumentError, { argument: "validationSplit" }),
    );
    await assert.rejects(
      pictures().fit(zeros([3, 784]), zeros([3]), { sampleWeight: [1, 2] }),
      complains(ArgumentError, { argument: "sampleWeight", expected: /3/ }),
    );
  });

  it("unknown names, and suggests similar ones", () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    const compile = (options: object) => () =>
      made.compile({ optimizer: "sgd", loss: "mse", ...options } as CompileOptions);
    assert.throws(
      compile({ optimizer: "adma" }),
      complains(ArgumentError, { argument: "optimizer", mend: /"adam"/ }),
    );
    assert.throws(
      compile({ loss: "meanSquarredError" }),
      complains(ArgumentError, { argument: "loss", mend: /"meanSquaredError"/ }),
    );
    assert.throws(
      compile({ metrics: ["acuracy"] }),
      complains(ArgumentError, { argument: "metrics", mend: /"accuracy"/ }),
    );
  });

  it("to continue if the loss becomes NaN or infinite; the weights from before the step stay", async () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    made.compile({ optimizer: train.sgd(1e30), loss: "meanSquaredError" });
    await assert.rejects(
      made.fit(randomNormal([64, 2]), randomNormal([64, 1]), { epochs: 50, ...quiet }),
      complains(NumericError, { argument: "loss", received: /epoch \d, batch \d/, mend: /learning rate/ }),
    );
    const other = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    other.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const before = other.getWeights();
    await assert.rejects(
      other.fit(
        [
          [1, 2],
          [NaN, 1],
        ],
        [[1], [2]],
        quiet,
      ),
      complains(NumericError, { argument: "x" }),
    );
    await assert.rejects(
      other.fit(
        [
          [1, 2],
          [1, 1],
        ],
        [[1], [Infinity]],
        quiet,
      ),
      complains(NumericError, { argument: "y" }),
    );
    assert.deepEqual(other.getWeights(), before);
  });

  it("outputs that depend on a missing input, and a list of the wrong length", () => {
    const [a, b] = [input({ shape: [2] }), input({ shape: [3] })];
    const outputs = layers.concatenate().apply([a, b]);
    assert.throws(
      () => model({ inputs: a, outputs }),
      complains(ArgumentError, { argument: "inputs", expected: /\[null, 3\]/ }),
    );
    assert.throws(
      () => model({ inputs: [a, b], outputs }).predict([zeros([1, 2])]),
      complains(ArgumentError, { argument: "x", expected: /2/ }),
    );
  });
});
