/** What a person sees: progress lines, summary, evaluation, history. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { NOTEBOOK, type MimeBundle } from "../../src/host/notebook.js";
import { setLanguage } from "../../src/language/language.js";
import * as layers from "../../src/layers/layers.js";
import { input, model, sequential } from "../../src/model/models.js";
import { summaryLines } from "../../src/model/summary.js";
import { clouds, plane } from "./sets.js";

const global = globalThis as { [NOTEBOOK]?: unknown };

/** A notebook that keeps what it is shown: each display with all that it showed one after the other. */
function watch({ stopWhen = () => false }: { stopWhen?: () => boolean } = {}): MimeBundle[][] {
  const displays: MimeBundle[][] = [];
  global[NOTEBOOK] = {
    display(bundle: MimeBundle) {
      const shown = [bundle];
      displays.push(shown);
      return { update: (next: MimeBundle) => void shown.push(next) };
    },
    warn: () => undefined,
    currentRun: () => ({
      throwIfInterrupted() {
        if (stopWhen()) throw new Error("stopped");
      },
    }),
  };
  return displays;
}

describe("progress", () => {
  afterEach(() => {
    delete global[NOTEBOOK];
    setLanguage("fr");
  });

  const classifier = () => {
    const made = sequential({ layers: [layers.dense({ units: 3, activation: "softmax", inputShape: [2] })] });
    made.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy", metrics: ["accuracy"] });
    return made;
  };
  const { x, labels } = clouds();

  it("is one display, replaced in place, with a line for each epoch", async () => {
    const displays = watch();
    await classifier().fit(x, labels, { epochs: 3, validationSplit: 0.2 });
    assert.equal(displays.length, 1);
    const lines = String(displays[0].at(-1)!["text/plain"]).split("\n");
    assert.equal(lines.length, 3);
    assert.match(
      lines[1],
      /^époque 2\/3 {2}━{10} \d,\d\ss {2}perte \d,\d+ \(val\. \d,\d+\) · exactitude \d+,\d.% \(val\. \d+,\d.%\)$/u,
    );
  });

  it("shows bar and time left while an epoch goes on, in the language spoken", async () => {
    setLanguage("en");
    const displays = watch();
    const slow = { onBatchEnd: () => new Promise<void>((resolve) => setTimeout(resolve, 40)) };
    await classifier().fit(x, labels, { epochs: 1, batchSize: 9, callbacks: slow });
    const [first] = displays[0];
    assert.match(String(first["text/plain"]), /^epoch 1\/1 {2}━+─+ \d+\.\d s left {2}loss \d/);
  });

  it("keeps many epochs short", async () => {
    const displays = watch();
    await classifier().fit(x, labels, { epochs: 40 });
    const lines = String(displays[0].at(-1)!["text/plain"]).split("\n");
    assert.equal(lines.length, 21);
    assert.match(lines[0], /^époque {2}1\/40/);
    assert.equal(lines[1], "…");
    assert.match(lines[20], /^époque 40\/40/);
  });

  it("lets the learner stop in the middle: what was learned and seen stays", async () => {
    const made = classifier();
    const displays = watch({ stopWhen: () => made.history?.epoch.length === 3 });
    const before = made.getWeights()[0].data;
    await assert.rejects(made.fit(x, labels, { epochs: 100, batchSize: 30 }), /stopped/);
    assert.notDeepEqual(made.getWeights()[0].data, before);
    assert.equal(made.history!.epoch.length, 3);
    assert.equal(displays.length, 1);
  });

  it("says nothing where it is told so", async () => {
    const displays = watch();
    await classifier().fit(x, labels, { verbose: 0 });
    assert.equal(displays.length, 0);
  });

  it("evaluations and histories show themselves", async () => {
    const made = classifier();
    const history = await made.fit(x, labels, { epochs: 2, verbose: 0 });
    assert.match(String(history), /^historique de 2 époque/);
    const evaluation = made.evaluate(x, labels);
    assert.match(String(evaluation), /^perte \d,\d+ · exactitude/);
    assert.equal(evaluation.length, 2);
    assert.equal(evaluation.dataSync()[0], evaluation[0].item());
    assert.deepEqual(
      evaluation.map((value) => value.item()),
      [evaluation[0].item(), evaluation[1].item()],
    );
  });
});

describe("summary", () => {
  after(() => setLanguage("fr"));

  it("has the shapes and counts that Keras prints", () => {
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

  it("says where a layer takes its input from, in a model that is no chain; goes where it is sent", () => {
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

  it("is a table in a notebook", () => {
    const displays = watch();
    try {
      const { x } = plane();
      const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [x.shape[1]] })] });
      made.summary();
    } finally {
      delete global[NOTEBOOK];
    }
    assert.match(String(displays[0][0]["text/html"]), /<td[^>]*>dense_1 \(Dense\)<\/td>/);
    assert.match(String(displays[0][0]["text/plain"]), /dense_1 \(Dense\)/);
  });
});
