import assert from "node:assert/strict";
import * as operations from "../../src/autograd/operations/operations.js";
import "../../src/autograd/methods.js";
import { grad, grads, variableGrads } from "../../src/autograd/gradients.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { ShapeError } from "../../src/errors/errors.js";
import { scalar, tensor, variable } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";
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
    assert.deepEqual([byA, byB, byC].map((each) => each.arraySync()), [[3, 4], [1, 2], [0]]);
  });

  it("of a broadcast sum over what was repeated", () => {
    const [byMatrix, byRow] = grads((matrix, row) => matrix.add(row).sum())([[[1, 2], [3, 4], [5, 6]], [10, 20]]);
    assert.deepEqual(byMatrix.arraySync(), [[1, 1], [1, 1], [1, 1]]);
    assert.deepEqual(byRow.arraySync(), [3, 3]);
  });

  it("go to the trainable variables by name", () => {
    const w = variable([2], true, "w");
    const fixed = variable([5], false, "fixed");
    assert.deepEqual(Object.keys(variableGrads(() => w.mul(fixed).sum(), [w, fixed]).grads), ["w"]);
  });

  it("need a single number, and not a promise", () => {
    assert.throws(() => grad((x) => x.square())([1, 2]), ShapeError);
    assert.throws(() => valueAndGradients((async () => scalar(1)) as unknown as () => Tensor, []), /async/);
  });

  it("of an operation with several results are put together, zero for a result that is not used", () => {
    assert.deepEqual(grad((x) => operations.unstack(x, 1)[1].mul([10, 20]).sum())([[1, 2], [3, 4]]).arraySync(), [[0, 10], [0, 20]]);
    assert.throws(() => operations.split([[1, 2, 3]], 2, 1), ShapeError);
  });

  it("are not kept from one recording to the next", () => {
    const w = variable(3);
    for (let i = 0; i < 3; i++) assert.equal(valueAndGradients(() => w.square(), [w]).gradients[0].item(), 6);
  });
});

describe("each operation's gradient", () => {
  const matrix = [[0.3, -1.2, 2.1], [1.7, 0.4, -0.6]];
  const positive = [[0.3, 1.2, 2.1], [1.7, 0.4, 0.6]];
  const row = [0.5, -0.25, 1.5];
  /** Each operation as a function of tensors, and the values it is tried on. */
  const CASES: readonly (readonly [name: string, f: (...inputs: Tensor[]) => Tensor, ...inputs: (number[] | number[][])[]])[] = [
    ["add", operations.add, matrix, row],
    ["sub", operations.sub, matrix, row],
    ["mul", operations.mul, matrix, row],
    ["div", operations.div, matrix, row],
    ["pow", operations.pow, positive, row],
    ["maximum", operations.maximum, matrix, row],
    ["minimum", operations.minimum, matrix, row],
    ["squaredDifference", operations.squaredDifference, matrix, row],
    ...(["neg", "exp", "square", "reciprocal", "abs", "sin", "cos", "tanh", "relu", "sigmoid", "softplus"] as const).map((name) => [name, operations[name], matrix] as const),
    ...(["log", "log1p", "sqrt"] as const).map((name) => [name, operations[name], positive] as const),
    ["clipByValue", (x) => operations.clipByValue(x, -1, 1), matrix],
    ["sum", (x) => operations.sum(x, 0), matrix],
    ["mean", (x) => operations.mean(x, 1), matrix],
    ["variance", (x) => operations.variance(x, 0), matrix],
    ["max", (x) => operations.max(x, 1), matrix],
    ["min", (x) => operations.min(x), matrix],
    ["softmax", operations.softmax, matrix],
    ["logSoftmax", operations.logSoftmax, matrix],
    ["logSumExp", operations.logSumExp, matrix],
    ["transpose", (x) => operations.transpose(x), matrix],
    ["reshape", (x) => operations.reshape(x, [3, -1]), matrix],
    ["slice", (x) => operations.slice(x, [0, 1], [2, 2]), matrix],
    ["concat", (x, y) => operations.concat([x, y], 1), matrix, positive],
    ["stack", (x, y) => operations.stack([x, y], 1), matrix, positive],
    ["split", (x) => operations.split(x, [1, 2], 1)[1], matrix],
    ["split, several parts used", (x) => operations.split(x, 3, 1).reduce((sum, part, i) => sum.add(part.mul(i)), tensor([[0], [0]])), matrix],
    ["unstack", (x) => operations.unstack(x, 1)[2], matrix],
    ["gather", (x) => operations.gather(x, tensor([1, 0, 1, 1], undefined, "int32")), matrix],
    ["pad", (x) => operations.pad(x, [[1, 0], [0, 2]], 7), matrix],
    ["where", (x, y) => operations.where([[1, 0, 1], [0, 0, 1]], x, y), matrix, row],
    ...[[false, false], [true, false], [false, true], [true, true]].map(([ta, tb]) => [
      `matMul${ta ? " Aᵀ" : ""}${tb ? " Bᵀ" : ""}`,
      (x: Tensor, y: Tensor) => operations.matMul(x, y, ta, tb),
      ta ? [[0.3, 1.7], [-1.2, 0.4], [2.1, -0.6]] : matrix,
      tb ? [[1, -2, 0.5], [0.25, 3, -1]] : [[1, 0.25], [-2, 3], [0.5, -1]],
    ] as const),
  ];

  for (const [name, f, ...values] of CASES) {
    it(`${name}: agrees with central differences`, () => {
      agreesWithDifferences(name, f, values.map((value) => tensor(value, undefined, "float64")));
    });
  }
});
