/** The rules of everything else: losses, metrics, optimizers, models, data, figures, R's functions. */
import * as n from "../../src/index.js";
import type { RandomStream } from "../../src/random/stream.js";
import { nearlyEqual } from "./layer-rules.js";
import { someModel } from "./pools.js";
import { numbers, someShape, type Rule, type Rules } from "./rule.js";

const is = (kind: abstract new (...given: never[]) => unknown) => (result: unknown) => result instanceof kind;
const always =
  (call: () => unknown, holds: (result: unknown) => boolean): Rule =>
  () => ({ call, holds });

/** Rows of [0, 1] that sum to 1, and which of them is largest. */
const shares = (random: RandomStream, rows: number, classes: number) =>
  n.softmax(numbers(random, [rows, classes]));
const labelsOf = (random: RandomStream, count: number, classes: number) =>
  Array.from({ length: count }, () => random.integer(classes));

const loss =
  (f: n.LossFunction, targets: (random: RandomStream, rows: number) => [n.TensorLike, n.Tensor]): Rule =>
  (random) => {
    const [y, p] = targets(random, 1 + random.integer(4));
    return {
      call: () => f(y as n.Tensor, p),
      shape: [],
      holds: (result) => (result as n.Tensor).item() >= 0,
    };
  };
const reals = (random: RandomStream, rows: number): [n.TensorLike, n.Tensor] => [
  numbers(random, [rows, 2]),
  numbers(random, [rows, 2]),
];
const binaries = (random: RandomStream, rows: number): [n.TensorLike, n.Tensor] => [
  n.tensor(labelsOf(random, rows, 2), [rows, 1]),
  numbers(random, [rows, 1], 0.1, 0.9),
];
const oneHots = (random: RandomStream, rows: number): [n.TensorLike, n.Tensor] => [
  n.oneHot(labelsOf(random, rows, 3), 3),
  shares(random, rows, 3),
];
const sparse = (random: RandomStream, rows: number): [n.TensorLike, n.Tensor] => [
  n.tensor(labelsOf(random, rows, 3)),
  shares(random, rows, 3),
];

const share =
  (f: n.MetricFunction, targets: typeof reals): Rule =>
  (random) => {
    const [y, p] = targets(random, 2 + random.integer(4));
    return {
      call: () => f(y as n.Tensor, p),
      shape: [],
      holds: (result) => (result as n.Tensor).item() >= 0 && (result as n.Tensor).item() <= 1,
    };
  };

/** An optimizer must reduce a loss: the square of its variable. */
const optimizer =
  (make: () => n.train.Optimizer): Rule =>
  (random) => {
    const w = n.variable(numbers(random, someShape(random)).add(3));
    const before = w.square().sum().item();
    return {
      call: () => {
        make().minimize(() => w.square().sum());
        return [n.tensor(w.dataSync(), w.shape), w.square().sum()];
      },
      shapes: [w.shape, []],
      holds: (result) => (result as n.Tensor[])[1].item() < before,
    };
  };

const schedule =
  (make: () => n.schedules.Schedule): Rule =>
  (_, attempt) => ({
    call: () => make().at(attempt),
    holds: (rate) => Number.isFinite(rate) && (rate as number) >= 0 && (rate as number) <= 0.1,
  });

const initializer =
  (
    make: () => n.initializers.Initializer,
    shapeOf: (random: RandomStream) => number[] = (random) => someShape(random),
  ): Rule =>
  (random) => {
    const shape = shapeOf(random);
    return { call: () => make().apply(shape, random), shape };
  };
const regularizer =
  (make: () => n.regularizers.Regularizer): Rule =>
  (random) => {
    const w = numbers(random, someShape(random));
    return { call: () => make().apply(w), shape: [], holds: (result) => (result as n.Tensor).item() >= 0 };
  };
/** What a constraint gives satisfies it: applied again, it changes nothing but the last digits. */
const constraint =
  (make: () => n.constraints.Constraint): Rule =>
  (random) => {
    const shape = someShape(random);
    const w = numbers(random, shape);
    return {
      call: () => make().apply(w),
      shape,
      holds: (result) => nearlyEqual(make().apply(result as n.Tensor), result as n.Tensor),
    };
  };

/** Labelled points in the plane. */
const points =
  (
    make: (options: { n?: number; seed: number }) => { x: number[][]; y: number[] },
    count: (asked: number) => number = (asked) => asked,
    columns = 2,
  ): Rule =>
  (random, attempt) => {
    const asked = 2 * (1 + random.integer(20));
    return {
      call: () => make({ n: asked, seed: attempt }),
      holds: (set) => {
        const { x, y } = set as { x: number[][]; y: number[] };
        return (
          x.length === count(asked) &&
          y.length === x.length &&
          x.every((row) => row.length === columns && row.every(Number.isFinite))
        );
      },
    };
  };
const fromFiles =
  (load: (options: { directory: string }) => Promise<unknown>): Rule =>
  () => ({
    call: () =>
      load({ directory: "nowhere" }).then(
        () => "found",
        (error: unknown) => error,
      ),
    holds: is(n.DataError),
  });

const plane = (random: RandomStream) => {
  const rows = 2 + random.integer(6);
  return {
    x: numbers(random, [rows, 2]).arraySync() as number[][],
    y: Array.from({ length: rows }, (_, i) => i % 2),
  };
};
const figure =
  (draw: (random: RandomStream) => n.plots.Figure): Rule =>
  (random) => ({
    call: () => draw(random),
    holds: (drawn) =>
      drawn instanceof n.plots.Figure &&
      drawn.svg.startsWith("<svg") &&
      !drawn.svg.includes("NaN") &&
      !drawn.svg.includes("undefined"),
  });
const pictures = { images: Array.from({ length: 4 * 9 }, (_, i) => i), shape: [3, 3] };
const sums = ([a, b]: readonly number[]) => 1 / (1 + Math.exp(-a - b));
const network = (random: RandomStream) => {
  const { x, y } = plane(random);
  return n.neuralnet({ x, y, hidden: 2, stepmax: 30, threshold: 100, seed: 1 });
};
const complaint = { argument: "x", received: "1", expected: "2", mend: { fr: "a", en: "b" } };

export const OTHER_RULES: Rules = {
  ...Object.fromEntries(
    Object.entries({
      ArgumentError: n.ArgumentError,
      DataError: n.DataError,
      NumericError: n.NumericError,
      ShapeError: n.ShapeError,
      StateError: n.StateError,
    }).map(([name, kind]) => [
      name,
      always(
        () => new kind(complaint),
        (made) => made instanceof kind && made instanceof n.NeuronesError,
      ),
    ]),
  ),
  NeuronesError: always(() => new n.NeuronesError("a"), is(Error)),
  setLanguage: (_, attempt) => ({ call: () => n.setLanguage(attempt % 2 === 0 ? "en" : "fr") }),
  Tensor: (random) => {
    const x = numbers(random, someShape(random, 0));
    return { call: () => new n.Tensor(x.data, x.shape), shape: x.shape };
  },
  Variable: (random) => {
    const x = numbers(random, someShape(random, 0));
    return {
      call: () => new n.Variable(x).assign(x.cast("int32")),
      shape: x.shape,
      holds: (w) => (w as n.Variable).dtype === "float32",
    };
  },
  value: (random) => ({
    call: () => n.value(random.normal(), "x").mul(2).add(1).tanh().backward().value,
    holds: (v) => Math.abs(v as number) <= 1,
  }),
  Value: (random) => ({ call: () => new n.Value(random.normal(), "x"), holds: is(n.Value) }),
  graphOf: (random) => ({
    call: () => n.graphOf({ L: n.value(random.normal(), "w").mul(n.value(2, "x")) }),
    holds: (nodes) => (nodes as readonly unknown[]).length === 3,
  }),
  checkGradient: (random) => ({
    call: () =>
      n.checkGradient(({ w }) => w.square().sum(), { w: numbers(random, someShape(random)) }).passed,
    holds: (passed) => passed === true,
  }),

  ...Object.fromEntries(
    (
      [
        "zeros",
        "ones",
        "constant",
        "randomNormal",
        "randomUniform",
        "truncatedNormal",
        "varianceScaling",
        "glorotUniform",
        "glorotNormal",
        "heUniform",
        "heNormal",
        "leCunUniform",
        "leCunNormal",
        "orthogonal",
      ] as const
    ).map((name) => [`initializers.${name}`, initializer(() => n.initializers[name]())]),
  ),
  "initializers.identity": initializer(
    () => n.initializers.identity(),
    (random) => someShape(random, 2, 2),
  ),
  ...Object.fromEntries(
    (["l1", "l2", "l1l2"] as const).map((name) => [
      `regularizers.${name}`,
      regularizer(() => n.regularizers[name]()),
    ]),
  ),

  ...Object.fromEntries(
    (["maxNorm", "minMaxNorm", "nonNeg", "unitNorm"] as const).map((name) => [
      `constraints.${name}`,
      constraint(() => n.constraints[name]()),
    ]),
  ),

  Layer: always(() => n.layers.flatten(), is(n.Layer)),
  "layers.Layer": always(() => n.layers.flatten(), is(n.layers.Layer)),
  "layers.RNNCell": always(() => n.layers.gruCell({ units: 2 }), is(n.layers.RNNCell)),
  "layers.SymbolicTensor": always(() => new n.layers.SymbolicTensor([null, 3]), is(n.layers.SymbolicTensor)),
  registerLayer: always(
    () => n.registerLayer(Twice),
    (result) => result === undefined,
  ),
  "layers.registerLayer": always(
    () => n.layers.registerLayer(Twice),
    (result) => result === undefined,
  ),

  ...Object.fromEntries(
    (
      ["meanSquaredError", "meanAbsoluteError", "meanAbsolutePercentageError", "huber", "logcosh"] as const
    ).map((name) => [`losses.${name}`, loss(n.losses[name], reals)]),
  ),
  ...Object.fromEntries(
    (["meanSquaredLogarithmicError", "poisson"] as const).map((name) => [
      `losses.${name}`,
      loss(
        (y, p) => n.losses[name](y, p).abs(),
        (random, rows) => [numbers(random, [rows, 2], 0, 3), numbers(random, [rows, 2], 0, 3)],
      ),
    ]),
  ),
  ...Object.fromEntries(
    (["cosineProximity", "cosineSimilarity"] as const).map((name) => [
      `losses.${name}`,
      loss((y, p) => n.losses[name](y, p).add(1.00001), reals),
    ]),
  ),
  ...Object.fromEntries(
    (["hinge", "squaredHinge"] as const).map((name) => [
      `losses.${name}`,
      loss(n.losses[name], (random, rows) => [
        n.tensor(
          labelsOf(random, rows, 2).map((label) => 2 * label - 1),
          [rows, 1],
        ),
        numbers(random, [rows, 1]),
      ]),
    ]),
  ),
  "losses.categoricalHinge": loss(n.losses.categoricalHinge, oneHots),
  "losses.kullbackLeiblerDivergence": loss(
    (y, p) => n.losses.kullbackLeiblerDivergence(y, p).add(1e-5),
    (random, rows) => [shares(random, rows, 3), shares(random, rows, 3)],
  ),
  "losses.binaryCrossentropy": loss(n.losses.binaryCrossentropy, binaries),
  "losses.categoricalCrossentropy": loss(n.losses.categoricalCrossentropy, oneHots),
  "losses.sparseCategoricalCrossentropy": loss(n.losses.sparseCategoricalCrossentropy, sparse),
  "metrics.binaryAccuracy": share(n.metrics.binaryAccuracy, binaries),
  "metrics.categoricalAccuracy": share(n.metrics.categoricalAccuracy, oneHots),
  "metrics.sparseCategoricalAccuracy": share(n.metrics.sparseCategoricalAccuracy, sparse),
  "metrics.topKCategoricalAccuracy": share(n.metrics.topKCategoricalAccuracy({ k: 2 }), oneHots),
  "metrics.sparseTopKCategoricalAccuracy": share(n.metrics.sparseTopKCategoricalAccuracy({ k: 2 }), sparse),
  "metrics.auc": share(n.metrics.auc, binaries),
  "metrics.r2Score": share((y, p) => n.metrics.r2Score(y, p).sigmoid(), reals),
  "metrics.cosineSimilarity": share((y, p) => n.metrics.cosineSimilarity(y, p).sigmoid(), reals),
  "metrics.precision": share(n.metrics.precision, binaries),
  "metrics.recall": share(n.metrics.recall, binaries),
  "metrics.f1": share(n.metrics.f1, binaries),
  ...Object.fromEntries(
    ["confusionMatrix", "metrics.confusionMatrix"].map((name): [string, Rule] => [
      name,
      (random) => {
        const labels = labelsOf(random, 6, 3);
        return {
          call: () => n.confusionMatrix(labels, labels).accuracy,
          holds: (accuracy) => accuracy === 1,
        };
      },
    ]),
  ),
  ConfusionMatrix: always(() => n.confusionMatrix([0, 1], [0, 1]), is(n.ConfusionMatrix)),
  "metrics.ConfusionMatrix": always(() => n.confusionMatrix([0, 1], [0, 1]), is(n.ConfusionMatrix)),

  "train.sgd": optimizer(() => n.train.sgd(0.1)),
  "train.momentum": optimizer(() => n.train.momentum(0.1)),
  "train.rmsprop": optimizer(() => n.train.rmsprop(0.1)),
  "train.adagrad": optimizer(() => n.train.adagrad(0.1)),
  "train.adadelta": optimizer(() => n.train.adadelta(1)),
  "train.adamax": optimizer(() => n.train.adamax(0.1)),
  "train.adam": optimizer(() => n.train.adam(0.1)),
  "train.adamW": optimizer(() => n.train.adamW(0.1)),
  "train.Optimizer": always(() => n.train.sgd(0.1), is(n.train.Optimizer)),
  "schedules.exponentialDecay": schedule(() =>
    n.schedules.exponentialDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }),
  ),
  "schedules.inverseTimeDecay": schedule(() =>
    n.schedules.inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }),
  ),
  "schedules.cosineDecay": schedule(() =>
    n.schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 10 }),
  ),
  "schedules.cosineDecayRestarts": schedule(() =>
    n.schedules.cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 3 }),
  ),
  "schedules.polynomialDecay": schedule(() =>
    n.schedules.polynomialDecay({ initialLearningRate: 0.1, decaySteps: 10 }),
  ),
  "schedules.piecewiseConstantDecay": schedule(() =>
    n.schedules.piecewiseConstantDecay({ boundaries: [3, 9], values: [0.1, 0.05, 0.01] }),
  ),

  input: (random) => {
    const shape = someShape(random);
    return {
      call: () => n.input({ shape }).shape,
      holds: (found) => JSON.stringify(found) === JSON.stringify([null, ...shape]),
    };
  },
  sequential: (random) => {
    const rows = 1 + random.integer(5);
    return { call: () => someModel().predict(numbers(random, [rows, 3])), shape: [rows, 1] };
  },
  model: (random) => {
    const x = n.input({ shape: [3] });
    const rows = 1 + random.integer(5);
    return {
      call: () =>
        n
          .model({ inputs: x, outputs: n.layers.dense({ units: 2 }).apply(x) })
          .predict(numbers(random, [rows, 3])),
      shape: [rows, 2],
    };
  },
  Model: always(() => someModel(), is(n.Model)),
  Sequential: always(() => someModel(), is(n.Sequential)),
  History: always(() => new n.History(), is(n.History)),
  loadLayersModel: always(
    () =>
      n.loadLayersModel("nowhere").then(
        () => "found",
        (error: unknown) => error,
      ),
    is(n.DataError),
  ),
  readWeights: always(
    () =>
      n.readWeights("nowhere").then(
        () => "found",
        (error: unknown) => error,
      ),
    is(n.DataError),
  ),
  "callbacks.earlyStopping": always(() => n.callbacks.earlyStopping({ patience: 1 }), is(n.Callback)),
  "callbacks.live": always(() => n.callbacks.live({ quantities: ["loss"] }), is(n.Callback)),
  "callbacks.modelCheckpoint": always(() => n.callbacks.modelCheckpoint({ filepath: "m" }), is(n.Callback)),
  "callbacks.learningRateScheduler": always(
    () => n.callbacks.learningRateScheduler((_, rate) => rate),
    is(n.Callback),
  ),
  "callbacks.reduceLROnPlateau": always(() => n.callbacks.reduceLROnPlateau(), is(n.Callback)),
  Callback: always(() => n.callbacks.earlyStopping(), is(n.Callback)),

  setSeed: (random, attempt) => {
    const count = 1 + random.integer(9);
    return {
      call: () => n.setSeed(attempt).rnorm(count),
      holds: (drawn) => (drawn as number[]).length === count && (drawn as number[]).every(Number.isFinite),
    };
  },
  neuralnet: (random) => ({ call: () => network(random), holds: is(n.NeuralNetwork) }),
  NeuralNetwork: (random) => ({
    call: async () =>
      (await network(random)).predict([
        [0, 1],
        [1, 0],
        [1, 1],
      ]),
    holds: (rows) =>
      (rows as number[][]).length === 3 &&
      (rows as number[][]).every((row) => row.length === 1 && Number.isFinite(row[0])),
  }),
  classify: (random) => ({
    call: async () =>
      n.classify(await network(random), [
        [0, 1],
        [1, 0],
      ]),
    holds: (labels) => (labels as unknown[]).length === 2,
  }),

  batches: (random) => {
    const rows = 1 + random.integer(9);
    return {
      call: () => n.batches({ x: numbers(random, [rows, 2]) }, { batchSize: 2 }).count,
      holds: (found) => found === Math.ceil(rows / 2),
    };
  },
  centreDigit: (random) => {
    const drawing = Uint8Array.from({ length: 900 }, () =>
      random.uniform() < 0.8 ? 0 : random.integer(256),
    );
    return { call: () => n.centreDigit(drawing), holds: (digit) => (digit as Uint8Array).length === 784 };
  },
  encodeLabels: (random) => {
    const labels = labelsOf(random, 5, 3).map(String);
    return {
      call: () => {
        const { numbers: found, classes } = n.encodeLabels(labels);
        return [...found].map((i) => classes[i]);
      },
      holds: (found) => String(found) === String(labels),
    };
  },
  padSequences: (random) => {
    const lengths = labelsOf(random, 3, 5);
    return {
      call: () =>
        n.padSequences(
          lengths.map((length) => new Array<number>(length).fill(1)),
          { maxLength: 4 },
        ),
      shape: [3, 4],
    };
  },
  standardise: (random) => {
    const x = numbers(random, [5, 3]);
    return { call: () => n.standardise(x).apply(x), shape: [5, 3] };
  },
  normalise: (random) => {
    const x = numbers(random, [5, 3]);
    return {
      call: () => n.normalise(x).apply(x),
      shape: [5, 3],
      holds: (scaled) => (scaled as n.Tensor).data.every((value) => value >= -1e-6 && value <= 1 + 1e-6),
    };
  },
  Scaling: (random) => {
    const x = numbers(random, [5, 3]);
    return {
      call: () => {
        const scale = n.standardise(x);
        return scale.invert(scale.apply(x));
      },
      shape: [5, 3],
    };
  },
  shuffle: (random, attempt) => {
    const rows = labelsOf(random, 6, 9);
    return {
      call: () => n.shuffle(rows, { seed: attempt }),
      holds: (found) => String([...(found as number[])].sort()) === String([...rows].sort()),
    };
  },
  trainTestSplit: (random, attempt) => {
    const rows = 4 + random.integer(9);
    return {
      call: () => n.trainTestSplit({ x: numbers(random, [rows, 2]) }, { testSize: 2, seed: attempt }),
      holds: (split) => (split as { train: { x: n.Tensor } }).train.x.shape[0] === rows - 2,
    };
  },
  "datasets.circles": points(n.datasets.circles),
  "datasets.curve": points(
    ({ n: asked, seed }) => n.datasets.curve({ f: Math.sin, n: asked, seed }),
    undefined,
    1,
  ),
  "datasets.moons": points(n.datasets.moons),
  "datasets.perceptron": points(n.datasets.perceptron),
  "datasets.spiral": points(n.datasets.spiral),
  "datasets.sunspots": always(
    () => n.datasets.sunspots().values.length,
    (result) => result === 289,
  ),
  "datasets.xor": points(n.datasets.xor),
  "datasets.flower": points(
    ({ n: asked, seed }) => n.datasets.flower({ pointsPerPetal: asked, seed }),
    (asked) => 8 * asked!,
  ),
  "datasets.mnist": fromFiles(n.datasets.mnist),
  "datasets.cifar10": fromFiles(n.datasets.cifar10),
  "datasets.imdb": fromFiles(n.datasets.imdb),
  formatNumber: (random) => ({
    call: () => n.formatNumber(random.normal(), { decimals: 3 }),
    holds: (text) => typeof text === "string" && /^−?\d+,\d{3}$/.test(text),
  }),
  quick: (_, attempt) => ({ call: () => n.quick(attempt, attempt), holds: (used) => used === attempt }),
  table: (random) => ({
    call: () => n.table([{ a: random.normal(), b: "x" }, { b: "y" }]).toString(),
    holds: (text) => typeof text === "string" && text.includes("y"),
  }),
  Table: always(() => new n.Table([{ a: 1 }]), is(n.Table)),

  playground: always(() => n.playground({ data: "moons", samples: 20 }), is(n.Playground)),
  Playground: always(
    () => {
      const game = new n.Playground({ x: [[0], [1]], y: [0.5, 1.5] });
      game.restart();
      return game.code;
    },
    (code) => typeof code === "string" && code.includes("sequential"),
  ),

  "plots.Figure": figure((random) => n.plots.scatter(plane(random))),
  "plots.scatter": figure((random) =>
    n.plots.scatter({ ...plane(random), lines: [{ weights: [0, 1, -1] }] }),
  ),
  "plots.decisionZones": figure((random) =>
    n.plots.decisionZones({ ...plane(random), model: (rows) => rows.map(sums), resolution: 10 }),
  ),
  "plots.learning": figure((random) =>
    n.plots.learning({
      ...plane(random),
      resolution: 5,
      moments: [1, 2].map((name) => ({ name: String(name), model: (rows: number[][]) => rows.map(sums) })),
    }),
  ),
  "plots.curves": figure((random) =>
    n.plots.curves({ functions: { a: (x) => x * random.uniform() }, samples: 20 }),
  ),
  "plots.descent": figure((random) =>
    n.plots.descent({
      f: (w) => w * w,
      derivative: (w) => 2 * w,
      start: random.uniform(),
      rates: [0.1, 0.9],
    }),
  ),
  "plots.surface": figure((random) =>
    n.plots.surface({ f: (x, y) => x * y * random.uniform(), x: [-1, 1], y: [-1, 1], resolution: 8 }),
  ),
  "plots.levelLines": figure((random) =>
    n.plots.levelLines({ f: (x, y) => x * y * random.uniform(), x: [-1, 1], y: [-1, 1], resolution: 8 }),
  ),
  "plots.gwplot": (random) => ({
    call: async () => n.plots.gwplot(await network(random)),
    holds: (drawn) => drawn instanceof n.plots.Figure && !drawn.svg.includes("NaN"),
  }),
  "plots.computationGraph": figure((random) =>
    n.plots.computationGraph({ nodes: n.graphOf({ L: n.value(random.normal(), "w").mul(n.value(2, "x")) }) }),
  ),
  "plots.imageGrid": figure((random) => n.plots.imageGrid({ ...pictures, labels: labelsOf(random, 4, 3) })),
  "plots.mostConfused": figure(() =>
    n.plots.mostConfused({ ...pictures, labels: [0, 1, 2, 0], predicted: [0, 2, 1, 1] }),
  ),
  "plots.confusions": (random) => {
    const labels = labelsOf(random, 6, 2);
    return {
      call: () =>
        n.plots
          .confusions(
            labels,
            labels.map((label) => 1 - label),
          )
          .reduce((sum, { indices }) => sum + indices.length, 0),
      holds: (found) => found === 6,
    };
  },
  "plots.heatMap": figure((random) =>
    n.plots.heatMap({
      rows: [1, 2],
      columns: ["a", "b"],
      values: numbers(random, [2, 2]).arraySync() as number[][],
    }),
  ),
  "plots.spread": figure((random) =>
    n.plots.spread({ settings: [1, 2], series: { a: numbers(random, [2, 3]).arraySync() as number[][] } }),
  ),
  "plots.bars": figure((random) => n.plots.bars({ a: random.uniform(), b: 2 })),
  "plots.classHistogram": figure((random) => n.plots.classHistogram(labelsOf(random, 9, 3))),
  "plots.confusionMatrix": figure((random) => {
    const labels = labelsOf(random, 6, 3);
    return n.plots.confusionMatrix(n.confusionMatrix(labels, labels));
  }),
  "plots.history": figure((random) =>
    n.plots.history({ history: { loss: [3, 2, random.uniform()], val_loss: [3, 2.5, 2] } }),
  ),
  "plots.network": figure((random) =>
    n.plots.network({
      weights: [
        numbers(random, [3, 2]).arraySync() as number[][],
        numbers(random, [3, 1]).arraySync() as number[][],
      ],
    }),
  ),
  "plots.sideBySide": figure((random) => {
    const one = n.plots.bars({ a: random.uniform() });
    return n.plots.sideBySide([one, one]);
  }),

  "widgets.slider": (random) => {
    const value = random.integer(101);
    return { call: () => n.widgets.slider({ value }).value, holds: (result) => result === value };
  },
  "widgets.logSlider": always(
    () => n.widgets.logSlider({ min: -4, max: 0, value: 0.01 }).value,
    (result) => result === 0.01,
  ),
  "widgets.select": always(
    () => n.widgets.select({ options: ["relu", "tanh"], value: "tanh" }).value,
    (result) => result === "tanh",
  ),
  "widgets.checkbox": always(
    () => n.widgets.checkbox().value,
    (result) => result === false,
  ),
  "widgets.text": always(
    () => n.widgets.text({ value: "a" }).value,
    (result) => result === "a",
  ),
  "widgets.drawing": always(
    () => n.widgets.drawing({ rows: 2, columns: 2, value: [0, 0, 255, 9] }).value,
    (result) => String(result as Uint8Array) === "0,0,255,9",
  ),
  "widgets.points": always(
    () => n.widgets.points({ value: { x: [[1, 2]], y: [0] } }).value.x,
    (result) => String(result) === "1,2",
  ),
  "widgets.matrix": always(
    () => n.widgets.matrix({ value: [[1, 2]], min: 0, max: 3 }).value,
    (result) => String(result) === "1,2",
  ),
  "widgets.sentence": always(
    () => n.widgets.sentence({ value: "a b", words: [{ word: "a", weight: 1 }] }).value,
    (result) => result === "a b",
  ),
  "widgets.button": always(
    () => n.widgets.button().value,
    (result) => result === 0,
  ),
  "widgets.html": always(
    () => n.widgets.html({ value: "<b>1</b>" }).value,
    (result) => result === "<b>1</b>",
  ),
  "widgets.row": always(
    () => n.widgets.row(n.widgets.button()),
    (box) => "close" in (box as object),
  ),
  "widgets.column": always(
    () => n.widgets.column(n.widgets.button()),
    (box) => "close" in (box as object),
  ),
  "widgets.interact": always(
    () => n.widgets.interact({ a: n.widgets.slider() }, ({ a }) => a * 2),
    (box) => "close" in (box as object),
  ),
  "widgets.widget": always(
    () => n.widgets.widget({ module: "export default {}", state: { n: 2 } }).state.n,
    (result) => result === 2,
  ),
  "widgets.Widget": always(
    () => new n.widgets.Widget({ module: "export default {}", state: { n: 2 } }),
    is(n.widgets.Widget),
  ),
  "exercises.use": always(
    () => n.exercises.use("09-avant" as never, (() => 1) as never),
    (used) => typeof used === "function",
  ),
  "exercises.solution": always(
    () => n.exercises.solution("03-logistique"),
    (shown) => shown !== undefined,
  ),
  "exercises.check": always(
    () => n.exercises.check("03-logistique" as never, undefined),
    (verdict) => verdict !== undefined,
  ),
  "exercises.hint": always(
    () => n.exercises.hint("03-logistique" as never),
    (verdict) => verdict !== undefined,
  ),
  "exercises.progress": always(
    () => n.exercises.progress("06" as never),
    (shown) => shown !== undefined,
  ),
  "exercises.forget": always(
    () => n.exercises.forget(),
    (result) => result === undefined,
  ),
  "exercises.Verdict": always(() => new n.exercises.Verdict("a", "right", ["b"]), is(n.exercises.Verdict)),
};

/** A layer of the user's own. */
class Twice extends n.Layer {
  static override readonly className = "Twice";
  override call(x: n.Tensor): n.Tensor {
    return x.mul(2);
  }
}
