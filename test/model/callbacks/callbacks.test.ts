/** Callbacks: the order of calls, early stopping, checkpoints, learning rates. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import "../../../src/autograd/methods.js";
import { ArgumentError } from "../../../src/errors/errors.js";
import * as layers from "../../../src/layers/layers.js";
import { Callback } from "../../../src/model/callbacks/callback.js";
import * as callbacks from "../../../src/model/callbacks/callbacks.js";
import { sequential } from "../../../src/model/models.js";
import { loadLayersModel } from "../../../src/model/saving/load.js";
import type { CallbackMethods } from "../../../src/model/training/callback-list.js";
import * as schedules from "../../../src/optimizers/schedules.js";
import * as train from "../../../src/optimizers/train.js";
import type { Tensor } from "../../../src/tensor/tensor.js";
import { onEachEngine } from "../engines.js";
import { plane } from "../sets.js";

const { x, y } = plane();

function line(optimizer: train.Optimizer = train.sgd(0.05)) {
  const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
  made.compile({ optimizer, loss: "meanSquaredError" });
  return made;
}

/** A callback that replaces `val_loss` by these values, one for each epoch. */
function pretend(values: readonly number[]): CallbackMethods {
  return { onEpochEnd: (epoch, logs) => void ((logs as Record<string, number>).val_loss = values[epoch]) };
}

describe("callbacks", () => {
  it("are called in order, with loss and metrics, and async ones are waited for", async () => {
    const calls: string[] = [];
    const model = line();
    await model.fit(x, y, {
      epochs: 2,
      batchSize: 20,
      verbose: 0,
      callbacks: {
        setModel: (given) => void calls.push(given === model ? "model" : "?"),
        onTrainBegin: () => void calls.push("train"),
        onEpochBegin: (epoch) => void calls.push(`epoch ${epoch}`),
        onBatchBegin: (batch) => void calls.push(`batch ${batch}`),
        onBatchEnd: (batch, { loss }) => void calls.push(`batch ${batch} ends ${loss > 0}`),
        onEpochEnd: async (epoch, { loss }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          calls.push(`epoch ${epoch} ends ${loss > 0}`);
        },
        onTrainEnd: () => void calls.push("end"),
      },
    });
    const epoch = (i: number) => [
      `epoch ${i}`,
      "batch 0",
      "batch 0 ends true",
      "batch 1",
      "batch 1 ends true",
      `epoch ${i} ends true`,
    ];
    assert.deepEqual(calls, ["model", "train", ...epoch(0), ...epoch(1), "end"]);
  });

  onEachEngine(() => {
    it("of a batch get its number, its size, and its own loss and metrics, as in TensorFlow.js", async () => {
      const [rows, targets] = [x.slice([0, 0], [10, 2]), y.slice([0, 0], [10, 1])];
      const options = { epochs: 2, batchSize: 4, shuffle: false, verbose: 0 } as const;
      const ours: object[] = [];
      const theirs: object[] = [];
      const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
      const theirModel = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
      theirModel.setWeights(model.getWeights().map((weight) => tf.tensor(weight.data, [...weight.shape])));
      model.compile({ optimizer: train.sgd(0.05), loss: "meanSquaredError", metrics: ["mae"] });
      theirModel.compile({ optimizer: tf.train.sgd(0.05), loss: "meanSquaredError", metrics: ["mae"] });
      await model.fit(rows, targets, {
        ...options,
        callbacks: {
          onBatchBegin: (batch, place) => assert.equal(place.batch, batch),
          onBatchEnd: (batch, logs) => void ours.push({ end: batch, ...logs }),
        },
      });
      const numbers = (logs: object | undefined) =>
        Object.fromEntries(
          Object.entries(logs ?? {}).map(([name, value]: [string, number | tf.Tensor]) => [
            name,
            typeof value === "number" ? value : value.dataSync()[0],
          ]),
        );
      await theirModel.fit(
        tf.tensor2d(rows.arraySync() as number[][]),
        tf.tensor2d(targets.arraySync() as number[][]),
        {
          ...options,
          callbacks: { onBatchEnd: (batch, logs) => void theirs.push({ end: batch, ...numbers(logs) }) },
        },
      );
      assert.equal(ours.length, 6);
      ours.forEach((call, i) => {
        assert.deepEqual(Object.keys(call), Object.keys(theirs[i]));
        for (const [name, value] of Object.entries(call))
          assert.ok(
            Math.abs((value as number) - (theirs[i] as Record<string, number>)[name]) < 1e-5,
            `${name} of call ${i}`,
          );
      });
    });
  });

  it("are objects with known methods: other objects and misspelt methods are refused", async () => {
    const model = line();
    const fails = (callbacks: unknown, argument: string, mend = /./) =>
      assert.rejects(
        model.fit(x, y, { verbose: 0, callbacks: callbacks as CallbackMethods }),
        (error: unknown) =>
          error instanceof ArgumentError && error.argument === argument && mend.test(error.mend),
        String(callbacks),
      );
    for (const junk of [null, 3, "earlyStopping", () => 1, new Date(0), x, model.layers[0]])
      await fails(junk, "callbacks");
    await fails([{}, null], "callbacks[1]");
    await fails({ onEpochEnd: 3 }, "callbacks.onEpochEnd");
    await fails({ onEpochend: () => undefined }, "callbacks", /onEpochEnd/);
    await fails({ on_epoch_end: () => undefined }, "callbacks", /onEpochEnd/);
    await fails({ epochEnd: () => undefined }, "callbacks");
    await fails({ onYield: () => undefined, onEpochEnd: () => undefined }, "callbacks", /onYield/);
    class Misspelt extends Callback {
      onEpochEnds(): void {}
    }
    await fails(new Misspelt(), "callbacks", /onEpochEnd/);
    class Own extends Callback {
      onlyMine = 3;
      onRecord(): void {}
      onEpochEnd(): void {}
    }
    await model.fit(x, y, {
      verbose: 0,
      callbacks: [new Own(), {}, { note: 3, onTrainEnd: () => undefined } as CallbackMethods],
    });
  });

  it("of your own have access to the model and can end the training", async () => {
    class StopAfterTwo extends Callback {
      onEpochEnd(epoch: number): void {
        if (epoch === 1) this.model.stopTraining = true;
      }
    }
    const { epoch } = await line().fit(x, y, { epochs: 10, verbose: 0, callbacks: [new StopAfterTwo()] });
    assert.deepEqual(epoch, [0, 1]);
  });

  it("get a call of onTrainEnd when the training fails", async () => {
    let ended = false;
    const failing: CallbackMethods = {
      onTrainEnd: () => void (ended = true),
      onEpochEnd: () => {
        throw new Error("enough");
      },
    };
    await assert.rejects(line().fit(x, y, { verbose: 0, callbacks: failing }), /enough/);
    assert.ok(ended);
  });
});

describe("early stopping", () => {
  const run = async (values: readonly number[], options: Parameters<typeof callbacks.earlyStopping>[0]) => {
    const stopping = callbacks.earlyStopping(options);
    const { epoch } = await line().fit(x, y, {
      epochs: values.length,
      verbose: 0,
      callbacks: [pretend(values), stopping],
    });
    return { epochs: epoch.length, stopped: stopping.stoppedEpoch };
  };

  it("waits for the number of epochs given by patience", async () => {
    assert.deepEqual(await run([5, 4, 4.5, 3, 3.5, 3.2, 2, 1], { patience: 2 }), { epochs: 6, stopped: 5 });
    assert.deepEqual(await run([5, 4, 4.5, 3], {}), { epochs: 3, stopped: 2 });
    assert.deepEqual(await run([5, 4, 3, 2], { patience: 1 }), { epochs: 4, stopped: undefined });
  });

  it("respects mode, minDelta and baseline", async () => {
    assert.deepEqual(await run([1, 2, 3, 4], { mode: "max" }), { epochs: 4, stopped: undefined });
    assert.deepEqual(await run([5, 4.95, 4.9], { minDelta: 0.2 }), { epochs: 2, stopped: 1 });
    assert.deepEqual(await run([5, 4, 3], { baseline: 4.5, patience: 1 }), { epochs: 1, stopped: 0 });
  });

  it("restores the weights of the best epoch", async () => {
    const model = line();
    const seen: (readonly Tensor[])[] = [];
    await model.fit(x, y, {
      epochs: 5,
      verbose: 0,
      callbacks: [
        pretend([5, 3, 4, 4, 4]),
        { onEpochEnd: () => void seen.push(model.getWeights()) },
        callbacks.earlyStopping({ patience: 2, restoreBestWeights: true }),
      ],
    });
    assert.equal(seen.length, 4);
    assert.deepEqual(model.getWeights(), seen[1]);
    assert.notDeepEqual(seen[1], seen[3]);
  });

  it("reports a monitored quantity that does not exist", async () => {
    await assert.rejects(
      line().fit(x, y, { verbose: 0, callbacks: callbacks.earlyStopping() }),
      (error: unknown) =>
        error instanceof ArgumentError && error.argument === "monitor" && /validationSplit/.test(error.mend),
    );
  });
});

describe("options of callbacks", () => {
  const fails = (f: () => unknown, argument: string) =>
    assert.throws(
      f,
      (error: unknown) => error instanceof ArgumentError && error.argument === argument && error.mend !== "",
      argument,
    );

  it("are checked when the callback is created", () => {
    for (const make of [
      callbacks.earlyStopping,
      callbacks.reduceLROnPlateau,
      (options: object) => callbacks.modelCheckpoint({ filepath: "m", ...options }),
    ] as ((options: object) => unknown)[]) {
      for (const mode of ["maximum", "", 1, null]) fails(() => make({ mode }), "mode");
      for (const monitor of ["", 3, null]) fails(() => make({ monitor }), "monitor");
      for (const minDelta of [NaN, Infinity, "0"]) fails(() => make({ minDelta }), "minDelta");
      fails(() => make({ min_delta: 1 }), "options");
    }
    for (const patience of [NaN, -1, 1.5, Infinity, "3", null]) {
      fails(() => callbacks.earlyStopping({ patience: patience as number }), "patience");
      fails(() => callbacks.reduceLROnPlateau({ patience: patience as number }), "patience");
    }
    for (const factor of [5, 1, 0, -0.1, NaN, "0.5"])
      fails(() => callbacks.reduceLROnPlateau({ factor: factor as number }), "factor");
    fails(() => callbacks.reduceLROnPlateau({ minLearningRate: -1 }), "minLearningRate");
    fails(() => callbacks.reduceLROnPlateau({ cooldown: 3 } as never), "options");
    fails(() => callbacks.earlyStopping({ baseline: NaN }), "baseline");
    fails(() => callbacks.earlyStopping({ restoreBestWeights: 1 as never }), "restoreBestWeights");
    fails(() => callbacks.modelCheckpoint({ filepath: "m", saveBestOnly: "yes" as never }), "saveBestOnly");
    for (const filepath of [undefined, "", 3, "localstorage://m", "m.h5"])
      fails(() => callbacks.modelCheckpoint({ filepath: filepath as string }), "filepath");
    fails(() => callbacks.modelCheckpoint(undefined as never), "filepath");
  });
});

describe("a checkpoint", () => {
  it("saves the model each time that it is the best so far", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "checkpoint-"));
    try {
      const model = line();
      const seen: (readonly Tensor[])[] = [];
      await model.fit(x, y, {
        epochs: 4,
        verbose: 0,
        callbacks: [
          pretend([5, 4, 3, 6]),
          { onEpochEnd: () => void seen.push(model.getWeights()) },
          callbacks.modelCheckpoint({ filepath: folder }),
        ],
      });
      assert.deepEqual((await loadLayersModel(folder)).getWeights(), seen[2]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("learning rates", () => {
  it("follow a function of the epoch, or decrease when nothing improves", async () => {
    const rates: number[] = [];
    const note = (model: ReturnType<typeof line>): CallbackMethods => ({
      onEpochEnd: () => void rates.push(model.optimizer.learningRate as number),
    });
    const scheduled = line();
    await scheduled.fit(x, y, {
      epochs: 3,
      verbose: 0,
      callbacks: [
        callbacks.learningRateScheduler((epoch, rate) => (epoch === 0 ? 0.1 : rate / 2)),
        note(scheduled),
      ],
    });
    assert.deepEqual(rates.splice(0), [0.1, 0.05, 0.025]);
    const stuck = line(train.sgd(0.08));
    await stuck.fit(x, y, {
      epochs: 5,
      verbose: 0,
      callbacks: [
        pretend([1, 1, 1, 1, 1]),
        callbacks.reduceLROnPlateau({ factor: 0.5, patience: 2, minLearningRate: 0.03 }),
        note(stuck),
      ],
    });
    assert.deepEqual(rates, [0.08, 0.08, 0.04, 0.04, 0.03]);
  });

  it("must be returned by the function for every epoch", async () => {
    for (const bad of [undefined, NaN, -1, Infinity, "0.1", null]) {
      const model = line();
      await assert.rejects(
        model.fit(x, y, {
          epochs: 2,
          verbose: 0,
          callbacks: callbacks.learningRateScheduler((epoch) => (epoch === 0 ? 0.1 : (bad as number))),
        }),
        (error: unknown) =>
          error instanceof ArgumentError &&
          error.where === "learningRateScheduler" &&
          /1/.test(error.received),
      );
      assert.equal(model.optimizer.learningRate, 0.1);
    }
    for (const bad of [undefined, 0.1, {}, null])
      assert.throws(
        () => callbacks.learningRateScheduler(bad as never),
        (error: unknown) => error instanceof ArgumentError && error.argument === "schedule",
      );
  });

  it("are never increased by reduceLROnPlateau", async () => {
    const model = line(train.sgd(0.01));
    await model.fit(x, y, {
      epochs: 3,
      verbose: 0,
      callbacks: [pretend([1, 1, 1]), callbacks.reduceLROnPlateau({ patience: 1, minLearningRate: 0.5 })],
    });
    assert.equal(model.optimizer.learningRate, 0.01);
  });

  it("cannot be changed by a callback where there is a schedule", async () => {
    const model = line(train.sgd(schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 10 })));
    await assert.rejects(
      model.fit(x, y, { verbose: 0, callbacks: callbacks.learningRateScheduler(() => 1) }),
      /programme de taux/,
    );
  });
});
