/** The table of layers: shapes, counts and connections. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { setLanguage } from "../../src/language/language.js";
import * as layers from "../../src/layers/layers.js";
import { input, model, sequential } from "../../src/model/models.js";
import { summaryLines } from "../../src/model/summary.js";
import { unwatch, watch } from "./notebook.js";
import { plane } from "./sets.js";

describe("summary", () => {
  after(() => setLanguage("fr"));

  it("has the shapes and counts of Keras", () => {
    setLanguage("en");
    const made = sequential({
      layers: [
        layers.conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [32, 32, 3] }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.batchNormalization(),
        layers.flatten(),
        layers.dense({ units: 10, activation: "softmax" }),
      ],
    });
    made.layers[0].trainable = false;
    assert.deepEqual(
      summaryLines(made).filter((line) => !/^[_=]+$/.test(line)),
      [
        "Model: “sequential”",
        " Layer (type)                                 Output Shape         Param #",
        " conv2d_1 (Conv2D)                            (None, 30, 30, 32)   896",
        " max_pooling2d_1 (MaxPooling2D)               (None, 15, 15, 32)   0",
        " batch_normalization_1 (BatchNormalization)   (None, 15, 15, 32)   128",
        " flatten_1 (Flatten)                          (None, 7200)         0",
        " dense_1 (Dense)                              (None, 10)           72,010",
        "Total params: 73,034",
        "Trainable params: 72,074",
        "Non-trainable params: 960",
      ],
    );
  });

  it("names the inputs of each layer in a model that is not a chain; a function can receive the lines", () => {
    const [a, b] = [input({ shape: [2], name: "left" }), input({ shape: [3] })];
    const made = model({
      inputs: [a, b],
      outputs: layers.dense({ units: 1 }).apply(layers.concatenate().apply([a, b])),
    });
    const lines: string[] = [];
    made.summary(undefined, undefined, (line) => lines.push(line));
    assert.ok(
      lines.some((line) => /concatenate_1 \(Concatenate\) +\(None, 5\) +0 +left, input_2/.test(line)),
      lines.join("\n"),
    );
    assert.ok(lines.some((line) => line.includes("left (InputLayer)")));
  });

  it("is an HTML table in a notebook", () => {
    const displays = watch();
    try {
      const { x } = plane();
      const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [x.shape[1]] })] });
      made.summary();
    } finally {
      unwatch();
    }
    assert.match(String(displays[0][0]["text/html"]), /<td[^>]*>dense_1 \(Dense\)<\/td>/);
    assert.match(String(displays[0][0]["text/plain"]), /dense_1 \(Dense\)/);
  });
});
