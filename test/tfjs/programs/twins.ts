/** Twins: one encoder with a layer of its own reads two inputs, and their distance is classified; saved and loaded. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

class Distance extends tf.layers.Layer {
  static readonly className = "Distance";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [a, b] = inputs as tf.Tensor[];
    return tf.tidy(() => tf.abs(tf.sub(a, b)));
  }

  override computeOutputShape(inputShapes: tf.Shape | tf.Shape[]): tf.Shape {
    return (inputShapes as tf.Shape[])[0];
  }
}
tf.serialization.registerClass(Distance);

class Normalized extends tf.layers.Layer {
  static readonly className = "Normalized";
  private scale!: tf.LayerVariable;
  private readonly gain: number;

  constructor(config: { gain: number; name?: string }) {
    super(config);
    this.gain = config.gain;
  }

  override build(inputShape: tf.Shape): void {
    this.scale = this.addWeight(
      "scale",
      [inputShape[inputShape.length - 1]!],
      "float32",
      tf.initializers.constant({ value: 0.7 }),
      tf.regularizers.l1({ l1: 0.01 }),
      true,
      tf.constraints.maxNorm({ maxValue: 1, axis: 0 }),
    );
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const length = x.square().sum(-1, true).add(1e-3).sqrt();
      return x.div(length).mul(this.scale.read()).mul(this.gain);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), gain: this.gain };
  }
}
tf.serialization.registerClass(Normalized);

export async function main(): Promise<Results> {
  const encoder = tf.sequential({
    layers: [
      tf.layers.dense({ units: 5, activation: "tanh", inputShape: [4] }),
      new Normalized({ gain: 1.5, name: "norm" }),
    ],
  });
  const [a, b] = [tf.input({ shape: [4] }), tf.input({ shape: [4] })];
  const encoded = [encoder.apply(a), encoder.apply(b)] as tf.SymbolicTensor[];
  const distance = new Distance().apply(encoded) as tf.SymbolicTensor;
  const output = tf.layers.dense({ units: 1, activation: "sigmoid" }).apply(distance) as tf.SymbolicTensor;
  const model = tf.model({ inputs: [a, b], outputs: output });
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, 4 + i), w.shape)));
  model.compile({ optimizer: tf.train.adamax(0.02), loss: "binaryCrossentropy", metrics: ["accuracy"] });

  const draw = draws(3);
  const numbers = () =>
    tf.tensor2d(
      Array.from({ length: 48 }, () => draw()),
      [12, 4],
    );
  const pairs = [numbers(), numbers()];
  const same = tf.tensor2d(Array.from({ length: 12 }, (_, i) => [i % 2]));
  const { history } = await model.fit(pairs, same, {
    epochs: 4,
    batchSize: 6,
    shuffle: false,
    validationData: [pairs, same],
  });

  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" as const },
      });
    }),
  );
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
  const names = saved!.weightSpecs!.map(({ name }) => name);
  return {
    course: [...(history.loss as number[]), ...(history.val_loss as number[]), ...(history.acc as number[])],
    loaded: (loaded.predict(pairs) as tf.Tensor).dataSync(),
    scale: encoder.getLayer("norm").getWeights()[0].dataSync(),
    counts: [model.layers.length, loaded.layers.length, encoder.inboundNodes.length],
    named: names.map((name) => (model.weights.some(({ originalName }) => originalName === name) ? 1 : 0)),
  };
}
