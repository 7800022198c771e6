import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import * as layers from "../../src/layers/layers.js";
import { lossFrom } from "../../src/losses/losses.js";
import { sequential } from "../../src/model/models.js";
import * as train from "../../src/optimizers/train.js";
import { assertSameInTurn, assertSameTraining, batchFor, type ModelCase } from "./both-engines.js";

const perceptron = (inputShape: readonly number[]) => [
  layers.dense({ units: 5, activation: "relu", inputShape }),
  layers.dense({ units: 3, activation: "softmax" }),
];

const MODELS: readonly ModelCase[] = [
  {
    name: "dense relu and softmax, one-hot targets",
    inputShape: [6],
    layers: perceptron,
    loss: "categoricalCrossentropy",
  },
  {
    name: "the same with class numbers, and examples that count differently",
    inputShape: [6],
    layers: perceptron,
    loss: "sparseCategoricalCrossentropy",
    weighted: true,
  },
  {
    name: "sigmoid and binary cross-entropy",
    inputShape: [4],
    loss: "binaryCrossentropy",
    layers: (inputShape) => [
      layers.dense({ units: 3, activation: "tanh", inputShape }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  },
  {
    name: "every activation, one after the other, squared error",
    inputShape: [4],
    loss: "meanSquaredError",
    weighted: true,
    layers: (inputShape) => [
      ...(["sigmoid", "tanh", "elu", "leakyRelu", "softplus", "softsign", "hardSigmoid"] as const).map(
        (activation, i) => layers.dense({ units: 4 + i, activation, ...(i === 0 ? { inputShape } : {}) }),
      ),
      layers.dense({ units: 2, useBias: false }),
    ],
  },
  {
    name: "activations as layers, absolute error",
    inputShape: [9],
    loss: "meanAbsoluteError",
    layers: (inputShape) => [
      layers.dense({ units: 7, inputShape }),
      layers.leakyReLU(),
      layers.dense({ units: 7 }),
      layers.elu({ alpha: 0.8 }),
      layers.dense({ units: 2 }),
      layers.activation({ activation: "sigmoid" }),
    ],
  },
  {
    name: "activations whose derivative needs their argument, and those that have bounds",
    inputShape: [4],
    loss: "meanSquaredError",
    optimizer: () => train.sgd(0.05),
    layers: (inputShape) => [
      ...(["gelu", "swish", "mish", "geluNew", "selu", "relu6", "logSoftmax"] as const).map((activation, i) =>
        layers.dense({ units: 4 + i, activation, ...(i === 0 ? { inputShape } : {}) }),
      ),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "rectifiers as layers, with all of their parameters",
    inputShape: [3, 4, 5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.reLU({ threshold: 0.2, maxValue: 0.8, negativeSlope: 0.3, inputShape }),
      layers.dense({ units: 7 }),
      layers.prelu({ alphaInitializer: "glorotUniform", sharedAxes: [1, 2] }),
      layers.dense({ units: 6 }),
      layers.prelu({ alphaInitializer: "glorotUniform" }),
      layers.leakyReLU({ alpha: -0.3 }),
      layers.flatten(),
      layers.dense({ units: 6 }),
      layers.prelu({ alphaInitializer: "ones", sharedAxes: 1 }),
      layers.thresholdedReLU({ theta: 0.1 }),
      layers.dense({ units: 3 }),
      layers.activation({ activation: "gelu" }),
    ],
  },
  {
    name: "layer normalisation over one axis and over two, with and without weights",
    inputShape: [3, 5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 7, inputShape }),
      layers.layerNormalization({ betaInitializer: "glorotUniform" }),
      layers.dense({ units: 4 }),
      layers.layerNormalization({ axis: [1, 2], center: false, epsilon: 0.1 }),
      layers.dense({ units: 8 }),
      layers.layerNormalization({ scale: false }),
      layers.flatten(),
      layers.layerNormalization({ scale: false, center: false }),
      layers.dense({ units: 3 }),
      layers.layerNormalization(),
    ],
  },
  {
    name: "noise and dropout of whole features draw the same numbers, in parts of a batch too",
    inputShape: [4, 6],
    loss: "meanSquaredError",
    batches: [7, 40, 90],
    layers: (inputShape) => [
      layers.dense({ units: 5, activation: "tanh", inputShape }),
      layers.gaussianNoise({ stddev: 0.3 }),
      layers.spatialDropout1d({ rate: 0.3 }),
      layers.dense({ units: 5, activation: "selu" }),
      layers.alphaDropout({ rate: 0.2, seed: 4 }),
      layers.dropout({ rate: 0.4, noiseShape: [null, 4, 1] }),
      layers.dense({ units: 6 }),
      layers.gaussianDropout({ rate: 0.2 }),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "dropout draws the same numbers",
    inputShape: [10],
    loss: "categoricalCrossentropy",
    layers: (inputShape) => [
      layers.dense({ units: 20, activation: "sigmoid", inputShape }),
      layers.dropout({ rate: 0.4 }),
      layers.dense({ units: 9, activation: "relu" }),
      layers.dropout({ rate: 0.2, seed: 5 }),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "flatten, dense over the last axis, reshape",
    inputShape: [3, 4],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 5, activation: "relu", inputShape }),
      layers.flatten(),
      layers.dense({ units: 6 }),
      layers.reshape({ targetShape: [2, 3] }),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "convolutions of any stride, padding and dilation",
    inputShape: [9, 11, 3],
    loss: "sparseCategoricalCrossentropy",
    layers: (inputShape) => [
      layers.conv2d({
        filters: 5,
        kernelSize: [2, 3],
        strides: [1, 2],
        padding: "same",
        activation: "relu",
        inputShape,
      }),
      layers.conv2d({ filters: 7, kernelSize: 3, dilationRate: [2, 1], activation: "tanh" }),
      layers.conv2d({ filters: 4, kernelSize: 2, strides: 2, padding: "same", useBias: false }),
      layers.flatten(),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "convolutions by 1 × 1 filters, with and without strides",
    inputShape: [6, 5, 3],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv2d({ filters: 5, kernelSize: 1, activation: "tanh", inputShape }),
      layers.conv2d({ filters: 4, kernelSize: 1, strides: 2 }),
      layers.conv2d({ filters: 3, kernelSize: 1, useBias: false }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "dilated and strided convolutions of many channels",
    inputShape: [11, 9, 4],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv2d({ filters: 8, kernelSize: 3, padding: "same", dilationRate: 2, inputShape }),
      layers.conv2d({ filters: 6, kernelSize: 5, strides: [2, 1], padding: "same", activation: "relu" }),
      layers.conv2d({ filters: 4, kernelSize: [3, 2], dilationRate: [1, 3] }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "transposed convolutions, with overlapping filters and with gaps",
    inputShape: [4, 5, 3],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv2dTranspose({
        filters: 5,
        kernelSize: 3,
        strides: 2,
        padding: "same",
        activation: "relu",
        inputShape,
      }),
      layers.conv2dTranspose({ filters: 4, kernelSize: [2, 4], strides: [1, 2], activation: "tanh" }),
      layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: [3, 2], padding: "same", useBias: false }),
      layers.conv2dTranspose({ filters: 1, kernelSize: [1, 3], strides: 2, activation: "sigmoid" }),
    ],
  },
  {
    name: "pictures made smaller and larger again in several groups",
    inputShape: [32, 30, 8],
    loss: "meanSquaredError",
    batches: [9, 5],
    optimizer: () => train.sgd(0.1),
    layers: (inputShape) => [
      layers.conv2d({
        filters: 12,
        kernelSize: 5,
        strides: 2,
        padding: "same",
        activation: "relu",
        inputShape,
      }),
      layers.conv2dTranspose({ filters: 8, kernelSize: 4, strides: 2, padding: "same", activation: "relu" }),
      layers.conv2dTranspose({ filters: 2, kernelSize: 5, padding: "same" }),
    ],
  },
  {
    name: "depthwise and separable convolutions",
    inputShape: [9, 8, 6],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.depthwiseConv2d({ kernelSize: 3, padding: "same", activation: "relu", inputShape }),
      layers.separableConv2d({ filters: 5, kernelSize: [3, 2], strides: 2, depthMultiplier: 2 }),
      layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 3, padding: "same", dilationRate: 2 }),
      layers.separableConv2d({ filters: 4, kernelSize: 3, padding: "same", activation: "tanh" }),
      layers.depthwiseConv2d({ kernelSize: 1, useBias: false }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "more pictures, and more rows, than are computed at a time",
    inputShape: [24, 20, 12],
    loss: "meanSquaredError",
    optimizer: () => train.sgd(0.02),
    layers: (inputShape) => [
      layers.depthwiseConv2d({ kernelSize: 3, padding: "same", activation: "relu", inputShape }),
      layers.conv2d({ filters: 40, kernelSize: 1, activation: "tanh" }),
      layers.dense({ units: 6 }),
      layers.globalAveragePooling2d({}),
    ],
  },
  {
    name: "borders, other sizes and other scales of pictures",
    inputShape: [5, 4, 3],
    loss: "meanSquaredError",
    optimizer: () => train.sgd(0.02),
    layers: (inputShape) => [
      layers.rescaling({ scale: 0.5, offset: -0.25, inputShape }),
      layers.conv2d({ filters: 5, kernelSize: 3, padding: "same" }),
      layers.zeroPadding2d({ padding: [[1, 2], [0, 3]] }), // prettier-ignore
      layers.upSampling2d({ size: [2, 3] }),
      layers.rescaling({ scale: -2, offset: 1 }),
      layers.cropping2D({ cropping: [[3, 1], [2, 0]] }), // prettier-ignore
      layers.conv2d({ filters: 4, kernelSize: 2, activation: "relu" }),
      layers.upSampling2d({ size: 2, interpolation: "bilinear" }),
      layers.resizing({ height: 7, width: 9 }),
      layers.resizing({ height: 4, width: 6, interpolation: "nearest" }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "3 × 3 convolutions and max pooling, as in the course",
    inputShape: [17, 15, 3],
    loss: "sparseCategoricalCrossentropy",
    layers: (inputShape) => [
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 12, kernelSize: 3, activation: "relu" }),
      layers.flatten(),
      layers.dense({ units: 6, activation: "relu" }),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "3 × 3 convolutions on many channels, with and without pooling, padding and bias",
    inputShape: [19, 16, 8],
    loss: "sparseCategoricalCrossentropy",
    batches: [9, 2],
    layers: (inputShape) => [
      layers.conv2d({ filters: 8, kernelSize: 3, padding: "same", activation: "relu", inputShape }),
      layers.conv2d({ filters: 12, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 8, kernelSize: 3, useBias: false, padding: "same" }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 16, kernelSize: 3, activation: "tanh", padding: "same" }),
      layers.maxPooling2d({ poolSize: 2, padding: "same" }),
      layers.flatten(),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "5 × 5 convolutions on many channels, with and without pooling, padding and bias",
    inputShape: [17, 14, 8],
    loss: "sparseCategoricalCrossentropy",
    batches: [9, 2],
    layers: (inputShape) => [
      layers.conv2d({ filters: 12, kernelSize: 5, padding: "same", activation: "relu", inputShape }),
      layers.conv2d({ filters: 8, kernelSize: 5, activation: "relu" }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 16, kernelSize: 5, useBias: false, padding: "same" }),
      layers.conv2d({ filters: 8, kernelSize: 5, activation: "tanh" }),
      layers.flatten(),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "pictures that are processed in several groups",
    inputShape: [38, 38, 8],
    loss: "meanSquaredError",
    batches: [7, 5],
    optimizer: () => train.sgd(0.1),
    layers: (inputShape) => [
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape }),
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 3, kernelSize: 5, padding: "same" }),
      layers.globalAveragePooling2d(),
    ],
  },
  {
    name: "a first convolution of one channel, without relu and bias",
    inputShape: [12, 13, 1],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv2d({ filters: 16, kernelSize: 3, useBias: false, inputShape }),
      layers.maxPooling2d(),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "a first convolution of four channels",
    inputShape: [8, 8, 4],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape }),
      layers.maxPooling2d(),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "convolutions of sequences of any stride, padding and dilation",
    inputShape: [19, 3],
    loss: "sparseCategoricalCrossentropy",
    batches: [9, 2],
    layers: (inputShape) => [
      layers.conv1d({ filters: 5, kernelSize: 3, padding: "causal", dilationRate: 2, inputShape }),
      layers.reLU(),
      layers.conv1d({ filters: 8, kernelSize: 3, strides: 2, padding: "same", activation: "tanh" }),
      layers.maxPooling1d({ poolSize: 3, strides: 2, padding: "same" }),
      layers.conv1d({ filters: 4, kernelSize: 2, useBias: false }),
      layers.averagePooling1d({ poolSize: 2, strides: 1 }),
      layers.flatten(),
      layers.dense({ units: 3 }),
      layers.softmax(),
    ],
  },
  {
    name: "a convolution of three steps over one feature, and pooling by two",
    inputShape: [16, 1],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv1d({ filters: 8, kernelSize: 3, activation: "relu", inputShape }),
      layers.maxPooling1d(),
      layers.reLU({ negativeSlope: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "words, convolution, and the largest number of each feature",
    inputShape: [12],
    words: 11,
    loss: "binaryCrossentropy",
    layers: () => [
      layers.embedding({ inputDim: 11, outputDim: 5 }),
      layers.conv1d({ filters: 6, kernelSize: 4, activation: "relu" }),
      layers.globalMaxPooling1d(),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  },
  {
    name: "the largest number of each channel",
    inputShape: [7, 6, 2],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.conv2d({ filters: 6, kernelSize: 3, activation: "tanh", inputShape }),
      layers.globalMaxPooling2d(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "embedding, flattened",
    inputShape: [5],
    words: 9,
    loss: "binaryCrossentropy",
    optimizer: () => train.adam(0.05),
    tolerance: 2e-4,
    layers: ([inputLength]) => [
      layers.embedding({ inputDim: 9, outputDim: 6, inputLength }),
      layers.flatten(),
      layers.dense({ units: 2, activation: "sigmoid" }),
    ],
  },
  {
    name: "embedding and its mean over sequences of no fixed length",
    inputShape: [7],
    words: 12,
    loss: "binaryCrossentropy",
    layers: () => [
      layers.embedding({ inputDim: 12, outputDim: 18 }),
      layers.globalAveragePooling1d(),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  },
  {
    name: "the same where word 0 is padding",
    inputShape: [6],
    words: 3,
    loss: "binaryCrossentropy",
    batches: [20, 3],
    layers: () => [
      layers.embedding({ inputDim: 3, outputDim: 16, maskZero: true }),
      layers.globalAveragePooling1d(),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  },
  ...(["simpleRNN", "lstm", "gru"] as const).flatMap((kind): ModelCase[] => [
    {
      name: `${kind}, the last state`,
      inputShape: [6, 3],
      loss: "meanSquaredError",
      layers: (inputShape) => [layers[kind]({ units: 5, inputShape }), layers.dense({ units: 2 })],
    },
    {
      name: `${kind} after ${kind}, all states, backwards, other activations, no bias`,
      inputShape: [4, 5],
      loss: "meanSquaredError",
      batches: [9, 3],
      layers: (inputShape) => [
        layers[kind]({
          units: 8,
          returnSequences: true,
          goBackwards: true,
          activation: "softsign",
          ...(kind === "simpleRNN" ? {} : { recurrentActivation: "sigmoid" }),
          inputShape,
        }),
        layers[kind]({ units: 6, returnSequences: true, useBias: false }),
        layers.globalAveragePooling1d(),
        layers.dense({ units: 2 }),
      ],
    },
    {
      name: `${kind} of more units than a block of the product`,
      inputShape: [3, 2],
      loss: "meanSquaredError",
      batches: [3],
      optimizer: () => train.sgd(0.01),
      layers: (inputShape) => [layers[kind]({ units: 70 * 4, inputShape }), layers.dense({ units: 1 })],
    },
  ]),
  ...(["simpleRNN", "lstm", "gru"] as const).flatMap((kind): ModelCase[] => [
    {
      name: `${kind} after ${kind}, where word 0 is padding`,
      inputShape: [7],
      words: 3,
      loss: "meanSquaredError",
      batches: [9, 3],
      layers: () => [
        layers.embedding({ inputDim: 3, outputDim: 5, maskZero: true }),
        layers[kind]({ units: 6, returnSequences: true, goBackwards: true }),
        layers[kind]({ units: 5, useBias: false }),
        layers.dense({ units: 2 }),
      ],
    },
    {
      name: `${kind} with dropout of its states, also in both directions`,
      inputShape: [5, 4],
      loss: "meanSquaredError",
      layers: (inputShape) => [
        layers.dense({ units: 6, activation: "tanh", inputShape }),
        layers[kind]({ units: 5, recurrentDropout: 0.3, returnSequences: true }),
        layers.bidirectional({
          layer: layers[kind]({ units: 4, dropout: 0.2, recurrentDropout: 0.4, returnSequences: true }),
        }),
        layers.bidirectional({ layer: layers[kind]({ units: 3, dropout: 0.2 }), mergeMode: "ave" }),
        layers.dense({ units: 2 }),
      ],
    },
    {
      name: `${kind} with dropout of its states, where word 0 is padding`,
      inputShape: [7],
      words: 3,
      loss: "meanSquaredError",
      batches: [9, 3],
      layers: () => [
        layers.embedding({ inputDim: 3, outputDim: 5, maskZero: true }),
        layers[kind]({ units: 6, recurrentDropout: 0.4, dropout: 0.2 }),
        layers.dense({ units: 2 }),
      ],
    },
    {
      name: `${kind} with dropout of its input`,
      inputShape: [5, 4],
      loss: "meanSquaredError",
      layers: (inputShape) => [
        layers.dense({ units: 6, activation: "tanh", inputShape }),
        layers[kind]({ units: 5, dropout: 0.4 }),
        layers.dense({ units: 2 }),
      ],
    },
    {
      name: `${kind} that makes and reads sequences, at each step a layer`,
      inputShape: [5, 3],
      loss: "sparseCategoricalCrossentropy",
      layers: (inputShape) => [
        layers[kind]({ units: 6, inputShape }),
        layers.repeatVector({ n: 4 }),
        layers[kind]({ units: 5, returnSequences: true }),
        layers.timeDistributed({ layer: layers.dense({ units: 4, activation: "sigmoid" }) }),
        layers.permute({ dims: [2, 1] }),
        layers.timeDistributed({ layer: layers.dense({ units: 3, activation: "softmax" }) }),
      ],
    },
  ]),
  {
    name: "a film: convolution and pooling at each step, axes in another order, both directions",
    inputShape: [3, 6, 6, 2],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.timeDistributed({
        layer: layers.conv2d({ filters: 4, kernelSize: 3, activation: "tanh" }),
        inputShape,
      }),
      layers.timeDistributed({ layer: layers.maxPooling2d() }),
      layers.permute({ dims: [1, 4, 2, 3] }),
      layers.timeDistributed({ layer: layers.flatten() }),
      layers.bidirectional({ layer: layers.gru({ units: 4 }) }),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "words, vectors, LSTM",
    inputShape: [6],
    words: 11,
    loss: "binaryCrossentropy",
    layers: () => [
      layers.embedding({ inputDim: 11, outputDim: 5 }),
      layers.lstm({ units: 4 }),
      layers.dense({ units: 1, activation: "sigmoid" }),
    ],
  },
  {
    name: "pooling of every kind",
    inputShape: [13, 14, 5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.maxPooling2d({ poolSize: [3, 2], strides: [2, 1], padding: "same", inputShape }),
      layers.conv2d({ filters: 6, kernelSize: 1 }),
      layers.averagePooling2d({ poolSize: 3, strides: 2, padding: "same" }),
      layers.maxPooling2d({ poolSize: 3, strides: 1 }),
      layers.globalAveragePooling2d(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "batch normalisation of pictures, among convolutions",
    inputShape: [11, 12, 3],
    loss: "sparseCategoricalCrossentropy",
    batches: [9, 4, 9],
    optimizer: () => train.sgd(0.1),
    tolerance: 5e-5,
    layers: (inputShape) => [
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape }),
      layers.batchNormalization({ momentum: 0.7 }),
      layers.maxPooling2d(),
      layers.conv2d({ filters: 6, kernelSize: 3 }),
      layers.batchNormalization(),
      layers.flatten(),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "batch normalisation of rows, more than a block of them, without γ, without β, without both",
    inputShape: [5],
    loss: "meanSquaredError",
    batches: [150, 64, 3],
    optimizer: () => train.sgd(0.1),
    tolerance: 5e-5,
    layers: (inputShape) => [
      layers.batchNormalization({ scale: false, center: false, inputShape }),
      layers.dense({ units: 7, activation: "tanh" }),
      layers.batchNormalization({ scale: false, epsilon: 0.1 }),
      layers.dense({ units: 2 }),
      layers.batchNormalization({ center: false }),
      layers.dense({ units: 1 }),
    ],
  },
  {
    name: "batch normalisation with relu after it: of one to nineteen features, frozen, without β",
    inputShape: [19],
    loss: "meanSquaredError",
    batches: [90, 7],
    optimizer: () => train.sgd(0.1),
    tolerance: 5e-5,
    layers: (inputShape) => [
      layers.batchNormalization({ inputShape }),
      layers.activation({ activation: "relu" }),
      layers.dense({ units: 13 }),
      layers.batchNormalization({ trainable: false, movingMeanInitializer: "ones", epsilon: 3 }),
      layers.activation({ activation: "relu" }),
      layers.dense({ units: 8 }),
      layers.batchNormalization({ center: false }),
      layers.reLU(),
      layers.dense({ units: 1 }),
      layers.batchNormalization({ scale: false, betaInitializer: "ones" }),
      layers.activation({ activation: "relu" }),
    ],
  },
  {
    name: "batch normalisation that is frozen, or has penalties",
    inputShape: [6],
    loss: "meanSquaredError",
    batches: [8, 5],
    optimizer: () => train.sgd(0.1),
    layers: (inputShape) => [
      layers.dense({ units: 6, inputShape }),
      layers.batchNormalization({ trainable: false, movingMeanInitializer: "ones", epsilon: 3 }),
      layers.dense({ units: 5 }),
      layers.batchNormalization({ gammaRegularizer: "l2", betaRegularizer: "l1" }),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "penalties",
    inputShape: [5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 4, kernelRegularizer: "l1l2", biasRegularizer: "l2", inputShape }),
      layers.dense({ units: 1, kernelRegularizer: "l1" }),
    ],
  },
  {
    name: "a frozen layer in the middle",
    inputShape: [5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 4, activation: "relu", inputShape }),
      layers.dense({ units: 4, trainable: false, activation: "tanh" }),
      layers.dense({ units: 1 }),
    ],
  },
  {
    name: "a frozen beginning",
    inputShape: [5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 4, activation: "relu", trainable: false, inputShape }),
      layers.dense({ units: 4, activation: "tanh" }),
      layers.dense({ units: 1 }),
    ],
  },
  {
    name: "softmax and normalisations along any axes",
    optimizer: () => train.sgd(0.02),
    inputShape: [4, 3, 2],
    loss: "meanSquaredError",
    batches: [7, 40, 90],
    layers: (inputShape) => [
      layers.dense({ units: 5, inputShape }),
      layers.batchNormalization({ axis: 1, betaInitializer: "glorotUniform" }),
      layers.batchNormalization({ axis: 2, scale: false }),
      layers.dense({ units: 3 }),
      layers.layerNormalization({ axis: 1, gammaInitializer: "glorotUniform" }),
      layers.dense({ units: 4 }),
      layers.layerNormalization({ axis: [3, 1], gammaInitializer: "glorotUniform" }),
      layers.softmax({ axis: 2 }),
      layers.dense({ units: 3 }),
      layers.softmax({ axis: [1, 3] }),
      layers.dense({ units: 3 }),
      layers.softmax({ axis: [2, 3] }),
      layers.softmax({ axis: 1 }),
    ],
  },
  {
    name: "a softmax over several axes before a cross-entropy, which reads the last one alone",
    inputShape: [2, 3],
    loss: "categoricalCrossentropy",
    layers: (inputShape) => [layers.dense({ units: 4, inputShape }), layers.softmax({ axis: [1, 2] })],
  },
  {
    name: "a layer that no kernel computes, between those that kernels compute",
    inputShape: [4, 6],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 5, activation: "tanh", inputShape }),
      layers.rnn({ cell: layers.simpleRNNCell({ units: 5 }), returnSequences: true }),
      layers.dense({ units: 5, activation: "mish" }),
      layers.dense({ units: 4, activation: "relu" }),
      layers.gaussianNoise({ stddev: 0.1 }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  },
  {
    name: "a softmax within the model",
    inputShape: [5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 6, activation: "softmax", inputShape }),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  },
  {
    name: "weights that satisfy constraints",
    inputShape: [5],
    loss: "meanSquaredError",
    layers: (inputShape) => [
      layers.dense({ units: 6, activation: "relu", kernelConstraint: "unitNorm", inputShape }),
      layers.dense({ units: 3, biasConstraint: "nonNeg" }),
    ],
  },
];

const OPTIMIZERS: Readonly<Record<string, () => train.Optimizer>> = {
  sgd: () => train.sgd(0.3),
  momentum: () => train.momentum(0.1, 0.9),
  nesterov: () => train.momentum(0.1, 0.9, true),
  adam: () => train.adam(0.05),
  adamW: () => train.adamW({ learningRate: 0.05, weightDecay: 0.1 }),
  rmsprop: () => train.rmsprop(0.02),
  "centred rmsprop": () => train.rmsprop(0.02, 0.8, 0.5, 1e-4, true),
  adagrad: () => train.adagrad(0.1),
  adamax: () => train.adamax(0.05),
  adadelta: () => train.adadelta({ learningRate: 1, epsilon: 1e-3 }),
  "adam, gradients of a limited length": () => train.adam({ learningRate: 0.05, clipNorm: 0.1 }),
  "sgd, all gradients together of a limited length": () =>
    train.sgd({ learningRate: 0.3, globalClipNorm: 0.2 }),
  "momentum, limited numbers, then limited lengths": () =>
    train.momentum({
      learningRate: 0.1,
      momentum: 0.9,
      clipValue: 0.02,
      clipNorm: 0.05,
      globalClipNorm: 0.06,
    }),
};

describe("models on compiled kernels", () => {
  for (const each of MODELS) it(`train as autograd does: ${each.name}`, () => assertSameTraining(each));

  for (const each of MODELS)
    it(`remember nothing outside of memory: ${each.name}`, () => assertSameInTurn(each));

  for (const [name, optimizer] of Object.entries(OPTIMIZERS)) {
    it(`${name}: weights and slots agree with the optimizer of autograd over eight steps`, () => {
      // Where a gradient is nearly 0, adaptive rules divide by a number close to 0: rounding errors grow.
      assertSameTraining({
        name,
        inputShape: [6],
        layers: perceptron,
        loss: "categoricalCrossentropy",
        optimizer,
        batches: [7, 3, 7, 7, 20, 1, 7, 5],
        tolerance: 2e-4,
      });
    });
  }

  it("are not used for models none of whose layers they compute", () => {
    const unknown = [
      sequential({
        layers: [layers.rnn({ cell: layers.simpleRNNCell({ units: 5 }), inputShape: [4, 3] })],
      }),
    ];
    for (const model of unknown)
      assert.equal(fastEngine({ graph: model.graph, training: undefined }), undefined);
  });

  it("give outputs that are read after the weights have changed, as they were before", () => {
    const each = MODELS[0];
    const model = sequential({ layers: [...each.layers(each.inputShape)] });
    const training = {
      optimizer: train.sgd(0.5),
      losses: [lossFrom(each.loss, "test")],
      trainable: model.trainableWeights,
    };
    const engine = fastEngine({ graph: model.graph, training })!;
    const batch = batchFor(each, [3], 7, 1);
    const before = engine.evaluateBatch(batch);
    const predicted = [...before.outputs[0].data];
    const trained = engine.trainBatch(batch, 9);
    assert.deepEqual([...trained.outputs[0].data], predicted);
    assert.equal(trained.outputs, trained.outputs);
    assert.notDeepEqual([...engine.predictBatch(batch.inputs)[0].data], predicted);
  });

  it("use weights that were set, and the slots of an optimizer that other code has used", () => {
    const each = MODELS[0];
    const model = sequential({ layers: [...each.layers(each.inputShape)] });
    const optimizer = train.adam();
    const engine = fastEngine({
      graph: model.graph,
      training: { optimizer, losses: [lossFrom(each.loss, "test")], trainable: model.trainableWeights },
    })!;
    const batch = batchFor(each, [3], 5, 1);
    engine.trainBatch(batch, 1);
    engine.synchronize();
    const [kernel] = model.weights;
    kernel.assign(kernel.mul(2));
    const [expected] = [
      model.graph.run(batch.inputs, () => ({ training: false, random: undefined as never })),
    ];
    assert.ok(Math.abs(engine.predictBatch(batch.inputs)[0].data[0] - expected[0].data[0]) < 1e-6);
    optimizer.slotsOf(kernel)[0].fill(0.25);
    optimizer.iterations = 7;
    engine.trainBatch(batch, 1);
    engine.synchronize();
    assert.ok(
      optimizer.slotsOf(kernel)[0].every((value: number) => value > 0.15),
      "the slots that were set are used",
    );
  });

  it("leave the weights and the running averages unchanged if the loss is NaN", () => {
    const each = MODELS[0];
    const model = sequential({
      layers: [layers.batchNormalization({ inputShape: each.inputShape }), ...each.layers(each.inputShape)],
    });
    const engine = fastEngine({
      graph: model.graph,
      training: {
        optimizer: train.adam(),
        losses: [lossFrom(each.loss, "test")],
        trainable: model.trainableWeights,
      },
    })!;
    const before = model.getWeights();
    const good = batchFor(each, [3], 5, 1);
    const bad = { ...good, inputs: good.inputs.map((x) => x.mul(NaN)) };
    assert.ok(Number.isNaN(engine.trainBatch(bad, 1).loss));
    engine.synchronize();
    model.weights.forEach((weight, i) => assert.deepEqual(weight.data, before[i].data));
    assert.ok(Number.isFinite(engine.trainBatch(good, 1).loss));
    engine.synchronize();
    assert.ok(model.weights.every(({ data }) => data.every(Number.isFinite)));
  });
});
