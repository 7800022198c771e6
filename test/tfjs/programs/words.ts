/** Text: the sentiment of short sentences, by word numbers, an embedding and two recurrent layers. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

const SENTENCES: [string, number][] = [
  ["a good film", 1],
  ["a bad film", 0],
  ["good story and good actors", 1],
  ["bad story", 0],
  ["not a good film", 0],
  ["not bad at all", 1],
  ["the actors are bad and the story is not good", 0],
  ["a story that is good", 1],
];
const LENGTH = 6;

export async function main(): Promise<Results> {
  const words = [...new Set(SENTENCES.flatMap(([text]) => text.split(" ")))].sort();
  const numbers = SENTENCES.map(([text]) => {
    const known = text.split(" ").map((word) => words.indexOf(word) + 1);
    return [...Array<number>(Math.max(0, LENGTH - known.length)).fill(0), ...known.slice(-LENGTH)];
  });
  const xs = tf.tensor2d(numbers, [numbers.length, LENGTH], "int32");
  const ys = tf.tensor2d(SENTENCES.map(([, label]) => [label]));

  const model = tf.sequential();
  model.add(tf.layers.embedding({ inputDim: words.length + 1, outputDim: 4, inputLength: LENGTH }));
  model.add(tf.layers.lstm({ units: 5, returnSequences: true, recurrentActivation: "hardSigmoid" }));
  model.add(tf.layers.gru({ units: 3, recurrentInitializer: "glorotNormal" }));
  model.add(tf.layers.dense({ units: 1, activation: "sigmoid" }));
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 60 + i), w.shape)));
  model.compile({
    optimizer: tf.train.rmsprop(0.02),
    loss: tf.metrics.binaryCrossentropy,
    metrics: ["accuracy"],
  });
  const lines: string[] = [];
  model.summary(undefined, undefined, (line) => void lines.push(String(line)));
  const { history } = await model.fit(xs, ys, {
    epochs: 10,
    batchSize: 4,
    shuffle: false,
    validationData: [xs, ys],
    callbacks: [new tf.CustomCallback({ onEpochEnd: async () => await tf.nextFrame() })],
  });
  return {
    parameters: [model.countParams(), lines.length > 5 ? 1 : 0],
    loss: history.loss as number[],
    validated: [...(history.val_loss as number[]), ...(history.val_acc as number[])],
    predicted: (model.predict(xs) as tf.Tensor).dataSync(),
  };
}
