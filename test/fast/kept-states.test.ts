/** Layers that keep their states between batches, and embeddings of words that another layer gives, on kernels. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { StateError } from "../../src/errors/errors.js";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { lowerModel } from "../../src/fast/program/lower.js";
import * as layers from "../../src/layers/layers.js";
import type { Layer } from "../../src/layers/layer.js";
import type { RNN } from "../../src/layers/rnn.js";
import type { SymbolicTensor } from "../../src/layers/symbolic-tensor.js";
import { lossFrom } from "../../src/losses/losses.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import type { Batch, RunnableModel, TrainingEngine } from "../../src/model/training/training-engine.js";
import { input, model, sequential } from "../../src/model/models.js";
import type { Model } from "../../src/model/model.js";
import * as train from "../../src/optimizers/train.js";
import { tensor } from "../../src/tensor/create.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { numbers } from "./workbench.js";

interface Subject {
  readonly model: Model;
  readonly engine: TrainingEngine;
}

function subjectOf(made: Model, make: (model: RunnableModel) => TrainingEngine): Subject {
  const training = {
    optimizer: train.sgd(0.3),
    losses: [lossFrom("meanSquaredError", "test")],
    trainable: made.trainableWeights,
  };
  return { model: made, engine: make({ graph: made.graph, training }) };
}

/** The same model on both engines: autograd first. */
function both(make: () => Model): readonly [Subject, Subject] {
  return [
    subjectOf(make(), (each) => new AutogradEngine(each)),
    subjectOf(make(), (each) => fastEngine(each)!),
  ];
}

/** The layers that a model has outside of kernels; recalling and keeping states, and checking words, are none. */
function onAutograd({ graph }: Model, shape: readonly number[]): readonly string[] {
  return lowerModel({ graph, training: undefined }, [shape])!.hostCalls.flatMap(({ kind, layer }) =>
    kind === "layer" ? layer.className : [],
  );
}

const random = (shape: readonly number[], seed: number) =>
  new Tensor(
    numbers(
      shape.reduce((product, extent) => product * extent),
      seed,
    ),
    shape,
  );

/** Trains both by a batch, and compares the losses and the outputs. */
function assertBatchAlike(pair: readonly Subject[], batch: Batch, name: string): void {
  const [expected, actual] = pair.map(({ engine }) => {
    const { loss, outputs } = engine.trainBatch(batch, 3);
    engine.synchronize();
    return [loss, ...outputs[0].data];
  });
  assertNear(actual, expected, 2e-5, name);
}

function assertWeightsAlike(readable: Subject, fast: Subject): void {
  fast.model.weights.forEach((weight, i) =>
    assertNear(weight.data, readable.model.weights[i].data, 2e-5, weight.name),
  );
}

describe("states that a layer keeps", () => {
  const SHAPE = [5, 3];
  const kept = { stateful: true, returnSequences: true } as const;
  const LAYERS: Readonly<Record<string, () => readonly Layer[]>> = {
    simpleRNN: () => [layers.simpleRNN({ units: 4, stateful: true, inputShape: SHAPE })],
    lstm: () => [layers.lstm({ units: 4, stateful: true, inputShape: SHAPE })],
    gru: () => [layers.gru({ units: 4, stateful: true, inputShape: SHAPE })],
    "two in turn, with dropout": () => [
      layers.lstm({ units: 4, ...kept, dropout: 0.3, inputShape: SHAPE }),
      layers.gru({ units: 3, ...kept, recurrentDropout: 0.2 }),
    ],
    "both directions": () => [
      layers.bidirectional({ layer: layers.lstm({ units: 4, ...kept }), inputShape: SHAPE }),
    ],
    "both directions, their last outputs multiplied, with dropout": () => [
      layers.bidirectional({
        layer: layers.gru({ units: 4, stateful: true, dropout: 0.3 }),
        mergeMode: "mul",
        inputShape: SHAPE,
      }),
    ],
    "both directions behind a mask": () => [
      layers.masking({ maskValue: 0, inputShape: SHAPE }),
      layers.bidirectional({ layer: layers.simpleRNN({ units: 4, ...kept }), mergeMode: "ave" }),
    ],
    "one behind a mask, that reads backwards": () => [
      layers.masking({ maskValue: 0, inputShape: SHAPE }),
      layers.lstm({ units: 4, ...kept, goBackwards: true }),
    ],
  };
  for (const [name, list] of Object.entries(LAYERS))
    it(`${name}: training, evaluating and predicting begin with them, as on autograd`, () => {
      const make = () => sequential({ layers: [...list(), layers.dense({ units: 2 })], seed: 5 });
      const [readable, fast] = both(make);
      assert.deepEqual(onAutograd(fast.model, SHAPE), []);
      const outputShape = fast.model.outputs[0].shape.slice(1) as number[];
      for (let step = 0; step < 4; step++) {
        const x = random([6, ...SHAPE], step);
        if (step === 2) x.storage.fill(0, 0, 2 * 3 * SHAPE[1]);
        const batch = { inputs: [x], targets: [random([6, ...outputShape], 10 + step)] };
        const [expected, actual] = [readable, fast].map(({ engine }) => {
          const { loss, outputs } = engine.trainBatch(batch, 3);
          const evaluated = engine.evaluateBatch(batch).loss;
          engine.synchronize();
          return [loss, evaluated, ...outputs[0].data, ...engine.predictBatch([x])[0].data];
        });
        assertNear(actual, expected, 2e-5, `step ${step}`);
      }
      assertWeightsAlike(readable, fast);
      assert.throws(() => fast.engine.predictBatch([random([2, ...SHAPE], 1)]), StateError);
      for (const { model: each } of [readable, fast]) each.resetStates();
      const [expected, actual] = [readable, fast].map(
        ({ engine }) => engine.predictBatch([random([2, ...SHAPE], 1)])[0].data,
      );
      assertNear(actual, expected, 2e-5, "after resetStates");
    });

  it("those of both directions, with any options: as on autograd", () => {
    const options = fc.record({
      kind: fc.constantFrom("simpleRNN", "lstm", "gru"),
      mergeMode: fc.constantFrom("concat", "sum", "mul", "ave", null),
      units: fc.integer({ min: 1, max: 9 }),
      returnSequences: fc.boolean(),
      returnState: fc.boolean(),
      goBackwards: fc.boolean(),
      isMasked: fc.boolean(),
    });
    fc.assert(
      fc.property(options, ({ kind, mergeMode, isMasked, ...rest }) => {
        const make = () => {
          const x = input({ shape: SHAPE });
          const read = isMasked ? layers.masking({ maskValue: 0 }).apply(x) : x;
          const layer = layers[kind]({ ...rest, stateful: true }) as RNN;
          const results = layers
            .bidirectional({ layer, mergeMode })
            .apply<SymbolicTensor | SymbolicTensor[]>(read);
          const parts = [results]
            .flat()
            .map((each) => layers.dense({ units: 2 }).apply(layers.flatten().apply(each)));
          return model({
            inputs: x,
            outputs: parts.length === 1 ? parts[0] : layers.add().apply(parts),
            seed: 4,
          });
        };
        const [readable, fast] = both(make);
        fast.model.setWeights(readable.model.getWeights());
        assert.deepEqual(onAutograd(fast.model, SHAPE), []);
        for (let step = 0; step < 3; step++) {
          const x = random([4, ...SHAPE], step);
          x.storage.fill(0, 0, 2 * SHAPE[1]);
          const batch = { inputs: [x], targets: [random([4, 2], 10 + step)] };
          assertBatchAlike([readable, fast], batch, `step ${step}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("are those of the whole batch, however many parts compute it", () => {
    const make = () =>
      sequential({ layers: [layers.lstm({ units: 64, ...kept, inputShape: [20, 32] })], seed: 2 });
    const [readable, fast] = both(make);
    for (const step of [1, 2]) {
      const x = random([64, 20, 32], step);
      const [expected, actual] = [readable, fast].map(({ engine }) => engine.predictBatch([x])[0].data);
      assertNear(actual, expected, 2e-5, `step ${step}`);
    }
  });

  it("may be given, and are then kept all the same", () => {
    const make = () => {
      const x = input({ shape: SHAPE });
      const state = input({ shape: [4] });
      const layer = layers.gru({ units: 4, stateful: true, returnState: true });
      const outputs = layer.apply<SymbolicTensor[]>([x, state]);
      return model({ inputs: [x, state], outputs });
    };
    const [readable, fast] = both(make);
    fast.model.setWeights(readable.model.getWeights());
    const results = [readable, fast].map(({ model: made, engine }) => {
      const outputs = engine.predictBatch([random([3, ...SHAPE], 1), random([3, 4], 2)]);
      const [layer] = made.layers.filter(({ stateful }) => stateful);
      return [...outputs, layer.apply<Tensor[]>(random([3, ...SHAPE], 3))[0]].flatMap(({ data }) => [
        ...data,
      ]);
    });
    assertNear(results[1], results[0], 2e-5, "outputs, and those that follow from the kept states");
  });
});

describe("embeddings of words from another layer", () => {
  const make = () =>
    sequential({
      layers: [
        layers.permute({ dims: [2, 1], inputShape: [2, 3] }),
        layers.embedding({ inputDim: 5, outputDim: 4 }),
        layers.flatten(),
        layers.dense({ units: 2 }),
      ],
      seed: 7,
    });
  const words = (seed: number) => {
    const x = random([6, 2, 3], seed);
    x.storage.forEach((value, i) => (x.storage[i] = Math.floor(((value + 1) / 2) * 5)));
    return x;
  };

  it("train on kernels as on autograd", () => {
    const [readable, fast] = both(make);
    assert.deepEqual(onAutograd(fast.model, [2, 3]), []);
    for (const step of [1, 2, 3]) {
      const batch = { inputs: [words(step)], targets: [random([6, 2], 20 + step)] };
      assertBatchAlike([readable, fast], batch, `step ${step}`);
    }
    assertWeightsAlike(readable, fast);
  });

  it("train on kernels as on autograd, where an embedding is applied to each step", () => {
    const film = () =>
      sequential({
        layers: [
          layers.timeDistributed({
            layer: layers.embedding({ inputDim: 5, outputDim: 4 }),
            inputShape: [2, 3],
          }),
          layers.flatten(),
          layers.dense({ units: 2 }),
        ],
        seed: 7,
      });
    const computed = () => {
      const x = input({ shape: [2, 3] });
      const y = layers.permute({ dims: [2, 1] }).apply(x);
      const z = layers.timeDistributed({ layer: layers.embedding({ inputDim: 5, outputDim: 4 }) }).apply(y);
      const outputs = layers.dense({ units: 2 }).apply(layers.flatten().apply(z));
      return model({ inputs: x, outputs, seed: 7 });
    };
    for (const make of [film, computed]) {
      const [readable, fast] = both(make);
      fast.model.setWeights(readable.model.getWeights());
      assert.deepEqual(onAutograd(fast.model, [2, 3]), []);
      for (const step of [1, 2, 3]) {
        const batch = { inputs: [words(step)], targets: [random([6, 2], 20 + step)] };
        assertBatchAlike([readable, fast], batch, `step ${step}`);
      }
      assertWeightsAlike(readable, fast);
      for (const odd of [5, -1, 0.5, NaN]) {
        const gap = words(1);
        gap.storage[4] = odd;
        assert.throws(() => fast.engine.predictBatch([gap]), /embedding/);
      }
    }
  });

  it("give no gradient to layers that compute the words", () => {
    const ofOnes = () =>
      sequential({
        layers: [
          layers.dense({ units: 3, kernelInitializer: "zeros", biasInitializer: "ones", inputShape: [2] }),
          layers.embedding({ inputDim: 3, outputDim: 2 }),
          layers.globalAveragePooling1d(),
        ],
        seed: 7,
      });
    const [readable, fast] = both(ofOnes);
    const batch = { inputs: [random([4, 2], 1)], targets: [random([4, 2], 2)] };
    for (const { engine } of [readable, fast]) {
      engine.trainBatch(batch, 1);
      engine.synchronize();
    }
    assertWeightsAlike(readable, fast);
  });

  it("refuse numbers that are no words, as the layer does", () => {
    const engine = fastEngine({ graph: make().graph, training: undefined })!;
    for (const odd of [5, -1, 0.5, NaN])
      assert.throws(
        () =>
          engine.predictBatch([
            tensor([
              [
                [0, odd, 1],
                [1, 2, 3],
              ],
            ]),
          ]),
        /embedding/,
      );
  });
});
