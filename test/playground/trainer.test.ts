/** The trainer: the same settings give the same numbers, whatever a view does in between. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { DEFAULTS, type Settings } from "../../src/playground/protocol/settings.js";
import { SIDE, THUMB } from "../../src/playground/protocol/frames.js";
import * as n from "../../src/index.js";
import { ownExamples } from "../../src/playground/examples.js";
import { TestView } from "./channel.js";

const weightsOf = (view: TestView) => [...view.frame.drawing.weights];

describe("playground: the trainer", () => {
  it("sends the scene, the points and a frame to a view that opens", () => {
    const view = new TestView({ data: "moons" });
    view.say({ type: "open" });
    assert.deepEqual(
      view.messages.map(({ content }) => content.type),
      ["complaint", "scene", "points", "frame"],
    );
    assert.deepEqual(
      view.scene!.columns.map(({ units }) => units),
      [4, 2, 1],
    );
    assert.equal(view.scene!.parameters, 3 * 4 + 5 * 2 + 3);
    assert.deepEqual(view.scene!.examples, { train: 160, test: 40 });
    const { drawing, train, test, from } = view.frame;
    assert.equal(drawing.classes.length, SIDE * SIDE);
    assert.equal(drawing.thumbs.length, 6 * THUMB * THUMB);
    assert.equal(drawing.weights.length, view.scene!.parameters);
    assert.deepEqual([from, train.loss.length, test.accuracy.length], [0, 1, 1]);
    const [x, y, isTest] = view.messages[2].buffers;
    assert.equal(new Float32Array(x).length, 400);
    assert.equal(new Float32Array(y).length, 200);
    assert.equal(
      new Uint8Array(isTest).reduce((sum, each) => sum + each),
      40,
    );
  });

  it("learns, and gives the same numbers again from the same seed", async () => {
    const settings = { data: "xor", noise: 0 } as const;
    const [first, second] = [new TestView(settings), new TestView(settings)];
    await Promise.all([first.trainer.advance(60), second.trainer.advance(60)]);
    assert.deepEqual(weightsOf(first), weightsOf(second));
    const { train } = first.trainer.losses;
    assert.equal(train.length, 61);
    assert.ok(train[60] < 0.5 * train[0], `${train[0]} → ${train[60]}`);
  });

  it("plays, pauses, trains one epoch, and restarts with the initial weights", async () => {
    const view = new TestView();
    view.say({ type: "open" });
    const start = view.frame;
    view.say({ type: "play" });
    await view.until(() => view.frames.length > 5);
    view.say({ type: "pause" });
    await view.until(() => !view.frame.playing);
    const { epoch } = view.frame;
    assert.ok(epoch >= 3);
    assert.notDeepEqual(view.frame.drawing.classes, start.drawing.classes);
    view.say({ type: "epoch" });
    await view.until(() => view.frame.epoch === epoch + 1);
    assert.equal(view.frame.playing, false);
    view.say({ type: "restart" });
    await view.until(() => view.frame.epoch === 0);
    assert.deepEqual(view.frame.drawing, start.drawing);
    // The optimizer begins anew too.
    await view.trainer.advance(4);
    const other = new TestView();
    await other.trainer.advance(4);
    assert.deepEqual(weightsOf(view), weightsOf(other));
  });

  it("rests while no view draws its frames, and goes on when one does", async () => {
    const view = new TestView();
    view.isVisible = false;
    view.say({ type: "play" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const sent = view.frames.length;
    assert.ok(sent <= 3, `${sent} frames`);
    view.isVisible = true;
    view.say({ type: "seen", frame: view.frame.frame });
    await view.until(() => view.frames.length > sent + 3);
    view.say({ type: "pause" });
  });

  it("goes on with another learning rate, and begins anew with other layers", async () => {
    const view = new TestView();
    await view.trainer.advance(3);
    view.say({ type: "change", changes: { learningRate: 0.1, batchSize: 32 } });
    await view.trainer.advance(2);
    assert.equal(view.frame.epoch, 5);
    assert.equal(view.scene!.settings.learningRate, 0.1);
    view.say({ type: "change", changes: { hidden: [{ units: 3, activation: "relu", dropout: 0.5 }] } });
    await view.until(() => view.scene!.columns[0].units === 3);
    assert.equal(view.frame.epoch, 0);
    assert.deepEqual(view.scene!.columns[0], { units: 3, activation: "relu", dropout: 0.5 });
  });

  it("sends points only when they change, and each value of the history once", async () => {
    const view = new TestView();
    view.say({ type: "open" });
    await view.trainer.advance(3);
    view.say({ type: "change", changes: { learningRate: 0.5 } });
    await view.trainer.advance(3);
    assert.equal(view.messages.filter(({ content }) => content.type === "points").length, 1);
    assert.equal(
      view.frames.reduce((count, { train }) => count + train.loss.length, 0),
      7,
    );
  });

  it("shows a neuron's and a link's number and gradient", async () => {
    const view = new TestView({ hidden: [{ units: 2, activation: "tanh", dropout: 0 }] });
    view.say({ type: "pick", pick: { column: 0, neuron: 1, from: 1 } });
    const { picked, drawing } = view.frame;
    assert.equal(picked!.value, drawing.weights[3]);
    view.say({ type: "pick", pick: { column: 1, neuron: 0 } });
    assert.equal(view.frame.picked!.incoming!.length, 2);
    assert.equal(view.frame.picked!.incoming![1].value, drawing.weights[7]);
    // The gradient is that of the loss: a small step along it changes the loss accordingly.
    const { model } = view.trainer;
    const kernel = model.weights[0];
    const { x, y } = view.trainer.examples.train;
    const loss = () => model.evaluate(x, y).logs.loss;
    const before = loss();
    const moved = kernel.dataSync();
    moved[3] += 1e-2;
    kernel.assign(n.tensor(moved, kernel.shape));
    assert.ok(Math.abs((loss() - before) / 1e-2 - picked!.gradient) < 2e-3);
    view.say({ type: "pick", pick: { column: 9, neuron: 0 } });
    assert.equal(view.frame.picked, null);
  });

  it("takes a compiled model of the lesson, and trains that model", async () => {
    const net = n.sequential({
      layers: [
        n.layers.dense({ units: 5, activation: "relu", inputShape: [2] }),
        n.layers.batchNormalization(),
        n.layers.dense({ units: 3, activation: "softmax" }),
      ],
    });
    net.compile({ optimizer: n.train.adam(0.02), loss: "categoricalCrossentropy", metrics: ["accuracy"] });
    const x = Array.from({ length: 90 }, (_, i) => [Math.cos(i), Math.sin(i) + (i % 3)]);
    const y = n.oneHot(
      x.map((_, i) => i % 3),
      3,
    );
    const view = new TestView({}, { examples: ownExamples(x, y, undefined), trained: { model: net, x, y } });
    view.say({ type: "open" });
    assert.equal(view.scene!.hasOwnModel, true);
    assert.equal(view.scene!.classes, 3);
    assert.deepEqual(
      view.scene!.columns.map(({ units }) => units),
      [5, 3],
    );
    const before = net.getWeights().map((weight) => weight.dataSync());
    await view.trainer.advance(20);
    assert.notDeepEqual(net.getWeights()[0].dataSync(), before[0]);
    assert.ok(view.frame.drawing.classes.includes(2));
    view.say({ type: "restart" });
    await view.until(() => view.frame.epoch === 0);
    assert.deepEqual(
      net.getWeights().map((weight) => weight.dataSync()),
      before,
    );
  });

  it("learns a curve", async () => {
    const view = new TestView({ data: "curve", formula: "x^2 / 9", noise: 0, learningRate: 0.02 });
    view.say({ type: "open" });
    assert.equal(view.scene!.problem, "regression");
    await view.trainer.advance(80);
    const loss = view.trainer.losses.train;
    assert.ok(loss[80] < 0.02, String(loss[80]));
    assert.equal(view.frame.drawing.classes.length, 0);
    assert.ok(view.frame.drawing.curve.every(Number.isFinite));
  });

  it("waits for points where there are none yet", async () => {
    const view = new TestView({ data: "points" });
    view.say({ type: "open" });
    await view.trainer.advance(2);
    const points = [
      [0, 0, 0],
      [1, 1, 1],
      [0, 1, 1],
      [1, 0, 0],
    ];
    view.say({ type: "change", changes: { points, testShare: 0 } });
    await view.until(() => view.scene!.examples.train === 4);
    await view.trainer.advance(2);
    assert.equal(view.trainer.losses.train.length, 3);
  });

  it("tells of a loss that is no number, pauses, and can begin anew", async () => {
    const view = new TestView({ optimizer: "sgd", learningRate: 100, data: "curve", formula: "300 x" });
    view.say({ type: "play" });
    await view.until(() => view.last("complaint")?.text !== "" && view.last("complaint") !== undefined);
    await view.until(() => view.frame.playing === false);
    view.say({ type: "change", changes: { learningRate: 0.001, formula: "x" } });
    await view.until(() => view.last("complaint")!.text === "");
    await view.trainer.advance(1);
    assert.ok(view.trainer.losses.train.every(Number.isFinite));
  });

  it("survives any messages, in any order", async function () {
    this.timeout(120_000);
    const settings: fc.Arbitrary<unknown> = fc.oneof(
      fc.anything(),
      fc.record(
        Object.fromEntries(
          Object.keys(DEFAULTS).map((name) => [
            name,
            fc.oneof(fc.anything(), fc.constantFrom(...valuesOf(name as keyof Settings))),
          ]),
        ),
        { requiredKeys: [] },
      ),
    );
    const message = fc.oneof(
      { weight: 1, arbitrary: fc.anything() },
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constantFrom(
            "open",
            "play",
            "pause",
            "epoch",
            "restart",
            "code",
            "pick",
            "seen",
            "change",
          ),
          changes: settings,
          pick: fc.oneof(
            fc.constant(null),
            fc.record({ column: fc.nat(4), neuron: fc.nat(9), from: fc.nat(9) }),
          ),
          frame: fc.oneof(fc.nat(200), fc.anything()),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(message, fc.boolean()), { maxLength: 12 }), async (messages) => {
        const view = new TestView({ samples: 20 });
        for (const [each, waits] of messages) {
          view.trainer.receive(each);
          if (waits) await new Promise((resolve) => setTimeout(resolve));
        }
        view.say({ type: "pause" });
        view.say({ type: "change", changes: { ...DEFAULTS, samples: 20, seed: 7 } });
        view.say({ type: "restart" });
        await view.until(() => view.frame?.epoch === 0 && view.scene?.settings.seed === 7);
        await view.trainer.advance(1);
        view.say({ type: "open" });
        const other = new TestView({ samples: 20, seed: 7 });
        other.say({ type: "open" });
        await other.trainer.advance(view.trainer.epochs);
        assert.deepEqual(weightsOf(view), weightsOf(other));
      }),
      { numRuns: 40 },
    );
  });
});

/** Values that fit a setting, or nearly. */
function valuesOf(name: keyof Settings): unknown[] {
  const known: Partial<Record<keyof Settings, unknown[]>> = {
    data: ["xor", "points", "curve", "own", "nothing"],
    formula: ["x", "1/x", "sin(", "x^3 - x"],
    points: [
      [],
      [
        [0, 0, 1],
        [1, 1, 0],
      ],
      [
        [0.5, 1],
        [1, 2],
      ],
      [[1]],
    ],
    hidden: [
      [],
      [{ units: 2, activation: "relu", dropout: 0 }],
      [{ units: 0, activation: "relu", dropout: 0 }],
    ],
    optimizer: ["sgd", "adam", "none"],
    samples: [20, 21, -1],
    batchSize: [1, 7, 0],
  };
  return known[name] ?? [0, 0.5, 1, DEFAULTS[name]];
}
