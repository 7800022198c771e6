/** Compares every loss with TensorFlow.js and with central differences; logits; targets that are refused. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { activationNamed } from "../../src/activations/activations.js";
import { grad } from "../../src/autograd/gradients.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import { lossFrom, LOSS_NAMES, lossFromSaved, savedLoss, type LossName } from "../../src/losses/losses.js";
import type { LossFunction } from "../../src/losses/averaged.js";
import * as losses from "../../src/losses/functions.js";
import { tensor } from "../../src/tensor/create.js";
import { agreesWithDifferences } from "../autograd/differences.js";

interface Case {
  readonly name: LossName;
  readonly y: number[][];
  readonly prediction: number[][];
  /** The same loss in TensorFlow.js, one value for each example. */
  readonly theirs: (y: tf.Tensor, p: tf.Tensor) => tf.Tensor;
}

const numbers = [
  [0.3, -1.7, 2.4],
  [1.1, 0.2, -0.6],
];
const targets = [
  [0, 0.5, 1],
  [3, -1, -0.5],
];
const positive = numbers.map((row) => row.map(Math.abs));
const probabilities = [
  [0.2, 0.5, 0.3],
  [0.05, 0.05, 0.9],
];
/** The losses of tf.layers, which are public only as metrics. */
const { metrics } = tf;

/** A loss that TensorFlow.js has by name only: that of a model that passes its input on. */
function theirLoss(name: string): Case["theirs"] {
  return (y, p) => {
    const x = tf.input({ shape: [3] });
    const identity = tf.model({
      inputs: x,
      outputs: tf.layers.activation({ activation: "linear" }).apply(x) as tf.SymbolicTensor,
    });
    identity.compile({ optimizer: "sgd", loss: name });
    const [loss] = (identity as unknown as { lossFunctions: Case["theirs"][] }).lossFunctions;
    return loss(y, p);
  };
}

const CASES: readonly Case[] = [
  { name: "meanSquaredError", y: targets, prediction: numbers, theirs: metrics.meanSquaredError },
  { name: "meanAbsoluteError", y: targets, prediction: numbers, theirs: metrics.meanAbsoluteError },
  // TensorFlow.js gives Huber's loss only as a mean, so examples are compared one at a time.
  {
    name: "huber",
    y: targets,
    prediction: numbers,
    theirs: (y, p) => tf.stack(y.unstack().map((row, i) => tf.losses.huberLoss(row, p.unstack()[i]))),
  },
  {
    name: "hinge",
    y: [
      [1, -1, 1],
      [-1, -1, 1],
    ],
    prediction: numbers,
    theirs: (y, p) => tf.maximum(0, tf.sub(1, y.mul(p))).mean(-1),
  },
  {
    name: "squaredHinge",
    y: [
      [1, -1, 1],
      [-1, -1, 1],
    ],
    prediction: numbers,
    theirs: theirLoss("squaredHinge"),
  },
  {
    name: "categoricalHinge",
    y: [
      [0, 1, 0],
      [0, 0, 1],
    ],
    prediction: numbers,
    theirs: theirLoss("categoricalHinge"),
  },
  {
    name: "meanAbsolutePercentageError",
    y: targets.map((row) => row.map((value) => value + 0.25)),
    prediction: numbers,
    theirs: metrics.meanAbsolutePercentageError,
  },
  {
    name: "meanSquaredLogarithmicError",
    y: targets.map((row) => row.map(Math.abs)),
    prediction: numbers,
    theirs: theirLoss("meanSquaredLogarithmicError"),
  },
  { name: "logcosh", y: targets, prediction: numbers, theirs: theirLoss("logcosh") },
  {
    name: "kullbackLeiblerDivergence",
    y: [
      [0.1, 0.6, 0.3],
      [0, 0.25, 0.75],
    ],
    prediction: probabilities,
    theirs: theirLoss("kullbackLeiblerDivergence"),
  },
  {
    name: "poisson",
    y: [
      [2, 0, 1],
      [1, 0, 3],
    ],
    prediction: positive,
    theirs: theirLoss("poisson"),
  },
  { name: "cosineProximity", y: targets, prediction: numbers, theirs: metrics.cosineProximity },
  {
    name: "binaryCrossentropy",
    y: [
      [1, 0, 0.25],
      [0, 1, 1],
    ],
    prediction: probabilities,
    theirs: metrics.binaryCrossentropy,
  },
  {
    name: "categoricalCrossentropy",
    y: [
      [0, 1, 0],
      [0.5, 0.25, 0.25],
    ],
    prediction: probabilities,
    theirs: metrics.categoricalCrossentropy,
  },
];

describe("losses", () => {
  before(() => tf.setBackend("cpu"));

  for (const { name, y, prediction, theirs } of CASES) {
    it(`${name}: has the values and gradients of TensorFlow.js, and those of central differences`, () => {
      const loss = lossFrom(name, "test");
      const [ours, expected] = [
        loss.values(tensor(y), tensor(prediction)),
        theirs(tf.tensor2d(y), tf.tensor2d(prediction)),
      ];
      assert.deepEqual(ours.shape, [2]);
      close(ours.data, expected.dataSync());
      const ourGradient = grad((p) => loss.values(tensor(y), p).mean())(prediction);
      close(
        ourGradient.data,
        tf
          .grad((p) => theirs(tf.tensor2d(y), p).mean())(tf.tensor2d(prediction))
          .dataSync(),
      );
      agreesWithDifferences(name, (p) => loss.values(tensor(y), p), [tensor(prediction)]);
    });
  }

  const keras = JSON.parse(
    readFileSync(new URL("../../../test/losses/keras-losses.json", import.meta.url), "utf8"),
  ) as readonly {
    name: string;
    options: object;
    y: number[][] | number[];
    p: number[][];
    values: number[];
  }[];
  for (const { name, options, y, p, values } of keras) {
    it(`${name} ${JSON.stringify(options)} has Keras' values, also once saved and restored, and a right gradient`, () => {
      const isPlain = Object.keys(options).length === 0;
      const make = (losses as unknown as Record<string, (options: object) => LossFunction>)[name];
      const loss = lossFrom(isPlain ? (name as LossName) : make(options), "test");
      close(loss.values(tensor(y), tensor(p)).data, values);
      const saved = savedLoss(loss);
      assert.equal(typeof saved, isPlain ? "string" : "object");
      const restored = lossFrom(
        lossFromSaved(JSON.parse(JSON.stringify(saved)) as typeof saved, "test"),
        "test",
      );
      close(restored.values(tensor(y), tensor(p)).data, values);
      assert.deepEqual(restored.config, loss.config);
      agreesWithDifferences(name, (x) => loss.values(tensor(y), x), [tensor(p)]);
    });
  }

  it("with options are functions too, and refuse other options", () => {
    const huber = losses.huber({ delta: 2 });
    assert.equal(huber(tensor([[0]]), tensor([[3]])).item(), 4);
    assert.equal(
      losses
        .huber({})(tensor([[0]]), tensor([[3]]))
        .item(),
      losses.huber([[0]], [[3]]).item(),
    );
    const refused = (f: () => unknown, argument: string) =>
      assert.throws(f, (error: unknown) => error instanceof ArgumentError && error.argument === argument);
    for (const delta of [0, -1, NaN, "1", null])
      refused(() => losses.huber({ delta: delta as number }), "delta");
    for (const labelSmoothing of [-0.1, 1.1, NaN, true])
      refused(
        () => losses.binaryCrossentropy({ labelSmoothing: labelSmoothing as number }),
        "labelSmoothing",
      );
    refused(() => losses.categoricalCrossentropy({ fromLogits: 1 as never }), "fromLogits");
    refused(() => losses.sparseCategoricalCrossentropy({ labelSmoothing: 0.1 } as never), "options");
    refused(() => losses.binaryCrossentropy({ from_logits: true } as never), "options");
  });

  it("from logits refuse predictions that are probabilities already", () => {
    const softmax = activationNamed("softmax", "test")(tensor([[1, 2]]));
    const sigmoid = activationNamed("sigmoid", "test")(tensor([[1]]));
    const refused = (f: () => unknown) =>
      assert.throws(f, (error: unknown) => error instanceof ArgumentError && error.argument === "fromLogits");
    refused(() => losses.categoricalCrossentropy({ fromLogits: true })(tensor([[0, 1]]), softmax));
    refused(() => losses.sparseCategoricalCrossentropy({ fromLogits: true })(tensor([1]), softmax));
    refused(() => losses.binaryCrossentropy({ fromLogits: true })(tensor([[1]]), sigmoid));
  });

  it("refuse targets that their formula cannot take", () => {
    const wrong = (name: LossName, y: number[][]) =>
      assert.throws(() => lossFrom(name, "model").check(tensor(y), [null, 2], "model"), /y\[0\]/, name);
    wrong("meanSquaredLogarithmicError", [[-1, 0]]);
    wrong("poisson", [[1, -1]]);
    wrong("kullbackLeiblerDivergence", [[2, 0]]);
    wrong("squaredHinge", [[0, 1]]);
    wrong("categoricalHinge", [[-1, 1]]);
  });

  it("have each name once, and their aliases", () => {
    for (const [alias, name] of [
      ["mse", "meanSquaredError"],
      ["mae", "meanAbsoluteError"],
      ["mape", "meanAbsolutePercentageError"],
      ["msle", "meanSquaredLogarithmicError"],
      ["kld", "kullbackLeiblerDivergence"],
      ["cosineSimilarity", "cosineProximity"],
    ] as const)
      assert.equal(lossFrom(alias, "test"), lossFrom(name, "test"));
    for (const name of LOSS_NAMES)
      assert.ok(LOSS_NAMES.includes(lossFrom(name, "test").name as LossName), name);
  });

  it("sparseCategoricalCrossentropy equals categoricalCrossentropy of the one-hot rows, for labels [n] and [n, 1]", () => {
    const dense = losses
      .categoricalCrossentropy(
        [
          [0, 1, 0],
          [0, 0, 1],
        ],
        probabilities,
      )
      .item();
    assert.equal(losses.sparseCategoricalCrossentropy([1, 2], probabilities).item(), dense);
    assert.equal(losses.sparseCategoricalCrossentropy([[1], [2]], probabilities).item(), dense);
  });

  it("cross-entropies stay finite and keep their gradient where probabilities round to 0 or 1", () => {
    const logits = [[200, 0, -200]];
    const softmax = activationNamed("softmax", "test");
    assert.equal(losses.categoricalCrossentropy([[0, 0, 1]], softmax(tensor(logits))).item(), 400);
    assert.deepEqual(
      grad((z) => losses.categoricalCrossentropy([[0, 0, 1]], softmax(z)))(logits).arraySync(),
      [[1, 0, -1]],
    );
    const sigmoid = activationNamed("sigmoid", "test");
    assert.equal(losses.binaryCrossentropy([[1]], sigmoid(tensor([[-300]]))).item(), 300);
    assert.deepEqual(grad((z) => losses.binaryCrossentropy([[1]], sigmoid(z)))([[-300]]).arraySync(), [[-1]]);
  });

  it("cross-entropies clip probabilities without known logits", () => {
    const value = losses.categoricalCrossentropy([[1, 0]], [[0, 1]]).item();
    assert.ok(Math.abs(value + Math.log(1e-7)) < 1e-5, String(value));
  });

  it("refuse targets of another shape, and say what to change", () => {
    const labels = tensor([3, 1]);
    const wrong =
      (name: LossName, y = labels, output: readonly (number | null)[] = [null, 10]) =>
      () =>
        lossFrom(name, "model").check(y, output, "model");
    assert.throws(
      wrong("categoricalCrossentropy"),
      (error: unknown) =>
        error instanceof ShapeError &&
        error.received === "[2]" &&
        error.expected === "[2, 10]" &&
        /oneHot/.test(error.mend),
    );
    assert.throws(
      wrong(
        "sparseCategoricalCrossentropy",
        tensor([
          [0, 1],
          [1, 0],
        ]),
      ),
      /categoricalCrossentropy/,
    );
    assert.throws(wrong("meanSquaredError"), ShapeError);
    assert.throws(wrong("categoricalCrossentropy", tensor([[1], [1]]), [null, 1]), /binaryCrossentropy/);
  });

  it("refuse targets out of range, and name the first", () => {
    const wrong = (name: LossName, y: number[] | number[][], output: readonly (number | null)[]) => () =>
      lossFrom(name, "model").check(tensor(y), output, "model");
    assert.throws(
      wrong("sparseCategoricalCrossentropy", [0, 9, 10], [null, 10]),
      (error: unknown) =>
        error instanceof ArgumentError && error.argument === "y[2]" && error.received === "10",
    );
    assert.throws(
      wrong("binaryCrossentropy", [[1], [-1]], [null, 1]),
      (error: unknown) => error instanceof ArgumentError && error.argument === "y[1]",
    );
    assert.throws(wrong("hinge", [[1], [0]], [null, 1]), /−1/);
    assert.throws(wrong("categoricalCrossentropy", [[0, 255]], [null, 2]), ArgumentError);
  });

  it("called as functions, need as many predictions as targets, at least one", () => {
    const refused = (f: () => unknown) =>
      assert.throws(
        f,
        (error: unknown) => error instanceof ShapeError && error.argument === "y" && error.mend !== "",
      );
    refused(() => losses.meanSquaredError([[1]], [[1], [2], [3]]));
    refused(() =>
      losses.sparseCategoricalCrossentropy(
        [0],
        [
          [0.5, 0.5],
          [0.1, 0.9],
        ],
      ),
    );
    refused(() => losses.sparseCategoricalCrossentropy([], []));
  });

  it("of your own must give one number, or one for each example", () => {
    const [y, p] = [tensor([[1], [2], [3]]), tensor([[1], [1], [1]])];
    for (const good of [p.sub(y).mean(), p.sub(y), p.sub(y).mean(-1)])
      assert.equal(lossFrom(() => good, "test").values(y, p), good);
    for (const bad of [
      3,
      undefined,
      null,
      Promise.resolve(tensor(1)),
      [1, 2, 3],
      tensor([1, 2]),
      tensor([]),
    ]) {
      assert.throws(
        () => lossFrom(() => bad as never, "test").values(y, p),
        (error: unknown) =>
          error instanceof ArgumentError && error.argument === "loss" && /\[3, …\]/.test(error.expected),
      );
    }
  });

  it("recognise a public loss function, and suggest a name for a misspelt one", () => {
    assert.equal(lossFrom(losses.huber, "test").name, "huber");
    assert.equal(lossFrom((y, p) => p.sub(y).abs().mean(), "test").name, "loss");
    assert.throws(() => lossFrom("meanSquareError" as LossName, "compile"), /"meanSquaredError"/);
  });
});

function close(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  assert.equal(ours.length, theirs.length);
  for (let i = 0; i < ours.length; i++)
    assert.ok(
      Math.abs(ours[i] - theirs[i]) <= 1e-5 * Math.max(1e-1, Math.abs(theirs[i])),
      `[${i}]: ${ours[i]}, TensorFlow.js ${theirs[i]}`,
    );
}
