/** Transfer: a trained network without its head, frozen, carries a new one. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const FEATURES = 6;

function base(): tf.Sequential {
  return tf.sequential({
    name: "base",
    layers: [
      tf.layers.dense({ units: 8, activation: "relu", inputShape: [FEATURES], name: "first" }),
      tf.layers.dense({ units: 6, activation: "relu", name: "second" }),
      tf.layers.batchNormalization({ name: "normalized" }),
      tf.layers.dense({ units: 4, activation: "softmax", name: "head" }),
    ],
  });
}

function examples(count: number, classes: number, seed: number): [tf.Tensor2D, tf.Tensor2D] {
  const draw = draws(seed);
  const rows = Array.from({ length: count }, (_, n) =>
    Array.from({ length: FEATURES }, (_, i) => (i % classes === n % classes ? 1 : 0) + 0.3 * draw()),
  );
  const labels = Array.from({ length: count }, (_, n) =>
    Array.from({ length: classes }, (_, c) => (n % classes === c ? 1 : 0)),
  );
  return [tf.tensor2d(rows), tf.tensor2d(labels)];
}

export async function main(): Promise<Results> {
  const model = base();
  model.setWeights(
    model
      .getWeights()
      .map((w, i) => (i === 4 || i === 5 || i > 7 ? w : tf.tensor(weightsOf(w.size, i), w.shape))),
  );
  model.compile({ optimizer: tf.train.adagrad(0.1), loss: "categoricalCrossentropy" });
  const [xs, ys] = examples(24, 4, 3);
  const first = await model.fit(xs, ys, { epochs: 3, batchSize: 12, shuffle: false });

  const cut = model.getLayer("second");
  const truncated = tf.model({ inputs: model.inputs, outputs: cut.output as tf.SymbolicTensor });
  for (const layer of truncated.layers) layer.trainable = false;
  const before = tf.tidy(() => (truncated.predict(xs) as tf.Tensor).dataSync());

  const [newXs, newYs] = examples(18, 3, 4);
  const head = tf.sequential({
    layers: [
      tf.layers.dense({ units: 5, activation: "relu", inputShape: [6] }),
      tf.layers.dropout({ rate: 0 }),
      tf.layers.dense({ units: 3, activation: "softmax", useBias: false }),
    ],
  });
  head.setWeights(head.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 50 + i), w.shape)));
  const whole = tf.model({
    inputs: truncated.inputs,
    outputs: head.apply(truncated.outputs[0]) as tf.SymbolicTensor,
  });
  whole.compile({ optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy", metrics: ["acc"] });
  const second = await whole.fit(newXs, newYs, { epochs: 4, batchSize: 6, shuffle: false });
  const after = tf.tidy(() => (truncated.predict(xs) as tf.Tensor).dataSync());

  // Features computed once, as for a dataset of one's own.
  const activation = truncated.predict(newXs) as tf.Tensor2D;
  const onFeatures = head.predict(activation) as tf.Tensor;
  return {
    first: first.history.loss as number[],
    second: [...(second.history.loss as number[]), ...(second.history.acc as number[])],
    before,
    after,
    onFeatures: onFeatures.dataSync(),
    counts: [whole.trainableWeights.length, whole.weights.length, truncated.countParams()],
  };
}
