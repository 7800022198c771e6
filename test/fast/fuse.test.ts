import assert from "node:assert/strict";
import { ACTIVATION_NAMES } from "../../src/activations/activations.js";
import * as layers from "../../src/layers/layers.js";
import type { Layer } from "../../src/layers/layer.js";
import { lowerModel } from "../../src/fast/program/lower.js";
import { input, model, sequential } from "../../src/model/models.js";
import { RECURRENT_GRAPHS } from "./recurrent-graphs.js";

function kindsOf(list: readonly Layer[]): readonly string[] {
  return lowerModel({ graph: sequential({ layers: [...list] }).graph, training: undefined }, [
    list[0].batchInputShape!.slice(1) as number[],
  ])!.program.steps.map(({ operation: { kind } }) => kind);
}

describe("fusing operations", () => {
  it("lowers the course's network for pictures to fast operations only", () => {
    assert.deepEqual(
      kindsOf([
        layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [32, 32, 3] }),
        layers.maxPooling2d(),
        layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
        layers.maxPooling2d(),
        layers.conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
        layers.flatten(),
        layers.dense({ units: 10, activation: "softmax" }),
      ]),
      ["firstConvolution", "winograd", "winograd", "dense", "softmax"],
    );
  });

  it("lowers layers of sequences to operations, without a step on autograd", () => {
    assert.deepEqual(
      kindsOf([
        layers.embedding({ inputDim: 9, outputDim: 4, maskZero: true, inputLength: 6 }),
        layers.bidirectional({ layer: layers.lstm({ units: 3, returnSequences: true }) }),
        layers.timeDistributed({ layer: layers.dense({ units: 4, activation: "sigmoid" }) }),
        layers.gru({ units: 4, dropout: 0.2 }),
        layers.repeatVector({ n: 3 }),
        layers.permute({ dims: [2, 1] }),
        layers.simpleRNN({ units: 2, goBackwards: true }),
      ]),
      ["stepMask", "embedding", "bidirectional", "dense", "gru", "repeatVector", "permute", "simpleRnn"],
    );
    for (const [name, { make }] of Object.entries(RECURRENT_GRAPHS)) {
      const { graph, inputs } = make();
      const shapes = inputs.map(({ shape }) => shape.slice(1) as number[]);
      const { steps } = lowerModel({ graph, training: undefined }, shapes)!.program;
      assert.ok(
        steps.every(({ operation: { kind } }) => kind !== "host"),
        name,
      );
    }
  });

  it("takes an activation into the dense layer before it, unless it is an output", () => {
    const first = () => layers.dense({ units: 4, activation: "sigmoid", inputShape: [3] });
    const last = () => layers.dense({ units: 2, activation: "sigmoid" });
    assert.deepEqual(kindsOf([first(), last()]), ["dense", "dense", "activation"]);
    assert.deepEqual(kindsOf([first(), layers.leakyReLU(), last()]), [
      "dense",
      "activation",
      "dense",
      "activation",
    ]);
    const linear = () => layers.dense({ units: 4, inputShape: [3] });
    assert.deepEqual(kindsOf([linear(), layers.leakyReLU(), last()]), ["dense", "dense", "activation"]);
    const x = input({ shape: [3] });
    const sum = linear().apply(x);
    const shown = layers.leakyReLU().apply(sum);
    const both = model({ inputs: x, outputs: [sum, last().apply(shown)] });
    const { program } = lowerModel({ graph: both.graph, training: undefined }, [[3]])!;
    assert.deepEqual(
      program.steps.map(({ operation: { kind } }) => kind),
      ["dense", "activation", "dense", "activation"],
    );
  });

  it("takes relu into the normalisation before it", () => {
    const normalized = (activation: Layer) =>
      kindsOf([layers.dense({ units: 4, inputShape: [3] }), layers.batchNormalization(), activation]);
    assert.deepEqual(normalized(layers.activation({ activation: "relu" })), ["dense", "batchNormalization"]);
    assert.deepEqual(normalized(layers.activation({ activation: "tanh" })), [
      "dense",
      "batchNormalization",
      "activation",
    ]);
  });

  it("takes relu into the sum before it, unless another layer reads the sum or an input is repeated", () => {
    const kinds = (units: number, readsSum: boolean) => {
      const x = input({ shape: [4] });
      const [a, b] = [units, 3].map((each) => layers.dense({ units: each }).apply(x));
      const sum = layers.add().apply([a, b]);
      const y = layers.activation({ activation: "relu" }).apply(sum);
      const { graph } = model({ inputs: x, outputs: readsSum ? [y, sum] : y });
      const { steps } = lowerModel({ graph, training: undefined }, [[4]])!.program;
      return steps.slice(2).map(({ operation: { kind } }) => kind);
    };
    assert.deepEqual(kinds(3, false), ["rectifiedSum"]);
    assert.deepEqual(kinds(3, true), ["weightedSum", "activation"]);
    assert.deepEqual(kinds(1, false), ["weightedSum", "activation"]);
  });

  it("keeps the general operations where the fast ones do not apply", () => {
    assert.deepEqual(
      kindsOf([
        layers.conv2d({ filters: 8, kernelSize: 3, activation: "sigmoid", inputShape: [40, 40, 3] }),
        layers.maxPooling2d(),
        layers.conv2d({ filters: 8, kernelSize: 3, strides: 2, activation: "relu" }),
        layers.maxPooling2d({ poolSize: 3 }),
        layers.conv2d({ filters: 6, kernelSize: 3 }),
        layers.conv2d({ filters: 6, kernelSize: 1 }),
      ]),
      ["convolution", "activation", "maxPooling", "convolution", "maxPooling", "convolution", "dense"],
    );
    assert.deepEqual(
      kindsOf([
        layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [9, 9, 8] }),
        layers.maxPooling2d({ poolSize: 2, padding: "same" }),
      ]),
      ["winograd", "maxPooling"],
    );
    assert.deepEqual(
      kindsOf([
        layers.conv2d({ filters: 8, kernelSize: 5, activation: "relu", inputShape: [9, 9, 8] }),
        layers.maxPooling2d(),
        layers.conv2d({ filters: 8, kernelSize: [3, 5], padding: "same" }),
      ]),
      ["winograd", "maxPooling", "convolution"],
    );
  });

  it("computes every layer for pictures by kernels", () => {
    assert.deepEqual(
      kindsOf([
        layers.rescaling({ scale: 1 / 255, inputShape: [8, 8, 4] }),
        layers.zeroPadding2d(),
        layers.conv2d({ filters: 8, kernelSize: 3, strides: 2 }),
        layers.depthwiseConv2d({ kernelSize: 3, padding: "same" }),
        layers.separableConv2d({ filters: 8, kernelSize: 3, padding: "same", activation: "relu" }),
        layers.upSampling2d(),
        layers.cropping2D({ cropping: 1 }),
        layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, activation: "sigmoid" }),
        layers.resizing({ height: 5, width: 5 }),
      ]),
      [
        "rescaling",
        "addBorder",
        "convolution",
        "depthwiseConvolution",
        "depthwiseConvolution",
        "dense",
        "resample",
        "removeBorder",
        "transposedConvolution",
        "activation",
        "resample",
      ],
    );
  });

  it("compiles every activation", () => {
    const activations = ACTIVATION_NAMES.map((activation) => layers.dense({ units: 3, activation }));
    const rectifiers = [
      layers.reLU({ threshold: 0.3, maxValue: 2 }),
      layers.thresholdedReLU(),
      layers.prelu(),
      layers.leakyReLU(),
      layers.elu(),
    ];
    const kinds = kindsOf([layers.dense({ units: 2, inputShape: [3] }), ...activations, ...rectifiers]);
    assert.ok(!kinds.includes("host"), kinds.join(", "));
  });

  it("compiles every kind of noise", () => {
    const kinds = kindsOf([
      layers.dense({ units: 4, inputShape: [3, 2] }),
      layers.gaussianNoise({ stddev: 0.3 }),
      layers.gaussianDropout({ rate: 0.2 }),
      layers.alphaDropout({ rate: 0.2 }),
      layers.spatialDropout1d({ rate: 0.2 }),
      layers.dropout({ rate: 0.4, noiseShape: [null, 1, 4] }),
    ]);
    assert.deepEqual(kinds, ["dense", "noise", "noise", "noise", "dropout", "dropout"]);
  });
});
