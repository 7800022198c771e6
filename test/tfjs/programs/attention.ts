/** Attention: a sequence is read with scaled dot products, as layers of one's own in a functional model. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const STEPS = 5;
const FEATURES = 4;

class ScaledDotAttention extends tf.layers.Layer {
  static className = "ScaledDotAttention";
  private readonly units: number;
  private query!: tf.LayerVariable;
  private key!: tf.LayerVariable;
  private value!: tf.LayerVariable;

  constructor(config: { units: number; name?: string }) {
    super({ name: config.name });
    this.units = config.units;
    this.supportsMasking = true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = inputShape as tf.Shape;
    const last = shape[shape.length - 1] as number;
    const uniform = tf.initializers.glorotUniform({ seed: 3 });
    this.query = this.addWeight("query", [last, this.units], "float32", uniform);
    this.key = this.addWeight("key", [last, this.units], "float32", uniform);
    this.value = this.addWeight("value", [last, this.units], "float32", uniform);
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shape = inputShape as tf.Shape;
    return [shape[0], shape[1], this.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const [batch, steps] = x.shape as [number, number, number];
      const flat = x.reshape([batch * steps, FEATURES]);
      const projected = (w: tf.LayerVariable) =>
        flat.matMul(w.read() as tf.Tensor2D).reshape([batch, steps, this.units]) as tf.Tensor3D;
      const scores = tf
        .matMul(projected(this.query), projected(this.key), false, true)
        .div(Math.sqrt(this.units));
      return tf.matMul(tf.softmax(scores), projected(this.value));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units };
  }
}
tf.serialization.registerClass(ScaledDotAttention);

export async function main(): Promise<Results> {
  const draw = draws(11);
  const count = 24;
  const xs = tf.tensor3d(
    Array.from({ length: count * STEPS * FEATURES }, () => 2 * draw() - 1),
    [count, STEPS, FEATURES],
  );
  const ys = xs.max(1).sum<tf.Tensor1D>(1).greater(2).toFloat().expandDims(1);
  const input = tf.input({ shape: [STEPS, FEATURES] });
  const attended = new ScaledDotAttention({ units: 6, name: "attention" }).apply(input) as tf.SymbolicTensor;
  const flat = tf.layers.flatten().apply(attended) as tf.SymbolicTensor;
  const hidden = tf.layers.dense({ units: 5, activation: "tanh" }).apply(flat) as tf.SymbolicTensor;
  const joined = tf.layers.concatenate().apply([hidden, flat]) as tf.SymbolicTensor;
  const output = tf.layers.dense({ units: 1, activation: "sigmoid" }).apply(joined) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: output });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));
  model.compile({
    optimizer: tf.train.momentum(0.1, 0.9),
    loss: "binaryCrossentropy",
    metrics: ["accuracy"],
  });
  const history = await model.fit(xs, ys, { epochs: 6, batchSize: 12, shuffle: false });
  const layer = model.getLayer("attention");
  return {
    loss: history.history.loss as number[],
    accuracy: history.history.acc as number[],
    prediction: (model.predict(xs) as tf.Tensor).dataSync(),
    query: layer.getWeights()[0].dataSync(),
    count: [layer.countParams(), layer.weights.length],
    units: [layer.getConfig().units as number],
  };
}
