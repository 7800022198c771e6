/** Multi-head attention besides its formula: masks, options of calls, and models with it. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import * as layers from "../../src/layers/layers.js";
import { maskOf } from "../../src/layers/mask.js";
import type { SavedLayer } from "../../src/layers/saved-layer.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import { input, model } from "../../src/model/models.js";
import { asKeras, fromKeras } from "../../src/model/saving/key-case.js";
import { modelFromSaved } from "../../src/model/saving/rebuild.js";
import { ones, randomNormal, tensor } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";

const attention = (options = {}) => layers.multiHeadAttention({ numHeads: 2, keyDim: 3, ...options });
const SCORES = { returnAttentionScores: true };
const values = (x: unknown) => [...(x as Tensor).data];

describe("multi-head attention", () => {
  it("has the weights of Keras, by name and shape", () => {
    const layer = attention({ valueDim: 4 });
    layer.apply([ones([1, 2, 5]), ones([1, 3, 7])]);
    assert.deepEqual(
      layer.weights.map(({ name, shape }) => [name, [...shape]]),
      [
        ["query/kernel", [5, 2, 3]],
        ["query/bias", [2, 3]],
        ["key/kernel", [7, 2, 3]],
        ["key/bias", [2, 3]],
        ["value/kernel", [7, 2, 4]],
        ["value/bias", [2, 4]],
        ["attention_output/kernel", [2, 4, 5]],
        ["attention_output/bias", [5]],
      ],
    );
  });

  it("lets a sequence read itself, where it is the only input, and takes value and key by name", () => {
    const layer = attention();
    const [x, y] = [randomNormal([2, 4, 5]), randomNormal([2, 4, 5], 0, 1, "float32", 3)];
    assert.deepEqual(values(layer.apply(x)), values(layer.apply([x, x])));
    assert.deepEqual(values(layer.apply(x, { value: y })), values(layer.apply([x, y, y])));
    assert.deepEqual(values(layer.apply(x, { key: y })), values(layer.apply([x, x, y])));
  });

  it("reads no later step with a causal mask, and no padding", () => {
    const layer = attention();
    const x = randomNormal([1, 3, 5]);
    const [, scores] = layer.apply<Tensor[]>(x, { ...SCORES, useCausalMask: true });
    const [head] = (scores.arraySync() as number[][][][])[0];
    assert.deepEqual([head[0][1], head[0][2], head[1][2]], [0, 0, 0]);
    assert.ok(head.every((row) => Math.abs(row.reduce((sum, each) => sum + each) - 1) < 1e-6));

    const padded = layers.masking().apply(
      tensor([
        [
          [1, 2, 3, 4, 5],
          [0, 0, 0, 0, 0],
          [5, 4, 3, 2, 1],
        ],
      ]),
    );
    const [output, read] = layer.apply<Tensor[]>([x, padded], SCORES);
    for (const row of (read.arraySync() as number[][][][])[0].flat()) assert.equal(row[1], 0);
    assert.equal(maskOf(output), undefined);
    assert.deepEqual(values(maskOf(layer.apply(padded))), [1, 0, 1]);
  });

  it("takes a mask for each head, for each example, or for all", () => {
    const layer = attention();
    const x = randomNormal([2, 3, 5]);
    const mask = tensor([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
    const causal = values(layer.apply(x, { useCausalMask: true }));
    for (const shape of [
      [3, 3],
      [1, 3, 3],
      [1, 1, 3, 3],
    ])
      assert.deepEqual(values(layer.apply(x, { attentionMask: mask.reshape(shape) })), causal);
  });

  it("drops scores during training alone", () => {
    const layer = attention({ dropout: 0.5 });
    const x = randomNormal([2, 4, 5]);
    assert.deepEqual(values(layer.apply(x)), values(layer.apply(x)));
    assert.notDeepEqual(values(layer.apply(x, { training: true })), values(layer.apply(x)));
  });

  it("works in a model that trains, is saved with the options of its call, and loaded", async () => {
    const x = input({ shape: [4, 6] });
    const [y, scores] = attention().apply<SymbolicTensor[]>([x, x], { ...SCORES, useCausalMask: true });
    const block = layers.layerNormalization().apply(layers.add().apply([x, y]));
    const net = model({ inputs: x, outputs: [layers.dense({ units: 1 }).apply(block), scores] });
    assert.deepEqual(scores.shape, [null, 2, 4, 4]);
    const saved = JSON.stringify(asKeras({ className: net.className, config: net.getConfig() }));
    const again = modelFromSaved(fromKeras(JSON.parse(saved)) as SavedLayer);
    again.setWeights(net.getWeights());
    const data = randomNormal([8, 4, 6]);
    assert.deepEqual(
      (again.predict(data) as Tensor[]).map(values),
      (net.predict(data) as Tensor[]).map(values),
    );

    const learner = model({ inputs: x, outputs: net.outputs[0] });
    learner.compile({ optimizer: "adam", loss: "meanSquaredError" });
    const { history } = await learner.fit(data, data.sum(-1, true), { epochs: 20, verbose: 0 });
    assert.ok(history.loss[19] < history.loss[0]);
  });
});
