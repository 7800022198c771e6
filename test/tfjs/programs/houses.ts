/** Regression: prices from several features, standardised, with a baseline and a hidden layer. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

interface Split {
  features: number[][];
  targets: number[][];
}

function houses(count: number, seed: number): Split {
  const draw = draws(seed);
  const features: number[][] = [];
  const targets: number[][] = [];
  for (let i = 0; i < count; i++) {
    const row = [3 + 5 * draw(), 100 * draw(), 10 * draw() * draw(), draw() > 0.5 ? 1 : 0];
    features.push(row);
    targets.push([4 * row[0] - 0.1 * row[1] + Math.sin(row[2]) + 2 * row[3] + draw()]);
  }
  return { features, targets };
}

function moments(data: tf.Tensor2D): { mean: tf.Tensor1D; deviation: tf.Tensor1D } {
  const mean = data.mean<tf.Tensor1D>(0);
  const deviation = data.sub(mean).square().mean<tf.Tensor1D>(0).sqrt();
  return { mean, deviation };
}

function normalize(tensor: tf.Tensor2D, mean: tf.Tensor1D, deviation: tf.Tensor1D): tf.Tensor2D {
  return tensor.sub(mean).div(deviation);
}

function hiddenModel(inputs: number): tf.Sequential {
  const model = tf.sequential();
  model.add(
    tf.layers.dense({
      inputShape: [inputs],
      units: 6,
      activation: "sigmoid",
      kernelInitializer: "leCunNormal",
    }),
  );
  model.add(tf.layers.dense({ units: 6, activation: "sigmoid", kernelInitializer: "leCunNormal" }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

export async function main(): Promise<Results> {
  const train = houses(60, 2);
  const test = houses(20, 3);
  const raw = tf.tensor2d(train.features);
  const { mean, deviation } = moments(raw);
  const trainX = normalize(raw, mean, deviation);
  const testX = normalize(tf.tensor2d(test.features), mean, deviation);
  const trainY = tf.tensor2d(train.targets);
  const testY = tf.tensor2d(test.targets);
  const average = trainY.mean();
  const baseline = testY.sub(average).square().mean();

  const model = hiddenModel(4);
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));
  model.compile({ optimizer: tf.train.sgd(0.01), loss: "meanSquaredError", metrics: ["mae"] });
  const seen: number[] = [];
  const history = await model.fit(trainX, trainY, {
    batchSize: 16,
    epochs: 8,
    validationSplit: 0.2,
    shuffle: false,
    callbacks: {
      onEpochEnd: async (epoch, logs) => {
        seen.push(epoch, logs!.loss, logs!.val_loss, logs!.mae);
      },
    },
  });
  const result = model.evaluate(testX, testY, { batchSize: 8 }) as tf.Scalar[];
  const [loss, mae] = result.map((each) => each.dataSync()[0]);
  const kernel = model.layers[0].getWeights()[0];
  return {
    baseline: baseline.dataSync(),
    seen,
    losses: history.history.loss as number[],
    validation: history.history.val_mae as number[],
    result: [loss, mae],
    kernel: kernel.dataSync(),
  };
}
