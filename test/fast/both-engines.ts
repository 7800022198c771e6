/** Trains the same model on both engines, batch after batch: the fast engine must agree with autograd. */
import assert from "node:assert/strict";
import { fastEngine } from "../../src/fast/fast-engine.js";
import { lossFrom, type LossName } from "../../src/losses/losses.js";
import type { Layer } from "../../src/layers/layer.js";
import { AutogradEngine } from "../../src/model/training/autograd-engine.js";
import { sequential } from "../../src/model/models.js";
import type { Batch, TrainingEngine } from "../../src/model/training/training-engine.js";
import * as train from "../../src/optimizers/train.js";
import { Tensor, type Variable } from "../../src/tensor/tensor.js";
import { alternate } from "./alternating.js";
import { assertNear } from "./close.js";
import { numbers } from "./workbench.js";

export interface ModelCase {
  readonly name: string;
  /** The shape of an example. Where `words` is given, its numbers are whole numbers from 0 to `words` − 1. */
  readonly inputShape: readonly number[];
  readonly words?: number;
  readonly layers: (inputShape: readonly number[]) => readonly Layer[];
  readonly loss: LossName;
  /** How many examples each batch has; 7, then 4, by default. */
  readonly batches?: readonly number[];
  readonly optimizer?: () => train.Optimizer;
  readonly weighted?: boolean;
  readonly tolerance?: number;
}

interface Subject {
  readonly engine: TrainingEngine;
  readonly weights: readonly Variable[];
  readonly optimizer: train.Optimizer;
}

function subject(
  { layers, inputShape, loss, optimizer = () => train.sgd(0.5) }: ModelCase,
  make: (model: Parameters<typeof fastEngine>[0]) => TrainingEngine | undefined,
): Subject {
  const model = sequential({ layers: [...layers(inputShape)], seed: 3 });
  // Biases are initially 0, which would hide mistakes with them.
  model.weights.forEach((weight, i) => {
    if (weight.rank === 1 && weight.name === "bias")
      weight.assign(new Tensor(numbers(weight.size, 50 + i, 0.3), weight.shape));
  });
  const rule = optimizer();
  const engine = make({
    graph: model.graph,
    training: { optimizer: rule, losses: [lossFrom(loss, "test")], trainable: model.trainableWeights },
  });
  assert.ok(engine !== undefined, "this model has no fast engine");
  return { engine, weights: model.weights, optimizer: rule };
}

export function batchFor(
  { inputShape, words, loss, weighted }: ModelCase,
  outputShape: readonly number[],
  rows: number,
  seed: number,
): Batch {
  const size = inputShape.reduce((product, extent) => product * extent, 1);
  const raw = numbers(rows * size, seed);
  const inputs = words === undefined ? raw : raw.map((value) => Math.floor(((value + 1) / 2) * words));
  const classes = outputShape[outputShape.length - 1];
  const outputs = outputShape.slice(0, -1).reduce((product, extent) => product * extent, rows);
  const targets =
    loss === "sparseCategoricalCrossentropy"
      ? new Tensor(
          Float32Array.from({ length: outputs }, (_, i) => (5 * i + seed) % classes),
          [rows, ...outputShape.slice(0, -1)],
        )
      : new Tensor(numbers(outputs * classes, seed + 1).map(Math.abs), [rows, ...outputShape]);
  return {
    inputs: [new Tensor(inputs, [rows, ...inputShape])],
    targets: [targets],
    ...(weighted ? { weights: [new Tensor(numbers(rows, seed + 2).map(Math.abs), [rows])] } : {}),
  };
}

/** Trains both on the same batches and compares losses, outputs, weights, and the optimizers' slots. */
export function assertSameTraining(each: ModelCase): void {
  const { batches = [7, 4], tolerance = 2e-5 } = each;
  const readable = subject(each, (model) => new AutogradEngine(model));
  const fast = subject(each, fastEngine);
  const probe = readable.engine.predictBatch(batchFor(each, [1], 1, 1).inputs)[0];
  batches.forEach((rows, i) => {
    const batch = batchFor(each, probe.shape.slice(1), rows, 10 * i + 1);
    const evaluated = [readable, fast].map(({ engine }) => engine.evaluateBatch(batch));
    assertNear([evaluated[1].loss], [evaluated[0].loss], tolerance, "evaluated loss");
    assertNear(
      fast.engine.predictBatch(batch.inputs)[0].data,
      readable.engine.predictBatch(batch.inputs)[0].data,
      tolerance,
      "prediction",
    );
    const [expected, actual] = [readable, fast].map(({ engine }) => engine.trainBatch(batch, 9));
    assertNear([actual.loss, ...actual.losses], [expected.loss, ...expected.losses], tolerance, "loss");
    assert.deepEqual(actual.outputs[0].shape, expected.outputs[0].shape);
    assertNear(actual.outputs[0].data, expected.outputs[0].data, tolerance, "output");
    fast.engine.synchronize();
    readable.weights.forEach((weight, which) => {
      assertNear(fast.weights[which].data, weight.data, tolerance, `batch ${i}, ${weight.name} ${which}`);
      fast.optimizer
        .slotsOf(fast.weights[which])
        .forEach((slot, number) =>
          assertNear(
            slot,
            readable.optimizer.slotsOf(weight)[number],
            tolerance,
            `slot ${number} of ${weight.name}`,
          ),
        );
    });
  });
}

/** Trains on one instance of the program, and on two that compute in turn: the weights have the same bits. */
export function assertSameInTurn(each: ModelCase): void {
  const weightsAfter = (prepare: (engine: TrainingEngine) => void) => {
    const { engine, weights } = subject(each, fastEngine);
    const shape = engine.predictBatch(batchFor(each, [1], 1, 1).inputs)[0].shape.slice(1);
    const batch = batchFor(each, shape, 7, 1);
    engine.trainBatch(batch, 9);
    prepare(engine);
    for (let step = 0; step < 3; step++) engine.trainBatch(batch, 9);
    engine.synchronize();
    return weights.map(({ storage }) => [...storage]);
  };
  assert.deepEqual(
    weightsAfter(alternate),
    weightsAfter(() => undefined),
  );
}
