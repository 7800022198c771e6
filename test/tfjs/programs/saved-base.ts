/** Transfer from a saved model: its first layers give features, a new head learns two classes of its own. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

async function savedModel(): Promise<tf.io.IOHandler> {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        padding: "same",
        activation: "relu",
        inputShape: [6, 6, 1],
        name: "conv",
      }),
      tf.layers.averagePooling2d({ poolSize: [2, 2], name: "pool" }),
      tf.layers.flatten({ name: "features" }),
      tf.layers.dense({ units: 5, activation: "softmax", name: "classes" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 80 + i), w.shape)));
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) });
    }),
  );
  return tf.io.fromMemory(saved);
}

export async function main(): Promise<Results> {
  const base = await tf.loadLayersModel(await savedModel());
  const features = tf.model({
    inputs: base.inputs,
    outputs: base.getLayer("features").output as tf.SymbolicTensor,
  });
  const draw = draws(61);
  const pictures = tf.tensor4d(
    Array.from({ length: 16 * 36 }, () => draw()),
    [16, 6, 6, 1],
  );
  const means = pictures.mean([1, 2, 3]) as tf.Tensor1D;
  const labels = tf.oneHot(means.greater(means.mean()).toInt(), 2).toFloat();
  const activations = features.predict(pictures) as tf.Tensor2D;

  const head = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 6,
        activation: "relu",
        inputShape: activations.shape.slice(1),
        kernelInitializer: "varianceScaling",
        useBias: true,
      }),
      tf.layers.dense({
        units: 2,
        kernelInitializer: "varianceScaling",
        useBias: false,
        activation: "softmax",
      }),
    ],
  });
  head.setWeights(head.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 90 + i), w.shape)));
  head.compile({ optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" });
  const losses: number[] = [];
  await head.fit(activations, labels, {
    batchSize: Math.floor(activations.shape[0] * 0.4),
    epochs: 5,
    shuffle: false,
    callbacks: { onBatchEnd: async (batch, logs) => void losses.push(batch, logs!.loss as number) },
  });

  // Fine-tuning: the whole network, of which only the last layer of the base and the head learn.
  base.layers.forEach((layer) => (layer.trainable = layer.name === "conv"));
  const whole = tf.model({
    inputs: features.inputs,
    outputs: head.apply(features.outputs[0]) as tf.SymbolicTensor,
  });
  whole.compile({ optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" });
  const tuned = await whole.fit(pictures, labels, { epochs: 3, batchSize: 8, shuffle: false });
  return {
    losses,
    activations: activations.dataSync(),
    tuned: tuned.history.loss as number[],
    predicted: (whole.predict(pictures) as tf.Tensor).dataSync(),
    kernel: base.getLayer("conv").getWeights()[0].dataSync(),
  };
}
