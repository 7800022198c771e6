/** Gradients of gradients; and arguments that the functions for gradients refuse. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { grad, grads, valueAndGrad, variableGrads } from "../../src/autograd/gradients.js";
import {
  concat,
  conv2d,
  elementwise,
  flatten,
  matMul,
  softplus,
  square,
  sum,
} from "../../src/autograd/operations/operations.js";
import { record, valueAndGradients } from "../../src/autograd/tape.js";
import { ArgumentError } from "../../src/errors/errors.js";
import { randomNormal, tensor, variable } from "../../src/tensor/create.js";
import * as raw from "../../src/tensor/operations/operations.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { complains } from "../model/complains.js";
import { OPERATIONS } from "./cases.js";
import { assertGradients, weighted } from "./differences.js";

/** Operations whose derivative has no derivative. */
const ONCE: ReadonlySet<string> = new Set(["atan2", "cumprod", "divNoNan", "floorDiv"]);

describe("a gradient inside a gradient", () => {
  for (const [name, f, ...values] of OPERATIONS) {
    const inputs = values.map((value) => tensor(value).cast("float64"));
    const slopes = () =>
      concat(
        valueAndGradients(
          weighted(() => f(...inputs)),
          inputs,
        ).gradients.map((each) => flatten(each)),
      );
    if (ONCE.has(name))
      it(`through ${name} is refused by name`, () =>
        assert.throws(() => valueAndGradients(weighted(slopes), inputs), refusal(name)));
    else it(`through ${name} agrees with central differences`, () => assertGradients(name, slopes, inputs));
  }

  it("of x³ is 6 x", () => assert.equal(grad((x) => grad((y) => y.mul(y).mul(y))(x))(2).item(), 12));
  it("three deep, of x⁴, is 24 x", () =>
    assert.equal(grad((x) => grad((y) => grad((z) => z.square().square())(y))(x))(2).item(), 48));
  it("in a penalty is that of the parameters", () =>
    assert.deepEqual(
      grad((w) => sum(square(grad((x) => sum(x.mul(w)))(tensor([1, 2])))))([3, 4]).arraySync(),
      [6, 8],
    ));
  it("goes through a tensor that the inner function computes from an outer one", () =>
    assert.equal(grad((w) => grad((x) => x.mul(w.mul(2)))(3))(2).item(), 2));
  it("counts where all variables are watched", () => {
    const w = variable(2, true, "w");
    assert.equal(variableGrads(() => grad((x) => x.mul(w).square())(3)).grads.w.item(), 24);
  });
  it("of fixed numbers is computed", () => {
    const slope = (x: Tensor) => grad((y) => y.square())(tensor(x.dataSync(), x.shape));
    assert.equal(grad((x) => x.mul(slope(x)))(3).item(), 6);
    assert.equal(grad((x) => x.square())(grad((x) => x.square())(1)).item(), 4, "one after the other");
  });

  it("through an operation without second derivative is refused only where it is needed", () => {
    const opaque = (x: Tensor) =>
      record([x], raw.map(x, Math.exp), (gradient) => [raw.map(gradient, (g) => 2 * g)], "opaque");
    for (const f of [opaque, elementwise(Math.exp, Math.exp)]) {
      assert.throws(
        () => grad((x) => grad((y) => f(y))(x))(2),
        refusal(f === opaque ? "opaque" : "elementwise"),
      );
      assert.equal(
        grad((x) =>
          grad((y) => f(y))(1)
            .mul(0)
            .add(x.square()),
        )(2).item(),
        4,
      );
      assert.equal(grad((x) => x.square())(2).item(), 4, "and does not affect later gradients");
    }
  });
});

function refusal(name: string) {
  return complains(ArgumentError, {
    where: "gradient",
    argument: "f",
    mend: new RegExp(`dérivée de ${name}`),
  });
}

describe("the gradient penalty of a Wasserstein GAN", () => {
  const draw = (shape: readonly number[], seed: number) => randomNormal(shape, 0, 0.5, "float32", seed);
  const [pictures, filters, kernel, column] = [
    draw([3, 6, 6, 2], 1),
    draw([3, 3, 2, 4], 2),
    draw([36, 5], 3),
    draw([5, 1], 4),
  ];

  // Of its activations, since TensorFlow.js differentiates those again whose derivative it computes from x.
  it("has the gradients of TensorFlow.js", () => {
    const ours = grads((f, w, v) => {
      const slope = grad((x) =>
        matMul(matMul(softplus(conv2d(x, f, 2, "same")).reshape([3, 36]), w).softplus(), v).sum(),
      )(pictures);
      return slope.reshape([3, -1]).square().sum(1).sqrt().sub(1).square().mean();
    })([filters, kernel, column]);
    const given = [pictures, filters, kernel, column].map((each) =>
      tf.tensor(each.data as Float32Array, [...each.shape]),
    );
    const theirs = tf.grads((f, w, v) => {
      const slope = tf.grad((x) =>
        tf
          .softplus(tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 2, "same"))
          .reshape([3, 36])
          .matMul(w)
          .softplus()
          .matMul(v)
          .sum(),
      )(given[0]);
      return slope.reshape([3, -1]).square().sum(1).sqrt().sub(1).square().mean();
    })(given.slice(1));
    ours.forEach((each, i) => {
      const expected = theirs[i].dataSync();
      each.data.forEach((value, at) =>
        assert.ok(Math.abs(value - expected[at]) < 1e-5 * Math.max(1, Math.abs(expected[at]))),
      );
    });
  });
});

describe("gradients by name", () => {
  it("are as many as there are variables, even if names repeat", () => {
    const [a, b, c, d] = [variable([1, 2]), variable([3]), variable(4, true, "w"), variable(5, true, "w")];
    const { grads: found } = variableGrads(() => sum(a.mul(b).mul(c).mul(d)));
    assert.deepEqual(Object.keys(found).sort(), [a.name, b.name, "w", "w_1"].sort());
    assert.deepEqual([found.w.item(), found.w_1.item()], [45, 36]);
  });

  it("contain a variable once, even if it is given twice", () => {
    const w = variable(3, true, "w");
    assert.deepEqual(Object.keys(variableGrads(() => w.square(), [w, w]).grads), ["w"]);
  });
});

describe("gradients refuse", () => {
  const any = <Value>(value: unknown) => value as Value;
  for (const [what, call, argument] of [
    ["a number for a function", () => grad(any(5)), "f"],
    ["nothing for a function", () => valueAndGrad(any(undefined)), "f"],
    ["a tensor for a list of inputs", () => grads((x) => x)(any(tensor([1]))), "inputs"],
    ["text for a number", () => grad((x) => x)(any("2")), "x"],
    ["a tensor for a variable", () => variableGrads(() => tensor(1), any([tensor(1)])), "variables"],
  ] as const) {
    it(what, () => assert.throws(call, complains(ArgumentError, { argument })));
  }
});
