/**
 * A convolutional network for pictures of 28 × 28 pixels, as TensorFlow.js' examples write it; the job
 * `tensorflow-programs` runs it with either library, the import alone changed. The second word of the command
 * is the back end; the program writes the seconds of its training.
 */
import * as tf from "neurones/tfjs";

const EXAMPLES = 640;

/** Digits in the proportions of MNIST: a fifth of the pixels is not zero. */
function examples(): [tf.Tensor4D, tf.Tensor2D] {
  const pixels = new Float32Array(EXAMPLES * 28 * 28).map((_, i) =>
    (i * 7919) % 100 < 19 ? ((i * 104729) % 255) / 255 : 0,
  );
  const labels = Int32Array.from({ length: EXAMPLES }, (_, i) => i % 10);
  return tf.tidy(() => [
    tf.tensor4d(pixels, [EXAMPLES, 28, 28, 1]),
    tf.oneHot(tf.tensor1d(labels, "int32"), 10).toFloat() as tf.Tensor2D,
  ]);
}

function network(): tf.Sequential {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({
      inputShape: [28, 28, 1],
      kernelSize: 5,
      filters: 8,
      strides: 1,
      activation: "relu",
      kernelInitializer: "varianceScaling",
    }),
  );
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(
    tf.layers.conv2d({
      kernelSize: 5,
      filters: 16,
      strides: 1,
      activation: "relu",
      kernelInitializer: "varianceScaling",
    }),
  );
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 10, kernelInitializer: "varianceScaling", activation: "softmax" }));
  model.compile({ optimizer: tf.train.adam(), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}

async function main(): Promise<void> {
  await tf.setBackend(process.argv[2]);
  await tf.ready();
  const model = network();
  const [xs, labels] = examples();
  const warmUp = [xs.slice(0, 64), labels.slice(0, 64)] as const;
  await model.fit(...warmUp, { batchSize: 64, epochs: 1, verbose: 0 });
  const start = performance.now();
  const history = await model.fit(xs, labels, { batchSize: 64, epochs: 1, verbose: 0 });
  console.log(
    JSON.stringify({ seconds: (performance.now() - start) / 1000, loss: Number(history.history["loss"][0]) }),
  );
}

await main();
