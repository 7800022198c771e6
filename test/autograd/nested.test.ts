/** Gradients of gradients, which are refused; and arguments that the functions for gradients refuse. */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import { grad, grads, valueAndGrad, variableGrads } from "../../src/autograd/gradients.js";
import { square, sum } from "../../src/autograd/operations/operations.js";
import { ArgumentError } from "../../src/errors/errors.js";
import { tensor, variable } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { complains } from "../model/complains.js";

const refuses = (call: () => unknown) =>
  assert.throws(
    call,
    complains(ArgumentError, { where: "gradient", argument: "f", mend: /dérivées secondes/ }),
  );

describe("a gradient inside a gradient", () => {
  it("of the same variable is refused", () => refuses(() => grad((x) => grad((y) => y.mul(y).mul(y))(x))(2)));
  it("in a penalty is refused", () =>
    refuses(() => grad((w) => sum(square(grad((x) => sum(x.mul(w)))(tensor([1, 2])))))([3, 4])));
  it("of a tensor that the inner function computes from an outer one is refused", () =>
    refuses(() =>
      grad((w) =>
        grad((x) => {
          const u = w.mul(2);
          return x.mul(u);
        })(3),
      )(2),
    ));
  it("is refused where all variables are watched", () => {
    const w = variable(2);
    refuses(() => variableGrads(() => grad((x) => x.mul(w))(3)));
  });
  it("three deep is refused", () =>
    refuses(() => grad((x) => grad(() => grad((z) => z.mul(x))(1).mul(1))(1))(2)));

  it("of fixed numbers is computed", () => {
    const slope = (x: Tensor) => grad((y) => y.square())(tensor(x.dataSync(), x.shape));
    assert.equal(grad((x) => x.mul(slope(x)))(3).item(), 6);
    assert.equal(grad((x) => x.square())(grad((x) => x.square())(1)).item(), 4, "one after the other");
  });

  it("does not affect later gradients when it is refused", () => {
    refuses(() => grad((x) => grad((y) => y.square())(x))(2));
    assert.equal(grad((x) => x.square())(2).item(), 4);
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
