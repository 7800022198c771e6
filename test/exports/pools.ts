/**
 * Values that a type alone does not determine: instances of the classes, and small values for parameters with
 * which a call would otherwise not end.
 */
import * as neurones from "../../src/index.js";
import { ReviewSet } from "../../src/datasets/text/review-set.js";
import type { RandomStream } from "../../src/random/stream.js";

type Draw = (random: RandomStream) => unknown;

const SHAPES: readonly (readonly number[])[] = [
  [],
  [1],
  [3],
  [2, 3],
  [3, 2],
  [1, 4],
  [2, 3, 2],
  [1, 4, 4, 1],
  [2, 5, 4, 3],
  [2, 2, 1, 2],
  [0],
  [0, 3],
];
const chosen = <Value>(random: RandomStream, values: readonly Value[]): Value =>
  values[random.integer(values.length)];

function someTensor(random: RandomStream): neurones.Tensor {
  const shape = chosen(random, SHAPES);
  const dtype = chosen(random, ["float32", "float32", "float32", "int32", "uint8", "float64"] as const);
  return neurones.randomUniform(shape, 0, 4, dtype, random.integer(1000));
}

const LAYERS: readonly (() => neurones.Layer)[] = [
  () => neurones.layers.dense({ units: 2, inputShape: [3] }),
  () => neurones.layers.dense({ units: 1, activation: "sigmoid" }),
  () => neurones.layers.dropout({ rate: 0.5 }),
  () => neurones.layers.flatten(),
  () => neurones.layers.conv2d({ filters: 1, kernelSize: 2 }),
  () => neurones.layers.lstm({ units: 2 }),
  () => neurones.layers.batchNormalization(),
];

export function someModel(): neurones.Sequential {
  const model = neurones.sequential({
    layers: [
      neurones.layers.dense({ units: 2, inputShape: [3], activation: "tanh" }),
      neurones.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  return model;
}

const points = (n: number) => Array.from({ length: n }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
const network: neurones.NeuralNetwork = await neurones.neuralnet({
  x: points(8),
  y: points(8).map(([a, b]) => (a > b ? 1 : 0)),
  hidden: 2,
  stepmax: 50,
  threshold: 10,
  seed: 1,
});

/** Drawn once: drawing takes long, and a figure never changes. */
let drawn: neurones.plots.Figure | undefined;

/** An instance of each class that parameters are declared with, and that methods are called on. */
export const instances: Readonly<Record<string, Draw>> = {
  Tensor: someTensor,
  Variable: (random) => neurones.variable(someTensor(random)),
  Value: (random) =>
    neurones
      .value(random.integer(5) - 2, "x")
      .mul(3)
      .add(1),
  Layer: (random) => chosen(random, LAYERS)(),
  RNNCell: () => neurones.layers.lstmCell({ units: 2 }),
  LayerClass: () => neurones.layers.dense({ units: 1 }).constructor,
  SymbolicTensor: (random) => neurones.input({ shape: chosen(random, [[3], [2, 3], [4, 4, 1]]) }),
  Model: () => someModel(),
  Sequential: () => someModel(),
  Evaluation: () => someModel().evaluate(neurones.ones([2, 3]), neurones.ones([2, 1])),
  History: () => new neurones.History(),
  Callback: () => neurones.callbacks.earlyStopping(),
  GradientReport: () => neurones.checkGradient(({ w }) => w.square().sum(), { w: [1, 2] }),
  ConfusionMatrix: () => neurones.confusionMatrix([0, 1, 1], [0, 1, 0]),
  RandomR: () => neurones.setSeed(1),
  NeuralNetwork: () => network,
  Scaling: () =>
    neurones.standardise([
      [1, 2],
      [3, 5],
    ]),
  Table: () => neurones.table([{ a: 1, b: "x" }]),
  Figure: () =>
    (drawn ??= neurones.plots.scatter({
      x: [
        [0, 1],
        [1, 0],
      ],
      y: [0, 1],
    })),
  ReviewSet: () =>
    new ReviewSet(
      { ranks: Int32Array.of(1, 2, 3), starts: Int32Array.of(0, 2, 3), labels: Uint8Array.of(1, 0) },
      { words: 10, maxLength: 4 },
    ),
  Optimizer: (random) => chosen(random, [neurones.train.sgd(0.1), neurones.train.adam(0.01)]),
  Verdict: () => neurones.exercises.hint("03-logistique"),
  Float32Array: (random) => Float32Array.from({ length: random.integer(5) }, (_, i) => i),
  Float64Array: (random) => Float64Array.from({ length: random.integer(5) }, (_, i) => i / 2),
  Int32Array: (random) => Int32Array.from({ length: random.integer(5) }, (_, i) => i),
  Uint8Array: (random) => Uint8Array.from({ length: random.integer(5) }, (_, i) => i),
  Map: () => new Map(),
  Date: () => new Date(0),
};

const small: readonly Draw[] = [0, 1, 2, 3, -1, 1.5, NaN, -Infinity].map((value) => () => value);
const tables: readonly Draw[] = [
  () => ({ x: points(8), y: points(8).map((_, i) => i % 2) }),
  () => ({ x: neurones.ones([4, 3]), y: neurones.zeros([4]) }),
  () => ({ x: [1, 2, 3] }),
  () => ({}),
  () => ({ x: [1], y: [1, 2] }),
];

/** Values for parameters and options by name, in all functions or in one; other values are drawn by type. */
const POOLS: Readonly<Record<string, readonly Draw[]>> = {
  epochs: small,
  initialEpoch: small,
  rep: small,
  stepmax: small,
  lifesignStep: small,
  patience: small,
  id: ["03-logistique", "09-avant", "10-autre"].map((id) => () => id),
  data: tables,
  table: tables,
  shape: [...SHAPES, [-1], [2, -1], [2, -3], [1.5], [NaN], [1e9], [1e6, 1e6], [Infinity]].map(
    (shape) => () => shape,
  ),
};

/** The pool of a parameter or an option; undefined where its type says enough. */
export function byName(path: string, name: string): readonly Draw[] | undefined {
  const own = POOLS[`${path}/${name}`];
  if (own !== undefined) return own;
  return Object.hasOwn(POOLS, name) ? POOLS[name] : undefined;
}
