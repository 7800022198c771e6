/** A curve fitted by each optimizer in turn, in a model with each kind of penalty and constraint. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const OPTIMIZERS: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.05, 0.9),
  nesterov: () => tf.train.momentum(0.05, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.5),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9),
  adam: () => tf.train.adam(0.02),
  adamax: () => tf.train.adamax(0.02),
};

export async function main(): Promise<Results> {
  const draw = draws(2);
  const xs = tf.tensor2d(
    Array.from({ length: 30 }, () => 2 * draw() - 1),
    [30, 1],
  );
  const ys = tf.tidy(() => xs.pow(3).mul(-0.8).add(xs.square().mul(-0.2)).add(xs.mul(0.9)).add(0.5));
  const results: Results = {};
  for (const [name, make] of Object.entries(OPTIMIZERS)) {
    const variables = weightsOf(4, 3).map((value) => tf.scalar(value).variable());
    const [a, b, c, d] = variables;
    const optimizer = make();
    for (let step = 0; step < 5; step++)
      optimizer.minimize(() => {
        const prediction = a.mul(xs.pow(3)).add(b.mul(xs.square())).add(c.mul(xs)).add(d);
        return prediction.sub(ys).square().mean();
      });

    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 6,
          inputShape: [1],
          activation: "tanh",
          kernelRegularizer: "l1l2",
          kernelConstraint: tf.constraints.maxNorm({ maxValue: 0.4, axis: 0 }),
        }),
        tf.layers.dense({ units: 1, kernelConstraint: tf.constraints.unitNorm({ axis: 0 }) }),
      ],
    });
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 8 + i), w.shape)));
    model.compile({ optimizer: make(), loss: "meanSquaredError", metrics: ["mae", "MSE", "mape"] });
    const { history } = await model.fit(xs, ys, {
      epochs: 3,
      batchSize: 10,
      shuffle: false,
      validationData: [xs, ys],
    });
    const evaluated = model.evaluate(xs, ys, { batchSize: 15 }) as tf.Scalar[];
    results[name] = [
      ...variables.map((variable) => variable.dataSync()[0]),
      ...["loss", "val_loss", "mae", "MSE", "val_MSE"].flatMap((key) => history[key] as number[]),
      ...evaluated.slice(0, 3).map((value) => value.dataSync()[0]),
      ...model.getWeights()[0].dataSync(),
    ];
  }
  return results;
}
