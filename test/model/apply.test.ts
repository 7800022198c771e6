/** model.apply: training loops of your own, dropout in predictions, several outputs. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import * as layers from "../../src/layers/layers.js";
import { input, model, sequential } from "../../src/model/models.js";
import * as train from "../../src/optimizers/train.js";
import { ones, randomNormal, tensor2d, zeros } from "../../src/tensor/create.js";
import { Tensor } from "../../src/tensor/tensor.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import type { Model } from "../../src/model/model.js";
import type { SavedLayer } from "../../src/layers/saved-layer.js";
import { modelFromSaved } from "../../src/model/saving/rebuild.js";
import { assertNear } from "../fast/close.js";
import { refused } from "./complains.js";

const savedForm = (net: Model) => ({ className: net.className, config: net.getConfig() });

describe("model.apply", () => {
  it("drops other inputs at each call in training, and the same ones for the same seed", () => {
    const made = () => sequential({ layers: [layers.dropout({ rate: 0.5, inputShape: [50] })] });
    const [one, same] = [made(), made()];
    const x = ones([1, 50]);
    const first = one.apply(x, { training: true });
    assert.notDeepEqual(first.data, one.apply(x, { training: true }).data);
    assert.deepEqual(same.apply(x, { training: true }).data, first.data);
    assert.deepEqual(one.apply(x).data, x.data);
    assert.deepEqual(one.apply(x, {}).data, x.data);
    const recurrent = sequential({ layers: [layers.lstm({ units: 2, dropout: 0.5, inputShape: [4, 3] })] });
    assert.deepEqual(recurrent.apply(ones([2, 4, 3]), { training: true }).shape, [2, 2]);
  });

  it("can be trained by an optimizer; the error for results of predict says that they cannot", async () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    // Both weights are learned equally fast, whatever they begin with.
    const x = tensor2d([
      [1, 1],
      [1, -1],
    ]);
    const loss = () => made.apply(x).square().mean();
    const before = loss().item();
    for (let step = 0; step < 20; step++) train.sgd(0.1).minimize(loss);
    assert.ok(loss().item() < before / 10);
    await refused(() => train.sgd(0.1).minimize(() => made.predict(x).sum()), {
      argument: "f",
      mend: /model\.apply/,
    });
  });

  it("gives every output, as predict does", async () => {
    const entry = input({ shape: [3] });
    const made = model({
      inputs: entry,
      outputs: [layers.dense({ units: 1 }).apply(entry), layers.dense({ units: 2 }).apply(entry)],
    });
    const x = randomNormal([4, 3]);
    const outputs = made.apply<Tensor[]>(x);
    (made.predict(x) as Tensor[]).forEach(({ data }, i) => assertNear(outputs[i].data, data, 1e-6));
    await refused(() => made.apply(zeros([4, 2])), { argument: "inputShape" }, ShapeError);
    await refused(() => sequential({ layers: [made] }).add(layers.dense({ units: 1 })), {
      argument: "layer",
      mend: /model\(/,
    });
  });

  it("gives every output as a layer of another model, which is saved with it", async () => {
    const entry = input({ shape: [3] });
    const inner = model({
      inputs: entry,
      outputs: [layers.dense({ units: 1 }).apply(entry), layers.dense({ units: 2 }).apply(entry)],
    });
    const outer = input({ shape: [3] });
    const [one, two] = inner.apply<SymbolicTensor[]>(outer);
    assert.deepEqual([one.shape, two.shape, two.position], [[null, 1], [null, 2], 1]);
    const whole = model({ inputs: outer, outputs: layers.dense({ units: 4 }).apply(two) });
    const x = randomNormal([4, 3]);
    assert.deepEqual((whole.predict(x) as Tensor).shape, [4, 4]);
    const again = modelFromSaved(JSON.parse(JSON.stringify(savedForm(whole))) as SavedLayer);
    again.setWeights(whole.getWeights());
    assert.deepEqual((again.predict(x) as Tensor).data, (whole.predict(x) as Tensor).data);
  });

  it("keeps the options with which a layer is applied to symbolic tensors", () => {
    const entry = input({ shape: [200] });
    const always = layers.dropout({ rate: 0.5 }).apply(entry, { training: true });
    const net = model({ inputs: entry, outputs: always });
    const again = modelFromSaved(JSON.parse(JSON.stringify(savedForm(net))) as SavedLayer);
    for (const each of [net, again])
      assert.ok((each.predict(ones([1, 200])) as Tensor).data.includes(0), "drops in predictions too");
    const chain = sequential({ layers: [layers.dropout({ rate: 0.5, inputShape: [200] })] });
    assert.ok(!chain.predict(ones([1, 200])).data.includes(0));
  });

  it("takes one tensor for each input", async () => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [3] })] });
    for (const bad of [
      undefined,
      null,
      3,
      [[1, 2, 3]],
      [],
      "x",
      [ones([1, 3]), 3],
      Promise.resolve(ones([1, 3])),
    ])
      await refused(() => made.apply(bad as never), { argument: "input" });
    await refused(() => made.apply([ones([2, 3]), ones([2, 3])]), { argument: "input", received: /2/ });
    for (const training of [1, "true", null])
      await refused(() => made.apply(ones([1, 3]), { training: training as never }), {
        argument: "training",
      });
    await refused(() => made.apply(ones([1, 3]), { trainig: true } as never), { mend: /training/ });
    await refused(() => made.apply(ones([1, 3]), { training: true, random: 3 as never }), {
      argument: "random",
    });
    assert.ok(made.apply([ones([2, 3])]) instanceof Tensor);
  });

  it("needs the same number of examples for two inputs", async () => {
    const [a, b] = [input({ shape: [2] }), input({ shape: [2] })];
    const made = model({ inputs: [a, b], outputs: layers.add().apply([a, b]) });
    await refused(
      () => made.predict([ones([4, 2]), ones([3, 2])]),
      { where: "predict", argument: "x" },
      ShapeError,
    );
    await refused(() => made.apply(ones([4, 2])), {}, ArgumentError);
  });
});
