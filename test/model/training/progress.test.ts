/** The output of a training that a learner sees: progress lines, evaluation, history. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import { setLanguage } from "../../../src/language/language.js";
import * as layers from "../../../src/layers/layers.js";
import { sequential } from "../../../src/model/models.js";
import { unwatch, watch } from "../notebook.js";
import { clouds } from "../sets.js";

describe("progress", () => {
  afterEach(() => {
    unwatch();
    setLanguage("fr");
  });

  const classifier = () => {
    const made = sequential({ layers: [layers.dense({ units: 3, activation: "softmax", inputShape: [2] })] });
    made.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy", metrics: ["accuracy"] });
    return made;
  };
  const { x, labels } = clouds();

  it("is one display, updated in place, with a line for each epoch", async () => {
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

  it("shows a bar and the time left during an epoch, in the present language", async () => {
    setLanguage("en");
    const displays = watch();
    const slow = { onBatchEnd: () => new Promise<void>((resolve) => setTimeout(resolve, 40)) };
    await classifier().fit(x, labels, { epochs: 1, batchSize: 9, callbacks: slow });
    const [first] = displays[0];
    assert.match(String(first["text/plain"]), /^epoch 1\/1 {2}━+─+ \d+\.\d s left {2}loss \d/);
  });

  it("shows only the first and the last of many epochs", async () => {
    const displays = watch();
    await classifier().fit(x, labels, { epochs: 40 });
    const lines = String(displays[0].at(-1)!["text/plain"]).split("\n");
    assert.equal(lines.length, 21);
    assert.match(lines[0], /^époque {2}1\/40/);
    assert.equal(lines[1], "…");
    assert.match(lines[20], /^époque 40\/40/);
  });

  it("can be interrupted: the weights and the history so far remain", async () => {
    const made = classifier();
    const displays = watch({ stopWhen: () => made.history?.epoch.length === 3 });
    const before = made.getWeights()[0].data;
    await assert.rejects(made.fit(x, labels, { epochs: 100, batchSize: 30 }), /stopped/);
    assert.notDeepEqual(made.getWeights()[0].data, before);
    assert.equal(made.history!.epoch.length, 3);
    assert.equal(displays.length, 1);
  });

  it("shows nothing with verbose: 0", async () => {
    const displays = watch();
    await classifier().fit(x, labels, { verbose: 0 });
    assert.equal(displays.length, 0);
  });

  it("evaluations and histories can be displayed", async () => {
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
