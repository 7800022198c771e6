/** Folders as the converter of TensorFlow.js writes them from Keras, which TensorFlow.js reads the same. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import { ArgumentError } from "../../../src/errors/errors.js";
import { loadLayersModel } from "../../../src/model/saving/load.js";
import { encodeWeights } from "../../../src/model/saving/weight-specs.js";
import { randomNormal, tensor } from "../../../src/tensor/create.js";
import type { Tensor } from "../../../src/tensor/tensor.js";
import { toTensorFlow } from "../../layers/oracle.js";
import { assertNear } from "../oracle.js";
import { loadTheirs } from "./tensorflow-files.js";

const glorot = { class_name: "GlorotUniform", config: { seed: null } };
const zeros = { class_name: "Zeros", config: {} };
const ones = { class_name: "Ones", config: {} };
const kernel = {
  use_bias: true,
  kernel_initializer: glorot,
  bias_initializer: zeros,
  kernel_regularizer: null,
  bias_regularizer: null,
  activity_regularizer: null,
  kernel_constraint: null,
  bias_constraint: null,
};
const common = { trainable: true, dtype: "float32" };
const dense = (name: string, units: number, activation = "linear") => ({
  class_name: "Dense",
  config: { name, ...common, units, activation, ...kernel },
});
const inputLayer = (name: string, shape: readonly (number | null)[]) => ({
  class_name: "InputLayer",
  config: { batch_input_shape: shape, dtype: "float32", sparse: false, ragged: false, name },
});
const keras = (model: object) => ({ keras_version: "2.11.0", backend: "tensorflow", model_config: model });

interface Converted {
  readonly name: string;
  readonly topology: object;
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly inputs: readonly Tensor[];
}

const CONVERTED: readonly Converted[] = [
  {
    name: "a chain of convolutions",
    topology: keras({
      class_name: "Sequential",
      config: {
        name: "sequential",
        layers: [
          inputLayer("conv2d_input", [null, 6, 6, 1]),
          {
            class_name: "Conv2D",
            config: {
              name: "conv2d",
              ...common,
              batch_input_shape: [null, 6, 6, 1],
              filters: 2,
              kernel_size: [3, 3],
              strides: [1, 1],
              padding: "valid",
              data_format: "channels_last",
              dilation_rate: [1, 1],
              groups: 1,
              activation: "relu",
              ...kernel,
            },
          },
          {
            class_name: "BatchNormalization",
            config: {
              name: "batch_normalization",
              ...common,
              axis: [3],
              momentum: 0.99,
              epsilon: 0.001,
              center: true,
              scale: true,
              beta_initializer: zeros,
              gamma_initializer: ones,
              moving_mean_initializer: zeros,
              moving_variance_initializer: ones,
              beta_regularizer: null,
              gamma_regularizer: null,
              beta_constraint: null,
              gamma_constraint: null,
            },
          },
          {
            class_name: "MaxPooling2D",
            config: {
              name: "max_pooling2d",
              ...common,
              pool_size: [2, 2],
              padding: "valid",
              strides: [2, 2],
              data_format: "channels_last",
            },
          },
          { class_name: "Flatten", config: { name: "flatten", ...common, data_format: "channels_last" } },
          {
            class_name: "Dropout",
            config: { name: "dropout", ...common, rate: 0.5, noise_shape: null, seed: null },
          },
          dense("dense", 3, "softmax"),
        ],
      },
    }),
    weights: {
      "batch_normalization/gamma": [2],
      "batch_normalization/beta": [2],
      "batch_normalization/moving_mean": [2],
      "batch_normalization/moving_variance": [2],
      "conv2d/kernel": [3, 3, 1, 2],
      "conv2d/bias": [2],
      "dense/kernel": [8, 3],
      "dense/bias": [3],
    },
    inputs: [randomNormal([2, 6, 6, 1])],
  },
  {
    name: "a recurrent chain, with the names of cells",
    topology: keras({
      class_name: "Sequential",
      config: {
        name: "sequential_1",
        layers: [
          inputLayer("embedding_input", [null, 4]),
          {
            class_name: "Embedding",
            config: {
              name: "embedding",
              ...common,
              batch_input_shape: [null, 4],
              input_dim: 5,
              output_dim: 3,
              embeddings_initializer: {
                class_name: "RandomUniform",
                config: { minval: -0.05, maxval: 0.05, seed: null },
              },
              embeddings_regularizer: null,
              activity_regularizer: null,
              embeddings_constraint: null,
              mask_zero: false,
              input_length: 4,
            },
          },
          {
            class_name: "LSTM",
            config: {
              name: "lstm",
              ...common,
              return_sequences: false,
              return_state: false,
              go_backwards: false,
              stateful: false,
              unroll: false,
              time_major: false,
              units: 2,
              activation: "tanh",
              recurrent_activation: "sigmoid",
              unit_forget_bias: true,
              recurrent_initializer: { class_name: "Orthogonal", config: { gain: 1.0, seed: null } },
              recurrent_regularizer: null,
              recurrent_constraint: null,
              dropout: 0,
              recurrent_dropout: 0,
              implementation: 2,
              ...kernel,
            },
          },
          dense("dense_1", 1, "sigmoid"),
        ],
      },
    }),
    weights: {
      "dense_1/kernel": [2, 1],
      "dense_1/bias": [1],
      "embedding/embeddings": [5, 3],
      "lstm/lstm_cell/kernel": [3, 8],
      "lstm/lstm_cell/recurrent_kernel": [2, 8],
      "lstm/lstm_cell/bias": [8],
    },
    inputs: [tensor([0, 1, 2, 3, 4, 0, 1, 2], [2, 4], "int32")],
  },
  {
    name: "a functional model with two inputs",
    topology: keras({
      class_name: "Functional",
      config: {
        name: "model",
        trainable: true,
        layers: [
          { ...inputLayer("input_1", [null, 3]), name: "input_1", inbound_nodes: [] },
          { ...inputLayer("input_2", [null, 3]), name: "input_2", inbound_nodes: [] },
          {
            class_name: "Concatenate",
            name: "concatenate",
            config: { name: "concatenate", ...common, axis: -1 },
            inbound_nodes: [
              [
                ["input_1", 0, 0, {}],
                ["input_2", 0, 0, {}],
              ],
            ],
          },
          { ...dense("dense_2", 2, "tanh"), name: "dense_2", inbound_nodes: [[["concatenate", 0, 0, {}]]] },
        ],
        input_layers: [
          ["input_1", 0, 0],
          ["input_2", 0, 0],
        ],
        output_layers: [["dense_2", 0, 0]],
      },
    }),
    weights: { "dense_2/kernel": [6, 2], "dense_2/bias": [2] },
    inputs: [randomNormal([2, 3]), randomNormal([2, 3], 0, 1, "float32", 4)],
  },
];

describe("folders of the converter from Keras", () => {
  let folder: string;
  before(() => tf.setBackend("cpu"));
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "converti "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write({ topology, weights }: Pick<Converted, "topology" | "weights">): Promise<void> {
    const { specs, data } = encodeWeights(
      Object.entries(weights).map(([name, shape], i) => ({
        name,
        tensor: randomNormal(shape, 0, 0.5, "float32", i).abs(),
      })),
    );
    await writeFile(path.join(folder, "group1-shard1of1.bin"), data);
    await writeFile(
      path.join(folder, "model.json"),
      JSON.stringify({
        format: "layers-model",
        generatedBy: "keras v2.11.0",
        convertedBy: "TensorFlow.js Converter v4.22.0",
        modelTopology: topology,
        weightsManifest: [{ paths: ["group1-shard1of1.bin"], weights: specs }],
      }),
    );
  }

  for (const each of CONVERTED)
    it(`${each.name}: predicts what it predicts in TensorFlow.js`, async () => {
      await write(each);
      const [ours, theirs] = [await loadLayersModel(folder), await loadTheirs(folder)];
      const found = ours.predict(each.inputs) as Tensor;
      const expected = theirs.predict(each.inputs.map(toTensorFlow)) as tf.Tensor;
      assertNear(found.data, expected.dataSync(), 1e-5, each.name);
    });

  it("a layer that computes something else here is refused by the name of its option", async () => {
    const gru = {
      class_name: "GRU",
      config: { name: "gru", ...common, units: 2, batch_input_shape: [null, 3, 2], reset_after: true },
    };
    await write({
      topology: keras({ class_name: "Sequential", config: { name: "s", layers: [gru] } }),
      weights: { "gru/gru_cell/kernel": [2, 6] },
    });
    await assert.rejects(
      loadLayersModel(folder),
      (error: unknown) => error instanceof ArgumentError && error.argument === "resetAfter",
    );
  });
});
