/** Every operation that has a gradient, with arguments where it is smooth. */
import * as image from "../../src/autograd/operations/image.js";
import * as operations from "../../src/autograd/operations/operations.js";
import * as linalg from "../../src/autograd/operations/linalg.js";
import { randomNormal, tensor } from "../../src/tensor/create.js";
import type { Tensor, TensorLike } from "../../src/tensor/tensor.js";

const matrix = [
  [0.3, -1.2, 2.1],
  [1.7, 0.4, -0.6],
];
const positive = [
  [0.3, 1.2, 2.1],
  [1.7, 0.4, 0.6],
];
const row = [0.5, -0.25, 1.5];
const picture = randomNormal([2, 5, 4, 2], 0, 1, "float32", 3);
const filters = randomNormal([2, 2, 2, 3], 0, 1, "float32", 4);
/** An operation as a function of tensors, and the values it is tried on. */
export type OperationCase = readonly [
  name: string,
  f: (...inputs: Tensor[]) => Tensor,
  ...inputs: TensorLike[],
];

export const OPERATIONS: readonly OperationCase[] = [
  ["add", operations.add, matrix, row],
  ["sub", operations.sub, matrix, row],
  ["mul", operations.mul, matrix, row],
  ["div", operations.div, matrix, row],
  ["pow", operations.pow, positive, row],
  ["maximum", operations.maximum, matrix, row],
  ["minimum", operations.minimum, matrix, row],
  ["squaredDifference", operations.squaredDifference, matrix, row],
  ...(
    [
      "neg",
      "exp",
      "square",
      "reciprocal",
      "abs",
      "sin",
      "cos",
      "tanh",
      "relu",
      "sigmoid",
      "softplus",
    ] as const
  ).map((name) => [name, operations[name], matrix] as const),
  ...(["atan", "sinh", "cosh", "asinh", "tan", "expm1", "erf", "logSigmoid", "selu", "relu6"] as const).map(
    (name) => [name, operations[name], matrix] as const,
  ),
  ...(["asin", "acos", "atanh"] as const).map(
    (name) =>
      [
        name,
        operations[name],
        [
          [0.3, -0.7, 0.1],
          [0.6, -0.2, 0.45],
        ],
      ] as const,
  ),
  [
    "acosh",
    operations.acosh,
    [
      [1.3, 2.7],
      [1.1, 4],
    ],
  ],
  ["leakyRelu", (x) => operations.leakyRelu(x, 0.1), matrix],
  ["elu", (x) => operations.elu(x), matrix],
  ["prelu", operations.prelu, matrix, row],
  ["atan2", operations.atan2, matrix, row],
  ["mod", operations.mod, matrix, [0.7, -0.45, 1.1]],
  ["divNoNan", operations.divNoNan, matrix, row],
  ["broadcastTo", (x) => operations.broadcastTo(x, [2, 2, 3]), matrix],
  ...(["log", "log1p", "rsqrt", "sqrt"] as const).map((name) => [name, operations[name], positive] as const),
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
  [
    "split, several parts used",
    (x) => operations.split(x, 3, 1).reduce((sum, part, i) => sum.add(part.mul(i)), tensor([[0], [0]])),
    matrix,
  ],
  ["unstack", (x) => operations.unstack(x, 1)[2], matrix],
  ["gather", (x) => operations.gather(x, tensor([1, 0, 1, 1], undefined, "int32")), matrix],
  [
    "pad",
    (x) =>
      operations.pad(
        x,
        [
          [1, 0],
          [0, 2],
        ],
        7,
      ),
    matrix,
  ],
  [
    "where",
    (x, y) =>
      operations.where(
        [
          [1, 0, 1],
          [0, 0, 1],
        ],
        x,
        y,
      ),
    matrix,
    row,
  ],
  ["prod", (x) => operations.prod(x, 1), matrix],
  ["prod of all, with a zero", (x) => operations.prod(x), [0.5, 0, -2, 3]],
  ["cumsum", (x) => operations.cumsum(x, 0, true, true), matrix],
  ["cumprod", (x) => operations.cumprod(x, 1, false, true), matrix],
  ["norm", (x) => operations.norm(x, 1, [0, 1]), matrix],
  ["norm, euclidean", (x) => operations.norm(x, "euclidean", 1), matrix],
  ["moments", (x) => operations.moments(x, 0).variance, matrix],
  ["topk", (x) => operations.topk(x, 2).values, matrix],
  ["tile", (x) => operations.tile(x, [2, 3]), matrix],
  ["reverse", (x) => operations.reverse(x, 1), matrix],
  [
    "mirrorPad",
    (x) =>
      operations.mirrorPad(
        x,
        [
          [1, 0],
          [2, 1],
        ],
        "reflect",
      ),
    matrix,
  ],
  ["stridedSlice", (x) => operations.stridedSlice(x, [1, -1], [-3, 0], [-1, -2]), matrix],
  [
    "gatherND",
    (x) =>
      operations.gatherND(x, [
        [0, 1],
        [1, 2],
        [0, 1],
      ]),
    matrix,
  ],
  ["scatterND", (x) => operations.scatterND([[2], [0]], x, [4, 3]), matrix],
  [
    "tensorScatterUpdate",
    (x, y) => operations.tensorScatterUpdate(x, [[1]], operations.reshape(y, [1, 3])),
    matrix,
    row,
  ],
  ["unsortedSegmentSum", (x) => operations.unsortedSegmentSum(x, [1, 1], 2), matrix],
  ["dot", operations.dot, matrix, row],
  ["outerProduct", operations.outerProduct, row, [1, -2]],
  ["addN", (x, y) => operations.addN([x, y, x]), matrix, positive],
  ["diag", operations.diag, row],
  ["meshgrid", (x, y) => operations.meshgrid(x, y)[0].add(operations.meshgrid(x, y)[1]), row, [1, -2]],
  ["einsum", (x, y) => operations.einsum("ij,kj->ki", x, y), matrix, positive],
  ["einsum of three", (x, y, z) => operations.einsum("ij,kj,j->ik", x, y, z), matrix, positive, row],
  [
    "gather along an axis, by batches",
    (x) =>
      operations.gather(
        x,
        [
          [0, 2],
          [1, 1],
        ],
        1,
        1,
      ),
    matrix,
  ],
  [
    "batchNorm",
    (x, mean, variance, scale) => operations.batchNorm(x, mean, variance, 1, scale),
    matrix,
    row,
    [0.5, 1, 2],
    row,
  ],
  [
    "localResponseNormalization",
    (x) => operations.localResponseNormalization(x, 1, 1, 0.5, 0.75),
    randomNormal([1, 2, 2, 4], 0, 1, "float32", 6),
  ],
  ["bandPart", (x) => linalg.bandPart(x, 0, 1), matrix],
  ["gramSchmidt", (x) => linalg.gramSchmidt(x), matrix],
  ["qr", (x) => operations.concat([linalg.qr(x)[0], linalg.qr(x)[1]], 1), matrix],
  ...[
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ].map(
    ([ta, tb]) =>
      [
        `matMul${ta ? " Aᵀ" : ""}${tb ? " Bᵀ" : ""}`,
        (x: Tensor, y: Tensor) => operations.matMul(x, y, ta, tb),
        ta
          ? [
              [0.3, 1.7],
              [-1.2, 0.4],
              [2.1, -0.6],
            ]
          : matrix,
        tb
          ? [
              [1, -2, 0.5],
              [0.25, 3, -1],
            ]
          : [
              [1, 0.25],
              [-2, 3],
              [0.5, -1],
            ],
      ] as const,
  ),
  ["conv2d", (x, y) => operations.conv2d(x, y, [1, 2], "same"), picture, filters],
  ["conv2d, dilated", (x, y) => operations.conv2d(x, y, 1, "valid", 2), picture, filters],
  [
    "conv1d",
    (x, y) => operations.conv1d(x, y, 2, "same"),
    randomNormal([2, 5, 2], 0, 1, "float32", 6),
    randomNormal([3, 2, 3], 0, 1, "float32", 7),
  ],
  ["depthwiseConv2d", (x, y) => operations.depthwiseConv2d(x, y, [1, 2], "same"), picture, filters],
  ["depthwiseConv2d, dilated", (x, y) => operations.depthwiseConv2d(x, y, 1, "valid", 2), picture, filters],
  [
    "separableConv2d",
    (x, y, z) => operations.separableConv2d(x, y, z, 2),
    picture,
    filters,
    randomNormal([1, 1, 6, 2], 0, 1, "float32", 8),
  ],
  [
    "conv2dTranspose",
    (x, y) => operations.conv2dTranspose(x, y, [1, 8, 8, 2], 2, "same"),
    randomNormal([1, 4, 4, 3], 0, 1, "float32", 5),
    filters,
  ],
  ...(["resizeBilinear", "resizeNearestNeighbor"] as const).flatMap((name) =>
    ([[], [true], [false, true]] as const).map(
      (grid) =>
        [
          `image.${name}(${grid.join(", ")})`,
          (x: Tensor) => image[name](x, [3, 7], ...grid),
          picture,
        ] as const,
    ),
  ),
  ["maxPool", (x) => operations.maxPool(x, 2, 1), picture],
  ["avgPool", (x) => operations.avgPool(x, [2, 3], 2, "same"), picture],
];
