/** Words and numbers in, a price and a kind out: inputs, outputs, losses and metrics by their names. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

export async function main(): Promise<Results> {
  const words = tf.input({ shape: [5], name: "words" });
  const numbers = tf.input({ shape: [3], name: "numbers" });
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
    layer.apply(x) as tf.SymbolicTensor;
  const embedded = apply(tf.layers.embedding({ inputDim: 10, outputDim: 4, maskZero: true }), words);
  const read = apply(tf.layers.lstm({ units: 3 }), embedded);
  const joined = apply(tf.layers.concatenate(), [read, numbers]);
  const shared = apply(tf.layers.dense({ units: 4, activation: "relu", name: "shared" }), joined);
  const model = tf.model({
    inputs: [words, numbers],
    outputs: [
      apply(tf.layers.dense({ units: 1, name: "price" }), shared),
      apply(tf.layers.dense({ units: 3, activation: "softmax", name: "kind" }), shared),
    ],
    name: "two",
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 1 + i), w.shape)));
  model.compile({
    optimizer: "adam",
    loss: { price: "meanSquaredError", kind: "categoricalCrossentropy" },
    metrics: { kind: "accuracy" },
  });

  const draw = draws(8);
  const xs = {
    words: tf.tensor2d(
      Array.from({ length: 50 }, () => Math.floor(draw() * 10)),
      [10, 5],
    ),
    numbers: tf.tensor2d(
      Array.from({ length: 30 }, () => draw()),
      [10, 3],
    ),
  };
  const ys = {
    price: tf.tensor2d(
      Array.from({ length: 10 }, () => draw()),
      [10, 1],
    ),
    kind: tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1, 2, 0], "int32"), 3),
  };
  const { history } = await model.fit(xs, ys, { epochs: 3, batchSize: 5, shuffle: false });
  const [prices, kinds] = model.predict([xs.words, xs.numbers]) as tf.Tensor[];
  const layer = model.getLayer("shared");
  const expected = ["loss", "price_loss", "kind_loss", "kind_acc"];
  return {
    course: expected.flatMap((name) => history[name] as number[]),
    order: expected.map((name) => Object.keys(history).indexOf(name)),
    prices: prices.dataSync(),
    kinds: kinds.dataSync(),
    layers: model.layers.map(({ weights }) => weights.length),
    inputs: model.layers.map((each) => (each.getClassName() === "InputLayer" ? 1 : 0)),
    nodes: [layer.inboundNodes.length, layer.outboundNodes.length, model.layers[0].outboundNodes.length],
    shapes: [...(layer.outputShape as number[]).slice(1), (layer.input as tf.SymbolicTensor).rank],
    names: [model.inputNames.indexOf("numbers"), model.outputNames.indexOf("kind")],
  };
}
