import assert from "node:assert/strict";
import fc from "fast-check";
import { pointStride, TEMPORARY_NUMBERS } from "../../src/fast/operations/winograd-extents.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const axis = fc.record({
  extent: fc.integer({ min: 1, max: 20 }),
  before: fc.integer({ min: 0, max: 3 }),
  after: fc.integer({ min: 0, max: 3 }),
});

/** Windows over pictures of any extents, whose last places no tile may have. */
const cases = fc.record({
  down: axis,
  across: axis,
  shape: fc.constantFrom([3, 1], [5, 1], [3, 2], [4, 2], [5, 2], [6, 2]),
  channels: fc.constantFrom(4, 8, 20),
});

for (const flavour of FLAVOURS)
  describe(`the gradient of the pictures in Winograd's convolutions, ${flavour} SIMD`, () => {
    it("is the same, written over anything or added to zeros, and nothing else is written", () => {
      fc.assert(
        fc.property(cases, ({ down, across, shape: [kernel, step], channels }) => {
          const bench = new Workbench(flavour);
          const images = 2;
          const taps = Math.ceil(kernel / step);
          const points = taps === 2 ? 5 : 6;
          const outputs = [down, across].map(({ extent, before, after }) =>
            Math.max(1, Math.floor((extent + before + after - kernel) / step) + 1),
          );
          const tiles = outputs.map((count) => Math.ceil(count / (points + 1 - taps)));
          const stride = pointStride(images * tiles[0] * tiles[1] * step ** 2 * channels);
          const size = images * down.extent * across.extent * channels;
          const window = bench.reserve(13);
          new Int32Array(bench.memory.buffer, window, 13).set([
            ...[down.extent, across.extent, channels, kernel, kernel, step, step, 1, 1],
            ...[down.before, across.before, ...outputs],
          ]);
          const dv = bench.put(numbers(points ** 2 * stride, 1));
          const temporary = bench.reserve(TEMPORARY_NUMBERS);
          const written = bench.put(numbers(size, 2));
          const added = bench.put(new Float32Array(size));
          for (const [dx, adds] of [
            [added, true],
            [written, false],
          ] as const)
            bench.kernels.winogradInputBack(
              dv, window, images, tiles[0], tiles[1], dx, adds, stride, temporary,
            ); // prettier-ignore
          // Where the one has −0 the other may have 0.
          const [first, second] = [added, written].map((at) => bench.get(at, size).map((x) => x + 0));
          assert.deepEqual(second, first);
          bench.get(temporary, TEMPORARY_NUMBERS);
        }),
        { numRuns: 150 },
      );
    });
  });
