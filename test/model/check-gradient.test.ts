/**
 * checkGradient accepts correct gradients, and names each usual mistake with its parameter and its worst
 * entry.
 */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import type { GradientReport } from "../../src/autograd/gradient-check/report.js";
import { ArgumentError } from "../../src/errors/errors.js";
import * as layers from "../../src/layers/layers.js";
import { Layer } from "../../src/layers/layer.js";
import { checkGradient } from "../../src/model/check-gradient.js";
import { sequential } from "../../src/model/models.js";
import { record } from "../../src/autograd/tape.js";
import * as regularizers from "../../src/regularizers/regularizers.js";
import { randomNormal, scalar, tensor } from "../../src/tensor/create.js";
import * as raw from "../../src/tensor/operations/operations.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { clouds } from "./sets.js";

describe("checkGradient of a model", () => {
  const { x, labels } = clouds(12);
  const compiled = (...chain: Layer[]) => {
    const model = sequential({ layers: chain });
    model.compile({ optimizer: "adam", loss: "sparseCategoricalCrossentropy" });
    return model;
  };

  it("accepts layers with penalties, randomness, kinks and batch statistics, and restores the weights", () => {
    const model = compiled(
      layers.dense({ units: 6, activation: "relu", inputShape: [2], kernelRegularizer: regularizers.l1l2() }),
      layers.dropout({ rate: 0.3 }),
      layers.batchNormalization(),
      layers.dense({ units: 3, activation: "softmax" }),
    );
    const before = model.getWeights();
    const report = checkGradient(model, x, labels);
    assert.ok(report.passed, String(report));
    assert.deepEqual(
      report.parameters.map(({ name }) => name),
      [
        "dense_1/kernel",
        "dense_1/bias",
        "batch_normalization_1/gamma",
        "batch_normalization_1/beta",
        "dense_2/kernel",
        "dense_2/bias",
      ],
    );
    assert.deepEqual(model.getWeights(), before);
    assert.match(String(report), /^✓ .*dense_1\/kernel/);
  });

  it("accepts convolutions and recurrent layers", () => {
    const pictures = compiled(
      layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [5, 5, 1], activation: "tanh" }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 3, activation: "softmax" }),
    );
    assert.ok(checkGradient(pictures, randomNormal([4, 5, 5, 1]), [0, 1, 2, 0]).passed);
    const words = compiled(
      layers.embedding({ inputDim: 6, outputDim: 3, inputLength: 4 }),
      layers.lstm({ units: 3 }),
      layers.dense({ units: 3, activation: "softmax" }),
    );
    assert.ok(
      checkGradient(
        words,
        tensor(
          [
            [1, 2, 3, 4],
            [5, 0, 1, 1],
          ],
          undefined,
          "int32",
        ),
        [0, 2],
      ).passed,
    );
  });

  it("finds a layer of your own with a wrong gradient, and names it", () => {
    class Wrong extends Layer {
      static override readonly className = "Wrong";
      override call(input: Tensor | readonly Tensor[]): Tensor {
        const given = input as Tensor;
        return record(
          [given],
          raw.map(given, (value) => value * value),
          (gradient) => [raw.zip(gradient, given, (g, value) => g * value, "wrong")],
        );
      }
    }
    const model = compiled(
      layers.dense({ units: 4, inputShape: [2] }),
      new Wrong(),
      layers.dense({ units: 3, activation: "softmax" }),
    );
    const report = checkGradient(model, x, labels);
    assert.deepEqual(
      report.failures.map(({ name, mistake }) => [name, mistake?.kind]),
      [
        ["dense_1/kernel", "factor"],
        ["dense_1/bias", "factor"],
      ],
    );
    assert.match(String(report), /0,5 fois.*carré/);
  });
});

describe("checkGradient of a function", () => {
  const X = randomNormal([8, 3], 0, 1, "float64");
  const Y = randomNormal([8, 3], 0, 1, "float64", 2);
  const at = { w: randomNormal([3, 3], 0, 1, "float64", 3), b: [0.5, -1, 2] };
  type Given = Readonly<Record<"w" | "b", Tensor>>;
  /** ½ · mean over examples of |x w + b − y|². */
  const loss = ({ w, b }: Given) => X.matMul(w).add(b).sub(Y).square().sum().mul(0.5).div(8);
  /** Its gradients derived by hand, with options to make them wrong. */
  const byHand =
    (spoil: { w?: (gradient: Tensor) => Tensor; b?: (gradient: Tensor) => Tensor } = {}) =>
    ({ w, b }: Given) => {
      const error = X.matMul(w).add(b).sub(Y).div(8);
      const [gw, gb] = [X.matMul(error, true), error.sum(0)];
      return { w: spoil.w?.(gw) ?? gw, b: spoil.b?.(gb) ?? gb };
    };

  it("accepts the gradients of autograd and correct ones derived by hand, for tensors and plain numbers", () => {
    assert.ok(checkGradient(loss, at).passed);
    assert.ok(checkGradient(loss, at, byHand()).passed);
    assert.ok(checkGradient(({ a }) => a.data[0] ** 3, { a: 2 }, { a: 12 }).passed);
    assert.ok(checkGradient(({ a }) => a.abs().sum(), { a: [0, 1, -2] }).passed);
  });

  const wrong = (report: GradientReport, name: string, kind: string, says: RegExp) => {
    assert.deepEqual(
      report.failures.map((failure) => [failure.name, failure.mistake?.kind]),
      [[name, kind]],
      String(report),
    );
    assert.equal(report.mistake, kind);
    assert.match(String(report), says);
  };

  it("names each of the usual mistakes", () => {
    wrong(checkGradient(loss, at, byHand({ w: (g) => g.neg() })), "w", "sign", /signe/);
    wrong(checkGradient(loss, at, byHand({ w: (g) => g.mul(8) })), "w", "missingMean", /1\/8 manque/);
    wrong(
      checkGradient(loss, at, byHand({ b: (g) => g.mul(8) }), { examples: 8 }),
      "b",
      "missingMean",
      /8 fois trop grand/,
    );
    wrong(
      checkGradient(loss, at, byHand({ b: (g) => g.div(8) }), { examples: 8 }),
      "b",
      "meanTwice",
      /deux fois/,
    );
    wrong(checkGradient(loss, at, byHand({ w: (g) => g.mul(2) })), "w", "factor", /2 fois.*carré/);
    wrong(checkGradient(loss, at, byHand({ w: (g) => g.transpose() })), "w", "transposed", /transposé/);
    wrong(checkGradient(loss, at, byHand({ b: (g) => g.mul(0) })), "b", "forgotten", /biais est oublié/);
    wrong(
      checkGradient(loss, at, ({ w, b }) => ({ w: byHand()({ w, b }).w }) as never),
      "b",
      "forgotten",
      /biais/,
    );
    wrong(checkGradient(loss, at, byHand({ w: (g) => g.mul(0) })), "w", "forgotten", /rien ne revient/);
    wrong(checkGradient(loss, at, byHand({ b: (g) => g.sum() })), "b", "shape", /\[3\]/);
    wrong(
      checkGradient(loss, at, byHand({ b: (g) => g.mul([1, 1, 3]) })),
      "b",
      "partly",
      /67.% des valeurs/u,
    );
    wrong(
      checkGradient(loss, at, byHand({ w: (g) => g.add(randomNormal([3, 3], 0, 1, "float64", 9)) })),
      "w",
      "unknown",
      /une par une/,
    );
  });

  it("recognises the transposed gradient of a matrix that is not square by its shape", () => {
    const narrow = { w: randomNormal([3, 2], 0, 1, "float64", 3) };
    const f = ({ w }: Readonly<Record<"w", Tensor>>) => X.matMul(w).square().sum();
    const gradient = ({ w }: Readonly<Record<"w", Tensor>>) => ({
      w: X.matMul(w).transpose().matMul(X).mul(2),
    });
    const report = checkGradient(f, narrow, gradient);
    assert.equal(report.mistake, "transposed", String(report));
  });

  it("shows the entry with the largest error", () => {
    const report = checkGradient(
      loss,
      at,
      byHand({
        w: (g) =>
          new Tensor(
            g.data.map((value, i) => (i === 5 ? value + 10 : value)),
            g.shape,
          ),
      }),
    );
    const { worst } = report.failures[0];
    assert.equal(worst?.index, "[1, 2]");
    assert.ok(Math.abs(worst.computed - worst.expected - 10) < 1e-5);
  });

  it("is tolerant of functions that round to float32, and strict with functions without a gradient", () => {
    assert.ok(
      checkGradient(({ w }) => w.cast("float32").square().sum(), { w: [1, -2, 3] }, { w: [2, -4, 6] }).passed,
    );
    assert.throws(() => checkGradient(({ a }) => a.data[0] ** 2, { a: 2 }), ArgumentError);
    assert.throws(() => checkGradient(({ a }) => a.log().sum(), { a: -1 }), ArgumentError);
    assert.equal(checkGradient(() => scalar(1, "float64"), { unused: [1] }).passed, true);
  });
});
