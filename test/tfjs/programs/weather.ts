/** Weather: windows of a series from a generator, several kinds of models with penalties, and a naive baseline. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [LOOK_BACK, BATCH, FEATURES] = [6, 4, 3];
type Example = { xs: tf.Tensor3D; ys: tf.Tensor2D };

function examples(rows: number[][], from: number, to: number): Iterator<Example> {
  let start = from;
  return {
    next() {
      if (start + LOOK_BACK + BATCH > to) return { done: true, value: undefined as unknown as Example };
      const xs = tf.buffer<tf.Rank.R3>([BATCH, LOOK_BACK, FEATURES]);
      const ys = tf.buffer<tf.Rank.R2>([BATCH, 1]);
      for (let example = 0; example < BATCH; example++) {
        const first = start + example;
        for (let step = 0; step < LOOK_BACK; step++)
          rows[first + step].forEach((value, feature) => xs.set(value, example, step, feature));
        ys.set(rows[first + LOOK_BACK][0], example, 0);
      }
      start += BATCH;
      return { done: false, value: { xs: xs.toTensor(), ys: ys.toTensor() } };
    },
  };
}

function build(kind: string): tf.Sequential {
  const model = tf.sequential();
  const inputShape: [number, number] = [LOOK_BACK, FEATURES];
  if (kind === "gru") model.add(tf.layers.gru({ units: 4, inputShape, dropout: 0, recurrentDropout: 0 }));
  else if (kind === "simpleRNN") model.add(tf.layers.simpleRNN({ units: 4, inputShape }));
  else model.add(tf.layers.flatten({ inputShape }));
  if (kind === "mlp")
    model.add(
      tf.layers.dense({ units: 5, kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }), activation: "relu" }),
    );
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

export async function main(): Promise<Results> {
  const draw = draws(3);
  const rows = Array.from({ length: 60 }, (_, i) => [
    Math.sin(i / 5) + 0.1 * draw(),
    Math.cos(i / 5),
    draw(),
  ]);
  const training = tf.data.generator(() => examples(rows, 0, 40)).prefetch(8);
  const validation = tf.data.generator(() => examples(rows, 40, 60));
  const results: Results = {};
  for (const kind of ["linear", "mlp", "simpleRNN", "gru"]) {
    const model = build(kind);
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 7 + i), w.shape)));
    model.compile({ loss: "meanAbsoluteError", optimizer: "rmsprop" });
    const seen: number[] = [];
    const { history } = await model.fitDataset(training, {
      batchesPerEpoch: 3,
      epochs: 2,
      validationData: validation,
      callbacks: { onBatchEnd: async (batch, logs) => void seen.push(batch, logs!.loss) },
    });
    const loss = [...(history.loss as number[]), ...(history.val_loss as number[])];
    results[kind] = [...loss, ...seen];
  }

  const errors: tf.Tensor[] = [];
  const sizes: number[] = [];
  await validation.forEachAsync(({ xs, ys }) => {
    sizes.push(xs.shape[0]);
    const last = xs
      .gather([LOOK_BACK - 1], 1)
      .gather([0], 2)
      .squeeze<tf.Tensor2D>([2]);
    errors.push(tf.losses.absoluteDifference(ys, last));
  });
  const counts = tf.tensor1d(sizes);
  results.baseline = tf.stack(errors).mul(counts).sum().div(counts.sum()).dataSync();
  return results;
}
