/**
 * Compares every optimizer with TensorFlow.js and PyTorch (`pytorch-paths.py`) for 20 steps with the same
 * weights and loss.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { ArgumentError, NumericError } from "../../src/errors/errors.js";
import type { Optimizer } from "../../src/optimizers/optimizer.js";
import { learningRateFrom } from "../../src/optimizers/learning-rate.js";
import { optimizerFrom, optimizerFromSaved } from "../../src/optimizers/optimizer-from.js";
import * as schedules from "../../src/optimizers/schedules.js";
import * as train from "../../src/optimizers/train.js";
import { tensor, variable } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";

const STEPS = 20;
const START = {
  w: [
    [0.5, -1.2],
    [2, 0.1],
    [-0.7, 1.5],
  ],
  b: [0.3, -0.4],
};
/** A batch of inputs; the loss depends on it, so that gradients change from step to step. */
const INPUTS = [
  [1, 2, -1],
  [0.5, -1, 2],
  [-2, 0.3, 1],
  [1.5, 1, 0.5],
];
const TARGETS = [
  [1, 0],
  [0, 2],
  [-1, 1],
  [2, -2],
];

/** The weights after each step of our optimizer. */
function ourPath(optimizer: Optimizer): number[][] {
  const [w, b] = [variable(START.w, true, "w"), variable(START.b, true, "b")];
  const [x, y] = [tensor(INPUTS), tensor(TARGETS)];
  return Array.from({ length: STEPS }, () => {
    optimizer.minimize(() => x.matMul(w).add(b).tanh().mul(2).sub(y).square().mean());
    return [...w.data, ...b.data];
  });
}

function theirPath(optimizer: tf.Optimizer): number[][] {
  const [w, b] = [tf.variable(tf.tensor2d(START.w)), tf.variable(tf.tensor1d(START.b))];
  const [x, y] = [tf.tensor2d(INPUTS), tf.tensor2d(TARGETS)];
  return Array.from({ length: STEPS }, () => {
    optimizer.minimize(() => x.matMul(w).add(b).tanh().mul(2).sub(y).square().mean<tf.Scalar>(), false, [
      w,
      b,
    ]);
    return [...w.dataSync(), ...b.dataSync()];
  });
}

/**
 * TensorFlow.js rounds to float32 after each operation, we once per step; a division by a small gradient
 * amplifies the difference.
 */
function assertSamePath(
  ours: readonly (readonly number[])[],
  theirs: readonly (readonly number[])[],
  tolerance = 2e-5,
): void {
  ours.forEach((weights, step) =>
    weights.forEach((value, i) => {
      assert.ok(
        Math.abs(value - theirs[step][i]) <= tolerance * Math.max(1, Math.abs(theirs[step][i])),
        `step ${step + 1}, weight ${i}: ${value}, expected ${theirs[step][i]}`,
      );
    }),
  );
}

describe("optimizers compared with TensorFlow.js, for 20 steps", () => {
  before(() => tf.setBackend("cpu"));

  const PAIRS: readonly (readonly [name: string, ours: () => Optimizer, theirs: () => tf.Optimizer])[] = [
    ["sgd", () => train.sgd(0.1), () => tf.train.sgd(0.1)],
    ["momentum", () => train.momentum(0.05, 0.9), () => tf.train.momentum(0.05, 0.9)],
    ["Nesterov's momentum", () => train.momentum(0.05, 0.9, true), () => tf.train.momentum(0.05, 0.9, true)],
    ["rmsprop", () => train.rmsprop(0.02), () => tf.train.rmsprop(0.02)],
    // The centred form of TensorFlow.js subtracts ε where it should add it, so ε must be tiny for a
    // comparison.
    [
      "rmsprop, centred, with momentum",
      () => train.rmsprop(0.02, 0.8, 0.5, 1e-12, true),
      () => tf.train.rmsprop(0.02, 0.8, 0.5, 1e-12, true),
    ],
    ["adagrad", () => train.adagrad(0.1, 0.2), () => tf.train.adagrad(0.1, 0.2)],
    ["adamax", () => train.adamax(0.05), () => tf.train.adamax(0.05)],
    ["adam", () => train.adam(0.05), () => tf.train.adam(0.05)],
    ["adam, other means", () => train.adam(0.05, 0.7, 0.9, 1e-4), () => tf.train.adam(0.05, 0.7, 0.9, 1e-4)],
  ];
  for (const [name, ours, theirs] of PAIRS) {
    it(name, () => assertSamePath(ourPath(ours()), theirPath(theirs())));
  }

  for (const name of ["sgd", "rmsprop", "adagrad", "adam", "adamax"] as const) {
    it(`"${name}" by name has its default options`, () => {
      const their = {
        sgd: tf.train.sgd(0.01),
        rmsprop: tf.train.rmsprop(0.001, 0.9, 0),
        adagrad: tf.train.adagrad(0.01),
        adam: tf.train.adam(0.001),
        adamax: tf.train.adamax(0.002),
      }[name];
      assertSamePath(ourPath(optimizerFrom(name, "test")), theirPath(their));
    });
  }
});

describe("optimizers compared with PyTorch, for 20 steps", () => {
  const paths = JSON.parse(
    readFileSync(new URL("../../../test/optimizers/pytorch-paths.json", import.meta.url), "utf8"),
  ) as Record<string, number[][]>;
  const OURS: Readonly<Record<string, () => Optimizer>> = {
    sgd: () => train.sgd(0.1),
    momentum: () => train.momentum(0.05, 0.9),
    nesterov: () => train.sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true }),
    adagrad: () => train.adagrad(0.1, 0.2),
    adam: () => train.adam(0.05),
    adamW: () => train.adamW({ learningRate: 0.05, weightDecay: 0.1 }),
    clipValue: () => train.sgd({ learningRate: 0.1, clipValue: 0.05 }),
    globalClipNorm: () => train.sgd({ learningRate: 0.1, globalClipNorm: 0.2 }),
  };
  for (const [name, make] of Object.entries(OURS))
    it(name, () => assertSamePath(ourPath(make()), paths[name]));
});

const keras = JSON.parse(
  readFileSync(new URL("../../../test/optimizers/keras-paths.json", import.meta.url), "utf8"),
) as {
  readonly paths: Readonly<Record<string, number[][]>>;
  readonly schedules: readonly {
    readonly name: string;
    readonly options: object;
    readonly rates: number[];
  }[];
};

// TensorFlow.js' Adadelta divides by the mean of squared gradients before the present one.
describe("optimizers compared with Keras (keras-paths.py), for 20 steps", () => {
  const OURS: Readonly<Record<string, () => Optimizer>> = {
    adadelta: () => optimizerFrom("adadelta", "test"),
    "adadelta, other means": () => train.adadelta(2, 0.8, 1e-4),
    adamax: () => train.adamax({ learningRate: 0.05 }),
    "adamax, other means": () => train.adamax(0.05, 0.7, 0.9, 1e-4),
  };
  for (const [name, make] of Object.entries(OURS))
    it(name, () => assertSamePath(ourPath(make()), keras.paths[name]));
});

describe("optimizers", () => {
  const ALL: readonly Optimizer[] = [
    train.sgd(0.1),
    train.momentum(0.1, 0.8, true),
    train.rmsprop({ learningRate: 0.1, clipValue: 0.5 }),
    train.adagrad(),
    train.adadelta(schedules.polynomialDecay({ initialLearningRate: 1, decaySteps: 9 }), 0.9),
    train.adamax(schedules.cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 4 }), 0.8),
    train.adam({ clipNorm: 1 }),
    train.adamW(
      schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 15 }),
      undefined,
      undefined,
      undefined,
      0.1,
    ),
  ];

  it("are restored from their saved form, and make the same steps", () => {
    for (const optimizer of ALL) {
      const saved = JSON.parse(
        JSON.stringify({ className: optimizer.className, config: optimizer.getConfig() }),
      ) as { className: string; config: unknown };
      assert.deepEqual(ourPath(optimizerFromSaved(saved, "test")), ourPath(optimizer), optimizer.className);
    }
  });

  it("do not change tensors that share a weight's old storage", () => {
    const w = variable([1, 2]);
    const view = w.reshape([2, 1]);
    train.sgd(0.1).minimize(() => w.square().sum());
    assert.deepEqual(view.arraySync(), [[1], [2]]);
    assert.notDeepEqual(w.arraySync(), [1, 2]);
  });

  it("change the trainable variables that the loss uses, or the given ones, and return the loss before the step", () => {
    const [a, b, fixed] = [variable(1), variable(1), variable(1, false)];
    const loss = () => a.mul(b).mul(fixed).square().sum();
    assert.equal(train.sgd(0.1).minimize(loss, true)!.item(), 1);
    assert.ok(a.item() < 1 && b.item() < 1 && fixed.item() === 1);
    const before = a.item();
    train.sgd(0.1).minimize(loss, false, [b]);
    assert.equal(a.item(), before);
  });

  const steepGradient = (optimizer: Optimizer) => {
    const [w, v] = [variable([0, 0]), variable([0])];
    optimizer.minimize(() =>
      w
        .mul(tensor([3, 4]))
        .sum()
        .add(v.mul(12).sum()),
    );
    return [...w.data, ...v.data].map((value) => Math.round(-value * 1e4) / 1e4);
  };

  it("clip each number, each weight's gradient, or all of them together", () => {
    assert.deepEqual(steepGradient(train.sgd(1)), [3, 4, 12]);
    assert.deepEqual(steepGradient(train.sgd({ learningRate: 1, clipValue: 3.5 })), [3, 3.5, 3.5]);
    assert.deepEqual(steepGradient(train.sgd({ learningRate: 1, clipNorm: 5 })), [3, 4, 5]);
    assert.deepEqual(steepGradient(train.sgd({ learningRate: 1, globalClipNorm: 6.5 })), [1.5, 2, 6]);
  });

  it("refuse values that are not a learning rate or an optimizer", () => {
    assert.throws(() => train.sgd(-1), ArgumentError);
    assert.throws(() => train.adam(NaN), ArgumentError);
    assert.throws(() => optimizerFrom("adams" as "adam", "compile"), /"adam"/);
  });
});

describe("optimizers refuse", () => {
  const refused = (
    f: () => unknown,
    argument: string,
    kind: new (...args: never[]) => ArgumentError = ArgumentError,
  ) =>
    assert.throws(
      f,
      (error: unknown) => error instanceof kind && error.argument === argument && error.mend !== "",
      argument,
    );

  it("values of options that are not allowed, and name the option", () => {
    for (const momentum of [5, 1, -0.1, NaN, "0.9", null])
      refused(() => train.sgd({ momentum: momentum as number }), "momentum");
    for (const name of ["clipNorm", "clipValue", "globalClipNorm"])
      for (const bound of [-1, 0, NaN, Infinity, null]) refused(() => train.adam({ [name]: bound }), name);
    for (const beta of [1, 1.5, -1, NaN]) {
      refused(() => train.adam(0.1, beta), "beta1");
      refused(() => train.adamW(0.1, 0.9, beta), "beta2");
    }
    for (const epsilon of [0, -1, NaN]) refused(() => train.adam(0.1, 0.9, 0.99, epsilon), "epsilon");
    for (const decay of [1, 2, NaN]) refused(() => train.rmsprop(0.1, decay), "decay");
    refused(() => train.rmsprop(0.1, 0.9, 0, 1e-7, "yes" as never), "centered");
    refused(() => train.momentum(0.1, 0.9, 1 as never), "nesterov");
    refused(() => train.adamW(0.1, 0.9, 0.99, 1e-7, NaN), "weightDecay");
    refused(() => train.adagrad(0.1, -1), "initialAccumulatorValue");
    refused(() => train.adadelta(1, 1), "rho");
    refused(() => train.adadelta({ learningRate: 1, epsilon: 0 }), "epsilon");
    refused(() => train.adamax(0.1, -1), "beta1");
    for (const rate of [null, "0.1", [0.1], Infinity, { at: 0.1 }])
      assert.throws(() => train.sgd(rate as never), ArgumentError);
  });

  it("options that do not exist, or arguments after an object of options", () => {
    assert.throws(
      () => train.adam({ learning_rate: 0.1 } as never),
      (error: unknown) => error instanceof ArgumentError && /learningRate/.test(error.mend),
    );
    refused(() => train.sgd({ beta1: 0.9 } as never), "options");
    refused(() => train.adam({ learningRate: 0.1 }, 0.8), "beta1");
    assert.equal(train.momentum({ learningRate: 0.1 }).getConfig().momentum, 0.9);
  });

  it("invalid learning rates, also those set later or given by a schedule", () => {
    const optimizer = train.sgd(0.1);
    for (const rate of [-1, NaN, "0.01", undefined, null])
      refused(() => (optimizer.learningRate = rate as number), "learningRate");
    assert.equal(optimizer.learningRate, 0.1);
    optimizer.learningRate = 0.2;
    assert.equal(optimizer.currentLearningRate, 0.2);
    const w = variable([1]);
    refused(
      () => train.sgd({ className: "Mine", config: {}, at: () => NaN }).minimize(() => w.sum()),
      "learningRate",
    );
    assert.deepEqual(w.arraySync(), [1]);
  });

  it("a loss that depends on no variable, is not finite or not a tensor; the variables do not change", () => {
    const w = variable([1, 2]);
    const optimizer = train.adam(0.1);
    refused(() => optimizer.minimize(() => tensor(3)), "f");
    refused(() => optimizer.minimize(() => tensor(w.dataSync()).sum()), "f");
    refused(() => optimizer.minimize(() => tensor(1).add(2), false, [w]), "f");
    refused(() => optimizer.minimize(() => w.sum().mul(NaN)), "f", NumericError);
    refused(() => optimizer.minimize(() => w.sum().div(0)), "f", NumericError);
    for (const f of [undefined, 3, () => 3, async () => w.sum()])
      refused(() => optimizer.minimize(f as never), "f");
    refused(() => optimizer.minimize(() => w.sum(), 1 as never), "returnCost");
    for (const variables of [w, [tensor([1, 2])], null, {}])
      refused(() => optimizer.minimize(() => w.sum(), false, variables as never), "variables");
    assert.deepEqual(w.arraySync(), [1, 2]);
    assert.equal(optimizer.iterations, 0);
  });

  it("gradients that do not fit their variables", () => {
    const w = variable([1, 2]);
    refused(() => train.sgd(1).applyGradients([w], []), "gradients");
    refused(() => train.sgd(1).applyGradients([w], [tensor([1, 2, 3])]), "gradients[0]");
    refused(() => train.sgd(1).applyGradients([w], [[1, 2]] as never), "gradients[0]");
    refused(() => train.sgd(1).applyGradients({ w: tensor([1, 2]) } as never, []), "variables");
  });

  it("but not a loss that is itself a variable", () => {
    const w = variable(2);
    train.sgd(0.5).minimize(() => w);
    assert.equal(w.item(), 1.5);
  });
});

describe("learning-rate schedules", () => {
  it("refuse invalid options", () => {
    const refused = (f: () => unknown, argument: string) =>
      assert.throws(
        f,
        (error: unknown) => error instanceof ArgumentError && error.argument === argument,
        argument,
      );
    const usual = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 };
    for (const make of [schedules.exponentialDecay, schedules.inverseTimeDecay]) {
      for (const decaySteps of [0, -1, NaN, undefined, "10"])
        refused(() => make({ ...usual, decaySteps: decaySteps as number }), "decaySteps");
      for (const decayRate of [-1, NaN, undefined])
        refused(() => make({ ...usual, decayRate: decayRate as number }), "decayRate");
      refused(() => make({ ...usual, initialLearningRate: -1 }), "initialLearningRate");
      refused(() => make({ ...usual, staircase: 1 as never }), "staircase");
      refused(() => make({ ...usual, decay_steps: 3 } as never), "options");
      refused(() => make(undefined as never), "initialLearningRate");
      refused(() => make(usual).at(NaN), "step");
      refused(() => make(usual).at("1" as never), "step");
    }
    refused(() => schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 0 }), "decaySteps");
    refused(() => schedules.cosineDecay({ initialLearningRate: 0.1, decaySteps: 5, alpha: 2 }), "alpha");
    const wave = { initialLearningRate: 0.1, decaySteps: 5 };
    refused(() => schedules.cosineDecay({ ...wave, warmupTarget: 0.2 }), "warmupSteps");
    refused(() => schedules.cosineDecay({ ...wave, warmupSteps: 3 }), "warmupTarget");
    refused(() => schedules.cosineDecay({ ...wave, warmupTarget: -1, warmupSteps: 3 }), "warmupTarget");
    refused(() => schedules.polynomialDecay({ ...wave, power: 0 }), "power");
    refused(() => schedules.polynomialDecay({ ...wave, cycle: 1 as never }), "cycle");
    const restarts = { initialLearningRate: 0.1, firstDecaySteps: 5 };
    refused(() => schedules.cosineDecayRestarts({ ...restarts, tMul: 0.5 }), "tMul");
    refused(() => schedules.cosineDecayRestarts({ ...restarts, mMul: -1 }), "mMul");
    refused(() => schedules.cosineDecayRestarts(wave as never), "options");
    refused(() => schedules.piecewiseConstantDecay({ boundaries: [5, 3], values: [1, 2, 3] }), "boundaries");
    refused(() => schedules.piecewiseConstantDecay({ boundaries: [5], values: [1, -2] }), "values");
    refused(() => schedules.piecewiseConstantDecay({ values: [1] } as never), "boundaries");
  });

  const at = (schedule: schedules.Schedule, ...steps: number[]) =>
    steps.map((step) => Number(schedule.at(step).toFixed(6)));

  it("decrease according to their formulas", () => {
    assert.deepEqual(
      at(
        schedules.exponentialDecay({ initialLearningRate: 0.8, decaySteps: 10, decayRate: 0.25 }),
        0,
        5,
        10,
        20,
      ),
      [0.8, 0.4, 0.2, 0.05],
    );
    assert.deepEqual(
      at(
        schedules.exponentialDecay({
          initialLearningRate: 0.8,
          decaySteps: 10,
          decayRate: 0.25,
          staircase: true,
        }),
        9,
        10,
        19,
      ),
      [0.8, 0.2, 0.2],
    );
    assert.deepEqual(
      at(schedules.inverseTimeDecay({ initialLearningRate: 1, decaySteps: 10, decayRate: 1 }), 0, 10, 30),
      [1, 0.5, 0.25],
    );
    assert.deepEqual(
      at(schedules.cosineDecay({ initialLearningRate: 1, decaySteps: 10, alpha: 0.2 }), 0, 5, 10, 50),
      [1, 0.6, 0.2, 0.2],
    );
    assert.deepEqual(
      at(schedules.piecewiseConstantDecay({ boundaries: [5, 10], values: [1, 0.5, 0.1] }), 0, 5, 6, 11),
      [1, 1, 0.5, 0.1],
    );
    assert.throws(() => schedules.piecewiseConstantDecay({ boundaries: [5], values: [1] }), ArgumentError);
  });

  for (const { name, options, rates } of keras.schedules) {
    it(`${name} ${JSON.stringify(options)} has Keras' rates, also once saved and restored`, () => {
      const make = (schedules as unknown as Record<string, (options: object) => schedules.Schedule>)[name];
      const schedule = make(options);
      const saved = JSON.parse(
        JSON.stringify({ className: schedule.className, config: schedule.config }),
      ) as {
        className: string;
        config: unknown;
      };
      for (const each of [schedule, learningRateFrom(saved, "test") as schedules.Schedule])
        rates.forEach((rate, step) =>
          assert.ok(
            Math.abs(each.at(step) - rate) < 2e-7,
            `step ${step}: ${each.at(step)}, expected ${rate}`,
          ),
        );
    });
  }

  it("give the rate of each step", () => {
    const w = variable(0);
    const optimizer = train.sgd(schedules.piecewiseConstantDecay({ boundaries: [0], values: [1, 0.25] }));
    const path = [0, 1].map(() => {
      optimizer.minimize((): Tensor => w.sum());
      return w.item();
    });
    assert.deepEqual(path, [-1, -1.25]);
  });
});
