/** A training needs no model: only what `Trainee` and `PreparedModel` describe. */
import assert from "node:assert/strict";
import "../../../src/autograd/methods.js";
import * as layers from "../../../src/layers/layers.js";
import { settingsOf } from "../../../src/model/compile.js";
import { sequential } from "../../../src/model/models.js";
import type { Sequential } from "../../../src/model/sequential.js";
import { inputsOf } from "../../../src/model/training/examples.js";
import { fit } from "../../../src/model/training/fit.js";
import { gatherExamples } from "../../../src/model/training/gather-examples.js";
import { prepareModel } from "../../../src/model/training/prepared-model.js";
import type { Trainee } from "../../../src/model/training/trainee.js";
import { plane } from "../sets.js";

const COMPILED = { optimizer: "sgd", loss: "meanSquaredError" } as const;
const OPTIONS = { epochs: 3, validationSplit: 0.25, verbose: 0 } as const;

function chain(inputShape?: readonly [number]): Sequential {
  return sequential({ layers: [layers.dense({ units: 3, inputShape }), layers.dense({ units: 1 })] });
}

/** The rows of x as an array that counts how often its elements are read. */
function countingRows(): { readonly rows: number[][]; readonly reads: () => number } {
  let count = 0;
  const rows = new Proxy(plane().x.arraySync() as number[][], {
    get(target, key, receiver) {
      if (typeof key === "string" && /^\d+$/.test(key)) count++;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  return { rows, reads: () => count };
}

describe("a training", () => {
  it("gives the same results for an object that is not a model", async () => {
    const { x, y } = plane();
    const [model, { graph, trainableWeights }] = [chain([2]), chain([2])];
    model.compile(COMPILED);
    const expected = await model.fit(x, y, OPTIONS);

    const settings = settingsOf(COMPILED, "object");
    const trainee: Trainee = {
      label: "object",
      seed: 1,
      optimizer: settings.optimizer,
      history: undefined,
      stopTraining: false,
      getWeights: () => [],
      setWeights: () => undefined,
      save: () => Promise.resolve(),
    };
    const prepared = prepareModel(graph, settings, trainableWeights, "object");
    const examples = gatherExamples(inputsOf(graph, x, "object"), y, prepared, "object");
    const { history } = await fit(trainee, prepared, examples, OPTIONS);
    assert.deepEqual(history, expected.history);
    assert.equal(trainee.history?.history, history);
    assert.deepEqual(
      trainableWeights.map(({ data }) => data),
      model.trainableWeights.map(({ data }) => data),
    );
  });

  it("converts the inputs once, also for a chain that takes its input shape from them", async () => {
    const { y } = plane();
    const counts: number[] = [];
    for (const model of [chain([2]), chain()]) {
      model.compile(COMPILED);
      const { rows, reads } = countingRows();
      await model.fit(rows, y, OPTIONS);
      counts.push(reads());
    }
    assert.ok(counts[0] > 0);
    assert.equal(counts[1], counts[0]);
  });
});
