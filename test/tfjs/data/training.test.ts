/** Training on datasets of `tf.data`: losses are those of TensorFlow.js. */
import assert from "node:assert/strict";
import * as oracle from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import { sequential } from "../../../src/model/models.js";
import * as data from "../../../src/tfjs/data/data.js";
import { evaluationBatches, trainingBatches } from "../../../src/tfjs/data/training-data.js";

const xs = Array.from({ length: 24 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const ys = xs.map(([a, b]) => [2 * a - b + 0.5]);
const rows = xs.map((x, i) => ({ xs: x, ys: ys[i] }));

const options = { epochs: 3, verbose: 0 } as const;

function close(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-5, `${value} ≠ ${expected[i]}`));
}

describe("training on tf.data", () => {
  const settings = { optimizer: "sgd", loss: "meanSquaredError" } as const;

  it("fits, validates and evaluates as TensorFlow.js does", async () => {
    const ours = sequential({
      layers: [layers.dense({ units: 1, inputShape: [2], kernelInitializer: "ones" })],
    });
    ours.compile(settings);
    const theirs = oracle.sequential({
      layers: [oracle.layers.dense({ units: 1, inputShape: [2], kernelInitializer: "ones" })],
    });
    theirs.compile(settings);
    const ourRows = data.array(rows).shuffle(24, "5").batch(5);
    const { history } = await ours.fitDataset(await trainingBatches(ourRows, undefined), {
      ...options,
      validationData: evaluationBatches(ourRows),
    });
    const theirRows = oracle.data.array(rows).shuffle(24, "5").batch(5) as never;
    const expected = await theirs.fitDataset(theirRows, { ...options, validationData: theirRows });
    for (const name of ["loss", "val_loss"]) close(history[name], expected.history[name] as number[]);

    const ourWhole = data.array(rows).batch(7) as never;
    const theirWhole = oracle.data.array(rows).batch(7) as never;
    const loss = (await theirs.evaluateDataset(theirWhole, {})) as oracle.Scalar;
    close([(await ours.evaluateDataset(ourWhole)).logs.loss], [...loss.dataSync()]);
  });

  it("shows how many batches an epoch has, where the dataset knows", () => {
    assert.equal(data.array(rows).batch(5).size, 5);
  });
});
