/** A classifier on data that a generator makes, endless, with epochs of a fixed length. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

function* points(): Generator<{ xs: tf.Tensor1D; ys: number[] }> {
  const draw = draws(21);
  for (;;) {
    const [x, y] = [2 * draw() - 1, 2 * draw() - 1];
    const inside = x * x + y * y < 0.6;
    yield { xs: tf.tensor1d([x, y]), ys: inside ? [1, 0] : [0, 1] };
  }
}

export async function main(): Promise<Results> {
  const numbers = tf.data.generator(function* () {
    for (let i = 0; i < 10; i++) yield i;
  });
  const squares = await numbers
    .filter((x) => x % 2 === 1)
    .map((x) => x * x)
    .concatenate(tf.data.array([100, 200]))
    .skip(1)
    .take(5)
    .repeat(2)
    .toArray();
  const zipped = await tf.data
    .zip({ left: numbers, right: numbers.mapAsync((x) => Promise.resolve(10 * x)) })
    .batch(4)
    .prefetch(2)
    .toArray();

  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 6, activation: "tanh", inputShape: [2] }),
      tf.layers.dense({ units: 2, activation: "softmax" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));
  model.compile({ optimizer: tf.train.adam(0.05), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const seen: number[] = [];
  const { history } = await model.fitDataset(tf.data.generator(points).batch(16), {
    epochs: 4,
    batchesPerEpoch: 5,
    verbose: 0,
    callbacks: { onBatchEnd: (batch, logs) => void seen.push(batch, logs!.loss as number) },
  });
  return {
    squares,
    zipped: zipped.flatMap((batch) => {
      const { left, right } = batch as { left: tf.Tensor1D; right: tf.Tensor1D };
      return [...left.dataSync(), ...right.dataSync()];
    }),
    loss: history.loss as number[],
    accuracy: history.acc as number[],
    seen,
  };
}
