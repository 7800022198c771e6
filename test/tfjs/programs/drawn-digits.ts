/** Digits drawn by class: an embedding times noise, two networks as layers of a third, one of them frozen in it. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [LATENT, SIDE, CLASSES] = [4, 8, 3];
const SOFT_ONE = 0.95;

function generator(): tf.LayersModel {
  const cnn = tf.sequential();
  cnn.add(tf.layers.dense({ units: 2 * 2 * 6, inputShape: [LATENT], activation: "relu" }));
  cnn.add(tf.layers.reshape({ targetShape: [2, 2, 6] }));
  cnn.add(
    tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: "same", activation: "relu" }),
  );
  cnn.add(
    tf.layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, padding: "same", activation: "tanh" }),
  );
  const latent = tf.input({ shape: [LATENT] });
  const imageClass = tf.input({ shape: [1] });
  const embedded = tf.layers
    .embedding({ inputDim: CLASSES, outputDim: LATENT, embeddingsInitializer: "glorotNormal" })
    .apply(imageClass) as tf.SymbolicTensor;
  const hidden = tf.layers.multiply().apply([latent, embedded]) as tf.SymbolicTensor;
  return tf.model({ inputs: [latent, imageClass], outputs: cnn.apply(hidden) as tf.SymbolicTensor });
}

function discriminator(): tf.LayersModel {
  const cnn = tf.sequential();
  cnn.add(
    tf.layers.conv2d({
      filters: 4,
      kernelSize: 3,
      padding: "same",
      strides: 2,
      inputShape: [SIDE, SIDE, 1],
    }),
  );
  cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  cnn.add(tf.layers.dropout({ rate: 0 }));
  cnn.add(tf.layers.flatten());
  const image = tf.input({ shape: [SIDE, SIDE, 1] });
  const features = cnn.apply(image) as tf.SymbolicTensor;
  return tf.model({
    inputs: image,
    outputs: [
      tf.layers.dense({ units: 1, activation: "sigmoid" }).apply(features) as tf.SymbolicTensor,
      tf.layers.dense({ units: CLASSES, activation: "softmax" }).apply(features) as tf.SymbolicTensor,
    ],
  });
}

export async function main(): Promise<Results> {
  const [draws1, networks] = [draws(9), [generator(), discriminator()]];
  for (const [seed, model] of networks.entries())
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 40 * seed + i), w.shape)));
  const [artist, critic] = networks;
  const loss = ["binaryCrossentropy", "sparseCategoricalCrossentropy"];
  critic.compile({ optimizer: tf.train.adam(0.005, 0.5), loss });

  const latent = tf.input({ shape: [LATENT] });
  const imageClass = tf.input({ shape: [1] });
  critic.trainable = false;
  const judged = critic.apply(artist.apply([latent, imageClass]) as tf.SymbolicTensor) as tf.SymbolicTensor[];
  const combined = tf.model({ inputs: [latent, imageClass], outputs: judged });
  combined.compile({ optimizer: tf.train.adam(0.005, 0.5), loss });

  const losses: number[] = [];
  for (let step = 0; step < 3; step++) {
    const noise = tf.tensor2d(
      Array.from({ length: 4 * LATENT }, () => 2 * draws1() - 1),
      [4, LATENT],
    );
    const classes = tf.tensor2d([[0], [1], [2], [1]]);
    const images = tf.tensor4d(
      Array.from({ length: 4 * SIDE * SIDE }, () => draws1()),
      [4, SIDE, SIDE, 1],
    );
    const [xs, real, labels] = tf.tidy(() => {
      const fake = artist.predict([noise, classes], { batchSize: 4 }) as tf.Tensor4D;
      const soft = tf.concat([tf.ones([4, 1]).mul(SOFT_ONE), tf.zeros([4, 1])]);
      return [tf.concat([images, fake], 0), soft, tf.concat([classes, classes], 0)];
    });
    losses.push(...((await critic.trainOnBatch(xs, [real, labels])) as number[]));
    const trick = tf.tidy(() => tf.ones([4, 1]).mul(SOFT_ONE));
    losses.push(...((await combined.trainOnBatch([noise, classes], [trick, classes])) as number[]));
    tf.dispose([xs, real, labels, trick, noise, images]);
  }
  return {
    losses,
    counts: [
      combined.trainableWeights.length,
      combined.layers.length,
      critic.layers.length,
      artist.layers.length,
    ],
    picture: (artist.predict([tf.ones([1, LATENT]), tf.tensor2d([[1]])]) as tf.Tensor).dataSync(),
  };
}
