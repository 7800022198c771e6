/** Where a network looks: its layers are cut in two models, and a class' score is differentiated by the cut. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

export async function main(): Promise<Results> {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 3,
        kernelSize: 3,
        inputShape: [8, 8, 1],
        activation: "relu",
        name: "first",
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 4, kernelSize: 2, activation: "relu", name: "second" }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3, activation: "softmax" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 2 + i), w.shape)));
  const draw = draws(2);
  const image = tf.tensor4d(
    Array.from({ length: 64 }, () => draw()),
    [1, 8, 8, 1],
  );

  let last = model.layers.length - 1;
  while (!model.layers[last].getClassName().startsWith("Conv")) last--;
  const cut = model.layers[last].output as tf.SymbolicTensor;
  const before = tf.model({ inputs: model.inputs, outputs: cut });
  const start = tf.input({ shape: cut.shape.slice(1) });
  let end = start;
  for (const layer of model.layers.slice(last + 1)) end = layer.apply(end) as tf.SymbolicTensor;
  const after = tf.model({ inputs: start, outputs: end });

  const heat = tf.tidy(() => {
    const score = (x: tf.Tensor) => (after.apply(x, { training: true }) as tf.Tensor2D).gather([1], 1);
    const values = before.apply(image) as tf.Tensor4D;
    const weights = tf.mean(tf.grad(score)(values), [0, 1, 2]);
    const map = values.mul<tf.Tensor4D>(weights).mean<tf.Tensor3D>(-1).relu();
    const scaled = map.div<tf.Tensor3D>(map.max().add(1e-6)).expandDims<tf.Tensor4D>(-1);
    return tf.image.resizeBilinear(scaled, [8, 8]);
  });

  const activations = tf.model({
    inputs: model.inputs,
    outputs: ["first", "second"].map((name) => model.getLayer(name).output as tf.SymbolicTensor),
  });
  const outputs = activations.predict(image) as tf.Tensor4D[];
  const filters = tf.split(outputs[0], outputs[0].shape[3], -1);
  return {
    heat: heat.dataSync(),
    grey: tf.tile(filters[1], [1, 1, 1, 3]).dataSync(),
    again: (model.execute(image, [cut.name]) as tf.Tensor[])[0].dataSync(),
    layers: [before.layers.length, after.layers.length, cut.rank],
  };
}
