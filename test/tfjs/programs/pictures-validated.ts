/** Pictures: a small convolutional network, trained and validated on datasets of pixels. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const SIDE = 8;

type Batch = { xs: tf.Tensor4D; ys: tf.Tensor2D };

/** A picture with a bar across or down, as bytes of four for each pixel. */
function picture(draw: () => number): { width: number; height: number; data: Uint8Array; label: number } {
  const label = draw() < 0.5 ? 0 : 1;
  const place = 1 + Math.floor(6 * draw());
  const data = new Uint8Array(4 * SIDE * SIDE);
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const lit = (label === 0 ? row : column) === place ? 200 : 20;
      data.set([lit + 50 * draw(), lit, lit / 2, 255].map(Math.floor), 4 * (row * SIDE + column));
    }
  return { width: SIDE, height: SIDE, data, label };
}

export async function main(): Promise<Results> {
  const draw = draws(51);
  const pictures = Array.from({ length: 24 }, () => picture(draw));
  const examples = tf.data.array(pictures.map((_, i) => i)).map((i) => {
    const pixels = tf.browser.fromPixels(pictures[i], 3);
    return {
      xs: pixels.toFloat().div(255),
      ys: tf.oneHot(tf.scalar(pictures[i].label, "int32"), 2).toFloat(),
    };
  });
  const training = examples.take(16).shuffle(16, "pictures").batch(4);
  const held = examples.skip(16).batch(8) as tf.data.Dataset<Batch>;

  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 3, kernelSize: 3, activation: "relu", inputShape: [SIDE, SIDE, 3] }),
      tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, activation: "softmax" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 70 + i), w.shape)));
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const { history } = await model.fitDataset(training, {
    epochs: 4,
    validationData: held,
    validationBatches: 1,
    verbose: 0,
  });
  const [loss, accuracy] = (await model.evaluateDataset(held, {})) as tf.Scalar[];
  const first = (await held.take(1).toArray())[0];
  const bytes = await tf.browser.toPixels(
    first.xs.slice([0, 0, 0, 0], [1, -1, -1, -1]).squeeze([0]) as tf.Tensor3D,
  );
  return {
    loss: [...(history.loss as number[]), ...(history.acc as number[])],
    validated: [...(history.val_loss as number[]), ...(history.val_acc as number[])],
    evaluated: [loss.dataSync()[0], accuracy.dataSync()[0]],
    predicted: (model.predict(first.xs) as tf.Tensor).dataSync(),
    bytes,
  };
}
