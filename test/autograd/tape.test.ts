import assert from "node:assert/strict";
import * as operations from "../../src/autograd/operations/operations.js";
import "../../src/autograd/methods.js";
import { grad, grads, variableGrads } from "../../src/autograd/gradients.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { ShapeError } from "../../src/errors/errors.js";
import { scalar, tensor, variable } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { OPERATIONS } from "./cases.js";
import { agreesWithDifferences } from "./differences.js";

describe("gradients", () => {
  it("of x² is 2 x", () => {
    assert.deepEqual(grad((x) => x.square().sum())([1, -2, 3]).arraySync(), [2, -4, 6]);
  });

  it("add up where a tensor is used several times", () => {
    assert.equal(grad((x) => x.mul(x).add(x))(3).item(), 7);
  });

  it("are those of each argument, zero where the value does not depend on it", () => {
    const [byA, byB, byC] = grads((a, b) => a.mul(b).sum())([[1, 2], [3, 4], [5]]);
    assert.deepEqual(
      [byA, byB, byC].map((each) => each.arraySync()),
      [[3, 4], [1, 2], [0]],
    );
  });

  it("of a broadcast sum over what was repeated", () => {
    const [byMatrix, byRow] = grads((matrix, row) => matrix.add(row).sum())([
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [10, 20],
    ]);
    assert.deepEqual(byMatrix.arraySync(), [
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    assert.deepEqual(byRow.arraySync(), [3, 3]);
  });

  it("are those of the trainable variables, by name", () => {
    const w = variable([2], true, "w");
    const fixed = variable([5], false, "fixed");
    assert.deepEqual(Object.keys(variableGrads(() => w.mul(fixed).sum(), [w, fixed]).grads), ["w"]);
  });

  it("of several numbers are those for a given gradient of the result, of its shape", () => {
    assert.deepEqual(grad((x) => x.square())([1, 2], [1, 10]).arraySync(), [2, 40]);
    assert.deepEqual(
      grads((a, b) => a.mul(b))([[1, 2], 3], [1, 10]).map((each) => each.arraySync()),
      [[3, 30], 21],
    );
    assert.throws(() => grad((x) => x.square())([1, 2], [1, 2, 3]), ShapeError);
  });

  it("are refused for several numbers, and for a promise", () => {
    assert.throws(() => grad((x) => x.square())([1, 2]), ShapeError);
    assert.throws(() => valueAndGradients((async () => scalar(1)) as unknown as () => Tensor, []), /async/);
  });

  it("of an operation with several outputs are combined, with zeros for an unused output", () => {
    assert.deepEqual(
      grad((x) => operations.unstack(x, 1)[1].mul([10, 20]).sum())([
        [1, 2],
        [3, 4],
      ]).arraySync(),
      [
        [0, 10],
        [0, 20],
      ],
    );
    assert.throws(() => operations.split([[1, 2, 3]], 2, 1), ShapeError);
  });

  it("do not accumulate from one recording to the next", () => {
    const w = variable(3);
    for (let i = 0; i < 3; i++) assert.equal(valueAndGradients(() => w.square(), [w]).gradients[0].item(), 6);
  });
});

describe("each operation's gradient", () => {
  for (const [name, f, ...values] of OPERATIONS) {
    it(`${name}: agrees with central differences`, () =>
      agreesWithDifferences(
        name,
        f,
        values.map((value) => tensor(value)),
      ));
  }
});
