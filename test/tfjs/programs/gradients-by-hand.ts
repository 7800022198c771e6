/** Gradients of all kinds: of values, by several inputs, with a derivative of one's own, and of equal maxima. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

/** Rounds, and lets the gradient pass. */
const rounded = tf.customGrad((x) => ({
  value: (x as tf.Tensor).round(),
  gradFunc: (dy: tf.Tensor) => dy,
}));

/** The square, whose derivative is made positive. */
const bent = tf.customGrad((x, save) => {
  (save as tf.GradSaveFunc)([x as tf.Tensor]);
  return {
    value: (x as tf.Tensor).square(),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => [dy.mul(saved[0].abs())],
  };
});

/** Logistic regression from weights of zero, where the loss has its kink. */
function logistic(): number[] {
  const x = tf.tensor2d(weightsOf(24, 1, 2), [8, 3]);
  const y = tf.tensor2d([0, 1, 0, 1, 1, 0, 0, 1], [8, 1]);
  const weights = tf.variable(tf.zeros<tf.Rank.R2>([3, 1]));
  const bias = tf.variable(tf.scalar(0));
  const optimizer = tf.train.momentum(0.5, 0.9, true);
  const costs: number[] = [];
  for (let step = 0; step < 10; step++) {
    const loss = () => tf.losses.sigmoidCrossEntropy(y, x.matMul(weights).add(bias)) as tf.Scalar;
    costs.push(optimizer.minimize(loss, true)!.dataSync()[0]);
  }
  return [...costs, ...weights.dataSync(), ...bias.dataSync()];
}

export async function main(): Promise<Results> {
  const before = tf.memory().numTensors;
  const cube = (x: tf.Tensor) => x.pow(tf.scalar(3, "int32"));
  const of = (f: (x: tf.Tensor) => tf.Tensor, values: number[], dy?: number[]) =>
    Array.from(
      tf
        .grad(f)(tf.tensor1d(values), dy && tf.tensor1d(dy))
        .dataSync(),
    );
  const results = tf.tidy(() => {
    const { value, grads } = tf.valueAndGrads((a: tf.Tensor, b: tf.Tensor) => a.matMul(b).sum())([
      tf.tensor2d([[1, 2]]),
      tf.tensor2d([[3], [4]]),
    ]);
    return {
      value: [...value.dataSync(), ...grads[0].dataSync(), ...grads[1].dataSync()],
      second: of(tf.grad(cube), [1, 2, -3]),
      weighted: of(cube, [1, 2], [10, 100]),
      rounded: of((x) => rounded(x).mul(2), [0.4, 0.6]),
      bent: [...of(bent, [-1, -2, 3]), ...bent(tf.tensor1d([-1, 2])).dataSync()],
      largest: of((x) => x.max(), [3, 1, 3]),
      smallest: of((x) => x.min(0, true), [3, 1, 1]),
      gathered: of((x) => tf.gather(x, [0, 0, 2]).sum(), [1, 2, 3]),
      constant: of((x) => x.mul(2).add(x.argMax().toFloat()), [1, 2]),
      chosen: of((x) => tf.where(x.greaterEqual(0), x.square(), tf.zerosLike(x)), [-1, 2]),
      clipped: of((x) => x.clipByValue(0, 1), [-1, 0.5, 2]),
    };
  });
  const left = tf.memory().numTensors - before;
  return { ...results, left: [left], logistic: logistic() };
}
