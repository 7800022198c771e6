/** Operations of `neurones/tfjs`: the values, shapes and types that TensorFlow.js gives, as functions and methods. */
import assert from "node:assert/strict";
import * as theirs from "@tensorflow/tfjs";
import * as engine from "../../src/autograd/operations/operations.js";
import * as ours from "../../src/tfjs/index.js";
import { OPERATIONS } from "../../src/tfjs/operations/exports.js";

type Library = typeof theirs;
const tf = ours as unknown as Library;
type Operation = (...given: unknown[]) => unknown;

/** Tensors of each type. */
function examples(tf: Library) {
  return {
    real: tf.tensor2d([
      [1, 2, 3],
      [4, -5, 6],
    ]),
    other: tf.tensor2d([
      [2, 2, -3],
      [1, 5, 0.5],
    ]),
    whole: tf.tensor2d([1, 2, 3, 4, -5, 6], [2, 3], "int32"),
    divisor: tf.tensor2d([2, 2, 3, 1, 5, 1], [2, 3], "int32"),
    truth: tf.tensor([
      [true, false, true],
      [false, false, true],
    ]),
    row: tf.tensor1d([3, 1, 2]),
    pictures: tf.range(0, 32).reshape([1, 4, 4, 2]),
  };
}
type Examples = ReturnType<typeof examples>;
type Arguments = (x: Examples) => unknown[];

const UNARY = [
  ...["abs", "ceil", "cos", "cosh", "elu", "erf", "exp", "expm1", "floor", "isFinite", "isInf", "isNaN"],
  ...["leakyRelu", "log", "log1p", "logSigmoid", "logSoftmax", "neg", "reciprocal", "relu", "relu6", "round"],
  ...["rsqrt", "selu", "sigmoid", "sign", "sin", "sinh", "softmax", "softplus", "sqrt", "square", "step"],
  ...[
    "tan",
    "tanh",
    "transpose",
    "acos",
    "asin",
    "asinh",
    "atan",
    "cumsum",
    "reverse",
    "zerosLike",
    "onesLike",
  ],
];
const BINARY = [
  ...["add", "sub", "mul", "div", "floorDiv", "mod", "pow", "maximum", "minimum", "squaredDifference"],
  ...["atan2", "divNoNan"],
  ...["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual"],
];
const REDUCTIONS = [
  ...["sum", "mean", "max", "min", "prod", "argMax", "argMin", "logSumExp", "norm", "euclideanNorm"],
];

/** Each operation with the arguments of its calls. */
const CALLS: readonly (readonly [name: string, ...calls: Arguments[]])[] = [
  ...UNARY.map((name) => [name, ({ real }: Examples) => [real], ({ whole }: Examples) => [whole]] as const),
  ...BINARY.map(
    (name) =>
      [
        name,
        ({ real, other }: Examples) => [real, other],
        ({ whole, divisor }: Examples) => [whole, divisor],
        ({ real, divisor }: Examples) => [real, divisor],
        ({ real }: Examples) => [real, 2],
        ({ whole }: Examples) => [whole, 2],
        ({ truth }: Examples) => [truth, truth],
        ({ truth, divisor }: Examples) => [truth, divisor],
        ({ whole }: Examples) => [whole, true],
      ] as const,
  ),
  ...REDUCTIONS.map(
    (name) => [name, ({ real }: Examples) => [real], ({ whole }: Examples) => [whole]] as const,
  ),
  ["sum", ({ truth }) => [truth, 1], ({ real }) => [real, [0, 1], true]],
  ["mean", ({ truth }) => [truth], ({ real }) => [real, -1, true]],
  ["all", ({ truth }) => [truth, 0]],
  ["any", ({ truth }) => [truth]],
  ["logicalAnd", ({ truth }) => [truth, truth]],
  ["logicalNot", ({ truth }) => [truth]],
  ["logSumExp", ({ real }) => [real, [0, 1]], ({ real }) => [real, 0, true]],
  ["gather", ({ real }) => [real, [1, 0]], ({ real }) => [real, [0, 2], 1]],
  [
    "concat",
    ({ real, other }) => [[real, other]],
    ({ whole, divisor }) => [[whole, divisor], 1],
    ({ whole, real }) => [[whole, real]],
    ({ truth, whole }) => [[truth, whole]],
  ],
  ["stack", ({ real, other }) => [[real, other], 1]],
  ["split", ({ real }) => [real, 3, 1], ({ real }) => [real, [1, 2], 1], ({ real }) => [real, [1, -1], -1]],
  ["tile", ({ real }) => [real, [1, 2]]],
  ["pad", ({ real }) => [real, [[0, 1], [1, 0]], 3]], // prettier-ignore
  ["where", ({ truth, real, other }) => [truth, real, other]],
  ["slice", ({ real }) => [real, [0, 1], [2, -1]], ({ real }) => [real, 1]],
  ["reshape", ({ real }) => [real, [-1, 2]]],
  ["expandDims", ({ real }) => [real, -1]],
  [
    "matMul",
    ({ real, other }) => [real, other, false, true],
    ({ whole, divisor }) => [whole, divisor, true],
    ({ truth, divisor }) => [truth, divisor, true],
  ],
  ["dot", ({ row }) => [row, row], ({ real, row }) => [real, row]],
  ["outerProduct", ({ row }) => [row, row]],
  ["clipByValue", ({ real }) => [real, 0, 3], ({ whole }) => [whole, 0, 3]],
  ["sign", () => [[NaN, 2, -1]]],
  ["squeeze", ({ pictures }) => [pictures, []]],
  ["searchSorted", () => [[1, 3, 5], [2, 5]], () => [[1, 3, 5], [2, 5], "right"]], // prettier-ignore
  ["lowerBound", () => [[1, 3, 5], [2, 5]]], // prettier-ignore
  ["upperBound", () => [[1, 3, 5], [2, 5]]], // prettier-ignore
  ["unsortedSegmentSum", ({ real, row }) => [real.transpose(), row.sub(2).toInt(), 2]],
  ["zerosLike", () => [[1, 2]], ({ truth }) => [truth]],
  ["onesLike", () => [[1, 2]], ({ truth }) => [truth]],
  ["fill", () => [[2], true], () => [[2], 1.5], () => [[2], 1.5, "int32"]],
  ["broadcastArgs", () => [[2, 1], [1, 3]]], // prettier-ignore
  ["bitwiseAnd", ({ whole, divisor }) => [whole, divisor]],
  [
    "movingAverage",
    ({ real, other }) => [real, other, 0.9, 2],
    ({ real, other }) => [real, other, 0.9, undefined, false],
  ],
  [
    "basicLSTMCell",
    ({ real }) => {
      const kernel = real.sin().tile([2, 4]);
      return [0.5, kernel, real.reshape([6]).tile([2]), real.slice([0, 0], [2, 1]), real, real.sin()];
    },
  ],
  ["oneHot", ({ divisor }) => [divisor, 4], ({ divisor }) => [divisor, 3, 5, -1]],
  ["topk", ({ real }) => [real, 2]],
  ["moments", ({ real }) => [real, 0]],
  ["unstack", ({ real }) => [real, 1]],
  ["cast", ({ real }) => [real, "int32"], ({ real }) => [real, "bool"]],
  ["conv1d", ({ pictures }) => [pictures.reshape([4, 8]), filters(pictures, [2, 8, 3]), 1, "same"]],
  [
    "conv2d",
    ({ pictures }) => [pictures, filters(pictures, [2, 2, 2, 3]), 2, "same"],
    ({ pictures }) => [pictures.squeeze([0]), filters(pictures, [3, 3, 2, 1]), [1, 1], 1],
    ({ pictures }) => [pictures.transpose([0, 3, 1, 2]), filters(pictures, [2, 2, 2, 1]), 1, "valid", "NCHW"],
    ({ pictures }) => [pictures, filters(pictures, [2, 2, 2, 1]), 1, "valid", "NHWC", 2],
  ],
  ["depthwiseConv2d", ({ pictures }) => [pictures, filters(pictures, [2, 2, 2, 2]), 1, "valid"]],
  [
    "conv2dTranspose",
    ({ pictures }) => [pictures, filters(pictures, [2, 2, 3, 2]), [1, 8, 8, 3], 2, "same"],
    ({ pictures }) => {
      const borders = [[0, 0], [0, 1], [1, 1], [0, 0]]; // prettier-ignore
      return [pictures, filters(pictures, [2, 2, 1, 2]), [1, 7, 6, 1], 2, borders];
    },
  ],
  [
    "maxPool",
    ({ pictures }) => [pictures, 2, 2, "valid"],
    ({ pictures }) => [pictures, 2, 1, 1],
    ({ pictures }) => [pictures, 3, 2, 0, "ceil"],
    ({ pictures }) => [pictures, 2, 3, 1, "round"],
  ],
  [
    "avgPool",
    ({ pictures }) => [pictures, [2, 2], 1, "same"],
    ({ pictures }) => [pictures, 2, 1, 1],
    ({ pictures }) => [pictures, 3, 2, 0, "ceil"],
  ],
  [
    "pool",
    ({ pictures }) => [pictures, 2, "max", "same"],
    ({ pictures }) => [pictures, [2, 2], "avg", "valid", 1, 2],
    ({ pictures }) => [pictures, 2, "max", "valid", 2],
    ({ pictures }) => [pictures.squeeze([0]), 2, "avg", "same", [2, 1]],
  ],
  [
    "maxPoolWithArgmax",
    ({ pictures }) => [pictures, 2, 2, "valid"],
    ({ pictures }) => [pictures, 3, 1, "same"],
  ],
];

/** Filters made of the numbers at hand, by the library whose pictures these are. */
function filters(pictures: theirs.Tensor, shape: number[]): theirs.Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const flat = pictures.reshape([32]).div(10).sin();
  return flat.concat(flat.cos()).slice(0, size).reshape(shape);
}

/** The tensors of a result as text: type, shape and numbers. */
function written(result: unknown): string[] {
  const list = isTensor(result) ? [result] : Object.values(result as Record<string, theirs.Tensor>);
  return list.map(({ dtype, shape }) => `${dtype} [${shape.join(", ")}]`);
}

function numbers(result: unknown): number[] {
  const list = isTensor(result) ? [result] : Object.values(result as Record<string, theirs.Tensor>);
  return list.flatMap((each) => Array.from(each.dataSync()));
}

function isTensor(value: unknown): value is theirs.Tensor {
  return typeof (value as theirs.Tensor | undefined)?.dataSync === "function";
}

function check(mine: unknown, other: unknown, place: string): void {
  assert.deepEqual(written(mine), written(other), place);
  const expected = numbers(other);
  numbers(mine).forEach((value, i) => {
    const isClose =
      Object.is(value, expected[i]) || Math.abs(value - expected[i]) <= 1e-5 * Math.max(1, Math.abs(value));
    assert.ok(isClose, `${place}: ${value} instead of ${expected[i]}`);
  });
}

function throws(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}

describe("operations of neurones/tfjs", () => {
  for (const [name, ...calls] of CALLS)
    it(`${name}: as TensorFlow.js, also as a method`, () => {
      const [mine, other] = [tf, theirs].map(
        (library) => (library as unknown as Record<string, Operation>)[name],
      );
      calls.forEach((call, i) => {
        const [x, y] = [call(examples(tf)), call(examples(theirs))];
        // Some of TensorFlow.js' operations refuse whole numbers.
        if (throws(() => other(...y))) return;
        const before = tf.memory().numTensors;
        const result = mine(...x);
        check(result, other(...y), `${name}, call ${i}`);
        assert.equal(tf.memory().numTensors - before, written(result).length, `${name}: tensors left`);
        const [first, ...rest] = y as [Record<string, Operation>, ...unknown[]];
        if (Array.isArray(first) || typeof first[name] !== "function" || name === "where") return;
        const own = x[0] as Record<string, Operation>;
        check(own[name](...x.slice(1)), first[name](...rest), `x.${name}, call ${i}`);
      });
    });

  it("are all of the engine's, each in TensorFlow.js' form", () => {
    const exported = ours as unknown as Record<string, unknown>;
    const missing = Object.keys(engine).filter(
      (name) =>
        name in theirs && (exported[name] === undefined || exported[name] === Reflect.get(engine, name)),
    );
    assert.deepEqual(missing, [], "add them to src/tfjs/operations/exports.ts");
    assert.ok(Object.keys(OPERATIONS).length > 50);
  });

  it("have TensorFlow.js' gradients where several numbers are equal, or none counts", () => {
    const functions: ((library: Library, x: theirs.Tensor) => theirs.Tensor)[] = [
      (library, x) => library.max(x),
      (library, x) => library.min(x, 0, true),
      (_, x) => x.max(-1),
      (_, x) => x.add(x.argMax().toFloat()),
      (_, x) => x.isNaN(),
      (library, x) => library.zerosLike(x),
      (_, x) => x.greaterEqual(1),
      (library, x) => library.oneHot(x, 3),
      (library, x) => library.losses.sigmoidCrossEntropy([[1, 0, 1], [0, 1, 0]], x), // prettier-ignore
    ];
    functions.forEach((f, i) => {
      const [mine, other] = [tf, theirs].map((library) => {
        const x = library.tensor2d([[2, 0, 2], [0, 0, -1]]); // prettier-ignore
        return library.grad((each) => f(library, each))(i === 7 ? x.abs().toInt() : x);
      });
      check(mine.toFloat(), other.toFloat(), `function ${i}`);
    });
    assert.throws(() => tf.variableGrads(() => tf.scalar(1)));
  });

  it("that are asynchronous answer with TensorFlow.js' types", async () => {
    const calls: ((library: Library) => Promise<unknown>)[] = [
      (library) => library.inTopKAsync([[1, 5, 2], [4, 3, 1]], [1, 2], 2), // prettier-ignore
      (library) => library.whereAsync(library.tensor1d([true, false, true])),
      (library) => library.booleanMaskAsync(library.tensor1d([1, 2, 3], "int32"), [true, false, true]),
      (library) => library.setdiff1dAsync([1, 2, 3], [2]),
    ];
    for (const [i, call] of calls.entries()) check(await call(tf), await call(theirs), `call ${i}`);
  });

  it("of linear algebra take and give what TensorFlow.js' do", () => {
    const results = (library: Library) => {
      const x = library.tensor2d([1, 2, 3, 4, 5, 6, 7, 8, 10], [3, 3]);
      const [q, r] = library.linalg.qr(x);
      const rows = library.linalg.gramSchmidt(x) as theirs.Tensor2D;
      return [
        library.linalg.bandPart(x, library.scalar(1, "int32"), 0),
        q.matMul(r),
        rows.matMul(rows, false, true),
      ];
    };
    const [mine, other] = [tf, theirs].map(results);
    mine.forEach((each, i) => check(each, other[i], `result ${i}`));
  });

  it("make tensors of the types that TensorFlow.js infers", () => {
    const make: ((library: Library) => theirs.Tensor)[] = [
      (library) => library.tensor([[true], [false]]),
      (library) => library.tensor([1, 2]),
      (library) => library.tensor(Int32Array.of(1, 2)),
      (library) => library.tensor1d(Uint8Array.of(1, 2)),
      (library) => library.scalar(true),
      (library) => library.scalar(3, "int32"),
      (library) => library.range(0, 5, 2),
      (library) => library.zeros([2], "bool"),
      (library) => library.fill([2], 3, "int32"),
      (library) => library.buffer([2, 2], "int32").toTensor(),
      (library) => library.tensor2d([1, 0], [1, 2]).toBool(),
      (library) => library.variable(library.tensor1d([1, 2], "int32")),
    ];
    make.forEach((each, i) => check(each(tf), each(theirs), `tensor ${i}`));
  });
});
