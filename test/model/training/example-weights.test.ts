/** Weights of classes and examples; each output has its own weights of classes. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import type { FitOptions } from "../../../src/model/training/options.js";
import { input, model, sequential } from "../../../src/model/models.js";
import { oneHot, ones, randomNormal, tensor } from "../../../src/tensor/create.js";
import { refused } from "../complains.js";
import { onEachEngine } from "../engines.js";

const x = randomNormal([4, 2]);
const LEFT = [0, 1, 1, 0];
const RIGHT = [2, 0, 1, 2];
const silent = { verbose: 0, batchSize: 4 } as const;

function half(units: number) {
  const made = sequential({ layers: [layers.dense({ units, activation: "softmax", inputShape: [2] })] });
  made.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" });
  return made;
}

onEachEngine(() => {
  describe("classWeight", () => {
    it("weights each of two outputs by its own classes", async () => {
      const entry = input({ shape: [2] });
      const both = model({
        inputs: entry,
        outputs: [2, 3].map((units) => layers.dense({ units, activation: "softmax" }).apply(entry)),
      });
      both.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" });
      const alone = [half(2), half(3)];
      alone.forEach((each, i) => each.setWeights(both.layers[i].getWeights()));
      const weights = [{ 0: 1, 1: 3 }, { 2: 5 }];
      const { history } = await both.fit(x, [LEFT, RIGHT], { ...silent, classWeight: weights });
      const [left, right] = [
        await alone[0].fit(x, LEFT, { ...silent, classWeight: weights[0] }),
        await alone[1].fit(x, RIGHT, { ...silent, classWeight: [weights[1]] }),
      ];
      assert.ok(
        Math.abs(history.loss[0] - left.history.loss[0] - right.history.loss[0]) < 1e-6,
        String(history.loss),
      );
      alone.forEach((each, i) =>
        each
          .getWeights()
          .forEach((weight, j) =>
            weight.data.forEach((value, k) =>
              assert.ok(Math.abs(value - both.layers[i].getWeights()[j].data[k]) < 1e-6),
            ),
          ),
      );

      for (const classWeight of [{ 0: 1, 1: 3 }, [{ 0: 1 }], [{ 0: 1 }, { 0: 1 }, { 0: 1 }]])
        await refused(() => both.fit(x, [LEFT, RIGHT], { ...silent, classWeight }), {
          argument: "classWeight",
          expected: /2/,
        });
      assert.equal(
        (await both.fit(x, [LEFT, RIGHT], { ...silent, classWeight: [undefined, { 1: 2 }] })).epoch.length,
        1,
      );
    });

    it("applies to training only: examples held back for validation count as those of validationData", async () => {
      const run = async (own: FitOptions, sampleWeight?: readonly number[]) => {
        const made = half(2);
        const { history } = await made.fit(x, LEFT, {
          ...silent,
          classWeight: { 0: 1, 1: 9 },
          shuffle: false,
          ...(sampleWeight === undefined ? {} : { sampleWeight: [...sampleWeight] }),
          ...own,
        });
        return { loss: history.val_loss[0], made };
      };
      const { loss, made } = await run({ validationSplit: 0.5 });
      assert.ok(Math.abs(loss - made.evaluate(x.slice([2, 0], [2, 2]), LEFT.slice(2))[0].item()) < 1e-6);
      const weighted = await run({ validationSplit: 0.5 }, [1, 1, 3, 5]);
      assert.ok(
        Math.abs(
          weighted.loss -
            weighted.made
              .evaluate(x.slice([2, 0], [2, 2]), LEFT.slice(2), { sampleWeight: [3, 5] })[0]
              .item(),
        ) < 1e-6,
      );
    });

    it("treats one-hot rows as class numbers, and is multiplied with sampleWeight", async () => {
      const run = async (
        loss: "sparseCategoricalCrossentropy" | "categoricalCrossentropy",
        y: typeof RIGHT | ReturnType<typeof oneHot>,
        options: FitOptions,
      ) => {
        const made = half(3);
        made.compile({ optimizer: "sgd", loss });
        return (await made.fit(x, y, { ...silent, ...options })).history.loss[0];
      };
      const expected = await run("sparseCategoricalCrossentropy", RIGHT, { sampleWeight: [10, 2, 3, 20] });
      assert.equal(
        await run("sparseCategoricalCrossentropy", RIGHT, {
          classWeight: { 2: 5 },
          sampleWeight: [2, 2, 3, 4],
        }),
        expected,
      );
      assert.ok(
        Math.abs(
          (await run("categoricalCrossentropy", oneHot(RIGHT, 3), {
            classWeight: { 2: 5 },
            sampleWeight: tensor([2, 2, 3, 4]),
          })) - expected,
        ) < 1e-6,
      );
    });

    it("is refused where an example has no class, or may have several", async () => {
      const labels = sequential({
        layers: [layers.dense({ units: 3, activation: "sigmoid", inputShape: [2] })],
      });
      labels.compile({ optimizer: "sgd", loss: "binaryCrossentropy" });
      await refused(() => labels.fit(x, ones([4, 3]), { ...silent, classWeight: { 0: 2 } }), {
        argument: "classWeight",
        mend: /sampleWeight/,
      });
      const line = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
      line.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      await refused(() => line.fit(x, [0.5, 1, 2, 3], { ...silent, classWeight: { 1: 2 } }), {
        argument: "classWeight",
        mend: /sampleWeight/,
      });
      const steps = sequential({
        layers: [layers.dense({ units: 2, activation: "softmax", inputShape: [3, 2] })],
      });
      steps.compile({ optimizer: "sgd", loss: "sparseCategoricalCrossentropy" });
      await refused(
        () =>
          steps.fit(
            randomNormal([4, 3, 2]),
            [
              [0, 1, 0],
              [0, 1, 1],
              [1, 1, 1],
              [0, 0, 0],
            ],
            { ...silent, classWeight: { 1: 2 } },
          ),
        { argument: "classWeight" },
      );
    });
  });
});
