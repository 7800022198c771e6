/** A small model for each family of layers, trained to a loss that it can reach only if the layer works. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import type { Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import type { LossName } from "../../src/losses/losses.js";
import type { Model } from "../../src/model/model.js";
import { input, model, sequential } from "../../src/model/models.js";
import * as train from "../../src/optimizers/train.js";
import { RandomStream } from "../../src/random/stream.js";
import { oneHot, tensor } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { onEachBackend } from "./backends.js";

interface Task {
  readonly x: Tensor;
  readonly y: Tensor;
}

const COUNT = 64;
const draw = <Value>(make: (random: RandomStream, i: number) => Value): Value[] => {
  const random = new RandomStream(11);
  return Array.from({ length: COUNT }, (_, i) => make(random, i));
};

/** Noisy 8 × 8 pictures with a bar; the class is whether the bar is vertical. */
function bars(): Task {
  const pictures = draw((random, i) => {
    const place = random.integer(8);
    return Array.from({ length: 8 }, (_, row) =>
      Array.from({ length: 8 }, (_, column) => [
        ((i % 2 === 0 ? row : column) === place ? 1 : 0) + 0.2 * random.normal(),
      ]),
    );
  });
  return { x: tensor(pictures), y: tensor(pictures.map((_, i) => [i % 2])) };
}

/**
 * Sequences of words 3 … 9 with words 1 and 2 once each, padded with 0; the class is whether 1 comes before
 * 2.
 */
function order(): Task {
  const texts = draw((random, i) => {
    const length = 5 + random.integer(3);
    const words = Array.from({ length }, () => 3 + random.integer(7));
    const first = random.integer(length - 1);
    const second = first + 1 + random.integer(length - first - 1);
    [words[first], words[second]] = i % 2 === 0 ? [1, 2] : [2, 1];
    return [...words, 0, 0, 0, 0].slice(0, 8);
  });
  return { x: tensor(texts, undefined, "int32"), y: tensor(texts.map((_, i) => [1 - (i % 2)])) };
}

/** Sequences of words; the class is whether most words are below 5. */
function mood(): Task {
  const texts = draw((random, i) =>
    Array.from(
      { length: 9 },
      () => 1 + random.integer(4) + (random.uniform() < (i % 2 === 0 ? 0.8 : 0.2) ? 0 : 4),
    ),
  );
  return {
    x: tensor(texts, undefined, "int32"),
    y: tensor(texts.map((words) => [words.filter((word) => word < 5).length > 4 ? 1 : 0])),
  };
}

/** Four small pictures, which a model learns to draw from their numbers. */
function shapes(): Task {
  const pictures = ["1000010000100001", "0001001001001000", "1111100110011111", "0110111111110110"].map(
    (digits) => tensor(Array.from(digits, Number), [4, 4, 1]).arraySync() as number[],
  );
  return { x: oneHot([0, 1, 2, 3], 4), y: tensor(pictures) };
}

const chain = (...list: Layer[]) => sequential({ layers: list, seed: 4 });
const dense = (inputShape?: number[]) => layers.dense({ units: 1, activation: "sigmoid", inputShape });
const words = (maskZero = false) => layers.embedding({ inputDim: 10, outputDim: 6, maskZero });

interface Training {
  readonly name: string;
  readonly build: () => Model;
  readonly task: () => Task;
  readonly loss: LossName;
  readonly epochs: number;
  /** The greatest loss allowed after the training. */
  readonly below: number;
}

const bce = "binaryCrossentropy";
const TRAININGS: readonly Training[] = [
  {
    name: "conv2d, maxPooling2d and flatten tell bars apart",
    task: bars,
    loss: bce,
    epochs: 12,
    below: 0.1,
    build: () =>
      chain(
        layers.conv2d({ filters: 6, kernelSize: 3, activation: "relu", inputShape: [8, 8, 1] }),
        layers.maxPooling2d(),
        layers.flatten(),
        dense(),
      ),
  },
  {
    name: "zeroPadding2d, a strided conv2d and averagePooling2d do too",
    task: bars,
    loss: bce,
    epochs: 20,
    below: 0.1,
    build: () =>
      chain(
        layers.zeroPadding2d({ inputShape: [8, 8, 1] }),
        layers.conv2d({ filters: 8, kernelSize: 4, strides: 2, activation: "elu" }),
        layers.averagePooling2d(),
        layers.reshape({ targetShape: [-1] }),
        dense(),
      ),
  },
  {
    name: "batchNormalization, activation and globalAveragePooling2d do too",
    task: bars,
    loss: bce,
    epochs: 25,
    below: 0.15,
    build: () =>
      chain(
        layers.conv2d({
          filters: 8,
          kernelSize: [5, 5],
          padding: "same",
          useBias: false,
          inputShape: [8, 8, 1],
        }),
        layers.batchNormalization({ momentum: 0.8 }),
        layers.activation({ activation: "relu" }),
        layers.globalAveragePooling2d(),
        layers.dropout({ rate: 0.1 }),
        dense(),
      ),
  },
  {
    name: "dense, reshape and conv2dTranspose draw pictures",
    task: shapes,
    loss: "meanSquaredError",
    epochs: 120,
    below: 0.01,
    build: () =>
      chain(
        layers.dense({ units: 8, inputShape: [4] }),
        layers.leakyReLU(),
        layers.reshape({ targetShape: [2, 2, 2] }),
        layers.conv2dTranspose({
          filters: 6,
          kernelSize: 3,
          strides: 2,
          padding: "same",
          activation: "tanh",
        }),
        layers.conv2d({ filters: 1, kernelSize: 3, padding: "same", activation: "sigmoid" }),
      ),
  },
  {
    name: "embedding and globalAveragePooling1d weigh words",
    task: mood,
    loss: bce,
    epochs: 30,
    below: 0.15,
    build: () => chain(words(), layers.globalAveragePooling1d(), dense()),
  },
  ...(["simpleRNN", "lstm", "gru"] as const).map((kind): Training => ({
    name: `embedding and ${kind} notice the order of words`,
    task: order,
    loss: bce,
    epochs: 60,
    below: 0.1,
    build: () => chain(words(true), layers[kind]({ units: 8 }), dense()),
  })),
  {
    name: "conv1d, spatialDropout1d, maxPooling1d and globalMaxPooling1d notice it too",
    task: order,
    loss: bce,
    epochs: 40,
    below: 0.1,
    build: () =>
      chain(
        words(),
        layers.conv1d({ filters: 8, kernelSize: 3, padding: "causal", activation: "relu" }),
        layers.spatialDropout1d({ rate: 0.05 }),
        layers.maxPooling1d(),
        layers.conv1d({ filters: 8, kernelSize: 2 }),
        layers.globalMaxPooling1d(),
        dense(),
      ),
  },
  {
    name: "rescaling, separableConv2d, prelu, depthwiseConv2d and globalMaxPooling2d tell bars apart",
    task: bars,
    loss: bce,
    epochs: 20,
    below: 0.1,
    build: () =>
      chain(
        layers.rescaling({ scale: 2, offset: -0.5, inputShape: [8, 8, 1] }),
        layers.separableConv2d({ filters: 6, kernelSize: 3, depthMultiplier: 2 }),
        layers.prelu({ sharedAxes: [1, 2] }),
        layers.depthwiseConv2d({ kernelSize: 3, activation: "relu" }),
        layers.globalMaxPooling2d(),
        dense(),
      ),
  },
  {
    name: "resizing, cropping2D, reLU, gaussianNoise, alphaDropout and permute do too",
    task: bars,
    loss: bce,
    epochs: 30,
    below: 0.15,
    build: () =>
      chain(
        layers.resizing({ height: 12, width: 12, inputShape: [8, 8, 1] }),
        layers.cropping2D({ cropping: 1 }),
        layers.conv2d({ filters: 6, kernelSize: 3, strides: 2 }),
        layers.reLU({ maxValue: 6 }),
        layers.gaussianNoise({ stddev: 0.05 }),
        layers.permute({ dims: [3, 1, 2] }),
        layers.flatten(),
        layers.alphaDropout({ rate: 0.05 }),
        layers.gaussianDropout({ rate: 0.05 }),
        dense(),
      ),
  },
  {
    name: "upSampling2d and thresholdedReLU draw pictures",
    task: shapes,
    loss: "meanSquaredError",
    epochs: 120,
    below: 0.01,
    build: () =>
      chain(
        layers.dense({ units: 16, inputShape: [4] }),
        layers.thresholdedReLU({ theta: 0.1 }),
        layers.reshape({ targetShape: [2, 2, 4] }),
        layers.upSampling2d(),
        layers.conv2d({ filters: 6, kernelSize: 3, padding: "same", activation: "tanh" }),
        layers.upSampling2d({ size: 1, interpolation: "bilinear" }),
        layers.conv2d({ filters: 1, kernelSize: 3, padding: "same", activation: "sigmoid" }),
      ),
  },
  {
    name: "dot, softmax, repeatVector, maximum and minimum attend to words",
    task: mood,
    loss: bce,
    epochs: 30,
    below: 0.15,
    build: () => {
      const text = input({ shape: [9] });
      const vectors = words().apply(text);
      const query = layers.dense({ units: 6 }).apply(layers.globalAveragePooling1d().apply(vectors));
      const same = layers.repeatVector({ n: 9 }).apply(query);
      const scores = layers.dot({ axes: [2, 1] }).apply([layers.minimum().apply([vectors, same]), query]);
      const attended = layers.dot({ axes: 1 }).apply([layers.softmax().apply(scores), vectors]);
      const most = layers.maximum().apply([attended, query]);
      return model({ inputs: text, outputs: dense().apply(most), seed: 4 });
    },
  },
  {
    name: "one recurrent layer on another, there and back, concatenated",
    task: order,
    loss: bce,
    epochs: 40,
    below: 0.1,
    build: () => {
      const text = input({ shape: [8] });
      const sequence = layers.gru({ units: 6, returnSequences: true }).apply(words(true).apply(text));
      const ways = [
        layers.lstm({ units: 4 }).apply(sequence),
        layers.lstm({ units: 4, goBackwards: true }).apply(sequence),
      ];
      return model({ inputs: text, outputs: dense().apply(layers.concatenate().apply(ways)), seed: 4 });
    },
  },
  {
    name: "add, multiply and average make what a chain cannot",
    loss: bce,
    epochs: 60,
    below: 0.1,
    // The product of two signs is their exclusive or.
    task: () => {
      const points = draw((random) => [random.normal(), random.normal()]);
      return { x: tensor(points), y: tensor(points.map(([a, b]) => [a * b > 0 ? 1 : 0])) };
    },
    build: () => {
      const point = input({ shape: [2] });
      const line = () => layers.dense({ units: 4 }).apply(point);
      const product = layers.multiply().apply([line(), line()]);
      return model({
        inputs: point,
        outputs: dense().apply(layers.average().apply([product, layers.add().apply([product, line()])])),
        seed: 4,
      });
    },
  },
];

describe("training", () => {
  onEachBackend(() => {
    for (const { name, build, task, loss, epochs, below } of TRAININGS) {
      it(`${name}: ${loss} below ${below}`, async () => {
        const { x, y } = task();
        const network = build();
        network.compile({ optimizer: train.adam(0.03), loss });
        await network.fit(x, y, { epochs, batchSize: 16, verbose: 0, seed: 4 });
        const reached = network.evaluate(x, y)[0].item();
        assert.ok(reached < below, `the loss came down to ${reached} only`);
      });
    }
  });
});
