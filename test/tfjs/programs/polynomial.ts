/** Regression: the coefficients of a cubic, learned by gradient descent on variables. */
import * as tf from "neurones/tfjs";
import { draws, type Results } from "./draws.js";

const a = tf.variable(tf.scalar(0.1));
const b = tf.variable(tf.scalar(-0.2));
const c = tf.variable(tf.scalar(0.3));
const d = tf.variable(tf.scalar(0));
const optimizer = tf.train.sgd(0.5);

function predict(x: tf.Tensor1D): tf.Tensor1D {
  return tf.tidy(() =>
    a
      .mul(x.pow(tf.scalar(3, "int32")))
      .add(b.mul(x.square()))
      .add(c.mul(x))
      .add(d),
  );
}

function loss(prediction: tf.Tensor1D, labels: tf.Tensor1D): tf.Scalar {
  return prediction.sub(labels).square().mean();
}

function examples(count: number): { xs: tf.Tensor1D; ys: tf.Tensor1D } {
  return tf.tidy(() => {
    const draw = draws(1);
    const xs = tf.tensor1d(Array.from({ length: count }, () => 2 * draw() - 1));
    const ys = xs.pow(tf.scalar(3, "int32")).mul(-0.8).add(xs.square().mul(-0.2)).add(xs.mul(0.9)).add(0.5);
    const least = ys.min();
    const range = ys.max().sub(least);
    return { xs, ys: ys.sub(least).div(range) as tf.Tensor1D };
  });
}

export async function main(): Promise<Results> {
  const { xs, ys } = examples(40);
  const before = tf.memory().numTensors;
  const costs: number[] = [];
  for (let step = 0; step < 30; step++) {
    const cost = optimizer.minimize(() => loss(predict(xs), ys), true) as tf.Scalar;
    costs.push(cost.dataSync()[0]);
    cost.dispose();
    await tf.nextFrame();
  }
  const left = tf.memory().numTensors - before;
  const coefficients = tf.stack([a, b, c, d]);
  const prediction = predict(xs);
  return {
    costs,
    left: [left],
    coefficients: await coefficients.data(),
    prediction: await prediction.data(),
  };
}
