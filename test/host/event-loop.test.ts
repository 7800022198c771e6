/**
 * A turn of the event loop serves timers and ports; all computations share one clock that tells when a turn
 * is due.
 */
import assert from "node:assert/strict";
import { sinceTurn, yieldToEventLoop } from "../../src/host/event-loop.js";
import { layers, ones, sequential } from "../../src/index.js";

/** Computes for some milliseconds without yielding to the event loop. */
function compute(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function small() {
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  return model;
}

describe("turns of the event loop", () => {
  it("serve timers and ports after each turn, however long the work between two", async () => {
    const { port1, port2 } = new MessageChannel();
    let ticks = 0;
    let received = 0;
    const timer = setInterval(() => ticks++, 1);
    port1.onmessage = () => {
      received++;
      port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    for (let turn = 0; turn < 20; turn++) {
      compute(5);
      await yieldToEventLoop();
    }
    clearInterval(timer);
    port1.close();
    // Two turns may pass before a port that has just been opened is heard.
    assert.ok(ticks >= 18, `${ticks} ticks in 20 turns`);
    assert.ok(received >= 15, `${received} messages in 20 turns`);
  });

  it("do not depend on the global timers, which a kernel replaces", async () => {
    const { setImmediate } = globalThis;
    globalThis.setImmediate = (() => assert.fail("asked the global")) as never;
    try {
      await yieldToEventLoop();
    } finally {
      globalThis.setImmediate = setImmediate;
    }
  });

  it("are counted by one clock", async () => {
    compute(5);
    assert.ok(sinceTurn() >= 5);
    await yieldToEventLoop();
    const before = sinceTurn();
    compute(5);
    assert.ok(sinceTurn() >= before + 5);
  });

  for (const [name, train] of Object.entries({
    "many short fits": (model: ReturnType<typeof small>) =>
      model.fit(ones([4, 2]), ones([4, 1]), { epochs: 1, verbose: 0 }),
    "many single batches": (model: ReturnType<typeof small>) =>
      model.trainOnBatch(ones([4, 2]), ones([4, 1])),
  })) {
    it(`come during ${name}`, async () => {
      const model = small();
      let ticks = 0;
      const timer = setInterval(() => ticks++, 1);
      const trained = { count: 0 };
      // Each is much shorter than the interval between two turns; together they take many such intervals.
      while (ticks < 3 && trained.count < 20_000) {
        await train(model);
        trained.count++;
      }
      clearInterval(timer);
      assert.ok(ticks >= 3, `${ticks} ticks in ${trained.count} trainings`);
    });
  }
});
