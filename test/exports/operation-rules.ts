/**
 * The rules of the operations on tensors and of the functions that make tensors. Some shapes are large enough
 * for the compiled kernels.
 */
import * as n from "../../src/index.js";
import type { RandomStream } from "../../src/random/stream.js";
import { among, numbers, someShape, type Rule, type Rules } from "./rule.js";

const unary =
  (f: (x: n.TensorLike) => n.Tensor, low = -2, high = 2): Rule =>
  (random) => {
    const x = numbers(random, someShape(random, 0), low, high);
    return { call: () => f(random.uniform() < 0.2 ? (x.arraySync() as n.TensorLike) : x), shape: x.shape };
  };

/** Two shapes that broadcast, and the broadcast shape. */
function meeting(random: RandomStream): [number[], number[], number[]] {
  const shape = someShape(random, 0);
  const part = (keep: number) => shape.slice(keep).map((extent) => (random.uniform() < 0.3 ? 1 : extent));
  const [a, b] =
    random.uniform() < 0.5
      ? [shape, part(random.integer(shape.length + 1))]
      : [part(random.integer(shape.length + 1)), shape];
  return [a, b, shape];
}

const binary =
  (f: (a: n.TensorLike, b: n.TensorLike) => n.Tensor, low = -2): Rule =>
  (random) => {
    const [a, b, shape] = meeting(random);
    const [left, right] = [numbers(random, a, low), numbers(random, b, low)];
    return { call: () => f(left, right), shape };
  };

const reduced = (shape: readonly number[], axes: readonly number[], keep: boolean) =>
  keep
    ? shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
    : shape.filter((_, axis) => !axes.includes(axis));

const reduction =
  (f: (x: n.TensorLike, axis?: number | readonly number[], keepDims?: boolean) => n.Tensor): Rule =>
  (random) => {
    const x = numbers(random, someShape(random));
    const axis = among(random, [
      undefined,
      random.integer(x.rank),
      -1 - random.integer(x.rank),
      [0, x.rank - 1],
    ]);
    const keep = random.uniform() < 0.5;
    const axes = (axis === undefined ? x.shape.map((_, i) => i) : [axis].flat()).map((each) =>
      each < 0 ? each + x.rank : each,
    );
    return { call: () => f(x, axis, keep), shape: reduced(x.shape, axes, keep) };
  };

const alongAxis =
  (f: (x: n.TensorLike, axis?: number) => n.Tensor): Rule =>
  (random) => {
    const x = numbers(random, someShape(random));
    const axis = among(random, [undefined, random.integer(x.rank), -1 - random.integer(x.rank)]);
    return { call: () => f(x, axis), shape: x.shape };
  };

/** Pictures, a window over them, and how many positions it has along an axis. */
function sliding(
  random: RandomStream,
  attempt: number,
): {
  pictures: n.Tensor;
  kernel: number;
  stride: number;
  padding: "same" | "valid";
  positions: (extent: number, dilation?: number) => number;
} {
  const size = attempt % 4 === 0 ? 14 : 5 + random.integer(3);
  const [kernel, stride, padding] = [
    1 + random.integer(3),
    1 + random.integer(2),
    among(random, ["same", "valid"] as const),
  ];
  const positions = (extent: number, dilation = 1) =>
    padding === "same"
      ? Math.ceil(extent / stride)
      : Math.floor((extent - (dilation * (kernel - 1) + 1)) / stride) + 1;
  return {
    pictures: numbers(random, [1 + random.integer(2), size, size - 1, 1 + random.integer(4)]),
    kernel,
    stride,
    padding,
    positions,
  };
}

const pooling =
  (f: typeof n.maxPool): Rule =>
  (random, attempt) => {
    const { pictures, kernel, stride, padding, positions } = sliding(random, attempt);
    const [batch, height, width, channels] = pictures.shape;
    return {
      call: () => f(pictures, kernel, stride, padding),
      shape: [batch, positions(height), positions(width), channels],
    };
  };

const resizing =
  (f: typeof n.image.resizeBilinear): Rule =>
  (random) => {
    const [batch, ...picture] = someShape(random, 4);
    const size = [1 + random.integer(6), 1 + random.integer(6)] as const;
    const grid = among(random, [[], [true], [false, true]] as const);
    const single = random.uniform() < 0.3;
    const images = numbers(random, single ? picture : [batch, ...picture]);
    return {
      call: () => f(images, size, ...grid),
      shape: [...(single ? [] : [batch]), ...size, picture[2]],
    };
  };

const made =
  (f: (shape: readonly number[], dtype?: n.DataType) => n.Tensor): Rule =>
  (random) => {
    const [shape, dtype] = [
      someShape(random, 0),
      among(random, [undefined, "int32", "float64", "uint8"] as const),
    ];
    return {
      call: () => f(shape, dtype),
      shape,
      holds: (result) => (result as n.Tensor).dtype === (dtype ?? "float32"),
    };
  };

const ofRank =
  (rank: number, f: (values: n.TensorLike, shape?: readonly number[]) => n.Tensor): Rule =>
  (random) => {
    const x = numbers(random, someShape(random, rank, rank));
    return random.uniform() < 0.5
      ? { call: () => f(x.arraySync()), shape: x.shape }
      : { call: () => f([...x.data], x.shape), shape: x.shape };
  };

export const OPERATION_RULES: Rules = {
  ...Object.fromEntries(
    (
      [
        ...["abs", "asinh", "atan", "ceil", "cos", "cosh", "elu", "erf", "exp", "expm1", "floor"],
        ...["isFinite", "isInf", "isNaN", "leakyRelu", "logicalNot", "logSigmoid", "neg", "relu", "relu6"],
        ...["round", "selu", "sigmoid", "sign", "sin", "sinh", "softplus", "square", "step", "tan", "tanh"],
      ] as readonly ("abs" | "step")[]
    ).map((name) => [name, unary((x) => n[name](x))]),
  ),
  ...Object.fromEntries(
    (["acos", "asin", "atanh"] as const).map((name) => [name, unary(n[name], -0.9, 0.9)]),
  ),
  acosh: unary(n.acosh, 1.1, 3),
  broadcastTo: (random) => {
    const [a, , shape] = meeting(random);
    return { call: () => n.broadcastTo(numbers(random, a), shape), shape };
  },
  ...Object.fromEntries(
    (["log", "log1p", "rsqrt", "sqrt", "reciprocal"] as const).map((name) => [name, unary(n[name], 0.1)]),
  ),
  ...Object.fromEntries(
    (
      [
        "add",
        "sub",
        "mul",
        "maximum",
        "minimum",
        "squaredDifference",
        "greater",
        "greaterEqual",
        "less",
        "lessEqual",
        "equal",
        "notEqual",
        "logicalAnd",
        "logicalOr",
        "logicalXor",
        "atan2",
        "prelu",
      ] as const
    ).map((name) => [name, binary(n[name])]),
  ),
  ...Object.fromEntries(
    (["div", "divNoNan", "floorDiv", "mod", "pow"] as const).map((name) => [name, binary(n[name], 0.1)]),
  ),
  ...Object.fromEntries(
    (["all", "any", "sum", "mean", "prod", "variance", "max", "min"] as const).map((name) => [
      name,
      reduction(n[name]),
    ]),
  ),
  ...Object.fromEntries((["softmax", "logSoftmax"] as const).map((name) => [name, alongAxis(n[name])])),
  clipByValue: unary((x) => n.clipByValue(x, -1, 1)),
  elementwise: unary((x) =>
    n.elementwise(
      (v) => v * v,
      (v) => 2 * v,
    )(x),
  ),
  flatten: (random) => {
    const x = numbers(random, someShape(random, 0));
    return { call: () => n.flatten(x), shape: [x.size] };
  },
  logSumExp: (random) => {
    const x = numbers(random, someShape(random));
    const [axis, keep] = [random.integer(x.rank), random.uniform() < 0.5];
    return { call: () => n.logSumExp(x, axis, keep), shape: reduced(x.shape, [axis], keep) };
  },
  argMax: (random) => {
    const x = numbers(random, someShape(random));
    const axis = random.integer(x.rank);
    return {
      call: () => n.argMax(x, axis),
      shape: reduced(x.shape, [axis], false),
      holds: (result) => (result as n.Tensor).data.every((at) => at < x.shape[axis]),
    };
  },
  reshape: (random) => {
    const x = numbers(random, someShape(random));
    const shape = [...x.shape].reverse();
    return {
      call: () =>
        n.reshape(x, random.uniform() < 0.5 ? shape : shape.map((extent, i) => (i === 0 ? -1 : extent))),
      shape,
    };
  },
  expandDims: (random) => {
    const x = numbers(random, someShape(random));
    const axis = random.integer(x.rank + 1);
    return {
      call: () => n.expandDims(x, axis),
      shape: [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)],
    };
  },
  squeeze: (random) => {
    const shape = someShape(random).flatMap((extent) => [extent, 1]);
    return random.uniform() < 0.5
      ? { call: () => n.squeeze(numbers(random, shape)), shape: shape.filter((extent) => extent !== 1) }
      : { call: () => n.squeeze(numbers(random, shape), [1]), shape: shape.filter((_, axis) => axis !== 1) };
  },
  transpose: (random) => {
    const x = numbers(random, someShape(random));
    const order = [...random.permutation(x.rank)];
    return random.uniform() < 0.3
      ? { call: () => n.transpose(x), shape: [...x.shape].reverse() }
      : { call: () => n.transpose(x, order), shape: order.map((axis) => x.shape[axis]) };
  },
  slice: (random) => {
    const x = numbers(random, someShape(random));
    const begin = x.shape.map((extent) => random.integer(extent));
    const size = x.shape.map((extent, axis) => 1 + random.integer(extent - begin[axis]));
    return { call: () => n.slice(x, begin, size), shape: size };
  },
  concat: (random) => {
    const x = numbers(random, someShape(random));
    const axis = random.integer(x.rank);
    return {
      call: () => n.concat([x, x, x], axis),
      shape: x.shape.map((extent, i) => (i === axis ? 3 * extent : extent)),
    };
  },
  stack: (random) => {
    const x = numbers(random, someShape(random));
    const axis = random.integer(x.rank + 1);
    return {
      call: () => n.stack([x, x], axis),
      shape: [...x.shape.slice(0, axis), 2, ...x.shape.slice(axis)],
    };
  },
  split: (random) => {
    const shape = someShape(random);
    const axis = random.integer(shape.length);
    const x = numbers(
      random,
      shape.map((extent, i) => (i === axis ? 2 * extent : extent)),
    );
    return { call: () => n.split(x, 2, axis), shapes: [shape, shape] };
  },
  unstack: (random) => {
    const x = numbers(random, someShape(random));
    const axis = random.integer(x.rank);
    return {
      call: () => n.unstack(x, axis),
      shapes: Array.from({ length: x.shape[axis] }, () => reduced(x.shape, [axis], false)),
    };
  },
  gather: (random) => {
    const x = numbers(random, someShape(random));
    const [axis, count] = [random.integer(x.rank), 1 + random.integer(4)];
    const places = Array.from({ length: count }, () => random.integer(x.shape[axis]));
    return {
      call: () => n.gather(x, places, axis),
      shape: x.shape.map((extent, i) => (i === axis ? count : extent)),
    };
  },
  pad: (random) => {
    const x = numbers(random, someShape(random));
    const borders = x.shape.map(() => [random.integer(3), random.integer(3)] as const);
    return {
      call: () => n.pad(x, borders, 3),
      shape: x.shape.map((extent, axis) => extent + borders[axis][0] + borders[axis][1]),
    };
  },
  where: (random) => {
    const [a, b, shape] = meeting(random);
    return {
      call: () => n.where(numbers(random, shape).greater(0), numbers(random, a), numbers(random, b)),
      shape,
    };
  },
  matMul: (random, attempt) => {
    const [rows, inner, columns] =
      attempt % 3 === 0
        ? [33, 31, 35]
        : [1 + random.integer(4), 1 + random.integer(4), 1 + random.integer(4)];
    const [ta, tb, stack] = [
      random.uniform() < 0.5,
      random.uniform() < 0.5,
      random.uniform() < 0.3 ? [2] : [],
    ];
    const a = numbers(random, [...stack, ...(ta ? [inner, rows] : [rows, inner])]);
    const b = numbers(random, tb ? [columns, inner] : [inner, columns]);
    return { call: () => n.matMul(a, b, ta, tb), shape: [...stack, rows, columns] };
  },
  conv2d: (random, attempt) => {
    const { pictures, kernel, stride, padding, positions } = sliding(random, attempt);
    const dilation = stride === 1 && random.uniform() < 0.3 ? 2 : 1;
    const [batch, height, width, channels] = pictures.shape;
    const filters = numbers(random, [kernel, kernel, channels, 3]);
    return {
      call: () => n.conv2d(pictures, filters, stride, padding, dilation),
      shape: [batch, positions(height, dilation), positions(width, dilation), 3],
    };
  },
  conv1d: (random, attempt) => {
    const { pictures, kernel, stride, padding, positions } = sliding(random, attempt);
    const dilation = stride === 1 && random.uniform() < 0.3 ? 2 : 1;
    const [batch, time, , features] = pictures.shape;
    const sequences = numbers(random, [batch, time, features]);
    const filters = numbers(random, [kernel, features, 3]);
    return {
      call: () => n.conv1d(sequences, filters, stride, padding, dilation),
      shape: [batch, positions(time, dilation), 3],
    };
  },
  depthwiseConv2d: (random, attempt) => {
    const { pictures, kernel, stride, padding, positions } = sliding(random, attempt);
    const [batch, height, width, channels] = pictures.shape;
    const filters = numbers(random, [kernel, kernel, channels, 2]);
    return {
      call: () => n.depthwiseConv2d(pictures, filters, stride, padding),
      shape: [batch, positions(height), positions(width), 2 * channels],
    };
  },
  separableConv2d: (random, attempt) => {
    const { pictures, kernel, stride, padding, positions } = sliding(random, attempt);
    const [batch, height, width, channels] = pictures.shape;
    const filters = numbers(random, [kernel, kernel, channels, 2]);
    const pointwise = numbers(random, [1, 1, 2 * channels, 3]);
    return {
      call: () => n.separableConv2d(pictures, filters, pointwise, stride, padding),
      shape: [batch, positions(height), positions(width), 3],
    };
  },
  conv2dTranspose: (random, attempt) => {
    const { pictures, kernel, stride, padding, positions } = sliding(random, attempt);
    const { shape } = pictures;
    const small = numbers(random, [shape[0], positions(shape[1]), positions(shape[2]), 2]);
    const filters = numbers(random, [kernel, kernel, shape[3], 2]);
    return { call: () => n.conv2dTranspose(small, filters, shape, stride, padding), shape };
  },
  maxPool: pooling(n.maxPool),
  avgPool: pooling(n.avgPool),

  "image.resizeBilinear": resizing(n.image.resizeBilinear),
  "image.resizeNearestNeighbor": resizing(n.image.resizeNearestNeighbor),

  zeros: made(n.zeros),
  ones: made(n.ones),
  fill: made((shape, dtype) => n.fill(shape, 2, dtype)),
  randomNormal: made((shape, dtype) => n.randomNormal(shape, 3, 1, dtype, 5)),
  randomUniform: made((shape, dtype) => n.randomUniform(shape, 0, 9, dtype, 5)),
  randomStandardNormal: made((shape, dtype) => n.randomStandardNormal(shape, dtype, 5)),
  truncatedNormal: made((shape, dtype) => n.truncatedNormal(shape, 3, 1, dtype, 5)),
  randomGamma: made((shape, dtype) => n.randomGamma(shape, 2, 1, dtype, 5)),
  rand: made((shape, dtype) => n.rand(shape, () => 1, dtype)),
  randomUniformInt: (random) => {
    const shape = someShape(random, 0);
    return {
      call: () => n.randomUniformInt(shape, 3, 5, 7),
      shape,
      holds: (result) => (result as n.Tensor).data.every((value) => value === 3 || value === 4),
    };
  },
  multinomial: (random) => {
    const x = numbers(random, [1 + random.integer(3), 2 + random.integer(3)]);
    return {
      call: () => n.multinomial(x, 4, 5),
      shape: [x.shape[0], 4],
      holds: (result) => (result as n.Tensor).data.every((value) => value < x.shape[1]),
    };
  },
  dropout: unary((x) => n.dropout(x, 0.5, null, 5)),
  zerosLike: unary((x) => n.zerosLike(n.tensor(x))),
  onesLike: unary((x) => n.onesLike(n.tensor(x))),
  tensor: unary((x) => n.tensor(x)),
  variable: unary((x) => n.variable(x)),
  scalar: (random) => ({ call: () => n.scalar(random.uniform()), shape: [] }),
  tensor1d: ofRank(1, (values) => n.tensor1d(values)),
  tensor2d: ofRank(2, n.tensor2d),
  tensor3d: ofRank(3, n.tensor3d),
  tensor4d: ofRank(4, n.tensor4d),
  eye: (random) => {
    const [rows, columns] = [1 + random.integer(4), among(random, [undefined, 3])];
    return { call: () => n.eye(rows, columns), shape: [rows, columns ?? rows] };
  },
  range: (random) => {
    const [start, count, step] = [random.integer(5), random.integer(6), among(random, [1, -2, 0.5])];
    return { call: () => n.range(start, start + count * step, step), shape: [count] };
  },
  linspace: (random) => {
    const count = random.integer(6);
    return { call: () => n.linspace(0, 1, count), shape: [count] };
  },
  oneHot: (random) => {
    const labels = Array.from({ length: 1 + random.integer(4) }, () => random.integer(3));
    return {
      call: () => n.oneHot(labels, 3),
      shape: [labels.length, 3],
      holds: (result) => n.sum(result as n.Tensor).item() === labels.length,
    };
  },

  grad: (random) => {
    const x = numbers(random, someShape(random, 0));
    return { call: () => n.grad((v) => v.square().sum())(x), shape: x.shape };
  },
  grads: (random) => {
    const [a, b] = meeting(random);
    return {
      call: () => n.grads((x, y) => x.mul(y).sum())([numbers(random, a), numbers(random, b)]),
      shapes: [a, b],
    };
  },
  valueAndGrad: (random) => {
    const x = numbers(random, someShape(random, 0));
    return { call: () => Object.values(n.valueAndGrad((v) => v.square().sum())(x)), shapes: [[], x.shape] };
  },
  valueAndGrads: (random) => {
    const [a, b] = meeting(random);
    return {
      call: () => n.valueAndGrads((x, y) => x.mul(y).sum())([numbers(random, a), numbers(random, b)]).grads,
      shapes: [a, b],
    };
  },
  variableGrads: (random) => {
    const [a, b] = meeting(random);
    const [w, v] = [n.variable(numbers(random, a)), n.variable(numbers(random, b))];
    return {
      call: () => {
        const { grads } = n.variableGrads(() => w.mul(v).sum());
        return [grads[w.name], grads[v.name]];
      },
      shapes: [a, b],
    };
  },
};
