/**
 * The options of fit, fitDataset, trainOnBatch, evaluate and predict are checked before anything is computed.
 */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import { setLanguage } from "../../../src/language/language.js";
import * as layers from "../../../src/layers/layers.js";
import type { FitOptions } from "../../../src/model/training/options.js";
import type { Model } from "../../../src/model/model.js";
import { input, model as functional, sequential } from "../../../src/model/models.js";
import { NumericError } from "../../../src/errors/errors.js";
import { ones, tensor } from "../../../src/tensor/create.js";
import { refused } from "../complains.js";
import { onEachEngine } from "../engines.js";

const [x, y] = [ones([8, 3]), ones([8, 1])];

function line() {
  const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [3] })] });
  made.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  return made;
}

const NO_COUNTS = [0, -1, 1.5, NaN, Infinity, null, "8", [], [8], true, {}, 10n];
const silent = { verbose: 0 } as const;

onEachEngine(() => {
  describe("options", () => {
    before(() => setLanguage("en"));
    after(() => setLanguage("fr"));

    it("batchSize is a whole number ≥ 1 in every function", async () => {
      const model = line();
      for (const batchSize of NO_COUNTS) {
        const options = { batchSize: batchSize as number };
        await refused(() => model.predict(x, options), { where: "predict", argument: "batchSize" });
        await refused(() => model.evaluate(x, y, options), { where: "evaluate", argument: "batchSize" });
        await refused(() => model.fit(x, y, options), { where: "fit", argument: "batchSize" });
        await refused(
          () =>
            model.fitDataset([{ x, y }], {
              validationData: [x, y],
              validationBatchSize: batchSize as number,
            }),
          { where: "fitDataset", argument: "validationBatchSize" },
        );
        await refused(() => model.fitDataset([{ x, y }], { batchesPerEpoch: batchSize as number }), {
          where: "fitDataset",
          argument: "batchesPerEpoch",
        });
      }
    });

    it("epochs and initialEpoch are whole numbers ≥ 0, initialEpoch not greater than epochs", async () => {
      const model = line();
      for (const count of [-1, 1.5, NaN, Infinity, -Infinity, null, "3", []]) {
        for (const name of ["epochs", "initialEpoch"] as const) {
          const options = { ...silent, [name]: count } as FitOptions;
          await refused(() => model.fit(x, y, options), { where: "fit", argument: name });
          await refused(() => model.fitDataset([{ x, y }], options), { where: "fitDataset", argument: name });
        }
      }
      await refused(() => model.fit(x, y, { initialEpoch: 4, epochs: 3 }), {
        argument: "initialEpoch",
        expected: /3/,
      });
      assert.deepEqual((await model.fit(x, y, { ...silent, epochs: 3, initialEpoch: 3 })).epoch, []);
    });

    it("each other option has allowed values only", async () => {
      const model = line();
      const bad: Readonly<Record<string, readonly unknown[]>> = {
        verbose: [true, false, "auto", 3, null, NaN],
        shuffle: [1, "batch", null],
        validationSplit: [1, -0.1, NaN, "0.2", null],
        seed: [1.5, NaN, "1", null],
        validationData: [null, [], [x], x, { x, y }, { xs: x, ys: y }, 3],
        callbacks: [null, 3, "earlyStopping", () => 1, [null], [[]]],
        classWeight: [null, 3, "balanced", [1, 5], {}, { cat: 1 }, { 0: -1 }, { 0: NaN }, { 0: "2" }],
        sampleWeight: [null, 3, "1", {}, [1, 2], Array(8).fill(-1), Array(8).fill(NaN), Array(8).fill("1")],
      };
      for (const [name, values] of Object.entries(bad)) {
        for (const value of values) await refused(() => model.fit(x, y, { [name]: value } as FitOptions), {});
      }
      await refused(() => model.fit(x, y, { validationData: { x, y } as never }), {
        argument: "validationData",
        expected: /\[x, y\]/,
      });
      for (const name of ["classWeight", "sampleWeight"])
        for (const value of bad[name]) await refused(() => model.trainOnBatch(x, y, { [name]: value }), {});
      for (const value of bad.sampleWeight)
        await refused(() => model.evaluate(x, y, { sampleWeight: value as never }), {});
      for (const verbose of [1, 2, true])
        await refused(() => model.predict(x, { verbose: verbose as 0 }), { argument: "verbose" });
    });

    it("that do not exist, or only in TensorFlow.js, are refused by name", async () => {
      const model = line();
      await refused(() => model.fit(x, y, { batch_size: 8 } as never), {
        where: "fit",
        received: /batch_size/,
        mend: /batchSize/,
      });
      for (const name of ["stepsPerEpoch", "validationSteps", "yieldEvery", "steps"])
        await refused(() => model.fit(x, y, { [name]: 2 } as never), { received: new RegExp(name) });
      await refused(() => model.fitDataset([{ x, y }], { batchSize: 2 } as never), {
        where: "fitDataset",
        received: /batchSize/,
      });
      await refused(() => model.evaluate(x, y, { steps: 2 } as never), {
        where: "evaluate",
        received: /steps/,
      });
      await refused(() => model.predict(x, { batchsize: 2 } as never), {
        where: "predict",
        mend: /batchSize/,
      });
      await refused(() => model.trainOnBatch(x, y, { epochs: 2 } as never), {
        where: "trainOnBatch",
        received: /epochs/,
      });
      for (const options of [null, 3, "fast", [], Promise.resolve({})])
        await refused(() => model.fit(x, y, options as never), { argument: "options" });
    });

    it("that are refused change nothing", async () => {
      const model = line();
      const before = model.getWeights();
      await refused(() => model.fit(x, y, { epochs: 3, callbacks: null as never }), {
        argument: "callbacks",
      });
      await refused(() => model.trainOnBatch(x, y, { sampleWeight: [1] }), { argument: "sampleWeight" });
      assert.deepEqual(model.getWeights(), before);
      assert.equal((await model.fit(x, y, silent)).epoch.length, 1);
    });
  });

  describe("NaN and infinite numbers", () => {
    before(() => setLanguage("en"));
    after(() => setLanguage("fr"));
    const [some, none] = [
      [
        [1, 2, 3],
        [1, NaN, 3],
      ],
      [[1], [Infinity]],
    ];

    it("are found in validation data before the training begins", async () => {
      const model = line();
      await refused(
        () => model.fit(x, y, { validationData: [some, ones([2, 1])] }),
        { where: "sequential, validationData", argument: "x[1]", received: /NaN/ },
        NumericError,
      );
      await refused(
        () => model.fit(x, y, { validationData: [ones([2, 3]), none] }),
        { argument: "y[1]", received: /Infinity/ },
        NumericError,
      );
      await refused(
        () => model.fitDataset([{ x, y }], { validationData: [some, ones([2, 1])] }),
        { argument: "x[1]" },
        NumericError,
      );
      await refused(
        () =>
          model.fit([...Array.from({ length: 3 }, () => [1, 1, 1]), [1, NaN, 1]], ones([4, 1]), {
            validationSplit: 0.25,
          }),
        { where: "sequential, validationSplit", argument: "x[3]" },
        NumericError,
      );
      assert.equal(model.optimizer.iterations, 0);
    });

    it("are found by evaluate and trainOnBatch, and the weights do not change", async () => {
      const model = line();
      const before = model.getWeights();
      await refused(() => model.evaluate(some, ones([2, 1])), { argument: "x[1]" }, NumericError);
      await refused(
        () => model.trainOnBatch(some, ones([2, 1])),
        { argument: "x", mend: /NaN/ },
        NumericError,
      );
      await refused(() => model.trainOnBatch(ones([2, 3]), none), { argument: "y" }, NumericError);
      assert.deepEqual(model.getWeights(), before);
    });

    it("do not change the running averages of batch normalisation", async () => {
      for (const model of [chain(), branched()]) await keepsAverages(model);
    });

    /** Batch normalisation in a chain, which the fast engine can run, and in a model that it cannot run. */
    const normalised = () => layers.batchNormalization({ inputShape: [3] });
    const chain = () => sequential({ layers: [normalised(), layers.dense({ units: 1 })] });
    const branched = () => {
      const entry = input({ shape: [3] });
      const features = normalised().apply(entry);
      return functional({
        inputs: entry,
        outputs: layers.dense({ units: 1 }).apply(layers.add().apply([features, features])),
      });
    };

    async function keepsAverages(model: Model): Promise<void> {
      model.compile({ optimizer: "adam", loss: "meanSquaredError" });
      const rows = Array.from({ length: 32 }, (_, i) => [Math.sin(i), Math.cos(i), i === 20 ? NaN : i / 32]);
      const reached: unknown[] = [];
      await refused(
        () =>
          model.fit(tensor(rows), ones([32, 1]), {
            batchSize: 8,
            shuffle: false,
            ...silent,
            callbacks: { onBatchEnd: () => void reached.push(model.getWeights()) },
          }),
        { argument: "x" },
        NumericError,
      );
      assert.equal(reached.length, 2);
      assert.deepEqual(model.getWeights(), reached[1]);
      await refused(() => model.trainOnBatch(tensor(rows), ones([32, 1])), { argument: "x" }, NumericError);
      assert.deepEqual(model.getWeights(), reached[1]);
    }
  });
});
