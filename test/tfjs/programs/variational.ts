/** A variational autoencoder: a model of several outputs within another, a layer of two inputs, a loss of one's own. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [SIZE, HIDDEN, LATENT] = [12, 6, 2];
const draw = draws(5);
/** In place of normal draws, which differ from engine to engine. */
const NOISE = Array.from({ length: 5 * LATENT }, () => draw() - 0.5);

class Sampling extends tf.layers.Layer {
  static readonly className = "Sampling";

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    tf.util.assert(inputShape.length === 2 && Array.isArray(inputShape[0]), () => "two inputs");
    return inputShape[0] as tf.Shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [mean, logVariance] = inputs as tf.Tensor[];
    return mean.add(
      logVariance
        .mul(0.5)
        .exp()
        .mul(tf.tensor2d(NOISE, [5, LATENT])),
    );
  }
}
tf.serialization.registerClass(Sampling);

function encoder(): tf.LayersModel {
  const inputs = tf.input({ shape: [SIZE], name: "encoder_input" });
  const x = tf.layers.dense({ units: HIDDEN, activation: "relu" }).apply(inputs) as tf.SymbolicTensor;
  const mean = tf.layers.dense({ units: LATENT, name: "z_mean" }).apply(x) as tf.SymbolicTensor;
  const logVariance = tf.layers.dense({ units: LATENT, name: "z_log_var" }).apply(x) as tf.SymbolicTensor;
  const z = new Sampling({ name: "z" }).apply([mean, logVariance]) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs: [mean, logVariance, z], name: "encoder" });
}

function decoder(): tf.LayersModel {
  const input = tf.input({ shape: [LATENT] });
  const x = tf.layers.dense({ units: HIDDEN, activation: "relu" }).apply(input) as tf.SymbolicTensor;
  const y = tf.layers.dense({ units: SIZE, activation: "sigmoid" }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: y });
}

function lossOf(inputs: tf.Tensor2D, outputs: tf.Tensor[]): tf.Scalar {
  return tf.tidy(() => {
    const [decoded, mean, logVariance] = outputs;
    const reconstruction = tf.losses.meanSquaredError(inputs, decoded).mul(inputs.shape[1]);
    const divergence = logVariance.add(1).sub(mean.square()).sub(logVariance.exp()).sum(-1).mul(-0.5);
    return reconstruction.add(divergence).mean();
  });
}

export async function main(): Promise<Results> {
  const [encode, decode] = [encoder(), decoder()];
  const encoded = encode.apply(encode.inputs) as tf.SymbolicTensor[];
  const model = tf.model({
    inputs: encode.inputs,
    outputs: [decode.apply(encoded[2]) as tf.SymbolicTensor, ...encoded],
    name: "vae",
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 2 + i), w.shape)));
  const numbers = draws(9);
  const xs = tf.tensor2d(
    Array.from({ length: 5 * SIZE }, () => numbers()),
    [5, SIZE],
  );
  const optimizer: tf.Optimizer = tf.train.adam(0.01);
  const losses: number[] = [];
  for (let step = 0; step < 6; step++) {
    await tf.nextFrame();
    const cost = optimizer.minimize(() => lossOf(xs, model.apply(xs) as tf.Tensor[]), true)!;
    losses.push(cost.dataSync()[0]);
  }
  const { grads } = optimizer.computeGradients(() => lossOf(xs, model.apply(xs) as tf.Tensor[]));
  return {
    losses,
    decoder: decode.trainableWeights.flatMap(({ name }) => Array.from(grads[name].dataSync())),
    ofMean: grads[encode.getLayer("z_mean").trainableWeights[0].name].dataSync(),
    generated: (decode.predict(tf.tensor2d([[0.1, 0.2]])) as tf.Tensor).dataSync(),
    counts: [model.layers.length, encode.layers.length, Object.keys(grads).length],
  };
}
