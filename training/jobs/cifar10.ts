/**
 * CIFAR-10 with the practical's network, on the first of its batches: 10,000 photographs.
 *
 * The network soon overfits so few examples. So each photograph is mirrored with probability 1/2 in each
 * epoch, which doubles the variety of the training set without changing the classes.
 */
import { datasets, layers, schedules, sequential, Tensor, train } from "../../src/index.js";
import { RandomStream } from "../../src/random/stream.js";
import { SEED, type TrainingJob } from "../job.js";

const EPOCHS = 20;
const BATCH_SIZE = 64;
const EXAMPLES = 10_000;
const SIDE = 32;
const COLOURS = 3;
const ROW = SIDE * COLOURS;
const PICTURE = SIDE * ROW;

const pictures = ({ images, count }: datasets.ImageSet) =>
  new Tensor(
    Float32Array.from(images, (light) => light / 255),
    [count, SIDE, SIDE, COLOURS],
  );

export const cifar10: TrainingJob = async (progress) => {
  const data = await datasets.cifar10({ standIn: false });
  const count = Math.min(EXAMPLES, data.train.count);
  const model = sequential({
    seed: SEED,
    layers: [
      layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [SIDE, SIDE, COLOURS] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      layers.flatten(),
      layers.dense({ units: 64, activation: "relu" }),
      layers.dense({ units: 10, activation: "softmax" }),
    ],
  });
  model.compile({
    optimizer: train.adam(
      schedules.cosineDecay({
        initialLearningRate: 0.001,
        decaySteps: EPOCHS * Math.ceil(count / BATCH_SIZE),
      }),
    ),
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy"],
  });
  let epoch = 0;
  await model.fitDataset(() => mirrored(data.train, count, new RandomStream(SEED, epoch++)), {
    epochs: EPOCHS,
    callbacks: progress,
    verbose: 0,
  });
  return { model, epochs: EPOCHS, test: [pictures(data.test), data.test.labels] };
};

/** Batches in random order, in which each picture is mirrored with probability 1/2. */
function* mirrored(
  { images, labels }: datasets.ImageSet,
  count: number,
  random: RandomStream,
): Generator<{ x: Tensor; y: Uint8Array }> {
  const order = random.permutation(count);
  for (let from = 0; from < count; from += BATCH_SIZE) {
    const chosen = order.subarray(from, from + BATCH_SIZE);
    const x = new Float32Array(chosen.length * PICTURE);
    chosen.forEach((which, i) => {
      const picture = images.subarray(which * PICTURE, (which + 1) * PICTURE);
      const flip = random.uniform() < 0.5;
      for (let at = 0; at < PICTURE; at++) {
        const column = Math.floor((at % ROW) / COLOURS);
        const source = flip ? at + (SIDE - 1 - 2 * column) * COLOURS : at;
        x[i * PICTURE + at] = picture[source] / 255;
      }
    });
    yield {
      x: new Tensor(x, [chosen.length, SIDE, SIDE, COLOURS]),
      y: Uint8Array.from(chosen, (which) => labels[which]),
    };
  }
}
