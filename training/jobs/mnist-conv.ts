/** MNIST with two convolutions; digits are pictures of 28 × 28. */
import { datasets, layers, schedules, sequential, Tensor, train } from "../../src/index.js";
import { SEED, type TrainingJob } from "../job.js";

const EPOCHS = 8;
const BATCH_SIZE = 64;

const pictures = ({ images, count }: datasets.ImageSet) =>
  new Tensor(
    Float32Array.from(images, (ink) => ink / 255),
    [count, 28, 28, 1],
  );

export const mnistConv: TrainingJob = async (progress) => {
  const mnist = await datasets.mnist({ standIn: false });
  const model = sequential({
    seed: SEED,
    layers: [
      layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 10, activation: "softmax" }),
    ],
  });
  const decaySteps = EPOCHS * Math.ceil(mnist.train.count / BATCH_SIZE);
  model.compile({
    optimizer: train.adam(schedules.cosineDecay({ initialLearningRate: 0.002, decaySteps })),
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy"],
  });
  await model.fit(pictures(mnist.train), mnist.train.labels, {
    epochs: EPOCHS,
    batchSize: BATCH_SIZE,
    callbacks: progress,
    verbose: 0,
  });
  return { model, epochs: EPOCHS, test: [pictures(mnist.test), mnist.test.labels] };
};
