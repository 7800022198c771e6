/**
 * How many memories and kernel calls a training takes: counts, since seconds and megabytes depend on the
 * machine.
 */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { fastestFlavour } from "../../src/fast/kernel-module.js";
import { collectGarbage } from "../../src/host/threads.node.js";
import { layers, NumericError, sequential, zeros, type Model } from "../../src/index.js";

/** Runs a function while counting the kernels' memories and calls. */
async function counting(run: (counts: { memories: number; calls: number }) => Promise<void>): Promise<void> {
  const { Memory, Instance } = WebAssembly;
  const counts = { memories: 0, calls: 0 };
  const counted = (kernel: WebAssembly.ExportValue) =>
    typeof kernel !== "function"
      ? kernel
      : (...values: unknown[]): unknown => (
          counts.calls++,
          (kernel as (...values: unknown[]) => unknown)(...values)
        );
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      counts.memories++;
      made.push(new WeakRef(this));
    }
  };
  WebAssembly.Instance = class extends Instance {
    override readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      this.exports = Object.fromEntries(
        Object.entries(super.exports).map(([name, kernel]) => [name, counted(kernel)]),
      );
    }
  };
  try {
    await run(counts);
  } finally {
    Object.assign(WebAssembly, { Memory, Instance });
  }
}

const made: WeakRef<WebAssembly.Memory>[] = [];

function network(): Model {
  const model = sequential({
    layers: [
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [16, 16, 3] }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu" }),
      layers.flatten(),
      layers.dense({ units: 2, activation: "softmax" }),
    ],
  });
  model.compile({ optimizer: "adam", loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}

describe("the memory and the calls of a training", function () {
  const [x, y] = [zeros([70, 16, 16, 3]), zeros([70, 2])];
  const epochs = (model: Model, count: number) =>
    model.fit(x, y, { epochs: count, batchSize: 16, verbose: 0 });

  // To find out which kernels suit the processor takes a memory, once.
  before(() => void fastestFlavour());

  it("all epochs, and later ones, use one memory", async () => {
    await counting(async (counts) => {
      const model = network();
      await epochs(model, 1);
      const after = counts.memories;
      assert.equal(after, 1);
      await epochs(model, 6);
      assert.equal(counts.memories, after);
      model.evaluate(x, y, { batchSize: 16 });
      model.predict(x, { batchSize: 16 });
      const all = counts.memories;
      await epochs(model, 2);
      model.evaluate(x, y, { batchSize: 16 });
      model.predict(x, { batchSize: 16 });
      assert.equal(counts.memories, all);
    });
  });

  it("a step makes a few kernel calls for each image, the same number in each epoch", async () => {
    await counting(async (counts) => {
      const model = network();
      await epochs(model, 1);
      const calls = [];
      for (let epoch = 0; epoch < 3; epoch++) {
        const before = counts.calls;
        await epochs(model, 1);
        calls.push(counts.calls - before);
      }
      assert.deepEqual(calls, [calls[0], calls[0], calls[0]]);
      assert.ok(calls[0] > 0 && calls[0] <= 10 * 70, `${calls[0] / 70} calls an image`);
    });
  });

  it("the memory of models that are no longer referenced is freed, however often a cell is rerun", async () => {
    made.length = 0;
    await counting(async () => {
      for (let rerun = 0; rerun < 12; rerun++) await epochs(network(), 1);
    });
    assert.equal(made.length, 12);
    for (let tries = 0; tries < 500 && alive() > 1; tries++) {
      await setTimeout(20);
      collectGarbage();
    }
    assert.ok(alive() <= 1, `${alive()} of 12 are still held`);
  });
  const alive = () => made.filter((memory) => memory.deref() !== undefined).length;

  it("a computation that cannot fit is refused with the size it needs, and the model stays usable", async () => {
    const model = sequential({
      layers: [layers.dense({ units: 6000, inputShape: [4] }), layers.dense({ units: 1 })],
    });
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const [many, targets] = [zeros([200_000, 4]), zeros([200_000, 1])];
    await assert.rejects(
      model.fit(many, targets, { batchSize: 200_000, verbose: 0 }),
      (error) =>
        error instanceof NumericError && /batchSize/.test(error.message) && /\d{4,} Mo/.test(error.message),
    );
    await model.fit(many.slice([0, 0], [64, 4]), targets.slice([0, 0], [64, 1]), {
      batchSize: 32,
      verbose: 0,
    });
  });
});
