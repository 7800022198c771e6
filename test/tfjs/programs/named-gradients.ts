/** A loop by hand: gradients by the names of weights, penalties of layers, a list of variables, and a slow copy. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

export async function main(): Promise<Results> {
  const draw = draws(5);
  const numbers = (rows: number, columns: number) =>
    tf.tensor2d(
      Array.from({ length: rows * columns }, () => draw()),
      [rows, columns],
    );
  const [xs, ys] = [numbers(10, 3), numbers(10, 2)];
  const layers = () => [
    tf.layers.dense({
      units: 6,
      activation: "tanh",
      inputShape: [3],
      kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }),
    }),
    tf.layers.dense({ units: 2 }),
  ];
  const model = tf.sequential({ layers: layers() });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 3 + i), w.shape)));

  const optimizer: tf.Optimizer = tf.train.adam(0.02);
  const losses: number[] = [];
  const norms: number[] = [];
  for (let step = 0; step < 5; step++) {
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(() => {
      const prediction = model.apply(xs, { training: true }) as tf.Tensor;
      const penalty = tf.addN(model.layers[0].losses.map((f) => f()));
      return tf.losses.meanSquaredError(ys, prediction).add(penalty) as tf.Scalar;
    }, weights);
    const clipped: tf.NamedTensorMap = {};
    for (const weight of model.trainableWeights) {
      norms.push(grads[weight.name].norm().dataSync()[0]);
      clipped[weight.name] = tf.clipByValue(grads[weight.name], -0.1, 0.1);
    }
    optimizer.applyGradients(clipped);
    losses.push(value.dataSync()[0]);
    tf.dispose([value, grads, clipped]);
  }
  const state = await optimizer.getWeights();
  const isOfWeight = ({ name }: { name: string }) =>
    model.weights.some((weight) => name.startsWith(`${weight.name}/`));

  // Only the last layer learns.
  const last = model.layers[1].trainableWeights.map((weight) => weight.read() as tf.Variable);
  const momentum = tf.train.momentum(0.05, 0.9);
  for (let step = 0; step < 3; step++) {
    const cost = momentum.minimize(
      () => tf.losses.absoluteDifference(ys, model.predict(xs) as tf.Tensor) as tf.Scalar,
      true,
      last,
    )!;
    losses.push(cost.dataSync()[0]);
    cost.dispose();
  }

  const target = tf.sequential({ layers: layers() });
  target.setWeights(model.getWeights());
  tf.tidy(() =>
    target.weights.forEach((weight, i) =>
      weight.write(weight.read().mul(0.9).add(model.weights[i].read().mul(0.2))),
    ),
  );
  return {
    losses,
    norms,
    state: [state.length, state.filter(isOfWeight).length],
    sameNames: [
      model.weights.filter(({ name }) => target.weights.some((other) => other.name === name)).length,
    ],
    target: (target.predict(xs) as tf.Tensor).dataSync(),
    settings: [(optimizer.getConfig() as { beta1: number }).beta1, optimizer.iterations],
  };
}
