/** The public function: its options, what it refuses, and its still picture. */
import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import * as n from "../../src/index.js";
import { JUPYTER_DISPLAY } from "../../src/host/notebook.js";

const net = (last: n.Layer, loss: string) => {
  const model = n.sequential({
    layers: [n.layers.dense({ units: 3, activation: "tanh", inputShape: [2] }), last],
  });
  model.compile({ optimizer: n.train.adam(0.05), loss: loss as "meanSquaredError", metrics: ["accuracy"] });
  return model;
};
const x = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const y = x.map(([a, b]) => (a * b > 0 ? 1 : 0));

describe("playground", () => {
  it("opens with the settings that it is given", () => {
    const { settings } = n.playground({
      data: "spiral",
      hidden: [5, { units: 2, activation: "relu" }],
      seed: 3,
    });
    assert.equal(settings.noise, 0.1);
    assert.deepEqual(settings.hidden, [
      { units: 5, activation: "tanh", dropout: 0 },
      { units: 2, activation: "relu", dropout: 0 },
    ]);
    assert.equal(n.playground({ points: [[0, 1, 1]] }).settings.data, "points");
  });

  it("trains from code, and has the trained model, the losses and the code", async () => {
    const game = n.playground({ data: "circles", hidden: [6] });
    await game.train(30);
    assert.equal(game.epochs, 30);
    assert.equal(game.losses.train.length, 31);
    assert.ok(game.losses.test[30] < game.losses.test[0]);
    assert.equal(game.model.layers.length, 2);
    assert.match(game.code, /epochs: 30/);
    game.restart();
    await game.train(1);
    assert.equal(game.epochs, 1);
  });

  it("takes the learner's data: classes of any labels, and numbers", async () => {
    const classes = n.playground({ x: n.tensor2d(x), y: y.map((label) => 2 * label - 1), hidden: [4] });
    await classes.train(2);
    assert.match(classes.code, /\[-1, 1\]\.indexOf\(label\)/);
    const numbers = n.playground({ x: x.map(([a]) => [a]), y: x.map(([, b]) => b), testShare: 0 });
    await numbers.train(2);
    assert.equal(numbers.losses.test.length, 0);
    assert.equal(n.playground({ x, y, problem: "regression" }).model.layers.length, 3);
  });

  it("gives a model of the lesson back trained", async () => {
    const model = net(n.layers.dense({ units: 1, activation: "sigmoid" }), "binaryCrossentropy");
    const game = n.playground({ model, x, y });
    assert.equal(game.model, model);
    assert.equal(game.settings.learningRate, 0.05);
    const before = model.evaluate(x, y).logs.loss;
    await game.train(30);
    assert.ok(model.evaluate(x, y).logs.loss < before);
    assert.equal(game.losses.train.length, 31);
  });

  it("has a still picture with words", async () => {
    for (const options of [
      { data: "moons" },
      { data: "curve" },
      { points: [] },
      { x, y, problem: "regression" },
    ] as const) {
      const game = n.playground(options);
      await game.train(2);
      const bundle = game[JUPYTER_DISPLAY]();
      const svg = new JSDOM(bundle["image/svg+xml"] as string, { contentType: "image/svg+xml" }).window
        .document;
      assert.equal(svg.documentElement.tagName, "svg");
      assert.ok(!/NaN|undefined/.test(svg.documentElement.outerHTML.replace(/base64,[^"]*/g, "")));
      assert.match(bundle["text/plain"] as string, /^Terrain de jeu : un réseau/);
    }
  });

  for (const [what, options, argument] of [
    ["an unknown option", { layers: [4] }, "options"],
    ["an unknown set", { data: "iris" }, "data"],
    ["the set of own data without data", { data: "own" }, "data"],
    ["a formula that is none", { data: "curve", formula: "sin(" }, "formula"],
    ["an unknown activation", { hidden: [{ units: 2, activation: "softmax" }] }, "hidden"],
    ["a layer without neurons", { hidden: [0] }, "hidden"],
    ["a negative rate", { learningRate: -1 }, "learningRate"],
    ["half a batch", { batchSize: 0.5 }, "batchSize"],
    ["x without y", { x }, "y"],
    ["a model without data", { model: net(n.layers.dense({ units: 1 }), "meanSquaredError") }, "x"],
    ["a model that is none", { model: {}, x, y }, "model"],
    ["three columns", { x: [[1, 2, 3]], y: [1] }, "x"],
    ["too few targets", { x, y: [1] }, "y"],
    ["numbers that are not finite", { x: [[NaN, 1]], y: [1] }, "x, y"],
    ["too many classes", { x, y: x.map((_, i) => i), problem: "classification" }, "y"],
    [
      "a model that is not compiled",
      { model: n.sequential({ layers: [n.layers.dense({ units: 1, inputShape: [2] })] }), x, y },
      "model",
    ],
    ["a model that is no chain of dense layers", { model: reshaping(), x, y }, "model"],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => n.playground(options as n.PlaygroundOptions),
        (error) => error instanceof n.ArgumentError && error.argument === argument,
      );
    });
  }

  it("refuses a number of epochs that is none", async () => {
    await assert.rejects(n.playground().train(0), { argument: "epochs" });
  });
});

function reshaping(): n.Model {
  const model = n.sequential({
    layers: [
      n.layers.reshape({ targetShape: [2, 1], inputShape: [2] }),
      n.layers.flatten(),
      n.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  return model;
}
