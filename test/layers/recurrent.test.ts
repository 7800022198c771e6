/** Recurrent layers besides their formulas: states, masks, cells of one's own, what wraps them, saving. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { StateError } from "../../src/errors/errors.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import * as layers from "../../src/layers/layers.js";
import { maskOf } from "../../src/layers/mask.js";
import { registerLayer } from "../../src/layers/registry.js";
import type { SavedLayer } from "../../src/layers/saved-layer.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import type { Model } from "../../src/model/model.js";
import { input, model, sequential } from "../../src/model/models.js";
import { asKeras, fromKeras } from "../../src/model/saving/key-case.js";
import { modelFromSaved } from "../../src/model/saving/rebuild.js";
import { registerEngine } from "../../src/model/training/training-engine.js";
import { RandomStream } from "../../src/random/stream.js";
import { ones, randomNormal, tensor, zeros } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { assertGradients } from "../autograd/differences.js";
import { complains } from "../model/complains.js";
import { assertClose, toTensorFlow } from "./oracle.js";

const values = (x: unknown) => [...(x as Tensor).data];

/** The model from its saved form, with the same weights. */
function again(net: Model): Model {
  const saved = JSON.parse(
    JSON.stringify(asKeras({ className: net.className, config: net.getConfig() })),
  ) as unknown;
  const loaded = modelFromSaved(fromKeras(saved) as SavedLayer);
  loaded.setWeights(net.getWeights());
  return loaded;
}

describe("states of recurrent layers", () => {
  before(() => tf.setBackend("cpu"));
  for (const kind of ["simpleRNN", "gru", "lstm"] as const) {
    it(`${kind} goes on from the states that it gave`, () => {
      const layer = layers[kind]({ units: 3, returnState: true });
      const x = randomNormal([2, 6, 4]);
      const [whole] = layer.apply<Tensor[]>(x);
      const [, ...states] = layer.apply<Tensor[]>(x.slice([0, 0, 0], [2, 4, 4]));
      const rest = x.slice([0, 4, 0], [2, 2, 4]);
      assert.deepEqual(values(layer.apply<Tensor[]>(rest, { initialState: states })[0]), values(whole));
      assert.deepEqual(values(layer.apply<Tensor[]>([rest, ...states])[0]), values(whole));
    });

    it(`${kind} that is stateful begins where the batch before it has ended, until resetStates`, () => {
      const layer = layers[kind]({ units: 3, stateful: true, batchInputShape: [2, 3, 4] });
      const net = sequential({ layers: [layer] });
      const theirs = tf.sequential({
        layers: [tf.layers[kind]({ units: 3, stateful: true, batchInputShape: [2, 3, 4] })],
      });
      theirs.setWeights(net.getWeights().map(toTensorFlow));
      const [a, b] = [randomNormal([2, 3, 4]), randomNormal([2, 3, 4], 0, 1, "float32", 5)];
      const compare = (x: Tensor) =>
        assertClose(net.predict(x), theirs.predict(toTensorFlow(x)) as tf.Tensor, kind);
      compare(a);
      compare(b);
      const second = net.predict(a);
      net.resetStates();
      theirs.resetStates();
      assert.notDeepEqual(values(net.predict(a)), values(second));
      net.resetStates();
      compare(a);
      assert.throws(
        () => net.predict(ones([3, 3, 4])),
        complains(StateError, { argument: "stateful", mend: /resetStates/ }),
      );
    });
  }

  it("can be set, and are checked", () => {
    const layer = layers.gru({ units: 2, stateful: true });
    const x = ones([1, 2, 3]);
    layer.apply(x);
    const given = tensor([[0.5, -0.5]]);
    layer.resetStates(given);
    const after = layer.apply(x);
    assert.deepEqual(
      values(after),
      values(layers.gru({ units: 2, weights: layer.getWeights() }).apply(x, { initialState: given })),
    );
    assert.throws(() => layer.resetStates(zeros([1, 3])), /initialState/);
  });

  it("pass from batch to batch in fit, on kernels", async () => {
    const withdraw = registerEngine(fastEngine);
    try {
      const made = (stateful: boolean) => {
        const net = sequential({
          layers: [
            layers.lstm({ units: 3, stateful, batchInputShape: [4, 5, 2] }),
            layers.dense({ units: 1 }),
          ],
        });
        net.compile({ optimizer: "sgd", loss: "meanSquaredError" });
        return net;
      };
      const [x, y] = [randomNormal([8, 5, 2]), randomNormal([8, 1])];
      const options = { batchSize: 4, shuffle: false, epochs: 2, verbose: 0 } as const;
      const [kept, fresh] = [made(true), made(false)];
      await kept.fit(x, y, options);
      await fresh.fit(x, y, options);
      assert.notDeepEqual(values(kept.weights[0]), values(fresh.weights[0]));
      assert.ok(kept.stateful && !fresh.stateful);
    } finally {
      withdraw();
    }
  });

  it("lead from an encoder to a decoder, in a model that trains, is saved and loaded by either side", async () => {
    const [source, target] = [input({ shape: [null, 3] }), input({ shape: [4, 2] })];
    const [, ...states] = layers.lstm({ units: 5, returnState: true }).apply<SymbolicTensor[]>(source);
    const [decoded] = layers
      .lstm({ units: 5, returnSequences: true, returnState: true })
      .apply<SymbolicTensor[]>(target, { initialState: states });
    const net = model({
      inputs: [source, target],
      outputs: layers.dense({ units: 2, activation: "softmax" }).apply(decoded),
    });
    const data = [randomNormal([6, 7, 3]), randomNormal([6, 4, 2])];
    const before = net.predict(data);
    assert.deepEqual((before as Tensor).shape, [6, 4, 2]);
    assert.deepEqual(values(again(net).predict(data)), values(before));

    const config = asKeras({ className: net.className, config: net.getConfig() });
    const theirs = (await tf.models.modelFromJSON({ modelTopology: config as never })) as tf.LayersModel;
    theirs.setWeights(net.getWeights().map(toTensorFlow));
    assertClose(before as Tensor, theirs.predict(data.map(toTensorFlow)) as tf.Tensor, "encoder–decoder");
    const written = JSON.stringify(theirs.toJSON(null, false));
    const loaded = modelFromSaved(fromKeras(JSON.parse(written)) as SavedLayer);
    loaded.setWeights(net.getWeights());
    assert.deepEqual(values(loaded.predict(data)), values(before));

    net.compile({ optimizer: "adam", loss: "categoricalCrossentropy" });
    const targets = tensor(
      Array.from({ length: 48 }, (_, i) => i % 2),
      [6, 4, 2],
    );
    const { history } = await net.fit(data, targets, { epochs: 5, verbose: 0 });
    assert.ok(history.loss[4] < history.loss[0]);
  });
});

describe("cells of one's own", () => {
  class Counter extends layers.RNNCell {
    static override readonly className = "Counter";
    override readonly stateSize = 2;

    override call([x, sum]: readonly Tensor[]): readonly Tensor[] {
      const next = sum.add(x);
      return [next.mul(10), next];
    }
  }

  it("work in rnn, alone, stacked and in both directions, and are saved", () => {
    registerLayer(Counter);
    const x = tensor([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    const one = layers.rnn({ cell: new Counter(), returnSequences: true, returnState: true });
    const [outputs, state] = one.apply<Tensor[]>(x);
    assert.deepEqual(outputs.arraySync(), [
      [
        [10, 20],
        [40, 60],
      ],
    ]);
    assert.deepEqual(state.arraySync(), [[4, 6]]);
    const net = sequential({
      layers: [
        layers.rnn({
          cell: [new Counter(), layers.gruCell({ units: 3 })],
          returnSequences: true,
          inputShape: [2, 2],
        }),
        layers.bidirectional({ layer: layers.rnn({ cell: layers.lstmCell({ units: 2 }) }) }),
      ],
    });
    assert.deepEqual(values(again(net).predict(x)), values(net.predict(x)));
    const both = layers.bidirectional({ layer: layers.rnn({ cell: new Counter() }), mergeMode: "sum" });
    assert.deepEqual(both.apply(x).arraySync(), [[80, 120]]);
  });
});

describe("masks of sequences", () => {
  before(() => tf.setBackend("cpu"));
  const PADDED = tensor([
    [
      [1, 2],
      [3, -1],
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [2, 1],
      [0, 0],
      [0.5, 1],
    ],
  ]);

  for (const [name, ours, theirs] of [
    [
      "lstm",
      () => layers.lstm({ units: 3, returnSequences: true }),
      () => tf.layers.lstm({ units: 3, returnSequences: true }),
    ],
    [
      "gru",
      () => layers.gru({ units: 3, goBackwards: true }),
      () => tf.layers.gru({ units: 3, goBackwards: true }),
    ],
    [
      "rnn of one cell",
      () => layers.rnn({ cell: layers.gruCell({ units: 3 }) }),
      () => tf.layers.rnn({ cell: tf.layers.gruCell({ units: 3 }) }),
    ],
    [
      "bidirectional",
      () => layers.bidirectional({ layer: layers.gru({ units: 3, returnSequences: true }) }),
      () =>
        tf.layers.bidirectional({
          layer: tf.layers.gru({ units: 3, returnSequences: true }),
          mergeMode: "concat",
        }),
    ],
  ] as const)
    it(`made by masking are honoured by ${name}, as in TensorFlow.js`, () => {
      const net = sequential({ layers: [layers.masking({ inputShape: [4, 2] }), ours()] });
      const other = tf.sequential({ layers: [tf.layers.masking({ inputShape: [4, 2] }), theirs()] });
      other.setWeights(net.getWeights().map(toTensorFlow));
      assertClose(net.apply(PADDED), other.predict(toTensorFlow(PADDED)) as tf.Tensor, name);
    });

  it("keep the states, and give zeros before the first step that counts, as in Keras", () => {
    const layer = layers.simpleRNN({ units: 2, returnSequences: true, returnState: true });
    const h = tensor([
      [0.1, 0.2],
      [0.3, 0.4],
    ]);
    const masked = layers.masking().apply(PADDED);
    const [outputs, state] = layer.apply<Tensor[]>([masked, h]);
    const [ofFirst, ofSecond] = outputs.arraySync() as number[][][];
    assert.deepEqual(ofSecond[0], [0, 0]);
    assert.deepEqual([ofFirst[2], ofFirst[3], ofSecond[2]], [ofFirst[1], ofFirst[1], ofSecond[1]]);
    assert.deepEqual((state.arraySync() as number[][])[0], ofFirst[1]);
    const bare = layer.apply<Tensor[]>([PADDED.slice([0, 0, 0], [1, 2, 2]), h.slice([0, 0], [1, 2])])[1];
    assert.deepEqual((state.arraySync() as number[][])[0], (bare.arraySync() as number[][])[0]);
    layer.weights.forEach((weight) => weight.assign(weight.cast("float64")));
    const x = masked.cast("float64");
    assertGradients("simpleRNN", () => layer.apply<Tensor[]>([masked, h])[0], [...layer.weights]);
    assert.equal(maskOf(x), undefined);
  });

  it("are passed on by timeDistributed and layerNormalization, and by both outputs of bidirectional", () => {
    const masked = layers.masking().apply(PADDED);
    const mask = values(maskOf(masked));
    assert.deepEqual(mask, [1, 1, 0, 0, 0, 1, 0, 1]);
    const wrapped = layers.timeDistributed({ layer: layers.dense({ units: 3 }) }).apply(masked);
    assert.deepEqual(values(maskOf(layers.layerNormalization().apply(wrapped))), mask);
    const both = layers.bidirectional({
      layer: layers.gru({ units: 2, returnSequences: true }),
      mergeMode: null,
    });
    for (const each of both.apply<Tensor[]>(masked)) assert.deepEqual(values(maskOf(each)), mask);
  });
});

describe("layers around others", () => {
  it("timeDistributed takes a model, whose weights it trains, and is loaded again", async () => {
    const inner = sequential({
      layers: [
        layers.conv2d({ filters: 2, kernelSize: 2, activation: "relu", inputShape: [4, 4, 1] }),
        layers.flatten(),
      ],
    });
    const net = sequential({
      layers: [layers.timeDistributed({ layer: inner, inputShape: [3, 4, 4, 1] }), layers.lstm({ units: 2 })],
    });
    const x = randomNormal([5, 3, 4, 4, 1]);
    assert.deepEqual(values(again(net).predict(x)), values(net.predict(x)));
    net.compile({ optimizer: "adam", loss: "meanSquaredError" });
    const before = values(inner.weights[0]);
    await net.fit(x, randomNormal([5, 2]), { verbose: 0 });
    assert.notDeepEqual(values(inner.weights[0]), before);
    assert.equal(
      net.countParams(),
      net.weights.reduce((sum, { size }) => sum + size, 0),
    );
  });

  it("bidirectional keeps the layer that it was given apart, and draws other weights for each direction", () => {
    const given = layers.lstm({ units: 2, kernelRegularizer: "l2", name: "mine" });
    const layer = layers.bidirectional({ layer: given });
    layer.ensureBuilt([null, 4, 3], new RandomStream(1));
    assert.equal(layer.weights.length, 6);
    assert.equal(given.weights.length, 0);
    assert.notDeepEqual(values(layer.weights[0]), values(layer.weights[3]));
    assert.equal(layer.regularizedWeights.length, 2);
    assert.deepEqual([layer.forwardLayer.name, layer.backwardLayer.name], ["forward_mine", "backward_mine"]);
    layer.trainable = false;
    assert.deepEqual(layer.trainableWeights, []);
  });
});
