/** Wide kernels have tiles of their own for the first convolution of a network: they give the bits of the others. */
import assert from "node:assert/strict";
import { kernelModule, type Flavour } from "../../../src/fast/kernel-module.js";
import { windowNumbers } from "../../../src/fast/operations/window.js";
import { slidingWindow } from "../../../src/tensor/operations/window.js";
import { numbers, Workbench } from "../workbench.js";

const IMAGES = 2;
/** With fewer, and with more, windows than those whose patches are copied together. */
const PICTURES = [
  [4, 5],
  [9, 12],
  [18, 17],
] as const;

/** What a first convolution and its gradients write. */
function firstConvolution(
  flavour: Flavour,
  [height, width]: readonly [number, number],
  channels: number,
  filters: number,
  rectify: boolean,
) {
  const bench = new Workbench(flavour);
  const { kernels } = bench;
  const window = slidingWindow([1, height, width, channels], [3, 3], {}, "test");
  const [rows, columns] = window.output.map((extent) => Math.floor(extent / 2));
  const depth = 9 * channels;
  const size = IMAGES * rows * columns * filters;
  const at = bench.reserve(13);
  new Int32Array(bench.memory.buffer, at, 13).set(windowNumbers(window));
  const x = bench.put(numbers(IMAGES * height * width * channels, 1));
  const f = bench.put(numbers(depth * filters, 2));
  const dy = bench.put(numbers(size, 3));
  const bias = rectify ? bench.put(numbers(filters, 4)) : 0;
  const [packed, y, places] = [depth * filters, size, size].map((count) => bench.reserve(count));
  const [df, db] = [bench.put(numbers(depth * filters, 5)), bench.put(numbers(filters, 6))];
  const scratch = bench.reserve((channels < 4 ? 32 : 40) * (filters + 128));
  kernels.packStrips(f, filters, depth, filters, packed);
  kernels.directPooled(x, at, packed, bias, rectify, IMAGES, filters, rows, columns, y, places);
  kernels.directPooledBack(x, at, dy, places, IMAGES, filters, rows, columns, df, db, scratch);
  const bits = (address: number, count: number) => [...new Uint32Array(bench.get(address, count).buffer)];
  return [bits(y, size), bits(places, size), bits(df, depth * filters), bits(db, filters)];
}

describe("a first convolution with wide vectors", () => {
  before(function () {
    if (kernelModule("wide") === undefined) this.skip();
  });

  for (const channels of [1, 2, 3, 4])
    for (const filters of [8, 16, 24, 32])
      it(`has the same bits: ${channels} channels, ${filters} filters`, () => {
        for (const picture of PICTURES)
          for (const rectify of [true, false]) {
            const [wide, relaxed] = (["wide", "relaxed"] as const).map((flavour) =>
              firstConvolution(flavour, picture, channels, filters, rectify),
            );
            assert.deepEqual(wide, relaxed);
          }
      });
});
