/** Fraud: how often each threshold is right, drawn during the training; early stopping; a report at the end. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

class Report extends tf.Callback {
  readonly epochs: number[] = [];

  override async onTrainBegin(): Promise<void> {
    this.epochs.push(this.params.epochs as number, (this.params.metrics as string[]).length);
    await Promise.resolve();
  }

  override async onEpochEnd(epoch: number, logs?: tf.Logs): Promise<void> {
    this.epochs.push(epoch, Object.keys(logs!).indexOf("val_acc"));
    if (epoch === 3) this.model.stopTraining = true;
    await Promise.resolve();
  }
}

/** The share of honest examples that are taken for fraud. */
function falsePositives(yTrue: tf.Tensor, yPred: tf.Tensor): number {
  return tf.tidy(() => {
    const honest = yTrue.equal(0);
    const wrong = honest.logicalAnd(yPred.equal(1)).sum().cast("float32");
    return wrong.div(honest.sum().cast("float32")).dataSync()[0];
  });
}

export async function main(): Promise<Results> {
  const draw = draws(12);
  const rows = Array.from({ length: 30 }, () => Array.from({ length: 6 }, () => Math.floor(draw() * 3) - 1));
  const raw = tf.tensor2d(rows);
  const { mean, variance } = tf.moments(raw, 0);
  const xs = raw.sub<tf.Tensor2D>(mean).div<tf.Tensor2D>(variance.sqrt());
  const ys = tf.tensor2d(rows.map(([a, b]) => [a + b > 0 ? 1 : 0]));
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [6], units: 8, activation: "sigmoid" }));
  model.add(tf.layers.dense({ units: 1, activation: "sigmoid" }));
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 1 + i, 1.5), w.shape)));
  model.compile({ optimizer: "adam", loss: "binaryCrossentropy", metrics: ["accuracy", "precision"] });

  const curve: number[] = [];
  const report = new Report();
  const stopping = tf.callbacks.earlyStopping({ monitor: "val_loss", patience: 5 });
  const history = await model.fit(xs, ys, {
    batchSize: 10,
    epochs: 6,
    shuffle: false,
    validationSplit: 0.2,
    callbacks: [
      report,
      stopping,
      new tf.CustomCallback({
        onEpochBegin: async () => {
          const probabilities = model.predict(xs) as tf.Tensor;
          for (const threshold of [0.3, 0.5, 0.7]) {
            const answers = probabilities.greater(threshold).toFloat() as tf.Tensor2D;
            curve.push(falsePositives(ys, answers), tf.metrics.recall(ys, answers).dataSync()[0]);
          }
          await tf.nextFrame();
        },
      }),
    ],
  });
  const logs = history.history;
  const names = ["loss", "acc", "precision", "val_loss", "val_acc"];
  return {
    curve,
    course: names.flatMap((name) => logs[name] as number[]),
    order: names.map((name) => Object.keys(logs).indexOf(name)),
    told: report.epochs,
    params: [history.params.epochs as number, history.params.samples as number, history.epoch.length],
    evaluated: (model.evaluate(xs, ys) as tf.Scalar[]).map((value) => value.dataSync()[0]),
  };
}
