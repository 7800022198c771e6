/** Making models: layers, inputs and options that are refused. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { StateError } from "../../src/errors/errors.js";
import { setLanguage } from "../../src/language/language.js";
import * as layers from "../../src/layers/layers.js";
import { Model } from "../../src/model/model.js";
import { input, model, sequential } from "../../src/model/models.js";
import { refused } from "./complains.js";

const JUNK = [null, 3, "dense", true, () => 1, {}, NaN, Symbol("s"), 10n, new Date(0)];
const dense = () => layers.dense({ units: 1, inputShape: [2] });

describe("making a model", () => {
  before(() => setLanguage("en"));
  after(() => setLanguage("fr"));

  it("a chain accepts only layers", async () => {
    for (const junk of [...JUNK, undefined, [dense()], layers.dense]) {
      await refused(() => sequential().add(junk as never), { where: "sequential", argument: "layer" });
      await refused(() => sequential({ layers: [junk as never] }), {
        where: "sequential",
        argument: "layer",
      });
    }
    for (const junk of [...JUNK, dense()])
      await refused(() => sequential({ layers: junk as never }), { argument: "layers" });
    await refused(() => sequential([dense()] as never), { argument: "layers", mend: /layers: \[/ });
    for (const junk of [null, 3, "x", dense()])
      await refused(() => sequential(junk as never), { where: "sequential" });
    await refused(() => sequential().pop(), { argument: "pop" }, StateError);
  });

  it("a functional model accepts only symbolic tensors", async () => {
    const entry = input({ shape: [2] });
    const outputs = dense().apply(entry);
    for (const junk of [undefined, ...JUNK, [], [3], dense(), [entry, null]]) {
      await refused(() => model({ inputs: junk as never, outputs }), { where: "model", argument: "inputs" });
      await refused(() => model({ inputs: entry, outputs: junk as never }), {
        where: "model",
        argument: "outputs",
      });
    }
    await refused(() => model(undefined as never), { argument: "inputs" });
    await refused(() => model({ inputs: entry, output: outputs } as never), { mend: /outputs/ });
    class Own extends Model {}
    assert.equal(new Own({ inputs: entry, outputs }).countParams(), 3);
  });

  it("an input has a shape of whole numbers", async () => {
    for (const shape of [
      784,
      "784",
      null,
      [-1],
      [0],
      [1.5],
      [NaN],
      [undefined],
      {},
      [[2]],
      new Float32Array(2),
    ]) {
      await refused(() => input({ shape: shape as never }), { where: "input", argument: "shape" });
      await refused(() => input({ batchShape: shape as never }), { where: "input", argument: "batchShape" });
    }
    for (const none of [undefined, {}, null])
      await refused(() => input(none as never), {
        where: "input",
        argument: none === null ? "shape" : "shape",
      });
    await refused(() => input({ shape: [2], batchShape: [null, 2] }), { argument: "shape" });
    await refused(() => input({ shape: [2], dtype: "int32" } as never), { received: /dtype/ });
    assert.deepEqual(input({ shape: [null, 3] }).shape, [null, null, 3]);
    assert.deepEqual(input({ batchShape: [null, 3], name: "words" }).shape, [null, 3]);
  });

  it("a name is text, a seed is a whole number, and there are no other options", async () => {
    for (const seed of [1.5, NaN, Infinity, "1", null]) {
      await refused(() => sequential({ seed: seed as never }), { argument: "seed" });
      await refused(
        () =>
          model({
            inputs: input({ shape: [2] }),
            outputs: dense().apply(input({ shape: [2] })),
            seed: seed as never,
          }),
        { argument: "seed" },
      );
    }
    for (const name of [3, null, {}])
      await refused(() => sequential({ name: name as never }), { argument: "name" });
    await refused(() => sequential({ layer: [] } as never), { mend: /layers/ });
  });

  it("compile needs an optimizer and a loss, and refuses unknown options", async () => {
    const made = sequential({ layers: [dense()] });
    for (const junk of [undefined, null, "adam", 3, [], { optimizer: "sgd" }, { loss: "mse" }])
      await refused(() => made.compile(junk as never), {});
    for (const junk of [...JUNK.filter((each) => typeof each !== "function"), [], ["mse", "mse"]])
      await refused(() => made.compile({ optimizer: "sgd", loss: junk as never }), { argument: "loss" });
    for (const junk of JUNK)
      await refused(() => made.compile({ optimizer: junk as never, loss: "mse" }), { argument: "optimizer" });
    for (const junk of [null, 3, "acuracy", {}, [3], ["accuracy", null], { dense_1: "acuracy" }])
      await refused(() => made.compile({ optimizer: "sgd", loss: "mse", metrics: junk as never }), {
        argument: "metrics",
      });
    for (const junk of [1, "yes", null])
      await refused(() => made.compile({ optimizer: "sgd", loss: "mse", deterministic: junk as never }), {
        argument: "deterministic",
      });
    await refused(() => made.compile({ optimizer: "sgd", loss: "mse", metric: ["accuracy"] } as never), {
      where: "compile",
      mend: /metrics/,
    });
    for (const junk of [null, 3, "1", [], {}, [NaN], ["1"], { dense_1: "1" }])
      await refused(() => made.compile({ optimizer: "sgd", loss: "mse", lossWeights: junk as never }), {
        argument: "lossWeights",
      });
    for (const [argument, given] of [
      ["loss", { other: "mse" }],
      ["lossWeights", { other: 1 }],
      ["lossWeights", [1, 1]],
      ["metrics", { other: "mae" }],
      ["metrics", [["mae"], ["mse"]]],
    ] as const)
      await refused(() => made.compile({ optimizer: "sgd", loss: "mse", [argument]: given } as never), {
        argument,
      });
  });

  it("layers are found by name or position, and a function can print the summary", async () => {
    const made = sequential({ layers: [dense()] });
    for (const junk of [undefined, null, 7, 0.5, NaN, "x", {}, Symbol("s"), 10n, Object.create(null)])
      await refused(() => made.getLayer(junk as never), { argument: "getLayer" });
    assert.equal(made.getLayer(0), made.getLayer("dense_1"));
    for (const length of [0, -1, 1.5, 1e9, "80"])
      await refused(() => made.summary(length as never), { where: "summary", argument: "lineLength" });
    await refused(() => made.summary(80, [0.5, 1] as never), { argument: "positions" });
    for (const junk of ["x", 3, {}])
      await refused(() => made.summary(80, undefined, junk as never), { argument: "printFn" });
    const lines: string[] = [];
    made.summary(null, null, (line) => lines.push(line));
    assert.ok(lines.length > 5);
  });
});

describe("data that are not numbers", () => {
  before(() => setLanguage("en"));
  after(() => setLanguage("fr"));
  const compiled = () => {
    const made = sequential({ layers: [layers.dense({ units: 3, activation: "softmax", inputShape: [2] })] });
    made.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" });
    return made;
  };
  const x = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];

  it("text is named in the error, which says how to encode it", async () => {
    for (const call of [
      () => compiled().fit(x, ["cat", "dog", "cat"] as never),
      () => compiled().evaluate(x, ["cat", "dog", "cat"] as never),
      () => compiled().trainOnBatch(x, ["cat", "dog", "cat"] as never),
    ]) {
      await refused(call, { argument: "y", received: /"cat"/, mend: /encodeLabels/ });
    }
    await refused(
      () =>
        compiled().fit(
          [
            ["red", 1],
            ["blue", 2],
          ] as never,
          [0, 1],
        ),
      { argument: "x", received: /"red"/, mend: /oneHot/ },
    );
    await refused(() => compiled().predict("red" as never), { argument: "x" });
  });

  it("missing data and promises are named too", async () => {
    for (const junk of [
      undefined,
      null,
      3,
      {},
      Symbol("s"),
      10n,
      [null],
      [[1, 2], undefined],
      [[1, 2], [3]],
      [],
      [[]],
      new Map(),
      () => x,
    ]) {
      await refused(() => compiled().fit(junk as never, [0, 1]), { argument: "x" });
      await refused(() => compiled().fit(x, junk as never), { argument: "y" });
      await refused(() => compiled().predict(junk as never), { argument: "x" });
      const unknown = sequential({ layers: [layers.dense({ units: 1 })] });
      await refused(() => unknown.predict(junk as never), { argument: "x" });
    }
    await refused(() => compiled().fit(Promise.resolve(x) as never, [0, 1, 2]), {
      argument: "x",
      mend: /await/,
    });
    await refused(() => compiled().fit(x, [0, 1, 2], { validationData: [x, ["a", "b", "c"] as never] }), {
      where: "sequential, validationData",
      argument: "y",
      mend: /encodeLabels/,
    });
  });

  it("a value that is not a sequence of batches is refused", async () => {
    for (const junk of [
      undefined,
      null,
      3,
      "x",
      {},
      x,
      [[1]],
      [null],
      [{ x }],
      Promise.resolve([]),
      () => undefined,
      () => 3,
      () => [3],
    ])
      await refused(() => compiled().fitDataset(junk as never, { verbose: 0 }), {});
    await refused(() => compiled().fitDataset([{ x, y: ["a", "b", "c"] as never }], { verbose: 0 }), {
      argument: "y",
      mend: /encodeLabels/,
    });
  });
});
