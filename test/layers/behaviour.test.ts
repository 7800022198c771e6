/**
 * The behaviour of layers besides their formulas: masks, randomness, running averages, freezing, layers of
 * your own.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { logitsOf } from "../../src/activations/logits.js";
import * as initializers from "../../src/initializers/initializers.js";
import { Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import { maskOf } from "../../src/layers/mask.js";
import { layerFromSaved, registerLayer } from "../../src/layers/registry.js";
import * as regularizers from "../../src/regularizers/regularizers.js";
import { RandomStream } from "../../src/random/stream.js";
import { ones, randomNormal, tensor } from "../../src/tensor/create.js";
import type { Tensor, Variable } from "../../src/tensor/tensor.js";
import { assertGradients } from "../autograd/differences.js";
import { assertClose, toTensorFlow } from "./oracle.js";

const training = (seed = 1) => ({ training: true, random: new RandomStream(seed) });

describe("masks", () => {
  before(() => tf.setBackend("cpu"));
  const WORDS = tensor(
    [
      [3, 1, 4, 0, 0],
      [2, 5, 0, 0, 0],
      [1, 2, 3, 4, 5],
    ],
    undefined,
    "int32",
  );

  for (const kind of ["simpleRNN", "lstm", "gru"] as const) {
    for (const options of [
      { units: 3 },
      { units: 3, goBackwards: true },
      { units: 3, returnSequences: true },
    ]) {
      it(`${kind}(${JSON.stringify(options)}) ignores padding as TensorFlow.js does`, () => {
        const embedding = layers.embedding({ inputDim: 6, outputDim: 2, maskZero: true });
        const recurrent = layers[kind](options);
        const ours = recurrent.apply(layers.dropout({ rate: 0.5 }).apply(embedding.apply(WORDS)));
        const theirs = tf.sequential({
          layers: [
            tf.layers.embedding({ inputDim: 6, outputDim: 2, maskZero: true }),
            tf.layers[kind](options),
          ],
        });
        theirs.predict(toTensorFlow(WORDS));
        theirs.setWeights([...embedding.getWeights(), ...recurrent.getWeights()].map(toTensorFlow));
        assertClose(ours, theirs.predict(toTensorFlow(WORDS)) as tf.Tensor, kind);
        assert.equal(maskOf(ours) !== undefined, options.returnSequences ?? false);
      });
    }
  }

  it("exclude padding from the mean over time", () => {
    const embedding = layers.embedding({ inputDim: 6, outputDim: 2, maskZero: true });
    const words = embedding.apply(
      tensor(
        [
          [1, 2, 0, 0],
          [0, 0, 0, 0],
        ],
        undefined,
        "int32",
      ),
    );
    const table = embedding.embeddings.data;
    const means = layers.globalAveragePooling1d().apply(words);
    assert.deepEqual(
      Array.from(means.data),
      [(table[2] + table[4]) / 2, (table[3] + table[5]) / 2, 0, 0].map(Math.fround),
    );
  });

  it("of several inputs meet where the inputs are merged number by number", () => {
    const embedding = layers.embedding({ inputDim: 6, outputDim: 2, maskZero: true });
    const [a, b] = [
      WORDS,
      tensor(
        [
          [1, 1, 1, 1, 0],
          [1, 0, 0, 0, 0],
          [0, 1, 1, 1, 1],
        ],
        undefined,
        "int32",
      ),
    ];
    const [x, y] = [embedding.apply(a), embedding.apply(b)];
    for (const merge of [layers.add(), layers.subtract(), layers.maximum()])
      assert.deepEqual(maskOf(merge.apply([x, y]))?.arraySync(), [
        [1, 1, 1, 0, 0],
        [1, 0, 0, 0, 0],
        [0, 1, 1, 1, 1],
      ]);
    assert.deepEqual(maskOf(layers.add().apply([x, ones([3, 5, 2])])), maskOf(x));
    assert.equal(maskOf(layers.add().apply([ones([3, 5, 2]), ones([3, 5, 2])])), undefined);
  });

  it("do not change the correctness of gradients", () => {
    const embedding = layers.embedding({ inputDim: 6, outputDim: 2, maskZero: true });
    const recurrent = layers.gru({ units: 2 });
    const pooling = layers.globalAveragePooling1d();
    recurrent.apply(embedding.apply(WORDS));
    const weights = [...embedding.weights, ...recurrent.weights];
    weights.forEach((weight) => weight.assign(weight.cast("float64")));
    assertGradients("gru", () => recurrent.apply(embedding.apply(WORDS)), weights);
    assertGradients("mean", () => pooling.apply(embedding.apply(WORDS)), embedding.weights);
  });
});

describe("dropout", () => {
  it("drops the given share and preserves the expected sum, only during training", () => {
    const layer = layers.dropout({ rate: 0.3 });
    const x = ones([100, 100]);
    const dropped = layer.apply(x, training());
    const off = dropped.data.filter((value) => value === 0).length / dropped.size;
    assert.ok(Math.abs(off - 0.3) < 0.015, String(off));
    assert.ok(Math.abs(dropped.mean().item() - 1) < 0.02);
    assert.equal(layer.apply(x), x);
    assert.deepEqual(layer.apply(x, training(3)).data, layer.apply(x, training(3)).data);
    assert.notDeepEqual(layer.apply(x, training(3)).data, layer.apply(x, training(4)).data);
  });

  it("in a recurrent layer is the same at every step, and gradients flow through it", () => {
    for (const options of [{ dropout: 0.5 }, { recurrentDropout: 0.5 }]) {
      const layer = layers.lstm({ units: 3, ...options });
      const x = randomNormal([4, 5, 3], 0, 1, "float64");
      assert.notDeepEqual(layer.apply(x, training()).data, layer.apply(x).data);
      layer.weights.forEach((weight) => weight.assign(weight.cast("float64")));
      assertGradients("lstm", () => layer.apply(x, training()), [x, ...layer.weights]);
    }
    const copy = layers.simpleRNN({
      units: 2,
      dropout: 0.5,
      activation: "linear",
      kernelInitializer: "identity",
      recurrentInitializer: "zeros",
      returnSequences: true,
    });
    const steps = copy.apply(ones([1, 4, 2]), training(2)).unstack(1);
    for (const step of steps) assert.deepEqual(step.data, steps[0].data);
  });
});

describe("noise", () => {
  const x = randomNormal([200, 100], 0, 1, "float32", 9);

  it("is added or multiplied with mean and deviation as given, only during training", () => {
    const deviation = (y: Tensor) => Math.sqrt(y.square().mean().item());
    const added = layers.gaussianNoise({ stddev: 0.5 });
    const noise = added.apply(x, training()).sub(x);
    assert.ok(Math.abs(deviation(noise) - 0.5) < 0.01 && Math.abs(noise.mean().item()) < 0.01);
    const multiplied = layers.gaussianDropout({ rate: 0.2 });
    const factors = multiplied.apply(ones([200, 100]), training());
    assert.ok(Math.abs(factors.mean().item() - 1) < 0.01);
    assert.ok(Math.abs(deviation(factors.sub(1)) - 0.5) < 0.01, "√(0.2 / 0.8) is 0.5");
    for (const layer of [added, multiplied, layers.alphaDropout({ rate: 0.2 })]) {
      assert.equal(layer.apply(x), x);
      assert.deepEqual(layer.apply(x, training(3)).data, layer.apply(x, training(3)).data);
      assert.notDeepEqual(layer.apply(x, training(3)).data, layer.apply(x, training(4)).data);
    }
  });

  it("of alphaDropout keeps mean 0 and variance 1, and puts one low value in place of the dropped numbers", () => {
    const y = layers.alphaDropout({ rate: 0.3 }).apply(x, training());
    assert.ok(Math.abs(y.mean().item()) < 0.02 && Math.abs(y.square().mean().item() - 1) < 0.03);
    const [lowest] = Array.from(y.data).sort((a, b) => a - b);
    const counts = new Map<number, number>();
    y.data.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
    const [[dropped, often]] = [...counts].sort((a, b) => b[1] - a[1]);
    assert.ok(dropped < -0.5 && lowest < dropped && Math.abs(often / y.size - 0.3) < 0.02);
  });

  it("is other for another seed, and at another step of the training", () => {
    for (const make of [
      layers.dropout,
      layers.gaussianDropout,
      layers.alphaDropout,
      layers.spatialDropout1d,
    ]) {
      const drop = (seed: number | undefined, step: number) =>
        Array.from(make({ rate: 0.5, seed }).apply(ones([2, 3, 40]), training(step)).data);
      assert.deepEqual(drop(5, 1), drop(5, 1));
      for (const [seed, step] of [
        [6, 1],
        [undefined, 1],
        [5, 2],
      ] as const)
        assert.notDeepEqual(drop(5, 1), drop(seed, step));
    }
  });

  it("has a shape of its own, so that numbers are dropped together", () => {
    for (const make of [layers.dropout, layers.alphaDropout]) {
      const y = make({ rate: 0.5, noiseShape: [null, 1, null] }).apply(ones([3, 5, 20]), training());
      const steps = y.unstack(1);
      for (const step of steps) assert.deepEqual(step.data, steps[0].data);
      assert.equal(new Set(steps[0].data).size, 2);
    }
  });

  it("of spatialDropout1d drops a feature at all steps or at none", () => {
    const y = layers.spatialDropout1d({ rate: 0.4 }).apply(ones([50, 6, 20]), training());
    const steps = y.unstack(1);
    for (const step of steps) assert.deepEqual(step.data, steps[0].data);
    assert.ok(Math.abs(steps[0].data.filter((value) => value === 0).length / 1000 - 0.4) < 0.05);
  });
});

describe("layers of sequences", () => {
  it("with causal padding look at no later step, and keep the length", () => {
    const layer = layers.conv1d({ filters: 3, kernelSize: 3, dilationRate: 2, padding: "causal" });
    const x = randomNormal([1, 8, 2], 0, 1, "float32", 4);
    const y = layer.apply(x);
    assert.deepEqual(y.shape, [1, 8, 3]);
    assert.deepEqual(layer.computeOutputShape([null, null, 2]), [null, null, 3]);
    const changed = layer.apply(
      x.slice([0, 0, 0], [1, 5, 2]).pad([
        [0, 0],
        [0, 3],
        [0, 0],
      ]),
    );
    assert.deepEqual(y.slice([0, 0, 0], [1, 5, 3]).data, changed.slice([0, 0, 0], [1, 5, 3]).data);
  });
});

describe("layers of pictures", () => {
  it("take a single picture for resizing, as TensorFlow.js does", () => {
    const picture = tensor([...Array(16).keys()], [4, 4, 1]);
    const y = layers.resizing({ height: 2, width: 2, interpolation: "nearest" }).apply(picture);
    assert.deepEqual(y.arraySync(), [
      [[0], [3]],
      [[12], [15]],
    ]);
  });
});

describe("softmax", () => {
  it("passes its logits on to the losses", () => {
    const x = tensor([[200, 0]]);
    assert.equal(logitsOf(layers.softmax().apply(x), "softmax"), x);
  });
});

describe("batch normalisation", () => {
  it("normalises a batch to mean 0 and deviation 1, and predicts with running averages", () => {
    const layer = layers.batchNormalization({ momentum: 0.5, epsilon: 1e-9 });
    const x = randomNormal([200, 3], 5, 2);
    const y = layer.apply(x, training());
    assert.ok(y.mean(0).abs().max().item() < 1e-4);
    for (let i = 0; i < 30; i++) layer.apply(x, training());
    assert.ok(layer.apply(x).mean(0).abs().max().item() < 1e-3, "running averages have come near");
  });

  it("does not change its averages while it is frozen", () => {
    const layer = layers.batchNormalization({ trainable: false });
    const x = randomNormal([20, 3], 5, 2);
    assert.deepEqual(layer.apply(x, training()).data, layer.apply(x).data);
    assert.deepEqual(layer.movingMean.arraySync(), [0, 0, 0]);
  });
});

describe("weights", () => {
  it("start with the values that the options ask for, the biases of the LSTM's forget gates with 1", () => {
    const layer = layers.lstm({ units: 2, biasInitializer: initializers.constant({ value: 0.5 }) });
    layer.apply(ones([1, 2, 3]));
    assert.deepEqual(layer.bias?.arraySync(), [0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 0.5]);
    const product = layer.recurrentKernel.matMul(layer.recurrentKernel, false, true);
    assert.ok(
      product
        .sub([
          [1, 0],
          [0, 1],
        ])
        .abs()
        .max()
        .item() < 1e-6,
      "the recurrent kernel is orthogonal",
    );
  });

  it("are the same for the same stream, whatever was created before", () => {
    const [first, second] = [layers.dense({ units: 3 }), layers.dense({ units: 3 })];
    for (const layer of [first, second]) layer.ensureBuilt([null, 2], new RandomStream(7, 1));
    assert.deepEqual(first.kernel.data, second.kernel.data);
  });

  it("have regularizers given by name, as objects or as saved data", () => {
    const layer = layers.conv2d({
      filters: 1,
      kernelSize: 1,
      kernelRegularizer: "l2",
      biasRegularizer: regularizers.l1({ l1: 0.5 }),
    });
    const again = layerFromSaved(
      JSON.parse(JSON.stringify({ className: "Conv2D", config: layer.getConfig() })) as {
        className: string;
        config: object;
      },
    );
    for (const each of [layer, again]) {
      each.apply(ones([1, 1, 1, 1]));
      each.setWeights([tensor([[[[2]]]]), tensor([-3])]);
      const penalties = each.regularizedWeights.map(({ variable, regularizer }) =>
        regularizer?.apply(variable).item(),
      );
      assert.deepEqual(penalties, [Math.fround(0.04), 1.5]);
    }
    again.trainable = false;
    assert.deepEqual(again.regularizedWeights, []);
    assert.deepEqual(again.trainableWeights, []);
  });
});

describe("a layer of your own", () => {
  class Scale extends Layer {
    static override readonly className = "Scale";
    factor!: Variable;

    override build(): void {
      this.factor = this.addWeight("factor", [1], initializers.ones());
    }

    override call(x: Tensor): Tensor {
      return x.mul(this.factor);
    }
  }

  it("gets its gradients from autograd, and can be saved and loaded", () => {
    const scale = new Scale({ name: "mine" });
    const x = tensor([[1, 2]]);
    assert.deepEqual(scale.apply(x).arraySync(), [[1, 2]]);
    assert.deepEqual(
      valueAndGradients(() => scale.apply(x).sum(), scale.weights).gradients[0].arraySync(),
      [3],
    );
    assert.throws(() => layerFromSaved({ className: "Scale", config: {} }), /className : reçu "Scale"/);
    registerLayer(Scale);
    assert.equal(layerFromSaved({ className: "Scale", config: scale.getConfig() }).name, "mine");
  });
});
