/**
 * Every call ends with a result or a NeuronesError, never with an error of JavaScript such as TypeError.
 *
 * In turn, each argument and each option of the public functions of models, optimizers, schedules, losses,
 * metrics and callbacks is replaced by each of many values, while the other arguments are valid.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import "../../src/autograd/methods.js";
import { NeuronesError } from "../../src/errors/errors.js";
import { NOTEBOOK, type Notebook } from "../../src/host/notebook.js";
import * as layers from "../../src/layers/layers.js";
import * as losses from "../../src/losses/functions.js";
import * as metrics from "../../src/metrics/functions.js";
import * as callbacks from "../../src/model/callbacks/callbacks.js";
import { checkGradient } from "../../src/model/check-gradient.js";
import { History } from "../../src/model/training/history.js";
import type { Model } from "../../src/model/model.js";
import { input, model, sequential } from "../../src/model/models.js";
import { loadLayersModel } from "../../src/model/saving/load.js";
import * as schedules from "../../src/optimizers/schedules.js";
import * as train from "../../src/optimizers/train.js";
import { ones, tensor, variable, zeros } from "../../src/tensor/create.js";
import { onEachEngine } from "./engines.js";

const VALUES: readonly unknown[] = [
  undefined,
  null,
  NaN,
  Infinity,
  -Infinity,
  -1,
  0,
  1.5,
  3,
  1e300,
  true,
  false,
  "",
  "dense",
  "0.5",
  Symbol("s"),
  10n,
  [],
  [[]],
  [NaN],
  [1, [2]],
  ["a"],
  [null],
  [10n],
  [1, 2, 3],
  [[1, 2], [3]],
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  {},
  { a: 1 },
  { batch_size: 3 },
  { length: 3 },
  { shape: [2] },
  { at: 1 },
  { at: () => NaN },
  () => undefined,
  () => NaN,
  async () => 1,
  new Date(0),
  /x/,
  new Map(),
  new Set([1]),
  Promise.resolve(1),
  Object.create(null),
  new Error("e"),
  new Float64Array(3),
  new BigInt64Array(2),
  ones([2, 3]),
  ones([]),
  zeros([0]),
  zeros([0, 3]),
  tensor([NaN, 1]),
  variable([1, 2]),
  [ones([2, 3]), ones([2, 3])],
  { x: ones([2, 3]), y: ones([2, 1]) },
  layers.dense({ units: 2 }),
  input({ shape: [3] }),
  sequential(),
];

/** A call with valid arguments. */
type Call = readonly [name: string, call: (...given: never[]) => unknown, ...proper: readonly unknown[]];

const x = ones([4, 3]);
const silent = { verbose: 0 };

function chain(): Model {
  const made = sequential({
    layers: [
      layers.batchNormalization({ inputShape: [3] }),
      layers.dense({ units: 2, activation: "softmax" }),
    ],
  });
  made.compile({
    optimizer: "adam",
    loss: "sparseCategoricalCrossentropy",
    metrics: ["accuracy", "precision"],
  });
  return made;
}

function twoOutputs(): Model {
  const entry = input({ shape: [3] });
  const made = model({
    inputs: entry,
    outputs: [layers.dense({ units: 1 }).apply(entry), layers.dense({ units: 2 }).apply(entry)],
  });
  made.compile({ optimizer: train.sgd({ clipNorm: 1 }), loss: ["mse", "mae"] });
  return made;
}

/** A copy of an object of options with one option replaced. */
const options = (names: readonly string[], call: (options: object) => unknown, where: string): Call[] =>
  names.map((name) => [`${where} ${name}`, (value: never) => call({ [name]: value }), undefined]);

/** Excludes numbers of epochs or batches that would take too long. */
const few = (value: unknown) => (typeof value === "number" && value > 1e6 ? 2 : value);

function callsOfModels(make: () => Model, y: unknown): readonly Call[] {
  const targets = y as never;
  return [
    ["fit", (...given) => make().fit(...(given as unknown as Parameters<Model["fit"]>)), x, y, silent],
    ...options(
      [
        "batchSize",
        "initialEpoch",
        "validationSplit",
        "validationData",
        "shuffle",
        "classWeight",
        "sampleWeight",
        "callbacks",
        "seed",
        "verbose",
        "stepsPerEpoch",
      ],
      (given) => make().fit(x, targets, { ...silent, ...given } as never),
      "fit",
    ),
    ["fit epochs", (value: never) => make().fit(x, targets, { verbose: 0, epochs: few(value) as number }), 2],
    [
      "fitDataset",
      (...given) => make().fitDataset(...(given as unknown as Parameters<Model["fitDataset"]>)),
      [{ x, y }],
      silent,
    ],
    ["fitDataset, a batch", (value: never) => make().fitDataset([value], { verbose: 0 }), { x, y }],
    ["fitDataset, a function", (value: never) => make().fitDataset(() => value, { verbose: 0 }), [{ x, y }]],
    [
      "fitDataset batchesPerEpoch",
      (value: never) =>
        make().fitDataset([{ x, y: targets }], { verbose: 0, batchesPerEpoch: few(value) as number }),
      2,
    ],
    ...options(
      ["validationData", "validationBatchSize", "callbacks"],
      (given) => make().fitDataset([{ x, y: targets }], { ...silent, ...given } as never),
      "fitDataset",
    ),
    [
      "trainOnBatch",
      (...given) => make().trainOnBatch(...(given as unknown as Parameters<Model["trainOnBatch"]>)),
      x,
      y,
      {},
    ],
    ...options(
      ["classWeight", "sampleWeight"],
      (given) => make().trainOnBatch(x, targets, given),
      "trainOnBatch",
    ),
    [
      "evaluate",
      (...given) => make().evaluate(...(given as unknown as Parameters<Model["evaluate"]>)),
      x,
      y,
      {},
    ],
    ...options(
      ["batchSize", "sampleWeight", "verbose"],
      (given) => make().evaluate(x, targets, given),
      "evaluate",
    ),
    ["predict", (...given) => make().predict(...(given as unknown as Parameters<Model["predict"]>)), x, {}],
    ...options(["batchSize", "verbose"], (given) => make().predict(x, given), "predict"),
    ["predictOnBatch", (value: never) => make().predictOnBatch(value), x],
    ["apply", (...given) => make().apply(...(given as unknown as [never])), x, {}],
    ...options(["training", "random"], (given) => make().apply(x, { training: true, ...given }), "apply"),
    ["getLayer", (value: never) => make().getLayer(value), 0],
    [
      "summary",
      (...given) => make().summary(...(given as unknown as Parameters<Model["summary"]>)),
      80,
      undefined,
      () => undefined,
    ],
    ["compile", (value: never) => make().compile(value), { optimizer: "sgd", loss: "mse" }],
    ...options(
      ["optimizer", "loss", "metrics", "deterministic"],
      (given) => make().compile({ optimizer: "sgd", loss: "mse", ...given } as never),
      "compile",
    ),
    ["a loss", (value: never) => train1(make(), { loss: () => value }, targets), undefined],
    ["a metric", (value: never) => train1(make(), { metrics: () => value }, targets), undefined],
    ["learningRate", (value: never) => train1(Object.assign(make(), {}), {}, targets, value), 0.1],
    ["save, options", (value: never) => make().save("saved", value), {}],
    ...options(["includeOptimizer"], (given) => make().save("saved", given), "save"),
    ["save", (value: never) => make().save(value), "saved"],
    [
      "checkGradient",
      (...given) => checkGradient(...(given as unknown as Parameters<typeof checkGradient>)),
      make(),
      x,
      y,
      {},
    ],
  ];
}

async function train1(made: Model, settings: object, y: never, rate?: unknown): Promise<void> {
  if (Object.keys(settings).length > 0)
    made.compile({
      optimizer: "sgd",
      loss: made.layers.length === 2 && "metrics" in settings ? "mse" : () => tensor(1),
      ...settings,
    } as never);
  if (rate !== undefined) made.optimizer.learningRate = rate as number;
  await made.fit(x, y, { verbose: 0 });
}

const MAKING: readonly Call[] = [
  ["sequential", (value: never) => sequential(value), {}],
  ...options(
    ["layers", "name", "seed"],
    (given) => sequential(given).add(layers.dense({ units: 1, inputShape: [2] })),
    "sequential",
  ),
  ["add", (value: never) => sequential().add(value), layers.dense({ units: 1 })],
  [
    "model",
    (value: never) => model(value),
    { inputs: input({ shape: [2] }), outputs: input({ shape: [2] }) },
  ],
  ...options(
    ["inputs", "outputs", "name", "seed"],
    (given) => model({ inputs: input({ shape: [2] }), outputs: input({ shape: [2] }), ...given } as never),
    "model",
  ),
  ["input", (value: never) => input(value), { shape: [2] }],
  ...options(["shape", "batchShape", "name", "dtype"], (given) => input(given), "input"),
  [
    "predict of a chain without shape",
    (value: never) => sequential({ layers: [layers.dense({ units: 1 })] }).predict(value),
    x,
  ],
  ["predict of an empty chain", (value: never) => sequential().predict(value), x],
  ["apply of an empty chain", (value: never) => sequential().apply(value), x],
  [
    "loadLayersModel",
    (...given) => (loadLayersModel as (...given: unknown[]) => unknown)(...given),
    "nowhere",
    undefined,
  ],
  [
    "history",
    (...given) => new History().add(...(given as unknown as Parameters<History["add"]>)),
    0,
    { loss: 1 },
  ],
  [
    "checkGradient of a function",
    (...given) => checkGradient(...(given as unknown as Parameters<typeof checkGradient>)),
    () => 1,
    { w: [1, 2] },
    { w: [2, 4] },
    {},
  ],
];

const w = variable([1, 2]);
const step = (optimizer: train.Optimizer) => optimizer.minimize(() => w.square().sum());
const { Optimizer: _abstract, ...OPTIMIZERS } = train;
void _abstract;
const usual = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 };

const RULES: readonly Call[] = [
  ...Object.entries(OPTIMIZERS).flatMap(([name, make]): Call[] => [
    [
      name,
      (...given) => step((make as (...given: unknown[]) => train.Optimizer)(...given)),
      0.1,
      0.5,
      0.5,
      1e-7,
      0.1,
    ],
    ...options(
      [
        "learningRate",
        "momentum",
        "nesterov",
        "beta1",
        "beta2",
        "epsilon",
        "decay",
        "centered",
        "initialAccumulatorValue",
        "weightDecay",
        "clipNorm",
        "clipValue",
        "globalClipNorm",
      ],
      (given) => step(make(given as never)),
      name,
    ),
  ]),
  [
    "minimize",
    (...given) => train.sgd(0.1).minimize(...(given as unknown as [never])),
    () => w.sum(),
    true,
    [w],
  ],
  [
    "applyGradients",
    (...given) => train.adam(0.1).applyGradients(...(given as unknown as [never, never])),
    [w],
    [ones([2])],
  ],
  ["slotsOf", (value: never) => train.adam().slotsOf(value), w],
  ...[
    schedules.exponentialDecay,
    schedules.inverseTimeDecay,
    schedules.cosineDecay,
    schedules.piecewiseConstantDecay,
  ].flatMap((make): Call[] => {
    const proper =
      make === schedules.cosineDecay
        ? { initialLearningRate: 0.1, decaySteps: 10 }
        : make === schedules.piecewiseConstantDecay
          ? { boundaries: [3], values: [0.1, 0.01] }
          : usual;
    return [
      [make.name, (value: never) => make(value).at(2), proper],
      [`${make.name}, a step`, (value: never) => make(proper as never).at(value), 3],
      ...options(
        ["initialLearningRate", "decaySteps", "decayRate", "staircase", "alpha", "boundaries", "values"],
        (given) => make({ ...proper, ...given } as never).at(3),
        make.name,
      ),
    ];
  }),
  ...Object.entries(losses).map(([name, loss]): Call => [
    name,
    (...given) => loss(...(given as unknown as [never, never])),
    [[1], [0]],
    [
      [0.4, 0.6],
      [0.5, 0.5],
    ],
  ]),
  ...Object.entries(metrics)
    .filter(([name]) => name !== "ConfusionMatrix")
    .map(([name, metric]): Call => [
      name,
      (...given) => (metric as (...given: never[]) => unknown)(...given),
      [0, 1],
      [0, 1],
    ]),
  [
    "ConfusionMatrix",
    (...given) => new metrics.ConfusionMatrix(...(given as unknown as [never, never])).toString(),
    ["a"],
    [[1]],
  ],
];

const CALLBACKS: readonly Call[] = Object.entries(callbacks).flatMap(([name, make]): Call[] => {
  const fit = (callback: unknown) => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [3] })] });
    made.compile({ optimizer: "sgd", loss: "mse" });
    return made.fit(x, ones([4, 1]), { epochs: 2, verbose: 0, callbacks: callback as never });
  };
  const proper = { monitor: "loss", ...(name === "modelCheckpoint" ? { filepath: "checkpoint" } : {}) };
  return [
    [name, (value: never) => fit((make as (given: never) => unknown)(value)), proper],
    ...options(
      [
        "monitor",
        "minDelta",
        "mode",
        "patience",
        "baseline",
        "restoreBestWeights",
        "verbose",
        "filepath",
        "saveBestOnly",
        "factor",
        "minLearningRate",
      ],
      (given) => fit((make as (given: object) => unknown)({ ...proper, ...given })),
      name,
    ),
    ["a rate", (value: never) => fit(callbacks.learningRateScheduler(() => value)), 0.1],
  ];
});

async function tryAll(calls: readonly Call[]): Promise<void> {
  for (const [name, call, ...proper] of calls) {
    for (let place = 0; place < proper.length; place++) {
      for (const value of VALUES) {
        const given = [...proper];
        given[place] = value;
        try {
          await call(...(given as never[]));
        } catch (error) {
          assert.ok(
            error instanceof NeuronesError,
            `${name}, argument ${place}, given ${typeof value}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
        }
      }
    }
  }
}

describe("bad arguments end in a NeuronesError", function () {
  // There are many calls, so the time depends mostly on the machine.
  this.timeout(0);
  let folder: string;
  const start = process.cwd();
  const place = globalThis as { [NOTEBOOK]?: Notebook };
  const notebook = place[NOTEBOOK];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "arguments-"));
    process.chdir(folder);
    // Warnings and progress are ignored here.
    place[NOTEBOOK] = {
      display: () => ({ update: () => undefined }),
      warn: () => undefined,
      currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
    };
  });
  after(async () => {
    process.chdir(start);
    place[NOTEBOOK] = notebook;
    await rm(folder, { recursive: true });
  });

  onEachEngine(() => {
    it("of a chain", () => tryAll(callsOfModels(chain, [0, 1, 0, 1])));
    it("of a model with two outputs", () => tryAll(callsOfModels(twoOutputs, [ones([4, 1]), ones([4, 2])])));
    it("of callbacks", () => tryAll(CALLBACKS));
  });
  it("of the functions that make a model", () => tryAll(MAKING));
  it("of optimizers, schedules, losses and metrics", () => tryAll(RULES));
});
