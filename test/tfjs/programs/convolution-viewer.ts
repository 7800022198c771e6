/** What a convolutional network sees: activations of its layers, pictures that excite a filter, and a heat map. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

const SIDE = 8;

function network(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 3,
        kernelSize: 3,
        activation: "relu",
        inputShape: [SIDE, SIDE, 2],
        name: "conv1",
      }),
      tf.layers.conv2d({ filters: 4, kernelSize: 3, activation: "relu", name: "conv2" }),
      tf.layers.globalAveragePooling2d({ name: "pool" }),
      tf.layers.dense({ units: 3, activation: "softmax", name: "predictions" }),
    ],
  });
}

function internalActivations(model: tf.LayersModel, image: tf.Tensor4D, names: string[]): tf.Tensor[] {
  const outputs = names.map((name) => model.getLayer(name).output as tf.SymbolicTensor);
  const composite = tf.model({ inputs: model.inputs, outputs });
  return composite.predict(image) as tf.Tensor[];
}

function inputGradientAscent(
  model: tf.LayersModel,
  name: string,
  filter: number,
  iterations: number,
): tf.Tensor3D {
  return tf.tidy(() => {
    const output = model.getLayer(name).output as tf.SymbolicTensor;
    const auxiliary = tf.model({ inputs: model.inputs, outputs: output });
    const lossFunction = (input: tf.Tensor) =>
      (auxiliary.apply(input, { training: true }) as tf.Tensor4D)
        .slice([0, 0, 0, filter], [-1, -1, -1, 1])
        .mean();
    const gradientFunction = tf.grad(lossFunction);
    let image: tf.Tensor = tf
      .tensor4d(weightsOf(SIDE * SIDE * 2, 60, 1), [1, SIDE, SIDE, 2])
      .mul(0.1)
      .add(0.5);
    for (let i = 0; i < iterations; i++) {
      const scaled = tf.tidy(() => {
        const gradients = gradientFunction(image);
        const norm = tf.sqrt(tf.mean(tf.square(gradients))).add(1e-5);
        return tf.div(gradients, norm);
      });
      image = tf.clipByValue(tf.add(image, scaled), 0, 1);
    }
    return image.squeeze([0]) as tf.Tensor3D;
  });
}

/** Gradient-weighted class activation: what of the last convolution speaks for a class. */
function classActivationMap(model: tf.LayersModel, classIndex: number, image: tf.Tensor4D): tf.Tensor {
  const convolution = model.getLayer("conv2");
  const first = tf.model({ inputs: model.inputs, outputs: convolution.output as tf.SymbolicTensor });
  const second = tf.sequential();
  second.add(
    tf.layers.globalAveragePooling2d({
      inputShape: (convolution.output as tf.SymbolicTensor).shape.slice(1),
    }),
  );
  second.add(tf.layers.dense({ units: 3, activation: "softmax" }));
  second.setWeights(model.getLayer("predictions").getWeights());
  return tf.tidy(() => {
    const probability = (x: tf.Tensor) =>
      (second.apply(x, { training: true }) as tf.Tensor2D).gather(tf.tensor1d([classIndex], "int32"), 1);
    const values = first.predict(image) as tf.Tensor4D;
    const gradients = tf.grad(probability as (x: tf.Tensor) => tf.Tensor)(values);
    const pooled = tf.mean(gradients, [0, 1, 2]);
    const map = values.mul(pooled).mean(-1).relu();
    return map.div(map.max()).expandDims(-1);
  });
}

export async function main(): Promise<Results> {
  const model = network();
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i, 0.6), w.shape)));
  const image = tf.tensor4d(weightsOf(SIDE * SIDE * 2, 80, 1), [1, SIDE, SIDE, 2]);
  const activations = internalActivations(model, image, ["conv1", "conv2", "pool"]);
  const spread = activations.slice(0, 2).map((activation) => {
    const filters = tf.split(activation, activation.shape[3] as number, 3);
    return filters.map((filter) => {
      const scaled = tf.tidy(() =>
        filter.sub(filter.min()).div(filter.max().sub(filter.min()).add(1e-3)).mul(255),
      );
      return scaled.mean().dataSync()[0];
    });
  });
  const excited = inputGradientAscent(model, "conv1", 1, 5);
  const map = classActivationMap(model, 2, image);
  return {
    first: activations[0].dataSync(),
    shapes: activations.flatMap(({ shape }) => shape),
    spread: spread.flat(),
    excited: excited.dataSync(),
    map: map.dataSync(),
    mapShape: map.shape,
  };
}
