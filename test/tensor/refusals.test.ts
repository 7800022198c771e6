/**
 * Values that cannot become a tensor, and operations that are not possible: the error says what to change, in
 * both languages.
 */
import assert from "node:assert/strict";
import "../../src/autograd/methods.js";
import * as operations from "../../src/autograd/operations/operations.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import {
  eye,
  fill,
  linspace,
  oneHot,
  ones,
  onesLike,
  randomNormal,
  range,
  scalar,
  tensor,
  tensor1d,
  tensor2d,
  variable,
  zeros,
  zerosLike,
} from "../../src/tensor/create.js";
import { Tensor, Variable } from "../../src/tensor/tensor.js";
import { complains, refusesEach, type RefusedCall } from "../model/complains.js";

const A = ones([2, 3]);
const P = ones([1, 4, 4, 1]);
const F = ones([2, 2, 1, 1]);
const any = <Value>(value: unknown) => value as Value;

const CASES: readonly RefusedCall[] = [
  ...[[-1], [2, -3], [Infinity], [1.5], [-1, -1], ["2"]].flatMap((shape) =>
    [zeros, ones, (given: number[]) => fill(given, 2), randomNormal].map((make): RefusedCall => [
      `a shape [${shape.join(", ")}]`,
      () => make(shape as number[]),
      { argument: "shape", expected: /≥ 0/ },
    ]),
  ),
  ["a number for a shape", () => zeros(any(784)), { where: "zeros", received: /784/, mend: /\[784\]/ }],
  [
    "more numbers than the memory holds",
    () => zeros([1e6, 1e6]),
    { argument: "shape", received: /1000000000000/ },
  ],
  ["a sum that would not fit", () => operations.add(zeros([1e5, 1]), zeros([1, 1e5])), { argument: "shape" }],
  ["a shape for other storage", () => new Tensor(new Float32Array(6), any("23")), { argument: "shape" }],
  ["a plain array as storage", () => new Tensor(any([1, 2]), [2]), { argument: "data", mend: /tensor\(/ }],
  ["an unknown data type", () => zeros([2], any("int64")), { argument: "dtype", mend: /int32/ }],
  ["the data type bool", () => A.cast(any("bool")), { argument: "dtype", mend: /uint8/ }],
  [
    "text",
    () => oneHot(any(["chat"]), 2),
    { where: "oneHot", argument: "labels[0]", received: /"chat"/, mend: /encodeLabels/ },
  ],
  ["a hole in an array", () => tensor(any([1, , 3])), { argument: "values[1]", received: /undefined/ }],
  [
    "an array that contains itself",
    () => {
      const list: unknown[] = [];
      list.push(list);
      return tensor(any(list));
    },
    { argument: `values${"[0]".repeat(32)}` },
  ],
  [
    "nested rows in another shape",
    () =>
      tensor2d(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [3, 2],
      ),
    { argument: "shape", received: /\[3, 2\]/, expected: /\[2, 3\]/, mend: /reshape/ },
  ],
  ["an identity of 1.5 rows", () => eye(1.5), { argument: "rows" }],
  ["an identity of −1 rows", () => eye(-1), { argument: "rows", received: /-1/ }],
  ["a negative depth", () => oneHot([0], -1), { argument: "depth" }],
  ["a depth of one and a half", () => oneHot([0], 1.5), { argument: "depth" }],
  ["a negative count", () => linspace(0, 1, -1), { argument: "count" }],
  ["a step away from the end", () => range(0, 3, -1), { where: "range", argument: "step" }],
  ["a seed that is no number", () => randomNormal([2], 0, 1, "float32", NaN), { argument: "seed" }],
  [
    "a list instead of a tensor",
    () => onesLike(any([1, 2])),
    { where: "onesLike", argument: "x", mend: /tensor\(/ },
  ],
  ["nothing instead of a tensor", () => zerosLike(any(undefined)), { where: "zerosLike", argument: "x" }],
  ...[0, -1, 1.5, NaN, 1e9, "2"].map((parts): RefusedCall => [
    `${parts} parts`,
    () => operations.split(A, any(parts), 1),
    { where: "split", argument: "parts" },
  ]),
  ["a border for one of two axes", () => operations.pad(A, [[1, 1]]), { where: "pad", argument: "paddings" }],
  [
    "a negative border",
    () =>
      operations.pad(A, [
        [-1, 0],
        [0, 0],
      ]),
    { argument: "paddings" },
  ],
  [
    "a border of three numbers",
    () =>
      operations.pad(
        A,
        any([
          [1, 2, 3],
          [0, 0],
        ]),
      ),
    { argument: "paddings" },
  ],
  ["a slice that begins at row 0.5", () => operations.slice(A, [0.5, 0], [1, 1]), { where: "slice" }],
  ["a slice of 1.5 rows", () => operations.slice(A, [0, 0], [1.5, 2]), { where: "slice" }],
  ["a slice along a missing axis", () => operations.slice([1, 2], [0, 0, 0], [1, 1, 1]), { where: "slice" }],
  ["rows of a single number", () => operations.gather(scalar(5), [0]), { where: "gather", argument: "x" }],
  [
    "squeezing an axis of extent 2",
    () => operations.squeeze(ones([2, 1, 3]), [0]),
    { where: "squeeze", argument: "axes", received: /2/ },
  ],
  [
    "an axis without brackets",
    () => operations.squeeze(ones([1, 2]), any(0)),
    { where: "squeeze", argument: "axes" },
  ],
  [
    "bounds in the wrong order",
    () => operations.clipByValue(A, 1, 0),
    { where: "clipByValue", argument: "low, high" },
  ],
  ...[0, -1, 1.5, [2, 0], "2"].map((size): RefusedCall => [
    `a pooling window of ${size}`,
    () => operations.maxPool(P, any(size), 1),
    { where: "maxPool", argument: "size" },
  ]),
  [
    "a pooling step of one and a half",
    () => operations.avgPool(P, 2, 1.5),
    { where: "avgPool", argument: "strides" },
  ],
  [
    "a convolution with dilation 0",
    () => operations.conv2d(P, F, 1, "valid", 0),
    { where: "conv2d", argument: "dilations" },
  ],
  [
    "a convolution with stride 1.5",
    () => operations.conv2d(P, F, 1.5),
    { where: "conv2d", argument: "strides" },
  ],
  [
    "a data format instead of a dilation",
    () => operations.conv2d(P, F, 1, "same", any("NHWC")),
    { where: "conv2d", argument: "dilations" },
  ],
  [
    "one tensor for a list",
    () => operations.stack(any(A)),
    { where: "stack", argument: "tensors", mend: /\[a, b\]/ },
  ],
  ["the largest of nothing", () => operations.max(zeros([0])), { where: "max" }],
  ["the mean of nothing", () => operations.mean(zeros([0, 2]), 0), { where: "mean" }],
  [
    "an argument too many",
    () => (operations.sqrt as (...given: unknown[]) => unknown)(4, 2),
    { where: "sqrt", received: /2/ },
  ],
  [
    "a third operand",
    () => (operations.add as (...given: unknown[]) => unknown)(1, 2, 3),
    { where: "add", received: /3/ },
  ],
  [
    "a third argument of eye",
    () => (eye as (...given: unknown[]) => unknown)(2, 3, [4]),
    { where: "eye", received: /\[4\]/ },
  ],
  [
    "a fourth argument of gather",
    () => (operations.gather as (...given: unknown[]) => unknown)(A, [0], 0, 1),
    { where: "gather", received: /1/ },
  ],
  [
    "a number for a function",
    () => operations.elementwise(any(2), any(3)),
    { where: "elementwise", argument: "f" },
  ],
];

describe("tensors refuse", () => {
  refusesEach(CASES);
});

describe("arguments of TensorFlow.js", () => {
  it("gather and softmax take an axis, logSumExp keeps it", () => {
    assert.deepEqual(
      operations
        .gather(
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
          [2, 0],
          1,
        )
        .arraySync(),
      [
        [3, 1],
        [6, 4],
      ],
    );
    assert.deepEqual(
      operations.gather(
        ones([2, 3, 4]),
        [
          [0, 1],
          [1, 0],
        ],
        1,
      ).shape,
      [2, 2, 2, 4],
    );
    const p = operations.softmax(
      [
        [0, 5],
        [0, 5],
      ],
      0,
    );
    assert.deepEqual(p.arraySync(), [
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    assert.deepEqual(
      operations.logSoftmax(
        [
          [1, 2],
          [3, 4],
        ],
        1,
      ).data,
      operations.logSoftmax([
        [1, 2],
        [3, 4],
      ]).data,
    );
    assert.deepEqual(operations.logSumExp(ones([2, 3, 4]), 1, true).shape, [2, 1, 4]);
    assert.deepEqual(operations.logSumExp(ones([2, 3, 4]), 1).shape, [2, 4]);
  });

  it("eye takes columns, oneHot its two values and a type, variable a type", () => {
    assert.deepEqual(eye(2, 3).arraySync(), [
      [1, 0, 0],
      [0, 1, 0],
    ]);
    assert.deepEqual(oneHot([1], 3, 5, -1).arraySync(), [[-1, 5, -1]]);
    assert.equal(oneHot([1], 3, 1, 0, "int32").dtype, "int32");
    assert.equal(variable([1, 2], true, "w", "float64").dtype, "float64");
  });

  it("those that map and reduce of an array add are ignored", () => {
    for (const name of [
      "abs",
      "cos",
      "exp",
      "log",
      "neg",
      "relu",
      "sigmoid",
      "sign",
      "sin",
      "softplus",
      "sqrt",
      "square",
      "tanh",
      "reciprocal",
      "log1p",
      "flatten",
    ] as const) {
      assert.deepEqual(
        [1, 4].map(operations[name]).map((each) => each.dataSync()),
        [1, 4].map((x) => operations[name](x).dataSync()),
        name,
      );
    }
    const rows = [
      [1, 2],
      [3, 4],
    ];
    for (const f of [operations.softmax, operations.logSoftmax, operations.logSumExp])
      assert.deepEqual(
        rows.map(f).map((each) => each.dataSync()),
        rows.map((row) => f(row).dataSync()),
      );
    assert.deepEqual(
      [2, 3].map(eye).map(({ shape }) => shape),
      [
        [2, 2],
        [3, 3],
      ],
    );
    assert.deepEqual(
      [1, 2].map(any<(x: number) => Variable>(variable)).map(({ trainable }) => trainable),
      [true, true],
    );
    assert.deepEqual(
      [A, A].map(zerosLike).map(({ shape }) => shape),
      [
        [2, 3],
        [2, 3],
      ],
    );
    assert.equal([scalar(1), scalar(2), scalar(3)].reduce(operations.add).item(), 6);
  });

  it("a plain list of numbers takes any shape, and rows a longer one", () => {
    assert.deepEqual(tensor([1, 2, 3, 4], [2, 2]).arraySync(), [
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(
      tensor(
        [
          [1, 2],
          [3, 4],
        ],
        [2, 2, 1],
      ).shape,
      [2, 2, 1],
    );
    assert.deepEqual(tensor1d(new Float64Array(3)).shape, [3]);
  });
});

describe("a variable", () => {
  it("of real numbers stays real when integers are assigned", () => {
    for (const given of [tensor([1, 2], [2], "int32"), tensor(new Uint8Array([1, 2]))]) {
      const w = variable([0.5, 0.5]).assign(given);
      assert.equal(w.dtype, "float32");
      assert.deepEqual(w.arraySync(), [1, 2]);
    }
  });

  it("of integers takes whole numbers, and refuses others", () => {
    const counts = variable(tensor([1, 2], [2], "int32"));
    assert.equal(counts.assign(tensor([3, 4])).dtype, "int32");
    assert.throws(
      () => counts.assign(tensor([0.5, 1])),
      complains(ArgumentError, { argument: "value", received: /0.5/ }),
    );
  });

  it("takes tensors only, and keeps its shape", () => {
    assert.throws(() => variable([1]).assign(any([2])), complains(ArgumentError, { argument: "value" }));
    assert.throws(() => variable([1]).assign(tensor([1, 2])), ShapeError);
    assert.throws(() => new Variable(any(3)), complains(ArgumentError, { argument: "initial" }));
    assert.throws(() => new Variable(tensor(3), any({ nom: "w" })), /nom/);
  });

  it("without a name gets one of its own", () => {
    assert.notEqual(variable(1).name, variable(1).name);
  });
});
