/** The rules of the operations that choose, count, order, accumulate and combine numbers. */
import * as n from "../../src/index.js";
import type { RandomStream } from "../../src/random/stream.js";
import { among, numbers, someShape, type GoodCall, type Rule, type Rules } from "./rule.js";

/** A rule for a function of one tensor of some shape. */
const of =
  (
    rule: (x: n.Tensor, random: RandomStream) => GoodCall,
    { least = 1, most = 4, low = -2, high = 2 } = {},
  ): Rule =>
  (random) =>
    rule(numbers(random, someShape(random, least, most), low, high), random);

const accumulation = (f: typeof n.cumsum): Rule =>
  of((x, random) => ({
    call: () => f(x, random.integer(x.rank), random.uniform() < 0.5, random.uniform() < 0.5),
    shape: x.shape,
  }));

const insertion = (f: (rows: n.TensorLike, values: n.TensorLike) => n.Tensor): Rule =>
  of((x) => ({
    call: () => f([1, 2, 3], x.flatten()),
    shape: [x.size],
    holds: (result) => (result as n.Tensor).data.every((place) => place >= 0 && place <= 3),
  }));

export const CORE_RULES: Rules = {
  cumsum: accumulation(n.cumsum),
  cumprod: accumulation(n.cumprod),
  argMin: of((x, random) => {
    const axis = random.integer(x.rank);
    return { call: () => n.argMin(x, axis), shape: x.shape.filter((_, i) => i !== axis) };
  }),
  norm: of((x, random) => {
    const order = among(random, ["euclidean", 1, Infinity] as const);
    return random.uniform() < 0.5
      ? { call: () => n.norm(x, order), shape: [] }
      : { call: () => n.norm(x, order, 0, true), shape: [1, ...x.shape.slice(1)] };
  }),
  euclideanNorm: of((x) => ({ call: () => n.euclideanNorm(x, 0), shape: x.shape.slice(1) })),
  moments: of((x) => ({
    call: () => Object.values(n.moments(x, 0)),
    shapes: [x.shape.slice(1), x.shape.slice(1)],
  })),
  topk: of((x, random) => {
    const k = 1 + random.integer(x.shape[x.rank - 1]);
    const shape = [...x.shape.slice(0, -1), k];
    return { call: () => Object.values(n.topk(x, k)), shapes: [shape, shape] };
  }),
  unique: of(
    (x) => ({
      call: () => n.unique(x).indices,
      shape: [x.size],
    }),
    { most: 1 },
  ),
  bincount: (random) => ({
    call: () => n.bincount([random.integer(4), 1], [], 4),
    shape: [4],
    holds: (result) => n.sum(result as n.Tensor).item() === 2,
  }),
  denseBincount: (random) => ({
    call: () => n.denseBincount([[random.integer(4)], [1]], [], 4, true),
    shape: [2, 4],
  }),
  searchSorted: insertion((rows, values) => n.searchSorted(rows, values, "right")),
  lowerBound: insertion(n.lowerBound),
  upperBound: insertion(n.upperBound),
  inTopKAsync: (random) => {
    const x = numbers(random, [2, 3]);
    return { call: () => n.inTopKAsync(x, [0, random.integer(3)], 2), shape: [2] };
  },
  gatherND: of(
    (x, random) => ({
      call: () => n.gatherND(x, [[random.integer(x.shape[0]), random.integer(x.shape[1])]]),
      shape: [1, ...x.shape.slice(2)],
    }),
    { least: 2 },
  ),
  scatterND: of((x, random) => ({
    call: () =>
      n.scatterND(
        x.shape[0] === 1 ? [[random.integer(5)]] : Array.from({ length: x.shape[0] }, (_, i) => [i]),
        x,
        [5, ...x.shape.slice(1)],
      ),
    shape: [5, ...x.shape.slice(1)],
  })),
  tensorScatterUpdate: of((x) => ({
    call: () => n.tensorScatterUpdate(x, [[0]], n.slice(x, 0, 1)),
    shape: x.shape,
  })),
  unsortedSegmentSum: of((x, random) => ({
    call: () =>
      n.unsortedSegmentSum(
        x,
        Array.from({ length: x.shape[0] }, () => random.integer(3)),
        3,
      ),
    shape: [3, ...x.shape.slice(1)],
  })),
  whereAsync: of((x) => ({ call: () => n.whereAsync(n.onesLike(x)), shape: [x.size, x.rank] })),
  booleanMaskAsync: of((x) => ({
    call: () => n.booleanMaskAsync(x, n.ones([x.shape[0]])),
    shape: x.shape,
  })),
  setdiff1dAsync: (random) => ({
    call: () => n.setdiff1dAsync([1, 2, 3], [1 + random.integer(3)]),
    shapes: [[2], [2]],
  }),
  dot: (random) => {
    const [rows, inner] = [1 + random.integer(4), 1 + random.integer(4)];
    return { call: () => n.dot(numbers(random, [rows, inner]), numbers(random, [inner])), shape: [rows] };
  },
  outerProduct: (random) => {
    const [rows, columns] = [1 + random.integer(4), 1 + random.integer(4)];
    return {
      call: () => n.outerProduct(numbers(random, [rows]), numbers(random, [columns])),
      shape: [rows, columns],
    };
  },
  addN: of((x) => ({ call: () => n.addN([x, x, x]), shape: x.shape })),
  diag: of((x) => ({ call: () => n.diag(x), shape: [...x.shape, ...x.shape] }), { most: 2 }),
  meshgrid: (random) => {
    const [w, h] = [1 + random.integer(4), 1 + random.integer(4)];
    return {
      call: () => n.meshgrid(numbers(random, [w]), numbers(random, [h])),
      shapes: [
        [h, w],
        [h, w],
      ],
    };
  },
  einsum: (random) => {
    const [i, j, k] = [1 + random.integer(4), 1 + random.integer(4), 1 + random.integer(4)];
    return {
      call: () => n.einsum("ij, jk -> ki", numbers(random, [i, j]), numbers(random, [j, k])),
      shape: [k, i],
    };
  },
  tile: of((x, random) => {
    const reps = x.shape.map(() => random.integer(3));
    return { call: () => n.tile(x, reps), shape: x.shape.map((extent, axis) => extent * reps[axis]) };
  }),
  reverse: of((x, random) => ({
    call: () => n.reverse(x, among(random, [undefined, 0, [0]])),
    shape: x.shape,
  })),
  mirrorPad: of((x) => ({
    call: () =>
      n.mirrorPad(
        x,
        x.shape.map(() => [1, 0]),
        "symmetric",
      ),
    shape: x.shape.map((extent) => extent + 1),
  })),
  stridedSlice: of((x) => ({
    call: () => n.stridedSlice(x, [0], [x.shape[0]], [2]),
    shape: [Math.ceil(x.shape[0] / 2), ...x.shape.slice(1)],
  })),
  depthToSpace: (random) => {
    const [height, width] = [1 + random.integer(3), 1 + random.integer(3)];
    return {
      call: () => n.depthToSpace(numbers(random, [2, height, width, 8]), 2),
      shape: [2, 2 * height, 2 * width, 2],
    };
  },
  spaceToBatchND: (random) => {
    const height = 2 * (1 + random.integer(3));
    return {
      call: () => n.spaceToBatchND(numbers(random, [2, height, 3]), [2], [[1, 1]]),
      shape: [4, height / 2 + 1, 3],
    };
  },
  batchToSpaceND: (random) => {
    const height = 1 + random.integer(3);
    return {
      call: () => n.batchToSpaceND(numbers(random, [4, height, 3]), [2], [[1, 0]]),
      shape: [2, 2 * height - 1, 3],
    };
  },
  batchNorm: of((x) => ({ call: () => n.batchNorm(x, 1, 2, 3, 4), shape: x.shape })),
  localResponseNormalization: of(
    (x) => ({ call: () => n.localResponseNormalization(x, 2), shape: x.shape }),
    {
      least: 3,
      most: 4,
    },
  ),
  cast: of((x, random) => {
    const dtype = among(random, ["float64", "int32", "uint8"] as const);
    return {
      call: () => n.cast(x, dtype),
      shape: x.shape,
      holds: (result) => (result as n.Tensor).dtype === dtype,
    };
  }),
  clone: of((x) => ({ call: () => n.clone(x), shape: x.shape, holds: (result) => result !== x })),
  ensureShape: of((x) => ({ call: () => n.ensureShape(x, [null, ...x.shape.slice(1)]), shape: x.shape })),
  "linalg.bandPart": of((x) => ({ call: () => n.linalg.bandPart(x, 1, -1), shape: x.shape }), { least: 2 }),
  "linalg.gramSchmidt": (random) => ({
    call: () => n.linalg.gramSchmidt(numbers(random, [2, 3])),
    shape: [2, 3],
  }),
  "linalg.qr": (random) => ({
    call: () => n.linalg.qr(numbers(random, [4, 2])),
    shapes: [
      [4, 2],
      [2, 2],
    ],
  }),
};
