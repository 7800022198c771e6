/** IMDB: the mean of the embeddings of a review's words, classified by a small dense network. */
import { datasets, layers, sequential, train } from "../../src/index.js";
import { SEED, type TrainingJob } from "../job.js";

const EPOCHS = 6;
const WORDS = 20_000;
const LENGTH = 600;

export const imdb: TrainingJob = async (progress) => {
  const reviews = await datasets.imdb({ words: WORDS, maxLength: LENGTH, standIn: false });
  const model = sequential({
    seed: SEED,
    layers: [
      layers.embedding({ inputDim: WORDS, outputDim: 16, inputLength: LENGTH }),
      layers.globalAveragePooling1d(),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 16, activation: "relu" }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({ optimizer: train.adam(0.002), loss: "binaryCrossentropy", metrics: ["accuracy"] });
  await model.fit(reviews.train.padded, reviews.train.labels, {
    epochs: EPOCHS,
    batchSize: 128,
    callbacks: progress,
    verbose: 0,
  });
  return { model, epochs: EPOCHS, test: [reviews.test.padded, reviews.test.labels] };
};
