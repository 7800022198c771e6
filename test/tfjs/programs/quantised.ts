/** A model whose weights are stored in one or two bytes each, in two files: evaluated, and compared with the original. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

/** Weights in fewer bytes, as TensorFlow.js' converter writes them. */
function smaller(
  values: Float32Array,
  dtype: "uint8" | "uint16",
): { bytes: ArrayBuffer; scale: number; min: number } {
  const steps = dtype === "uint8" ? 255 : 65535;
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const scale = (max - min) / steps || 1;
  const numbers = Array.from(values, (value) => Math.round((value - min) / scale));
  return {
    bytes: (dtype === "uint8" ? Uint8Array.from(numbers) : Uint16Array.from(numbers)).buffer,
    scale,
    min,
  };
}

export async function main(): Promise<Results> {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, activation: "elu", inputShape: [4], name: "one" }),
      tf.layers.dense({ units: 3, activation: "softmax", name: "two" }),
    ],
  });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 100 + i), w.shape)));
  const names = ["one/kernel", "one/bias", "two/kernel", "two/bias"];
  const parts: ArrayBuffer[] = [];
  const weightSpecs = model.getWeights().map((weight, i): tf.io.WeightsManifestEntry => {
    const dtype = i === 0 ? "uint16" : "uint8";
    const { bytes, scale, min } = smaller(weight.dataSync<"float32">(), dtype);
    parts.push(bytes);
    return { name: names[i], shape: weight.shape, dtype: "float32", quantization: { dtype, scale, min } };
  });
  const modelTopology = JSON.parse(model.toJSON() as string) as object;
  const loaded = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData: tf.io.concatenateArrayBuffers(parts) }),
  );
  const decoded = tf.io.decodeWeights(parts, weightSpecs);
  const encoded = await tf.io.encodeWeights(decoded);

  const draw = draws(71);
  const xs = tf.tensor2d(Array.from({ length: 30 }, () => [draw(), draw(), draw(), draw()]));
  const labels = (model.predict(xs) as tf.Tensor2D).argMax(1).toFloat();
  loaded.compile({
    optimizer: "sgd",
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy"],
  });
  const [loss, accuracy] = loaded.evaluate(xs, labels, { batchSize: 7 }) as tf.Scalar[];
  const difference = (loaded.predict(xs) as tf.Tensor)
    .sub(model.predict(xs) as tf.Tensor)
    .abs()
    .max();
  return {
    evaluated: [loss.dataSync()[0], accuracy.dataSync()[0]],
    difference: difference.dataSync(),
    kernel: decoded["one/kernel"].dataSync(),
    bytes: [encoded.data.byteLength, encoded.specs.length],
  };
}
