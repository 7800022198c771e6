/** Classification: three kinds of flowers, one-hot targets, a confusion of predicted classes. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const CLASSES = ["setosa", "versicolor", "virginica"];

function flowers(perClass: number): [number[], number][] {
  const draw = draws(7);
  const centres = [
    [5, 3.4, 1.5, 0.2],
    [5.9, 2.8, 4.3, 1.3],
    [6.6, 3, 5.6, 2],
  ];
  const rows: [number[], number][] = [];
  for (let i = 0; i < perClass; i++)
    centres.forEach((centre, label) =>
      rows.push([centre.map((value) => value + 0.8 * (draw() - 0.5)), label]),
    );
  return rows;
}

function tensors(rows: [number[], number][]): [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D] {
  const xs = tf.tensor2d(
    rows.map(([features]) => features),
    [rows.length, 4],
  );
  const labels = tf.tensor1d(rows.map(([, label]) => label)).toInt();
  return [xs, tf.oneHot(labels, CLASSES.length).toFloat() as tf.Tensor2D, labels];
}

export async function main(): Promise<Results> {
  const rows = flowers(12);
  const [xTrain, yTrain] = tensors(rows.slice(0, 27));
  const [xTest, yTest, labels] = tensors(rows.slice(27));
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 10, activation: "sigmoid", inputShape: [xTrain.shape[1]] }),
      tf.layers.dense({ units: 3, activation: "softmax" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));
  model.compile({
    optimizer: tf.train.adam(0.05),
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  const history: tf.History = await model.fit(xTrain, yTrain, {
    epochs: 15,
    batchSize: 9,
    shuffle: false,
    validationData: [xTest, yTest],
    verbose: 0,
  });
  const [accuracy, confusion, names] = tf.tidy(() => {
    const output = model.predict(xTest) as tf.Tensor2D;
    const predicted = output.argMax(-1);
    const right = predicted.equal(labels).toFloat();
    const table = tf
      .oneHot(labels, 3)
      .toFloat()
      .transpose()
      .matMul(tf.oneHot(predicted as tf.Tensor1D, 3).toFloat());
    const first = Array.from(predicted.dataSync()).map((i) => CLASSES[i].length);
    return [right.mean().dataSync()[0], table.arraySync() as number[][], first];
  });
  return {
    loss: history.history.loss as number[],
    accuracy: history.history.acc as number[],
    validation: [...(history.history.val_loss as number[]), ...(history.history.val_acc as number[])],
    score: [accuracy],
    confusion: confusion.flat(),
    names,
  };
}
