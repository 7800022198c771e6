/** A conditional GAN: generator and discriminator get the class, and are trained in turn. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const CLASSES = 3;
const LATENT = 4;
const SIDE = 6;
const SOFT_ONE = 0.95;

function buildGenerator(): tf.LayersModel {
  const cnn = tf.sequential();
  cnn.add(tf.layers.dense({ units: 3 * 3 * 4, inputShape: [LATENT], activation: "relu" }));
  cnn.add(tf.layers.reshape({ targetShape: [3, 3, 4] }));
  cnn.add(
    tf.layers.conv2dTranspose({
      filters: 4,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      activation: "relu",
      kernelInitializer: "glorotNormal",
    }),
  );
  cnn.add(tf.layers.conv2d({ filters: 1, kernelSize: 3, padding: "same", activation: "tanh" }));
  const latent = tf.input({ shape: [LATENT] });
  const imageClass = tf.input({ shape: [1] });
  const classEmbedding = tf.layers
    .embedding({ inputDim: CLASSES, outputDim: LATENT, embeddingsInitializer: "glorotNormal" })
    .apply(imageClass) as tf.SymbolicTensor;
  const flat = tf.layers.flatten().apply(classEmbedding) as tf.SymbolicTensor;
  const h = tf.layers.multiply().apply([latent, flat]) as tf.SymbolicTensor;
  const fakeImage = cnn.apply(h) as tf.SymbolicTensor;
  return tf.model({ inputs: [latent, imageClass], outputs: fakeImage });
}

function buildDiscriminator(): tf.LayersModel {
  const cnn = tf.sequential();
  cnn.add(
    tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: "same", strides: 2, inputShape: [SIDE, SIDE, 1] }),
  );
  cnn.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  cnn.add(tf.layers.flatten());
  const image = tf.input({ shape: [SIDE, SIDE, 1] });
  const features = cnn.apply(image) as tf.SymbolicTensor;
  const realness = tf.layers.dense({ units: 1, activation: "sigmoid" }).apply(features) as tf.SymbolicTensor;
  const aux = tf.layers.dense({ units: CLASSES, activation: "softmax" }).apply(features) as tf.SymbolicTensor;
  const discriminator = tf.model({ inputs: image, outputs: [realness, aux] });
  discriminator.compile({
    optimizer: tf.train.adam(0.002, 0.5),
    loss: ["binaryCrossentropy", "sparseCategoricalCrossentropy"],
  });
  return discriminator;
}

function buildCombined(generator: tf.LayersModel, discriminator: tf.LayersModel): tf.LayersModel {
  const latent = tf.input({ shape: [LATENT] });
  const imageClass = tf.input({ shape: [1] });
  const fake = generator.apply([latent, imageClass]) as tf.SymbolicTensor;
  discriminator.trainable = false;
  const [realness, aux] = discriminator.apply(fake) as tf.SymbolicTensor[];
  const combined = tf.model({ inputs: [latent, imageClass], outputs: [realness, aux] });
  combined.compile({
    optimizer: tf.train.adam(0.002, 0.5),
    loss: ["binaryCrossentropy", "sparseCategoricalCrossentropy"],
  });
  return combined;
}

function fixed(model: tf.LayersModel, seed: number): void {
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, seed + i, 0.3), w.shape)));
}

export async function main(): Promise<Results> {
  const draw = draws(17);
  const discriminator = buildDiscriminator();
  discriminator.trainable = true;
  const generator = buildGenerator();
  fixed(discriminator, 1);
  fixed(generator, 40);
  const combined = buildCombined(generator, discriminator);
  const dLosses: number[] = [];
  const gLosses: number[] = [];
  const batch = 6;
  for (let step = 0; step < 3; step++) {
    const real = tf.tensor4d(
      Array.from({ length: batch * SIDE * SIDE }, () => 2 * draw() - 1),
      [batch, SIDE, SIDE, 1],
    );
    const realLabels = tf.tensor2d(Array.from({ length: batch }, (_, i) => [i % CLASSES]));
    const z = tf.tensor2d(weightsOf(batch * LATENT, 100 + step, 1), [batch, LATENT]);
    const sampled = tf.tensor2d(Array.from({ length: batch }, (_, i) => [(i + step) % CLASSES]));
    const generated = generator.predict([z, sampled], { batchSize: batch }) as tf.Tensor;
    const [x, y, aux] = tf.tidy(() => [
      tf.concat([real, generated as tf.Tensor4D], 0),
      tf.concat([tf.ones([batch, 1]).mul(SOFT_ONE), tf.zeros([batch, 1])]),
      tf.concat([realLabels, sampled], 0),
    ]);
    dLosses.push(...((await discriminator.trainOnBatch(x, [y, aux])) as number[]));
    const trick = tf.tidy(() => tf.ones([batch, 1]).mul(SOFT_ONE));
    gLosses.push(...((await combined.trainOnBatch([z, sampled], [trick, sampled])) as number[]));
    tf.dispose([real, realLabels, z, sampled, generated, x, y, aux, trick]);
  }
  const show = generator.predict([
    tf.tensor2d(weightsOf(2 * LATENT, 7, 1), [2, LATENT]),
    tf.tensor2d([[0], [2]]),
  ]) as tf.Tensor;
  const pixels = show.add(1).div(2).clipByValue(0, 1);
  return {
    dLosses,
    gLosses,
    pixels: await pixels.data(),
    shape: pixels.shape,
    trainable: [combined.trainableWeights.length, generator.trainableWeights.length],
  };
}
