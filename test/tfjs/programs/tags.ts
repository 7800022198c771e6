/** A tag for each word, by two directions, and a class for each sentence, by attention made of layers. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const [STEPS, WIDTH, TAGS] = [5, 6, 3];

function attentive(): tf.LayersModel {
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(x) as tf.SymbolicTensor;
  const input = tf.input({ shape: [STEPS, WIDTH] });
  const both = apply(
    tf.layers.bidirectional({
      layer: tf.layers.gru({ units: 3, returnSequences: true }) as tf.RNN,
      mergeMode: "concat",
    }),
    input,
  );
  const scored = apply(
    tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 1, activation: "tanh" }) }),
    both,
  );
  const shares = apply(tf.layers.softmax(), apply(tf.layers.flatten(), scored));
  const spread = apply(tf.layers.permute({ dims: [2, 1] }), apply(tf.layers.repeatVector({ n: 6 }), shares));
  const read = apply(tf.layers.globalAveragePooling1d({}), apply(tf.layers.multiply(), [both, spread]));
  return tf.model({
    inputs: input,
    outputs: apply(tf.layers.dense({ units: TAGS, activation: "softmax" }), read),
  });
}

function tagger(): tf.Sequential {
  const model = tf.sequential();
  model.add(
    tf.layers.bidirectional({
      layer: tf.layers.lstm({ units: 4, returnSequences: true }) as tf.RNN,
      mergeMode: "sum",
      inputShape: [STEPS, WIDTH],
    } as Parameters<typeof tf.layers.bidirectional>[0]),
  );
  model.add(tf.layers.timeDistributed({ layer: tf.layers.dense({ units: TAGS, activation: "softmax" }) }));
  return model;
}

function convolution(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape: [STEPS, WIDTH] }),
      tf.layers.conv1d({ filters: 4, kernelSize: 2, activation: "relu" }),
      tf.layers.maxPooling1d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: TAGS, activation: "softmax" }),
    ],
  });
}

export async function main(): Promise<Results> {
  const draw = draws(7);
  const xs = tf.tensor3d(
    Array.from({ length: 18 * STEPS * WIDTH }, () => draw()),
    [18, STEPS, WIDTH],
  );
  const classes = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: 18 }, (_, i) => i % TAGS),
      "int32",
    ),
    TAGS,
  );
  const tags = tf.oneHot(
    tf.tensor2d(
      Array.from({ length: 18 * STEPS }, (_, i) => i % TAGS),
      [18, STEPS],
      "int32",
    ),
    TAGS,
  );
  const results: Results = {};
  const models: [string, tf.LayersModel, tf.Tensor][] = [
    ["tagger", tagger(), tags],
    ["convolution", convolution(), classes],
    ["attentive", attentive(), classes],
  ];
  for (const [name, model, ys] of models) {
    model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 30 + i), w.shape)));
    model.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    const { history } = await model.fit(xs, ys, {
      epochs: 3,
      batchSize: 6,
      shuffle: false,
      validationSplit: 0.15,
    });
    results[name] = ["loss", "acc", "val_loss", "val_acc"].flatMap((key) => history[key] as number[]);
    results[`${name}Counts`] = [model.layers.length, model.countParams(), model.weights.length];
  }
  return results;
}
