/** While a model is trained, other trainings of the same weights are refused. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import { StateError } from "../../../src/errors/errors.js";
import { NOTEBOOK, type CellRun, type Notebook } from "../../../src/host/notebook.js";
import * as layers from "../../../src/layers/layers.js";
import { input, model, sequential } from "../../../src/model/models.js";
import type { Model } from "../../../src/model/model.js";
import * as train from "../../../src/optimizers/train.js";
import { complains } from "../complains.js";
import { onEachEngine } from "../engines.js";
import { plane } from "../sets.js";

const { x, y } = plane();

function line(optimizer: train.Optimizer = train.sgd(0.01)) {
  const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
  made.compile({ optimizer, loss: "meanSquaredError" });
  return made;
}

const silent = { verbose: 0 } as const;
const refusedFor = (argument: string) => complains(StateError, { argument, mend: /await/ });

onEachEngine(() => {
  describe("while a model is trained", () => {
    it("a second training of it is refused, and does not affect the first one", async () => {
      const [alone, both] = [line(), line()];
      const expected = await alone.fit(x, y, { epochs: 4, ...silent });
      const first = both.fit(x, y, { epochs: 4, ...silent });
      await assert.rejects(both.fit(x, y, { epochs: 9, ...silent }), refusedFor("fit"));
      await assert.rejects(both.fitDataset([{ x, y }], silent), refusedFor("fitDataset"));
      await assert.rejects(both.trainOnBatch(x, y), refusedFor("trainOnBatch"));
      assert.throws(
        () => both.compile({ optimizer: "adam", loss: "meanSquaredError" }),
        refusedFor("compile"),
      );
      assert.throws(() => both.add(layers.dense({ units: 1 })), refusedFor("add"));
      assert.throws(() => both.pop(), refusedFor("pop"));
      assert.deepEqual((await first).history, expected.history);
      assert.deepEqual(both.getWeights(), alone.getWeights());
    });

    it("it can predict and be evaluated, also by callbacks", async () => {
      const made = line();
      let asked = 0;
      await made.fit(x, y, {
        epochs: 2,
        ...silent,
        callbacks: { onEpochEnd: () => void (asked += made.predict(x).size + made.evaluate(x, y).length) },
      });
      assert.equal(asked, 82);
    });

    it("another model with the same weights or the same optimizer cannot be trained", async () => {
      const entry = input({ shape: [2] });
      const shared = layers.dense({ units: 3 }).apply(entry);
      const halves = [1, 2].map((): Model => {
        const made = model({ inputs: entry, outputs: layers.dense({ units: 1 }).apply(shared) });
        made.compile({ optimizer: "sgd", loss: "meanSquaredError" });
        return made;
      });
      const first = halves[0].fit(x, y, silent);
      await assert.rejects(halves[1].fit(x, y, silent), refusedFor("fit"));
      await first;
      await halves[1].fit(x, y, silent);

      const optimizer = train.adam();
      const running = line(optimizer).fit(x, y, silent);
      await assert.rejects(line(optimizer).fit(x, y, silent), refusedFor("fit"));
      await running;
    });

    it("the next training may begin once the first one has ended, also with an error", async () => {
      const made = line();
      await assert.rejects(
        made.fit(x, y, {
          ...silent,
          callbacks: {
            onEpochEnd: () => {
              throw new Error("enough");
            },
          },
        }),
        /enough/,
      );
      await assert.rejects(
        made.fit(x, y, {
          ...silent,
          callbacks: {
            onTrainBegin: () => {
              throw new Error("before");
            },
          },
        }),
        /before/,
      );
      assert.equal((await made.fit(x, y, silent)).epoch.length, 1);
    });

    it("the next training may begin after an interrupt, even if the first one never ends", async () => {
      let stopped = false;
      const run: CellRun = {
        signal: new AbortController().signal,
        throwIfInterrupted: () => {
          if (stopped) throw new Error("stopped");
        },
      };
      const cell: Notebook = {
        display: () => ({ update: () => undefined }),
        warn: () => undefined,
        currentRun: () => run,
      };
      const made = line();
      const place = globalThis as { [NOTEBOOK]?: Notebook };
      const before = place[NOTEBOOK];
      place[NOTEBOOK] = cell;
      try {
        void made.fit(x, y, {
          ...silent,
          callbacks: { onEpochEnd: () => new Promise<void>(() => undefined) },
        });
        await new Promise((resolve) => setTimeout(resolve, 0));
        await assert.rejects(made.fit(x, y, silent), StateError);
        stopped = true;
        place[NOTEBOOK] = { ...cell, currentRun: () => ({ ...run, throwIfInterrupted: () => undefined }) };
        assert.equal((await made.fit(x, y, silent)).epoch.length, 1);
      } finally {
        place[NOTEBOOK] = before;
      }
    });
  });
});
