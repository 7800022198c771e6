/** Opinions by every kind of reader: counted words, an embedding, convolution, three recurrent layers. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [LENGTH, WORDS] = [8, 20];

function build(kind: string): tf.Sequential {
  const model = tf.sequential();
  if (kind === "counts") model.add(tf.layers.dense({ units: 4, activation: "relu", inputShape: [WORDS] }));
  else model.add(tf.layers.embedding({ inputDim: WORDS, outputDim: 4, inputLength: LENGTH }));
  if (kind === "flatten") model.add(tf.layers.flatten());
  if (kind === "convolution") {
    model.add(tf.layers.dropout({ rate: 0 }));
    model.add(
      tf.layers.conv1d({ filters: 5, kernelSize: 3, strides: 1, padding: "valid", activation: "relu" }),
    );
    model.add(tf.layers.globalMaxPool1d({}));
  }
  if (kind === "simpleRNN") model.add(tf.layers.simpleRNN({ units: 4 }));
  if (kind === "lstm") model.add(tf.layers.lstm({ units: 4 }));
  if (kind === "gru") model.add(tf.layers.gru({ units: 4 }));
  model.add(tf.layers.dense({ units: 1, activation: "sigmoid" }));
  return model;
}

export async function main(): Promise<Results> {
  const draw = draws(2);
  const sentences = Array.from({ length: 16 }, () =>
    Array.from({ length: LENGTH }, () => Math.floor(draw() * WORDS)),
  );
  const numbers = tf.tensor2d(sentences, [16, LENGTH], "int32");
  const counts = tf.buffer<tf.Rank.R2>([16, WORDS]);
  sentences.forEach((words, i) => words.forEach((word) => counts.set(1, i, word)));
  const ys = tf.tensor2d(
    sentences.map(([first]) => [first > 10 ? 1 : 0]),
    [16, 1],
    "int32",
  );
  const results: Results = {};
  for (const kind of ["counts", "flatten", "convolution", "simpleRNN", "lstm", "gru"]) {
    const model = build(kind);
    const xs = kind === "counts" ? counts.toTensor() : numbers;
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 8 + i), w.shape)));
    model.compile({ loss: "binaryCrossentropy", optimizer: "rmsprop", metrics: ["acc"] });
    const { history } = await model.fit(xs, ys, {
      epochs: 3,
      batchSize: 8,
      shuffle: false,
      validationSplit: 0.25,
    });
    const [loss, accuracy] = model.evaluate(xs, ys, { batchSize: 8 }) as tf.Scalar[];
    results[kind] = [
      ...["loss", "acc", "val_loss"].flatMap((key) => history[key] as number[]),
      ...[loss, accuracy].map((value) => value.dataSync()[0]),
    ];
    if (kind !== "counts") results[`${kind}Words`] = model.layers[0].getWeights()[0].dataSync();
  }
  return results;
}
