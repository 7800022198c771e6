/** A training loop of one's own on a dataset: gradients of a function, clipped, and an optimizer that applies them. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

export async function main(): Promise<Results> {
  const draw = draws(31);
  const rows = Array.from({ length: 20 }, () => {
    const x = [draw(), draw(), draw()];
    return { x, y: [Math.sin(3 * x[0]) + x[1] * x[2]] };
  });
  const dataset = tf.data.array(rows).shuffle(20, "loop", false).batch(5);
  const hidden = tf.variable(tf.tensor2d(weightsOf(12, 1), [3, 4]));
  const output = tf.variable(tf.tensor2d(weightsOf(4, 2), [4, 1]));
  const bias = tf.variable(tf.scalar(0));
  const predict = (x: tf.Tensor2D): tf.Tensor2D => x.matMul(hidden).relu().matMul(output).add(bias);
  const optimizer = tf.train.rmsprop(0.01, 0.9);

  const losses: number[] = [];
  const norms: number[] = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    await dataset.forEachAsync((batch) => {
      const { x, y } = batch as { x: tf.Tensor2D; y: tf.Tensor2D };
      const { value, grads } = tf.variableGrads(() => tf.losses.meanSquaredError(y, predict(x)) as tf.Scalar);
      const clipped: { [name: string]: tf.Tensor } = {};
      for (const [name, gradient] of Object.entries(grads)) {
        norms.push(gradient.square().sum().sqrt().dataSync()[0]);
        clipped[name] = gradient.clipByValue(-0.5, 0.5);
      }
      optimizer.applyGradients(clipped);
      losses.push(value.dataSync()[0]);
      tf.dispose([value, grads, clipped]);
    });
  }

  // The same by hand, element after element.
  const iterator = await tf.data
    .array([1, 2, 3])
    .map((x) => tf.scalar(x))
    .iterator();
  const read: number[] = [];
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
    read.push(step.value.dataSync()[0]);
    step.value.dispose();
  }
  return {
    losses,
    norms,
    read,
    hidden: await hidden.data(),
    predicted: await predict(tf.tensor2d([[0.1, 0.2, 0.3]])).data(),
  };
}
