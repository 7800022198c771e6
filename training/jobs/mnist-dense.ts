/** MNIST with two hidden layers and dropout; digits are rows of 784 numbers. */
import { datasets, layers, schedules, sequential, Tensor, train } from "../../src/index.js";
import { SEED, type TrainingJob } from "../job.js";

const EPOCHS = 20;
const BATCH_SIZE = 128;

const rows = ({ images, count }: datasets.ImageSet) =>
  new Tensor(
    Float32Array.from(images, (ink) => ink / 255),
    [count, 784],
  );

export const mnistDense: TrainingJob = async (progress) => {
  const mnist = await datasets.mnist({ standIn: false });
  const model = sequential({
    seed: SEED,
    layers: [
      layers.dense({ units: 256, activation: "relu", inputShape: [784] }),
      layers.dropout({ rate: 0.25 }),
      layers.dense({ units: 128, activation: "relu" }),
      layers.dropout({ rate: 0.25 }),
      layers.dense({ units: 10, activation: "softmax" }),
    ],
  });
  const decaySteps = EPOCHS * Math.ceil(mnist.train.count / BATCH_SIZE);
  model.compile({
    optimizer: train.adam(schedules.cosineDecay({ initialLearningRate: 0.0015, decaySteps })),
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy"],
  });
  await model.fit(rows(mnist.train), mnist.train.labels, {
    epochs: EPOCHS,
    batchSize: BATCH_SIZE,
    callbacks: progress,
    verbose: 0,
  });
  return { model, epochs: EPOCHS, test: [rows(mnist.test), mnist.test.labels] };
};
