/** A variational autoencoder: two outputs of the encoder, a loss of one's own, a loop of one's own. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const INPUTS = 16;
const LATENT = 2;

function fixed(model: tf.LayersModel, seed: number): void {
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, seed + i), w.shape)));
}

function encoder(): tf.LayersModel {
  const inputs = tf.input({ shape: [INPUTS], name: "encoder_input" });
  const x = tf.layers.dense({ units: 8, activation: "relu" }).apply(inputs) as tf.SymbolicTensor;
  const mean = tf.layers.dense({ units: LATENT, name: "z_mean" }).apply(x) as tf.SymbolicTensor;
  const logVariance = tf.layers.dense({ units: LATENT, name: "z_log_var" }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs: [mean, logVariance], name: "encoder" });
}

function decoder(): tf.LayersModel {
  const inputs = tf.input({ shape: [LATENT] });
  let x = tf.layers.dense({ units: 8, activation: "relu" }).apply(inputs) as tf.SymbolicTensor;
  x = tf.layers.dense({ units: INPUTS, activation: "sigmoid" }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs: x, name: "decoder" });
}

function vaeLoss(
  inputs: tf.Tensor2D,
  outputs: tf.Tensor2D,
  mean: tf.Tensor2D,
  logVariance: tf.Tensor2D,
): tf.Scalar {
  return tf.tidy(() => {
    const reconstruction = tf.losses.meanSquaredError(inputs, outputs).mul(INPUTS);
    let divergence: tf.Tensor = logVariance.add(1).sub(mean.square()).sub(logVariance.exp());
    divergence = divergence.sum(-1).mul(-0.5);
    return reconstruction.add(divergence).mean();
  });
}

export async function main(): Promise<Results> {
  const draw = draws(13);
  const rows = tf.tensor2d(
    Array.from({ length: 24 }, (_, n) =>
      Array.from({ length: INPUTS }, (_, i) => (i % 4 === n % 4 ? 0.8 : 0.1) + 0.1 * draw()),
    ),
  );
  const noise = tf.tensor2d(weightsOf(8 * LATENT, 99, 1), [8, LATENT]);
  const [encode, decode] = [encoder(), decoder()];
  fixed(encode, 20);
  fixed(decode, 30);
  const optimizer = tf.train.adam(0.01);
  const costs: number[] = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    for (let i = 0; i < 3; i++) {
      const batch = rows.slice([i * 8, 0], [8, INPUTS]);
      const cost = optimizer.minimize(() => {
        const [mean, logVariance] = encode.apply(batch) as [tf.Tensor2D, tf.Tensor2D];
        const z = mean.add(logVariance.mul(0.5).exp().mul(noise)) as tf.Tensor2D;
        const output = decode.apply(z) as tf.Tensor2D;
        return vaeLoss(batch, output, mean, logVariance);
      }, true);
      costs.push(cost!.dataSync()[0]);
      tf.dispose([batch, cost!]);
    }
    await tf.nextFrame();
  }
  const [mean] = encode.predict(rows) as tf.Tensor[];
  const again = decode.predict(mean) as tf.Tensor;
  const error = tf.metrics.meanSquaredError(rows, again);
  return {
    costs,
    mean: await mean.data(),
    again: await again.data(),
    error: await error.data(),
    names: [encode.outputs.length, encode.inputs.length, encode.outputNames.length],
  };
}
