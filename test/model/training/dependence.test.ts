/** Losses of your own that do not depend on the predictions, or compare a prediction with several targets. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import { ArgumentError, ShapeError } from "../../../src/errors/errors.js";
import * as layers from "../../../src/layers/layers.js";
import type { LossFunction } from "../../../src/losses/losses.js";
import { input, model, sequential } from "../../../src/model/models.js";
import * as regularizers from "../../../src/regularizers/regularizers.js";
import { ones, tensor } from "../../../src/tensor/create.js";
import { refused } from "../complains.js";

const x = ones([4, 3]);

function line(loss: LossFunction, units = 1) {
  const made = sequential({
    layers: [layers.dense({ units, inputShape: [3], kernelRegularizer: regularizers.l2({ l2: 0.1 }) })],
  });
  made.compile({ optimizer: "sgd", loss });
  return made;
}

describe("a loss of your own", () => {
  it("must depend on the predictions", async () => {
    const nothing: readonly LossFunction[] = [
      () => tensor(1),
      (y) => y.square().mean(),
      (y, p) => tensor(p.dataSync(), p.shape).sub(y).square().mean(),
    ];
    for (const loss of nothing) {
      const made = line(loss);
      const before = made.getWeights();
      await refused(() => made.fit(x, ones([4, 1]), { verbose: 0 }), { argument: "loss", mend: /dataSync/ });
      await refused(() => made.trainOnBatch(x, ones([4, 1])), { argument: "loss" });
      assert.deepEqual(made.getWeights(), before);
    }
  });

  it("of one of two outputs may be constant if the other is not", async () => {
    const entry = input({ shape: [3] });
    const made = model({
      inputs: entry,
      outputs: [layers.dense({ units: 1 }).apply(entry), layers.dense({ units: 1 }).apply(entry)],
    });
    made.compile({ optimizer: "sgd", loss: ["meanSquaredError", () => tensor(0)] });
    assert.equal((await made.fit(x, [ones([4, 1]), ones([4, 1])], { verbose: 0 })).epoch.length, 1);
  });

  it("must not compare each prediction with several targets", async () => {
    await refused(
      () => line((y, p) => y.sub(p).square().mean()).fit(x, ones([4, 7]), { verbose: 0 }),
      { argument: "y", received: /\[4, 7\]/, expected: /\[4, 1\]/ },
      ShapeError,
    );
    // Tensors that are not combined with the predictions may have any shape.
    const parts = (y: Parameters<LossFunction>[0], p: Parameters<LossFunction>[1]) =>
      p
        .sub(y.slice([0, 0], [4, 1]))
        .square()
        .mul(y.slice([0, 1], [4, 1]))
        .mean();
    assert.equal((await line(parts).fit(x, ones([4, 2]), { verbose: 0, batchSize: 4 })).epoch.length, 1);
    assert.equal(
      (await line((_, p) => p.square().mean(), 5).fit(x, ones([4, 1]), { verbose: 0 })).epoch.length,
      1,
    );
  });

  it("must not combine a list of targets with a column of predictions, which would learn only the mean", async () => {
    const crossed: readonly LossFunction[] = [
      (y, p) => p.flatten().sub(y).square().mean(),
      (y, p) => p.sub(y.flatten()).square().mean(),
      (y, p) => y.reshape([4]).mul(p).mean(),
      (y, p) =>
        p
          .sub(y.squeeze([1]))
          .abs()
          .mean(),
    ];
    for (const loss of crossed)
      await refused(
        () => line(loss).fit(x, tensor([[1], [2], [3], [4]]), { verbose: 0 }),
        { argument: "y", mend: /la même forme/ },
        ShapeError,
      );
    const right: readonly LossFunction[] = [
      (y, p) => p.flatten().sub(y.flatten()).square().mean(),
      (y, p) => p.transpose().sub(y).square().mean(),
      (y, p) => p.sub(y.mean()).square().mean(),
    ];
    for (const loss of right)
      assert.equal((await line(loss).fit(x, tensor([[1], [2], [3], [4]]), { verbose: 0 })).epoch.length, 1);
  });

  it("cannot be weighted if it gives one number, but can if it gives one for each example", async () => {
    await refused(
      () =>
        line((y, p) => p.sub(y).square().mean()).fit(x, ones([4, 1]), {
          verbose: 0,
          sampleWeight: [1, 2, 3, 4],
        }),
      { argument: "loss", mend: /mean\(-1\)/ },
    );
    const own = line((y, p) => p.sub(y).square().mean(-1));
    const ours = sequential({
      layers: [layers.dense({ units: 1, inputShape: [3], kernelRegularizer: regularizers.l2({ l2: 0.1 }) })],
    });
    ours.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const options = { verbose: 0, sampleWeight: [1, 2, 3, 4] } as const;
    const [a, b] = [await own.fit(x, ones([4, 1]), options), await ours.fit(x, ones([4, 1]), options)];
    assert.ok(Math.abs(a.history.loss[0] - b.history.loss[0]) < 1e-6);
  });

  it("must give a tensor, like metrics", async () => {
    for (const bad of [() => 3, () => undefined, async () => tensor(1), () => tensor([1, 2])])
      await refused(
        () => line(bad as never).fit(x, ones([4, 1]), { verbose: 0 }),
        { argument: "loss" },
        ArgumentError,
      );
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [3] })] });
    made.compile({ optimizer: "sgd", loss: "mse", metrics: [(() => 3) as never] });
    await refused(() => made.fit(x, ones([4, 1]), { verbose: 0 }), { argument: "metrics" });
  });
});
