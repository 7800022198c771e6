import fc from "fast-check";
import { packedSize } from "../../src/fast/kernels/matrices.js";
import { RandomStream } from "../../src/random/stream.js";
import { assertNear } from "./close.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

/** A matrix in compressed rows. */
function compressed(x: Float32Array, rows: number, columns: number) {
  const starts = new Uint32Array(rows + 1);
  const entries: number[] = [];
  const bits = new Uint32Array(x.buffer);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (x[at] !== 0) entries.push(column, bits[at]);
    }
    starts[row + 1] = entries.length / 2;
  }
  return { starts, entries };
}

/** Writes 32-bit words to memory of their own. */
function putWords(bench: Workbench, words: ArrayLike<number>): number {
  const at = bench.reserve(words.length);
  new Uint32Array(bench.memory.buffer, at, words.length).set(words);
  return at;
}

for (const flavour of FLAVOURS) {
  describe(`products with matrices that are mostly zero, ${flavour} SIMD`, () => {
    it("agree with plain loops, whether X is listed by its columns or not", () => {
      const products = fc.record({
        rows: fc.integer({ min: 1, max: 70 }),
        columns: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(200)),
        // From 48 on, and with three numbers a column, X is listed by its columns.
        width: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(47, 48, 64, 83)),
        filled: fc.constantFrom(0, 0.02, 0.1, 0.3, 1),
        seed: fc.integer({ min: 1, max: 1000 }),
      });
      fc.assert(
        fc.property(products, ({ rows, columns, width, filled, seed }) => {
          const bench = new Workbench(flavour);
          const { kernels } = bench;
          const random = new RandomStream(seed);
          const x = numbers(rows * columns, seed).map((value) => (random.uniform() < filled ? value : 0));
          const w = numbers(columns * width, seed + 1);
          const dy = numbers(rows * width, seed + 2);
          const before = numbers(columns * width, seed + 3);
          const y = new Float64Array(rows * width);
          const dw = Float64Array.from(before);
          for (let row = 0; row < rows; row++)
            for (let column = 0; column < columns; column++)
              for (let f = 0; f < width; f++) {
                y[row * width + f] += x[row * columns + column] * w[column * width + f];
                dw[column * width + f] += x[row * columns + column] * dy[row * width + f];
              }
          const { starts, entries } = compressed(x, rows, columns);
          const [startsAt, entriesAt] = [putWords(bench, starts), putWords(bench, entries)];
          const [yAt, dwAt] = [bench.reserve(rows * width), bench.put(before)];
          const lists = bench.reserve(packedSize(columns));
          kernels.sparseProduct(startsAt, entriesAt, bench.put(w), rows, width, yAt);
          assertNear(bench.get(yAt, rows * width), y, 1e-5, "y");
          kernels.addSparseTransposed(startsAt, entriesAt, bench.put(dy), rows, columns, width, dwAt, lists);
          assertNear(bench.get(dwAt, columns * width), dw, 1e-5, "dw");
          bench.get(lists, packedSize(columns));
        }),
        { numRuns: 150 },
      );
    });
  });
}
