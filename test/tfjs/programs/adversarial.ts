/** Generator against discriminator in a loop by hand: each optimizer changes the weights of its own list. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const entropy = (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  tf.metrics.binaryCrossentropy(yTrue, yPred).mean<tf.Scalar>();

export async function main(): Promise<Results> {
  const generator = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, inputShape: [3], activation: "relu" }),
      tf.layers.dense({ units: 4, activation: "tanh" }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, inputShape: [4] }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  });
  for (const [seed, model] of [generator, discriminator].entries())
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 20 * seed + i), w.shape)));
  const draw = draws(3);
  const numbers = (rows: number, columns: number) =>
    tf.tensor2d(
      Array.from({ length: rows * columns }, () => draw()),
      [rows, columns],
    );
  const real = numbers(6, 4);
  const [ones, zeros] = [tf.ones([6, 1]), tf.zeros([6, 1])];
  const [discriminating, generating] = [tf.train.adam(0.01, 0.5), tf.train.adam(0.01, 0.5)];
  const losses: number[] = [];
  await tf.nextFrame();
  const start = tf.memory().numTensors;
  for (let step = 0; step < 4; step++) {
    const noise = numbers(6, 3);
    const ofDiscriminator = discriminating.minimize(
      () => {
        const fake = generator.predict(noise) as tf.Tensor;
        const [onReal, onFake] = [discriminator.apply(real), discriminator.apply(fake)] as tf.Tensor[];
        return entropy(ones, onReal).add(entropy(zeros, onFake));
      },
      true,
      discriminator.getWeights(true) as tf.Variable[],
    )!;
    const ofGenerator = generating.minimize(
      () => entropy(ones, discriminator.apply(generator.apply(noise) as tf.Tensor) as tf.Tensor),
      true,
      generator.getWeights(true) as tf.Variable[],
    )!;
    losses.push(ofDiscriminator.dataSync()[0], ofGenerator.dataSync()[0]);
    tf.dispose([ofDiscriminator, ofGenerator, noise]);
  }
  return {
    losses,
    growth: [tf.memory().numTensors - start],
    generated: (generator.predict(tf.ones([1, 3])) as tf.Tensor).dataSync(),
  };
}
