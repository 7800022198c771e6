/** Functions with gradients of one's own, beside TensorFlow.js'. */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { customGrad, type ValueAndGradient } from "../../src/autograd/custom-gradient.js";
import { grad, grads } from "../../src/autograd/gradients.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import { ones, tensor } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { complains } from "../model/complains.js";

describe("customGrad", () => {
  it("has the gradient that the function gives, from saved tensors", () => {
    const ours = customGrad((...given) => {
      const [x, save] = given as unknown as [Tensor, (tensors: Tensor[]) => void];
      save([x]);
      return { value: x.square(), gradFunc: (dy, saved) => dy.mul(saved[0].abs()) };
    });
    const theirs = tf.customGrad((...given) => {
      const [x, save] = given as [tf.Tensor, tf.GradSaveFunc];
      save([x]);
      return { value: x.square(), gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(saved[0].abs()) };
    });
    assert.deepEqual(ours([-1, 2]).arraySync(), [1, 4]);
    assert.deepEqual(
      grad((x) => ours(x).mul([1, 10]).sum())([-1, 2]).arraySync(),
      tf
        .grad((x) => theirs(x).mul([1, 10]).sum())(tf.tensor1d([-1, 2]))
        .arraySync(),
    );
  });

  it("of several inputs gives a gradient for each, and counts in a longer computation", () => {
    const product = customGrad((...given) => {
      const [a, b] = given as Tensor[];
      return { value: a.mul(b), gradFunc: (dy) => [dy.mul(b).neg(), dy.mul(a)] };
    });
    const [byA, byB] = grads((a, b) => product(a.mul(2), b).sum())([
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(byA.arraySync(), [-6, -8]);
    assert.deepEqual(byB.arraySync(), [2, 4]);
  });

  it("can return its input: a gradient that is limited, or reversed", () => {
    const reversed = customGrad((...[x]) => ({ value: x as Tensor, gradFunc: (dy) => dy.neg() }));
    assert.equal(
      grad((x) => reversed(x).square().sum())([3])
        .arraySync()
        ?.toString(),
      "-6",
    );
  });

  it("has a second derivative, that of the gradient it gives", () => {
    const cube = customGrad((...given) => {
      const [x] = given as Tensor[];
      return { value: x.pow(3), gradFunc: (dy) => dy.mul(x.square().mul(3)) };
    });
    assert.equal(grad((x) => grad((y) => cube(y))(x))(2).item(), 12);
  });

  it("refuses what is no value with a gradient", () => {
    const refused = (made: unknown) => () =>
      grad((x) => customGrad(() => made as ValueAndGradient)(x).sum())(1);
    assert.throws(
      () => customGrad(5 as never),
      complains(ArgumentError, { where: "customGrad", argument: "f" }),
    );
    for (const made of [undefined, ones([2]), { value: 3, gradFunc: () => ones([]) }, { value: ones([]) }])
      assert.throws(refused(made), complains(ArgumentError, { where: "customGrad", argument: "f" }));
    for (const gradients of [undefined, [], [ones([]), ones([])]])
      assert.throws(
        refused({ value: tensor(1), gradFunc: () => gradients }),
        complains(ArgumentError, { where: "customGrad", argument: "gradFunc" }),
      );
    assert.throws(
      refused({ value: tensor(1), gradFunc: () => ones([3]) }),
      complains(ShapeError, { where: "customGrad", argument: "gradFunc" }),
    );
  });
});
