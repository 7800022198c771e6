/** Models of one or two layers, whose sizes lie on both sides of every tile's: drawn anew for each seed. */
import * as layers from "../../../src/layers/layers.js";
import type { Layer } from "../../../src/layers/layer.js";
import { sequential } from "../../../src/model/models.js";
import type { Model } from "../../../src/model/model.js";
import { RandomStream } from "../../../src/random/stream.js";

export interface DrawnModel {
  readonly text: string;
  readonly model: Model;
  readonly shape: readonly number[];
  readonly rows: number;
  /** How many words there are, where an example consists of words. */
  readonly words?: number;
  readonly optimizer: (typeof OPTIMIZERS)[number];
  /** Which part of the numbers of an example is not zero. */
  readonly filled: number;
}

const OPTIMIZERS = ["sgd", "adamw", "adam", "rmsprop", "adagrad", "adadelta", "adamax"] as const;
const ACTIVATIONS = [
  "relu",
  "tanh",
  "sigmoid",
  "linear",
  "elu",
  "selu",
  "swish",
  "softplus",
  "gelu",
] as const;
const CHANNELS = [1, 2, 3, 4, 6, 8, 11, 12, 16, 17, 24, 32, 40] as const;

/** The model of a seed. */
export function drawnModel(seed: number): DrawnModel {
  const random = new RandomStream(seed);
  const below = (count: number) => Math.floor(random.uniform() * count);
  const between = (least: number, most: number) => least + below(most - least + 1);
  const pick = <Choice>(choices: readonly Choice[]) => choices[below(choices.length)];
  const activation = () => pick(ACTIVATIONS);
  const useBias = random.uniform() < 0.8;
  const rows = pick([1, 2, 3, 5, 7, 8, 12, 13, 32, 33, 64]);
  const optimizer = pick(OPTIMIZERS);
  const made = (
    shape: readonly number[],
    drawn: readonly Layer[],
    options: Partial<Pick<DrawnModel, "rows" | "words" | "filled">> = {},
  ): DrawnModel => {
    const model = sequential({ layers: [...drawn], seed });
    const sizes = model.weights.map((weight) => `[${weight.shape.join(", ")}]`).join(" ");
    const kinds = drawn.map((layer) => layer.constructor.name).join(", ");
    const text = `seed ${seed}: ${options.rows ?? rows} × [${shape.join(", ")}], ${kinds}, weights ${sizes}, ${optimizer}`;
    return { text, model, shape, rows, optimizer, filled: 1, ...options };
  };

  const kind = below(10);
  if (kind < 2) {
    const shape = [between(1, 300)];
    return made(
      shape,
      [
        layers.dense({ units: between(1, 70), activation: activation(), useBias, inputShape: shape }),
        layers.dense({ units: between(1, 40), activation: pick(["linear", "softmax"]) }),
      ],
      { filled: pick([1, 1, 0.1]) },
    );
  }
  if (kind < 7) {
    const shape = [between(5, 20), between(5, 20), pick(CHANNELS)];
    return made(shape, pictureLayers(shape), { rows: Math.min(rows, pick([1, 2, 5, 8])) });
  }
  if (kind < 9) {
    const shape = [between(2, 12), between(1, 20)];
    return made(shape, sequenceLayers(shape));
  }
  const [words, outputDim] = [between(3, 30), between(1, 20)];
  const shape = [between(2, 12)];
  const embedding = layers.embedding({ inputDim: words, outputDim, inputLength: shape[0] });
  return made(shape, [embedding, layers.globalAveragePooling1d(), layers.dense({ units: between(1, 9) })], {
    words,
  });

  function pictureLayers(inputShape: readonly number[]): Layer[] {
    const options = {
      kernelSize: between(1, 5),
      padding: pick(["same", "valid"] as const),
      activation: activation(),
      useBias,
      inputShape,
    };
    const filters = pick(CHANNELS);
    const drawn: Layer[] = [
      pick([
        () => layers.conv2d({ ...options, filters }),
        () => layers.conv2d({ ...options, filters, kernelSize: 3, padding: "same" }),
        () => layers.conv2d({ ...options, filters, strides: 2 }),
        () => layers.conv2d({ ...options, filters, kernelSize: 2, dilationRate: 2 }),
        () => layers.conv2dTranspose({ ...options, filters, strides: pick([1, 2]) }),
        () => layers.depthwiseConv2d(options),
        () => layers.separableConv2d({ ...options, filters }),
      ])(),
    ];
    if (random.uniform() < 0.4) drawn.push(layers.batchNormalization());
    if (random.uniform() < 0.3) drawn.push(layers.activation({ activation: activation() }));
    const [height, width] = sequential({ layers: [...drawn] }).outputs[0].shape.slice(1) as number[];
    if (Math.min(height, width) >= 3 && random.uniform() < 0.5)
      drawn.push(
        pick([
          () =>
            layers.conv2d({ filters: pick(CHANNELS), kernelSize: 3, padding: "same", activation: "relu" }),
          () => layers.maxPooling2d({ poolSize: 2 }),
          () => layers.averagePooling2d({ poolSize: 2 }),
          () => layers.upSampling2d({ size: 2 }),
        ])(),
      );
    if (random.uniform() < 0.3) drawn.push(layers.globalAveragePooling2d());
    return drawn;
  }

  function sequenceLayers(inputShape: readonly number[]): Layer[] {
    const units = between(1, 40);
    const options = { units, useBias, returnSequences: random.uniform() < 0.5, inputShape };
    return [
      pick([
        () => layers.lstm(options),
        () => layers.gru(options),
        () => layers.simpleRNN(options),
        () => layers.bidirectional({ layer: layers.lstm({ units }), inputShape }),
        () => layers.conv1d({ filters: units, kernelSize: 2, activation: activation(), useBias, inputShape }),
        () => layers.layerNormalization({ inputShape }),
        () => layers.timeDistributed({ layer: layers.dense({ units, useBias }), inputShape }),
      ])(),
      layers.dense({ units: between(1, 9), activation: activation() }),
    ];
  }
}
