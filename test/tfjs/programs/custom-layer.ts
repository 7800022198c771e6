/** Layers of one's own with weights, regularisers and options, and a training loop written by hand. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

/** Puts a number and its negative through relu. */
class Antirectifier extends tf.layers.Layer {
  constructor() {
    super({});
    this.supportsMasking = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0], 2 * inputShape[1]!];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Parameters<tf.layers.Layer["call"]>[1]): tf.Tensor {
    let input = inputs;
    if (Array.isArray(input)) input = input[0];
    this.invokeCallHook(inputs, kwargs);
    const centred = input.sub(input.mean(1, true));
    const normalized = centred.div(centred.square().sum(1, true).sqrt().add(1e-4));
    return tf.concat([normalized.relu(), normalized.neg().relu()], 1);
  }

  override getClassName(): string {
    return "Antirectifier";
  }
}

/** y = x w + b with a scale, regularised. */
class Scaled extends tf.layers.Layer {
  static readonly className = "Scaled";
  private kernel!: tf.LayerVariable;
  private bias!: tf.LayerVariable;
  private readonly units: number;

  constructor(config: { units: number }) {
    super(config as ConstructorParameters<typeof tf.layers.Layer>[0]);
    this.units = config.units;
  }

  override build(inputShape: tf.Shape): void {
    const inputs = inputShape[inputShape.length - 1]!;
    this.kernel = this.addWeight(
      "kernel",
      [inputs, this.units],
      "float32",
      tf.initializers.glorotNormal({ seed: 5 }),
      tf.regularizers.l2({ l2: 0.01 }),
      true,
    );
    this.bias = this.addWeight("bias", [this.units], undefined, tf.initializers.constant({ value: 0.1 }));
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0], this.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor2D;
      return x.matMul(this.kernel.read() as tf.Tensor2D).add(this.bias.read());
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const config = super.getConfig();
    Object.assign(config, { units: this.units });
    return config;
  }
}
tf.serialization.registerClass(Scaled);

export async function main(): Promise<Results> {
  const draw = draws(23);
  const xs = tf.tensor2d(
    Array.from({ length: 20 }, () => [draw(), draw(), draw()]),
    [20, 3],
  );
  const ys = xs.sum<tf.Tensor1D>(1).sin().expandDims(1);
  const model = tf.sequential();
  model.add(new Scaled({ units: 5, ...({ inputShape: [3] } as object) }));
  model.add(new Antirectifier());
  model.add(tf.layers.dense({ units: 1 }));
  model.setWeights(model.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)));

  const optimizer: tf.Optimizer = tf.train.adam(0.02, 0.9, 0.99);
  const losses: number[] = [];
  const start = tf.memory().numTensors;
  for (let epoch = 0; epoch < 4; epoch++) {
    for (let i = 0; i < 20; i += 10) {
      tf.tidy(() => {
        const x = xs.slice([i, 0], [10, 3]);
        const y = ys.slice([i, 0], [10, 1]);
        const { value, grads } = tf.variableGrads(() => {
          const prediction = model.apply(x, { training: true }) as tf.Tensor;
          return tf.losses.meanSquaredError(y, prediction) as tf.Scalar;
        });
        const clipped: tf.NamedTensorMap = {};
        Object.keys(grads).forEach((name) => (clipped[name] = tf.clipByValue(grads[name], -0.5, 0.5)));
        optimizer.applyGradients(clipped);
        losses.push(value.dataSync()[0]);
      });
      await tf.nextFrame();
    }
  }
  const growth = tf.memory().numTensors - start;
  model.compile({
    optimizer: tf.train.sgd(0.1),
    loss: (y: tf.Tensor, p: tf.Tensor) => y.sub(p).abs().mean(),
  });
  const history = await model.fit(xs, ys, { epochs: 3, batchSize: 20, shuffle: false });
  return {
    losses,
    growth: [growth],
    fitted: history.history.loss as number[],
    prediction: (model.predict(xs) as tf.Tensor).dataSync(),
    direct: (new Antirectifier().apply(xs) as tf.Tensor).dataSync(),
    config: [(model.layers[0].getConfig() as { units: number }).units],
  };
}
