/** IMDB with a convolution along the text: the network of lesson 8, whose settings were chosen on validation data. */
import { datasets, layers, sequential, train } from "../../src/index.js";
import { SEED, type TrainingJob } from "../job.js";

const EPOCHS = 2;
const WORDS = 10_000;
const LENGTH = 400;

export const imdbConv: TrainingJob = async (progress) => {
  const reviews = await datasets.imdb({ words: WORDS, maxLength: LENGTH, standIn: false });
  const model = sequential({
    seed: SEED,
    layers: [
      layers.embedding({ inputDim: WORDS, outputDim: 64, inputLength: LENGTH }),
      layers.dropout({ rate: 0.2 }),
      layers.conv1d({ filters: 128, kernelSize: 3, activation: "relu" }),
      layers.globalMaxPooling1d(),
      layers.dense({ units: 64, activation: "relu" }),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({ optimizer: train.adam(0.001), loss: "binaryCrossentropy", metrics: ["accuracy"] });
  await model.fit(reviews.train.padded, reviews.train.labels, {
    epochs: EPOCHS,
    batchSize: 32,
    callbacks: progress,
    verbose: 0,
  });
  return { model, epochs: EPOCHS, test: [reviews.test.padded, reviews.test.labels] };
};
