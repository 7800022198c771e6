/** `callbacks.live`: one display that each drawing replaces, and the last drawing has every epoch. */
import assert from "node:assert/strict";
import { NOTEBOOK, type MimeBundle, type Notebook } from "../../src/host/notebook.js";
import { callbacks, layers, NeuronesError, sequential } from "../../src/index.js";

describe("callbacks.live", () => {
  const shown: MimeBundle[][] = [];
  const place = globalThis as { [NOTEBOOK]?: Notebook };
  before(() => {
    place[NOTEBOOK] = {
      display(bundle) {
        const display = [bundle];
        shown.push(display);
        return { update: (next) => display.push(next) };
      },
      warn: () => undefined,
      currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
    };
  });
  after(() => {
    delete place[NOTEBOOK];
  });

  const train = async (live: ReturnType<typeof callbacks.live>, epochs: number) => {
    shown.length = 0;
    const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })], seed: 1 });
    model.compile({ optimizer: "sgd", loss: "meanSquaredError", metrics: ["meanAbsoluteError"] });
    await model.fit([[1], [2]], [[2], [4]], { epochs, verbose: 0, callbacks: live });
  };
  const textOf = (bundle: MimeBundle | undefined) => String(bundle?.["text/plain"]);

  it("draws each epoch in one display, and all epochs at the end", async () => {
    await train(callbacks.live({ interval: 0, quantities: ["loss"] }), 7);
    assert.equal(shown.length, 1);
    assert.match(textOf(shown[0][0]), /en 1 époque/);
    assert.match(textOf(shown[0].at(-1)), /en 7 époques/);
    assert.match(String(shown[0][0]["image/svg+xml"]), /^<svg/);
  });

  it("draws at most as often as told, and serves a second training", async () => {
    const live = callbacks.live({ interval: 1e6 });
    for (let round = 0; round < 2; round++) {
      await train(live, 20);
      assert.equal(shown.length, 1);
      assert.equal(shown[0].length, 2, "the first epoch, and the end");
      assert.match(textOf(shown[0][1]), /en 20 époques/);
    }
  });

  it("refuses wrong options, and a quantity that is not measured", async () => {
    assert.throws(() => callbacks.live({ interval: -1 }), /interval/);
    await assert.rejects(train(callbacks.live({ quantities: ["auc"] }), 1), NeuronesError);
  });
});
