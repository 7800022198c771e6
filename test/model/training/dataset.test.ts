/** fitDataset: training on batches that arrive one after the other. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import { sequential } from "../../../src/model/models.js";
import * as train from "../../../src/optimizers/train.js";
import { zeros } from "../../../src/tensor/create.js";
import { plane } from "../sets.js";

const silent = { verbose: 0 } as const;

describe("fitDataset", () => {
  const { x, y } = plane();
  const line = () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    made.compile({ optimizer: train.sgd(0.05), loss: "meanSquaredError" });
    return made;
  };
  const batch = (i: number) => ({ x: x.slice([10 * i, 0], [10, 2]), y: y.slice([10 * i, 0], [10, 1]) });

  it("trains as fit does, on batches from an array, a generator or an async generator", async () => {
    const options = { epochs: 3, batchSize: 10, shuffle: false, ...silent };
    const expected = (await line().fit(x, y, options)).history.loss;
    const list = [0, 1, 2, 3].map(batch);
    const named = list.map(({ x: xs, y: ys }) => ({ xs, ys }));
    const asynchronous = async function* () {
      for (const { x: inputs, y: targets } of list) yield [inputs, targets] as const;
    };
    for (const dataset of [
      list,
      named,
      function* () {
        yield* list;
      },
      asynchronous,
    ]) {
      assert.deepEqual((await line().fitDataset(dataset, { epochs: 3, ...silent })).history.loss, expected);
    }
  });

  it("takes epochs of a fixed length from a sequence, and restarts the sequence at its end", async () => {
    let made = 0;
    const endless = function* () {
      for (;;) {
        made++;
        yield batch(made % 4);
      }
    };
    await line().fitDataset(endless, { epochs: 3, batchesPerEpoch: 5, ...silent });
    assert.equal(made, 15);
    const { history } = await line().fitDataset([0, 1, 2, 3].map(batch), {
      epochs: 2,
      batchesPerEpoch: 6,
      validationData: [x, y],
      ...silent,
    });
    assert.equal(history.val_loss.length, 2);
  });

  it("evaluates batches after each epoch, and on their own, as examples in memory", async () => {
    const list = [0, 1, 2, 3].map(batch);
    const sequence = function* () {
      yield* list;
    };
    const inMemory = await line().fitDataset(list, { epochs: 2, validationData: [x, y], ...silent });
    const model = line();
    const { history } = await model.fitDataset(list, { epochs: 2, validationData: sequence, ...silent });
    history.val_loss.forEach((loss, i) =>
      assert.ok(Math.abs(loss - inMemory.history.val_loss[i]) < 1e-6 * Math.abs(loss)),
    );
    const all = await model.evaluateDataset(sequence);
    assert.ok(Math.abs(all.logs.loss - model.evaluate(x, y).logs.loss) < 1e-6 * all.logs.loss);
    const some = await model.evaluateDataset(sequence, { batches: 2 });
    const half = model.evaluate(x.slice([0, 0], [20, 2]), y.slice([0, 0], [20, 1]));
    assert.ok(Math.abs(some.logs.loss - half.logs.loss) < 1e-6 * half.logs.loss);
    await assert.rejects(model.evaluateDataset([]), /evaluateDataset/);
    await assert.rejects(model.evaluateDataset(list, { batches: 0 }), /batches/);
    await assert.rejects(line().fitDataset(list, { validationBatches: 0, ...silent }), /validationBatches/);
  });

  it("refuses a generator that has ended, and batches that do not fit the model", async () => {
    const once = (function* () {
      yield batch(0);
    })();
    await assert.rejects(line().fitDataset(once, { epochs: 2, ...silent }), /sans l’appeler/);
    await assert.rejects(line().fitDataset([], { ...silent }), /lot/);
    await assert.rejects(line().fitDataset([{ x: zeros([3, 5]), y: zeros([3, 1]) }], silent), /dataset/);
  });
});
