/** A frozen base with depthwise convolutions and batch normalisation carries a head; then its last block learns too. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const SCALES = [4, 1, 1, 1, 1];
const FINE_TUNED = ["conv_pw_3", "conv_pw_2"];

function base(): tf.LayersModel {
  const image = tf.input({ shape: [8, 8, 2] });
  let x = image;
  const blocks: [string, number][] = [
    ["conv_pw_1", 3],
    ["conv_pw_2", 4],
    ["conv_pw_3", 4],
  ];
  for (const [name, filters] of blocks)
    for (const layer of [
      tf.layers.depthwiseConv2d({
        kernelSize: 3,
        padding: "same",
        useBias: false,
        name: name.replace("pw", "dw"),
      }),
      tf.layers.conv2d({ filters, kernelSize: 1, useBias: false, name }),
      tf.layers.batchNormalization({ name: `${name}_bn` }),
      tf.layers.reLU({ maxValue: 6, name: `${name}_relu` }),
    ])
      x = layer.apply(x) as tf.SymbolicTensor;
  x = tf.layers.globalAveragePooling2d({ dataFormat: "channelsLast" }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: image, outputs: tf.layers.dense({ units: 4 }).apply(x) as tf.SymbolicTensor });
}

/** Weights that both engines begin with; variances are positive. */
function setWeights(model: tf.LayersModel, seed: number, scale: number): void {
  model.setWeights(
    model.weights.map(({ name, shape }, i) => {
      const size = (shape as number[]).reduce((all, extent) => all * extent, 1);
      const values = weightsOf(size, seed + i, scale);
      return tf.tensor(
        values.map((value) => (name.includes("variance") ? 1 + Math.abs(value) : value)),
        shape as number[],
      );
    }),
  );
}

const loss = (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  tf.tidy(() => tf.metrics.meanSquaredError(yTrue.mul(SCALES), yPred));

export async function main(): Promise<Results> {
  const whole = base();
  setWeights(whole, 1, 0.5);
  const layer = whole.getLayer("conv_pw_3_relu");
  const truncated = tf.model({ inputs: whole.inputs, outputs: layer.output as tf.SymbolicTensor });
  const fineTuned: tf.layers.Layer[] = [];
  for (const each of truncated.layers) {
    each.trainable = false;
    if (FINE_TUNED.some((name) => each.name.indexOf(name) === 0)) fineTuned.push(each);
  }
  const head = tf.sequential();
  head.add(tf.layers.flatten({ inputShape: truncated.outputs[0].shape.slice(1) as number[] }));
  head.add(tf.layers.dense({ units: 6, activation: "relu" }));
  head.add(tf.layers.dense({ units: 5 }));
  setWeights(head, 70, 0.2);
  const model = tf.model({
    inputs: truncated.inputs,
    outputs: head.apply(truncated.outputs[0]) as tf.SymbolicTensor,
  });

  const draw = draws(5);
  const xs = tf.tensor4d(
    Array.from({ length: 10 * 128 }, () => draw()),
    [10, 8, 8, 2],
  );
  const ys = tf.tensor2d(
    Array.from({ length: 50 }, () => draw()),
    [10, 5],
  );
  const counts = [];
  const results: Results = {};
  for (const [phase, rate] of Object.entries({ head: 5e-3, fine: 2e-3 })) {
    if (phase === "fine") for (const each of fineTuned) each.trainable = true;
    model.compile({ loss, optimizer: tf.train.rmsprop(rate) });
    counts.push(model.trainableWeights.length, model.nonTrainableWeights.length);
    const { history } = await model.fit(xs, ys, {
      epochs: 3,
      batchSize: 4,
      validationSplit: 0.2,
      shuffle: false,
    });
    results[phase] = [...(history.loss as number[]), ...(history.val_loss as number[])];
  }
  return {
    ...results,
    counts: [...counts, fineTuned.length, truncated.layers.length, model.layers.length],
    averages: truncated.getLayer("conv_pw_1_bn").getWeights()[2].dataSync(),
    predicted: (model.predict(xs) as tf.Tensor).dataSync(),
  };
}
