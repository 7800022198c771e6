import assert from "node:assert/strict";
import { ACTIVATION_NAMES } from "../../src/activations/activations.js";
import * as layers from "../../src/layers/layers.js";
import type { Layer } from "../../src/layers/layer.js";
import { lowerModel } from "../../src/fast/program/lower.js";
import { sequential } from "../../src/model/models.js";

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
      ["convolution", "activation", "maxPooling", "convolution", "maxPooling", "convolution", "convolution"],
    );
    assert.deepEqual(
      kindsOf([
        layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [9, 9, 8] }),
        layers.maxPooling2d({ poolSize: 2, padding: "same" }),
      ]),
      ["winograd", "maxPooling"],
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
