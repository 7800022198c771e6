/** Convolution: pictures of strokes in batches, trained batch by batch by hand and by fit. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const SIZE = 12;
const CLASSES = 4;

function picture(label: number, draw: () => number): Float32Array {
  const pixels = new Float32Array(SIZE * SIZE);
  const at = 3 + Math.floor(6 * draw());
  for (let i = 1; i < SIZE - 1; i++) {
    const [row, column] = [
      [at, i],
      [i, at],
      [i, i],
      [i, SIZE - 1 - i],
    ][label];
    pixels[row * SIZE + column] = 0.7 + 0.3 * draw();
  }
  return pixels;
}

class Data {
  private readonly draw = draws(5);
  private next = 0;

  nextBatch(count: number): { xs: tf.Tensor4D; labels: tf.Tensor2D } {
    const pixels = new Float32Array(count * SIZE * SIZE);
    const labels = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      labels[i] = this.next++ % CLASSES;
      pixels.set(picture(labels[i], this.draw), i * SIZE * SIZE);
    }
    return {
      xs: tf.tensor4d(pixels, [count, SIZE, SIZE, 1]),
      labels: tf.oneHot(tf.tensor1d(labels, "int32"), CLASSES).toFloat() as tf.Tensor2D,
    };
  }
}

function convolutional(): tf.Sequential {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({
      inputShape: [SIZE, SIZE, 1],
      kernelSize: 3,
      filters: 4,
      strides: 1,
      activation: "relu",
      kernelInitializer: "varianceScaling",
    }),
  );
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.conv2d({ kernelSize: [3, 3], filters: 6, padding: "same", activation: "relu" }));
  model.add(tf.layers.averagePooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: CLASSES, kernelInitializer: "varianceScaling", activation: "softmax" }));
  return model;
}

export async function main(): Promise<Results> {
  const data = new Data();
  const model = convolutional();
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i, 0.4), w.shape)));
  model.compile({ optimizer: "rmsprop", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const byHand: number[] = [];
  for (let i = 0; i < 4; i++) {
    const batch = data.nextBatch(8);
    const [loss, accuracy] = (await model.trainOnBatch(batch.xs, batch.labels)) as number[];
    byHand.push(loss, accuracy);
    tf.dispose([batch.xs, batch.labels]);
    await tf.nextFrame();
  }
  const batch = data.nextBatch(32);
  const batches: number[] = [];
  await model.fit(batch.xs, batch.labels, {
    batchSize: 16,
    epochs: 2,
    shuffle: false,
    callbacks: {
      onBatchEnd: async (_batch: number, logs?: tf.Logs) => {
        batches.push(logs!.loss, logs!.size);
        await tf.nextFrame();
      },
    },
  });
  const test = data.nextBatch(8);
  const predictions = model.predict(test.xs) as tf.Tensor;
  const classes = predictions.argMax(1);
  return {
    byHand,
    batches,
    predictions: predictions.dataSync(),
    classes: Array.from(classes.dataSync()),
    right: tf.equal(classes, test.labels.argMax(1)).dataSync(),
    parameters: [model.countParams(), ...(model.outputs[0].shape as number[]).slice(1)],
  };
}
