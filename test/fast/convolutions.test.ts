import assert from "node:assert/strict";
import fc from "fast-check";
import "../../src/autograd/methods.js";
import { ACTIVATION_KINDS } from "../../src/fast/kernels/activations.js";
import { isStridedWinograd } from "../../src/fast/operations/strided-winograd.js";
import { windowNumbers } from "../../src/fast/operations/window.js";
import * as layers from "../../src/layers/layers.js";
import * as train from "../../src/optimizers/train.js";
import { slidingWindow } from "../../src/tensor/operations/window.js";
import { assertSameTraining } from "./both-engines.js";
import { assertNear } from "./close.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const pair = (most: number) => fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));

const windows = fc.record({
  picture: fc.tuple(
    fc.integer({ min: 5, max: 11 }),
    fc.integer({ min: 5, max: 11 }),
    fc.constantFrom(1, 2, 3, 4, 5, 8),
  ),
  kernelSize: pair(3),
  strides: pair(3),
  dilationRate: pair(2),
  padding: fc.constantFrom("same" as const, "valid" as const),
  filters: fc.constantFrom(1, 2, 3, 4, 6, 9, 16, 24, 37),
});

/** Windows of three neighbouring columns, for which depthwise convolutions have loops of their own. */
const THREE_WIDE = ([5, 6, 7, 8, 11] as const).flatMap((width) =>
  (["same", "valid"] as const).map((padding): [Example] => [
    {
      picture: [6, width, width === 7 ? 5 : 8],
      kernelSize: [width === 8 ? 2 : 3, 3],
      strides: [width === 6 ? 2 : 1, 1],
      dilationRate: [width === 5 ? 2 : 1, 1],
      padding,
      filters: 4,
    },
  ]),
);
type Example = typeof windows extends fc.Arbitrary<infer Window> ? Window : never;

/** Trains a network with this layer in its middle on both engines. */
function assertTrainsAlike(name: string, picture: number[], middle: () => layers.Layer): void {
  assertSameTraining({
    name,
    inputShape: picture,
    loss: "meanSquaredError",
    batches: [3],
    optimizer: () => train.sgd(0.1),
    layers: (inputShape) => [
      layers.conv2d({ filters: picture[2], kernelSize: 1, inputShape }),
      middle(),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  });
}

describe("convolutions of any window", () => {
  for (const kind of ["conv2d", "depthwiseConv2d", "conv2dTranspose"] as const)
    it(`train as autograd does: ${kind}`, () => {
      fc.assert(
        fc.property(windows, ({ picture, filters, dilationRate, ...options }) => {
          const middle = {
            conv2d: () => layers.conv2d({ ...options, filters, dilationRate, activation: "tanh" }),
            depthwiseConv2d: () =>
              layers.depthwiseConv2d({ ...options, dilationRate, depthMultiplier: 1 + (filters % 2) }),
            conv2dTranspose: () => layers.conv2dTranspose({ ...options, filters, activation: "tanh" }),
          };
          assertTrainsAlike(kind, picture, middle[kind]);
        }),
        { numRuns: 60, examples: kind === "depthwiseConv2d" ? THREE_WIDE : [] },
      );
    });
});

describe("convolutions of stride 2 by Winograd's algorithm", () => {
  const cases = fc.record({
    picture: fc.tuple(
      fc.integer({ min: 8, max: 15 }),
      fc.integer({ min: 8, max: 15 }),
      fc.constantFrom(8, 12),
    ),
    kernelSize: fc.integer({ min: 3, max: 6 }),
    padding: fc.constantFrom("same" as const, "valid" as const),
    filters: fc.constantFrom(8, 12),
  });
  for (const kind of ["conv2d", "conv2dTranspose"] as const)
    it(`train as autograd does: ${kind}`, () => {
      const used = new Set<number>();
      fc.assert(
        fc.property(cases, ({ picture, filters, ...rest }) => {
          const options = { ...rest, filters, strides: 2 };
          const made = () => layers[kind]({ ...options, activation: "relu" });
          const [, ...result] = made().computeOutputShape([1, ...picture]) as number[];
          const [larger, channels] = kind === "conv2d" ? [picture, filters] : [result, picture[2]];
          const { kernelSize, padding } = rest;
          const window = slidingWindow(
            [1, ...larger],
            [kernelSize, kernelSize],
            { strides: 2, padding },
            kind,
          );
          if (isStridedWinograd(window, channels)) used.add(kernelSize);
          assertTrainsAlike(kind, picture, made);
        }),
        {
          numRuns: 12,
          // In one of 500 cases a sum is so close to 0 that relu's gradient depends on its rounding.
          seed: 3,
          examples: [3, 4, 5, 6].map((kernelSize) => [
            { picture: [16, 17, 8], kernelSize, padding: "same", filters: 12 },
          ]),
        },
      );
      assert.deepEqual([...used].sort(), [3, 4, 5, 6]);
    });
});

for (const flavour of FLAVOURS) {
  describe(`the kernels of convolutions, ${flavour} SIMD`, () => {
    it("agree with products of patches, and write nothing else", () => {
      fc.assert(
        fc.property(windows, ({ picture, kernelSize, strides, dilationRate, filters }) => {
          const bench = new Workbench(flavour);
          const { kernels } = bench;
          const images = 2;
          const window = slidingWindow(
            [1, ...picture],
            kernelSize,
            { strides, dilations: dilationRate },
            "test",
          );
          const [positions, columns] = [window.output[0] * window.output[1], Math.ceil(filters / 8) * 8];
          const depth = kernelSize[0] * kernelSize[1] * picture[2];
          const x = bench.put(numbers(images * picture[0] * picture[1] * picture[2], 1));
          const f = bench.put(numbers(depth * filters, 2));
          const dy = bench.put(numbers(images * positions * filters, 3));
          const bias = bench.put(numbers(filters, 4));
          const at = bench.reserve(13);
          new Int32Array(bench.memory.buffer, at, 13).set(windowNumbers(window));
          const [rows, packed] = [bench.reserve(images * positions * depth), bench.reserve(depth * columns)];
          const [pack, gathered] = [bench.reserve(positions * columns), bench.reserve(4 * positions)];
          const scratch = bench.reserve(kernels.packSize(filters) / 4);
          const [y, z] = [0, 0].map(() => bench.reserve(images * positions * filters));
          const [df, dg] = [0, 0].map(() => bench.reserve(depth * filters));
          kernels.patches(x, at, images, rows);
          const count = images * positions;
          kernels.gemm(
            rows, depth, false, f, filters, false, y, filters, count, filters, depth, false, scratch,
          ); // prettier-ignore
          kernels.gemm(
            rows, depth, true, dy, filters, false, df, filters, depth, filters, count, false, scratch,
          ); // prettier-ignore
          kernels.packStrips(f, filters, depth, filters, packed);
          const line = window.output[1] * filters;
          const size = positions * filters;
          kernels.convolve(x, at, 0, images, packed, filters, 0, false, z, line, filters, size, false);
          kernels.convolveByFilters(x, at, images, dy, filters, dg, pack, gathered);
          assertNear(bench.get(z, count * filters), bench.get(y, count * filters), 1e-5, "y");
          kernels.convolve(x, at, 0, images, packed, filters, bias, true, z, line, filters, size, false);
          kernels.activate(ACTIVATION_KINDS.relu, y, bias, y, count, filters, 0);
          assertNear(bench.get(z, count * filters), bench.get(y, count * filters), 1e-5, "relu");
          const [offsets, byOffsets] = [bench.reserve(depth), bench.reserve(images * positions * filters)];
          kernels.writeOffsets(at, offsets);
          kernels.convolve(
            x, at, offsets, images, packed, filters, bias, true, byOffsets, line, filters, size, false,
          ); // prettier-ignore
          assert.deepEqual(bench.get(byOffsets, count * filters), bench.get(z, count * filters));
          assertNear(bench.get(dg, depth * filters), bench.get(df, depth * filters), 1e-5, "df");
          for (const [address, size] of [
            [packed, depth * columns],
            [pack, positions * columns],
            [gathered, 4 * positions],
          ])
            assert.equal(bench.get(address, size).length, size);
        }),
        { numRuns: 80 },
      );
    });
  });
}
