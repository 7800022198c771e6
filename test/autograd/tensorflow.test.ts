/**
 * Operations and their gradients beside those of TensorFlow.js, over random shapes, axes and types.
 *
 * Gradients are left out where TensorFlow.js has none, or where it fails for some of these shapes (broadcasting
 * in `maximum`, other axes than the last one in `cumsum`): `cases.ts` compares all with central differences.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import "../../src/autograd/methods.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import * as linalg from "../../src/autograd/operations/linalg.js";
import * as n from "../../src/autograd/operations/operations.js";
import { RandomStream } from "../../src/random/stream.js";
import { ones, randomUniform } from "../../src/tensor/create.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { among, someShape } from "../exports/rule.js";

const ATTEMPTS = 12;

/** One comparison: the arguments, and the operation in both libraries. */
interface Comparison {
  readonly inputs: readonly Tensor[];
  readonly ours: (...inputs: Tensor[]) => Tensor | readonly Tensor[];
  readonly theirs: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];
  /** Whether gradients are compared too; true by default. */
  readonly gradients?: boolean;
}

type Draw = (random: RandomStream) => Comparison;

const numbers = (
  random: RandomStream,
  shape: readonly number[],
  low = -2,
  high = 2,
  dtype: "float32" | "int32" = "float32",
) => randomUniform(shape, low, high, dtype, random.integer(1 << 30));

/** A function of both libraries by its name. */
const named = (name: string) => ({
  ours: (n as unknown as Record<string, (...given: unknown[]) => Tensor>)[name],
  theirs: (tf as unknown as Record<string, (...given: unknown[]) => tf.Tensor>)[name],
});

function unary(name: string, low = -2, high = 2, gradients = true): [string, Draw] {
  return [
    name,
    (random) => ({ inputs: [numbers(random, someShape(random, 0), low, high)], ...named(name), gradients }),
  ];
}

function binary(name: string, low = -2, high = 2, gradients = true, dtype?: "int32"): [string, Draw] {
  return [
    dtype === undefined ? name : `${name} of ${dtype}`,
    (random) => {
      const shape = someShape(random, 1, 3);
      const part = shape
        .slice(random.integer(shape.length))
        .map((extent) => (random.uniform() < 0.3 ? 1 : extent));
      const inputs = [numbers(random, shape, low, high, dtype), numbers(random, part, low, high, dtype)];
      return { inputs: random.uniform() < 0.5 ? inputs : inputs.reverse(), ...named(name), gradients };
    },
  ];
}

/** An operation whose other arguments depend on the shape of the first one. */
function withRest(
  name: string,
  rest: (random: RandomStream, shape: readonly number[]) => readonly unknown[],
  {
    least = 1,
    most = 4,
    gradients = true,
    low = -2,
    widen = (shape) => shape,
  }: {
    least?: number;
    most?: number;
    gradients?: boolean;
    low?: number;
    widen?: (shape: readonly number[]) => readonly number[];
  } = {},
): [string, Draw] {
  return [
    name,
    (random) => {
      const shape = widen(someShape(random, least, most));
      const given = rest(random, shape);
      const { ours, theirs } = named(name);
      return {
        inputs: [numbers(random, shape, low)],
        ours: (x) => ours(x, ...given),
        theirs: (x) => theirs(x, ...given),
        gradients,
      };
    },
  ];
}

const anyAxes = (random: RandomStream, shape: readonly number[]) =>
  among<number | readonly number[] | undefined>(random, [
    undefined,
    random.integer(shape.length),
    -1,
    [0, shape.length - 1].slice(0, Math.min(2, shape.length)),
  ]);
const anyAxis = (random: RandomStream, shape: readonly number[]) => random.integer(shape.length);
const keep = (random: RandomStream) => random.uniform() < 0.5;

const OPERATIONS: readonly [string, Draw][] = [
  ...[
    "abs",
    "square",
    "sin",
    "cos",
    "tan",
    "atan",
    "sinh",
    "cosh",
    "asinh",
    "exp",
    "expm1",
    "tanh",
    "sigmoid",
  ].map((name) => unary(name)),
  ...["relu", "softplus", "logSigmoid", "erf", "selu", "relu6", "elu", "leakyRelu", "neg", "reciprocal"].map(
    (name) => unary(name),
  ),
  ...["acos", "asin", "atanh"].map((name) => unary(name, -0.9, 0.9)),
  unary("acosh", 1.1, 4),
  ...["log", "log1p", "sqrt", "rsqrt"].map((name) => unary(name, 0.1, 4)),
  ...["floor", "ceil", "round", "sign", "step"].map((name) => unary(name)),
  ...["isNaN", "isInf", "isFinite"].map((name) => unary(name, -2, 2, false)),
  ...["add", "sub", "mul", "div", "atan2", "mod"].map((name) => binary(name)),
  ...["maximum", "minimum", "squaredDifference", "prelu"].map((name) => binary(name, -2, 2, false)),
  ...["pow", "floorDiv"].map((name) => binary(name, 0.2, 3)),
  binary("divNoNan", 0.2, 3, false),
  ...["add", "sub", "mul", "maximum", "minimum", "squaredDifference"].map((name) =>
    binary(name, -5, 5, false, "int32"),
  ),
  ...["floorDiv", "mod"].map((name) => binary(name, 1, 7, false, "int32")),
  ...["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"].map((name) =>
    binary(name, -2, 2, false, "int32"),
  ),
  ...["sum", "mean", "max", "min", "euclideanNorm"].map((name) =>
    withRest(name, (random, shape) => [anyAxes(random, shape), keep(random)], { low: 0.1 }),
  ),
  withRest("prod", (random, shape) => [anyAxis(random, shape), keep(random)], { low: 0.1 }),
  ...["argMin", "argMax"].map((name) =>
    withRest(name, (random, shape) => [anyAxis(random, shape)], { gradients: false }),
  ),
  withRest("cumsum", (_, shape) => [shape.length - 1, false, false]),
  ...["cumsum", "cumprod"].map((name) =>
    withRest(name, (random, shape) => [anyAxis(random, shape), keep(random), keep(random)], {
      gradients: false,
    }),
  ),
  withRest("softmax", (_, shape) => [shape.length - 1]),
  withRest("logSoftmax", (_, shape) => [shape.length - 1]),
  withRest("logSumExp", (random, shape) => [anyAxis(random, shape), keep(random)]),
  withRest("norm", (random, shape) => {
    const axis = among<number | undefined>(random, [undefined, anyAxis(random, shape)]);
    return [among<unknown>(random, ["euclidean", 1, 2, Infinity, -Infinity]), axis, keep(random)];
  }),
  withRest(
    "norm",
    (random) => [among<unknown>(random, ["euclidean", "fro", 1, Infinity, -Infinity]), [0, 1], keep(random)],
    { least: 2, most: 3 },
  ),
  withRest("tile", (random, shape) => [shape.map(() => 1 + random.integer(3))]),
  withRest("reverse", (random, shape) => [anyAxes(random, shape)]),
  withRest("clipByValue", () => [-1, 1]),
  withRest("pad", (random, shape) => [shape.map(() => [random.integer(3), random.integer(3)]), 2]),
  withRest(
    "mirrorPad",
    (random, shape) => {
      const mode = among(random, ["reflect", "symmetric"]);
      return [shape.map((extent) => [0, Math.min(1, extent - (mode === "reflect" ? 1 : 0))]), mode];
    },
    { gradients: false },
  ),
  withRest("transpose", (random, shape) => [[...random.permutation(shape.length)]]),
  withRest("expandDims", (random, shape) => [random.integer(shape.length + 1)]),
  withRest("split", (_, shape) => [shape[0], 0], { gradients: false }),
  withRest("unstack", (random, shape) => [anyAxis(random, shape)], { gradients: false }),
  withRest("slice", (random, shape) => {
    const begin = shape.map((extent) => random.integer(extent));
    return [
      begin,
      shape.map((extent, axis) => (random.uniform() < 0.3 ? -1 : 1 + random.integer(extent - begin[axis]))),
    ];
  }),
  withRest(
    "stridedSlice",
    (random, shape) => [
      shape.map((extent) => random.integer(2 * extent) - extent),
      shape.map((extent) => random.integer(2 * extent) - extent),
      shape.map(() => among(random, [1, 2, -1])),
      random.integer(8),
      random.integer(8),
      0,
      0,
      0,
    ],
    { gradients: false },
  ),
  withRest(
    "stridedSlice",
    (random) => [
      [0, random.integer(2)],
      [1, 2],
      [1, 1],
      0,
      0,
      among(random, [0, 1]),
      among(random, [0, 2]),
      0,
    ],
    { least: 3, gradients: false },
  ),
  withRest("broadcastTo", (_, shape) => [[2, ...shape]], { most: 3 }),
  withRest("gather", (random, shape) => {
    const axis = anyAxis(random, shape);
    return [Array.from({ length: 3 }, () => random.integer(shape[axis])), axis];
  }),
  withRest(
    "gather",
    (random, shape) => {
      const axis = 1 + random.integer(2);
      const places = Array.from({ length: shape[0] }, () => [random.integer(shape[axis]), 0]);
      return [places, axis, 1];
    },
    { least: 3, gradients: false },
  ),
  withRest(
    "batchNorm",
    (random, shape) => {
      const [mean, offset] = [numbers(random, [shape[3]]), numbers(random, [shape[3]])];
      return [
        mean.arraySync(),
        numbers(random, [shape[3]], 0.5, 2).arraySync(),
        offset.arraySync(),
        mean.arraySync(),
      ];
    },
    { least: 4 },
  ),
  withRest("localResponseNormalization", (random) => [1 + random.integer(3), 1, 0.5, 0.75], { least: 4 }),
  withRest("diag", () => [], { most: 3, gradients: false }),
  withRest("depthToSpace", () => [2], {
    least: 4,
    gradients: false,
    widen: (shape) => [...shape.slice(0, 3), 4 * shape[3]],
  }),
  withRest(
    "spaceToBatchND",
    (_, shape) => [
      [2, 1],
      [
        [shape[1] % 2, 2],
        [1, 0],
      ],
    ],
    { least: 3 },
  ),
  withRest(
    "batchToSpaceND",
    (random) => [
      [1, 2],
      [
        [0, 0],
        [random.integer(2), 0],
      ],
    ],
    { least: 3, widen: ([batch, ...rest]) => [2 * batch, ...rest] },
  ),
  withRest("reshape", (_, shape) => [[...shape].reverse()]),
  [
    "topk",
    (random) => {
      const shape = someShape(random, 1, 3);
      const k = 1 + random.integer(shape[shape.length - 1]);
      return {
        inputs: [numbers(random, shape, -3, 3, among(random, ["float32", "int32"]))],
        ours: (x) => Object.values(n.topk(x, k)),
        theirs: (x) => {
          const { values, indices } = tf.topk(x, k);
          return [values, indices];
        },
        gradients: false,
      };
    },
  ],
  [
    "unique",
    (random) => {
      const shape = someShape(random, 1, 3);
      const axis = anyAxis(random, shape);
      return {
        inputs: [numbers(random, shape, 0, 2, "int32")],
        ours: (x) => Object.values(n.unique(x, axis)),
        theirs: (x) => {
          const { values, indices } = tf.unique(x, axis);
          return [values, indices];
        },
        gradients: false,
      };
    },
  ],
  [
    "moments",
    (random) => {
      const shape = someShape(random);
      const [axis, kept] = [anyAxes(random, shape), keep(random)];
      return {
        inputs: [numbers(random, shape)],
        ours: (x) => Object.values(n.moments(x, axis, kept)),
        theirs: (x) => {
          const { mean, variance } = tf.moments(x, axis as number, kept);
          return [mean, variance];
        },
      };
    },
  ],
  [
    "gatherND",
    (random) => {
      const shape = someShape(random, 2, 4);
      const places = Array.from({ length: 3 }, () => [random.integer(shape[0]), random.integer(shape[1])]);
      return {
        inputs: [numbers(random, shape)],
        ours: (x) => n.gatherND(x, places),
        theirs: (x) => tf.gatherND(x, tf.tensor2d(places, [3, 2], "int32")),
        gradients: false,
      };
    },
  ],
  [
    "scatterND",
    (random) => {
      const [rows, columns] = [2 + random.integer(4), 1 + random.integer(3)];
      const places = Array.from({ length: 3 }, () => [random.integer(rows)]);
      return {
        inputs: [numbers(random, [3, columns])],
        ours: (x) => n.scatterND(random.uniform() < 0.5 ? places : places.flat(), x, [rows, columns]),
        theirs: (x) => tf.scatterND(tf.tensor2d(places, [3, 1], "int32"), x, [rows, columns]),
        gradients: false,
      };
    },
  ],
  [
    "tensorScatterUpdate",
    (random) => {
      const rows = 3 + random.integer(4);
      const places = [[0], [2]];
      return {
        inputs: [numbers(random, [rows, 2]), numbers(random, [2, 2])],
        ours: (x, updates) => n.tensorScatterUpdate(x, places, updates),
        theirs: (x, updates) => tf.tensorScatterUpdate(x, tf.tensor2d(places, [2, 1], "int32"), updates),
        gradients: false,
      };
    },
  ],
  [
    "unsortedSegmentSum",
    (random) => {
      const rows = 1 + random.integer(5);
      const segments = Array.from({ length: rows }, () => random.integer(3));
      return {
        inputs: [numbers(random, [rows, 2])],
        ours: (x) => n.unsortedSegmentSum(x, segments, 3),
        theirs: (x) => tf.unsortedSegmentSum(x, tf.tensor1d(segments, "int32"), 3),
      };
    },
  ],
  [
    "bincount",
    (random) => ({
      inputs: [numbers(random, [6], 0, 5, "int32"), numbers(random, [6])],
      ours: (x, w) => [
        n.bincount(x, [], 4),
        n.bincount(x, w, 5),
        n.denseBincount(n.reshape(x, [2, 3]), [], 5, true),
      ],
      theirs: (x, w) => [
        tf.bincount(x as tf.Tensor1D, [], 4),
        tf.bincount(x as tf.Tensor1D, w as tf.Tensor1D, 5),
        tf.denseBincount(x.reshape([2, 3]) as tf.Tensor2D, [], 5, true),
      ],
      gradients: false,
    }),
  ],
  [
    "searchSorted",
    (random) => {
      const rows = n.cumsum(numbers(random, [2, 5], 0, 2, "int32"), 1).dataSync();
      const side = among(random, ["left", "right"] as const);
      return {
        inputs: [new Tensor(rows, [2, 5]), numbers(random, [2, 3], 0, 8, "int32")],
        ours: (a, b) => [n.searchSorted(a, b, side), n.lowerBound(a, b), n.upperBound(a, b)],
        theirs: (a, b) => [tf.searchSorted(a, b, side), tf.lowerBound(a, b), tf.upperBound(a, b)],
        gradients: false,
      };
    },
  ],
  [
    "dot",
    (random) => {
      const k = 1 + random.integer(4);
      const a = numbers(random, among(random, [[k], [3, k]]));
      const b = numbers(random, among(random, [[k], [k, 2]]));
      return { inputs: [a, b], ...named("dot") };
    },
  ],
  [
    "outerProduct",
    (random) => ({
      inputs: [numbers(random, [1 + random.integer(4)]), numbers(random, [1 + random.integer(4)])],
      ...named("outerProduct"),
    }),
  ],
  [
    "addN",
    (random) => {
      const shape = someShape(random);
      return {
        inputs: [numbers(random, shape), numbers(random, shape), numbers(random, shape)],
        ours: (...given) => n.addN(given),
        theirs: (...given) => tf.addN(given),
      };
    },
  ],
  [
    "meshgrid",
    (random) => {
      const options = { indexing: among(random, ["xy", "ij"] as const) };
      return {
        inputs: [numbers(random, [1 + random.integer(4)]), numbers(random, [1 + random.integer(4)])],
        ours: (a, b) => n.meshgrid(a, b, options),
        theirs: (a, b) => tf.meshgrid(a, b, options),
      };
    },
  ],
  ...[
    ["ij,jk->ik", [2, 3], [3, 4]],
    ["bij,bjk->bik", [2, 2, 3], [2, 3, 4]],
    ["i,i->", [3], [3]],
    ["ij->ji", [2, 3]],
    ["ij->", [2, 3]],
    ["abc,cd->abd", [2, 2, 3], [3, 2]],
    ["i,j->ij", [2], [3]],
    ["acbe,aecd->abcd", [2, 3, 4, 5], [2, 5, 3, 4]],
  ].map(([equation, ...shapes]): [string, Draw] => [
    `einsum ${equation as string}`,
    (random) => ({
      inputs: (shapes as number[][]).map((shape) => numbers(random, shape)),
      ours: (...given) => n.einsum(equation as string, ...given),
      theirs: (...given) => tf.einsum(equation as string, ...given),
      gradients: false,
    }),
  ]),
  [
    "where",
    (random) => {
      const shape = someShape(random);
      const mask = numbers(random, shape, 0, 2, "int32");
      return {
        inputs: [numbers(random, shape), numbers(random, shape)],
        ours: (a, b) => n.where(mask, a, b),
        theirs: (a, b) => tf.where(theirsOf(mask).cast("bool"), a, b),
      };
    },
  ],
  [
    "logic",
    (random) => {
      const shape = someShape(random);
      return {
        inputs: [numbers(random, shape, 0, 2, "int32"), numbers(random, shape, 0, 2, "int32")],
        ours: (a, b) => [
          n.logicalAnd(a, b),
          n.logicalOr(a, b),
          n.logicalXor(a, b),
          n.logicalNot(a),
          n.all(a, 0),
          n.any(a, -1, true),
        ],
        theirs: (x, y) => {
          const [a, b] = [x.cast("bool"), y.cast("bool")];
          return [
            tf.logicalAnd(a, b),
            tf.logicalOr(a, b),
            tf.logicalXor(a, b),
            tf.logicalNot(a),
            tf.all(a, 0),
            tf.any(a, -1, true),
          ].map((each) => each.cast("int32"));
        },
        gradients: false,
      };
    },
  ],
  [
    "bandPart",
    (random) => {
      const shape = [...among(random, [[], [2]]), 3, 4];
      const [below, above] = [random.integer(3), random.integer(3)];
      return {
        inputs: [numbers(random, shape)],
        ours: (x) => linalg.bandPart(x, below, above),
        theirs: (x) => tf.linalg.bandPart(x, below, above),
        gradients: false,
      };
    },
  ],
  [
    "gramSchmidt",
    (random) => ({
      inputs: [numbers(random, [3, 4])],
      ours: (x) => linalg.gramSchmidt(x),
      theirs: (x) => tf.linalg.gramSchmidt(x as tf.Tensor2D) as tf.Tensor,
    }),
  ],
  [
    "qr",
    (random) => {
      const shape = [
        ...among(random, [[], [2]]),
        ...among(random, [
          [3, 3],
          [4, 2],
          [2, 4],
        ]),
      ];
      const full = shape.length === 2 && random.uniform() < 0.5;
      const comparable = shape.length === 2 || shape.at(-1) === shape.at(-2);
      const x = comparable ? shape : shape.slice(1);
      return {
        inputs: [numbers(random, x)],
        ours: (a) => linalg.qr(a, full),
        theirs: (a) => tf.linalg.qr(a, full),
        gradients: false,
      };
    },
  ],
];

function theirsOf(x: Tensor): tf.Tensor {
  return tf.tensor(x.dataSync() as Float32Array, [...x.shape], x.dtype as "float32");
}

function assertClose(ours: Tensor, theirs: tf.Tensor, what: string): void {
  assert.deepEqual(ours.shape, theirs.shape, what);
  const expected = theirs.dataSync();
  ours.data.forEach((value, i) => {
    const distance = Math.abs(value - expected[i]);
    assert.ok(
      distance <= 2e-4 * Math.max(1, Math.abs(expected[i])) ||
        Object.is(value, expected[i]) ||
        value === expected[i],
      `${what}: ${value} at ${i}, expected ${expected[i]}`,
    );
  });
}

/** The sum of all results, each number with a weight of its own. */
const ourLoss = (results: readonly Tensor[]) =>
  results.map((each) => n.sum(n.mul(each, weights(each.shape)))).reduce((a, b) => n.add(a, b));
const theirLoss = (results: readonly tf.Tensor[]) =>
  results.map((each) => each.mul(theirsOf(weights(each.shape))).sum()).reduce((a, b) => a.add(b));
const weights = (shape: readonly number[]) => randomUniform(shape, 0.5, 1.5, "float32", 7);

describe("operations beside TensorFlow.js", () => {
  OPERATIONS.forEach(([name, draw], which) =>
    it(name, () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { inputs, ours, theirs, gradients = true } = draw(new RandomStream(11, which, attempt));
        const what = `${name}, attempt ${attempt}`;
        const given = inputs.map(theirsOf);
        const results = [ours(...inputs)].flat() as Tensor[];
        const expected = [theirs(...given)].flat();
        assert.equal(results.length, expected.length, what);
        results.forEach((each, i) => assertClose(each, expected[i], what));
        if (!gradients) continue;
        const slopes = valueAndGradients(
          () => ourLoss([ours(...inputs)].flat() as Tensor[]),
          inputs,
        ).gradients;
        const theirSlopes = tf.grads((...x: tf.Tensor[]) => theirLoss([theirs(...x)].flat()))(given);
        slopes.forEach((each, i) => assertClose(each, theirSlopes[i], `${what}, gradient ${i}`));
      }
    }),
  );

  it("whereAsync, booleanMaskAsync, setdiff1dAsync and inTopKAsync", async () => {
    const random = new RandomStream(12);
    const x = numbers(random, [3, 4]);
    const mask = numbers(random, [3, 4], 0, 2, "int32");
    const theirMask = theirsOf(mask).cast("bool");
    assertClose(await n.whereAsync(mask), await tf.whereAsync(theirMask), "whereAsync");
    assertClose(
      await n.booleanMaskAsync(x, mask),
      await tf.booleanMaskAsync(theirsOf(x), theirMask),
      "both axes",
    );
    assertClose(
      await n.booleanMaskAsync(x, [1, 0, 0, 1], 1),
      await tf.booleanMaskAsync(theirsOf(x), tf.tensor1d([1, 0, 0, 1], "bool"), 1),
      "one axis",
    );
    const [a, b] = [numbers(random, [9], 0, 6, "int32"), numbers(random, [3], 0, 6, "int32")];
    const theirs = await tf.setdiff1dAsync(theirsOf(a), theirsOf(b));
    (await n.setdiff1dAsync(a, b)).forEach((each, i) => assertClose(each, theirs[i], "setdiff1dAsync"));
    const targets = numbers(random, [3], 0, 4, "int32");
    assertClose(
      await n.inTopKAsync(x, targets, 2),
      (await tf.inTopKAsync(theirsOf(x), theirsOf(targets), 2)).cast("int32"),
      "inTopKAsync",
    );
  });

  it("dtypes of integers", () => {
    const whole = ones([2], "int32");
    for (const f of [n.floor, n.ceil, n.round, n.step, n.sum, n.prod, n.cumsum, n.cumprod, n.max] as ((
      x: Tensor,
    ) => Tensor)[])
      assert.equal(f(whole).dtype, "int32");
    assert.equal(n.floorDiv(ones([2]), 2).dtype, "int32");
  });
});
