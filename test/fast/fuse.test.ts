import assert from "node:assert/strict";
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
});
