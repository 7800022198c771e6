import assert from "node:assert/strict";
import fc from "fast-check";
import { packedSize } from "../../src/fast/kernels/matrices.js";
import { assertNear } from "./close.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

const extent = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(127, 128, 129, 200));

for (const flavour of FLAVOURS) {
  describe(`matrix products, ${flavour} SIMD`, () => {
    it("agree with plain loops for all extents, transposes and distances between rows", () => {
      const products = fc.record({
        rows: extent,
        columns: extent,
        inner: fc.oneof(extent, fc.constantFrom(255, 256, 257, 515)),
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
        accumulate: fc.boolean(),
        gap: fc.integer({ min: 0, max: 5 }),
        seed: fc.integer({ min: 1, max: 1000 }),
      });
      fc.assert(
        fc.property(products, ({ rows, columns, inner, transposeA, transposeB, accumulate, gap, seed }) => {
          const bench = new Workbench(flavour);
          const [lda, ldb, ldc] = [
            (transposeA ? rows : inner) + gap,
            (transposeB ? inner : columns) + gap,
            columns + gap,
          ];
          const a = numbers((transposeA ? inner : rows) * lda, seed);
          const b = numbers((transposeB ? columns : inner) * ldb, seed + 1);
          const before = numbers(rows * ldc, seed + 2);
          const expected = Float64Array.from(before);
          for (let i = 0; i < rows; i++) {
            for (let j = 0; j < columns; j++) {
              let sum = accumulate ? before[i * ldc + j] : 0;
              for (let k = 0; k < inner; k++)
                sum += a[transposeA ? k * lda + i : i * lda + k] * b[transposeB ? j * ldb + k : k * ldb + j];
              expected[i * ldc + j] = sum;
            }
          }
          const c = bench.put(before);
          const pack = bench.reserve(bench.kernels.packSize(columns) / 4);
          bench.kernels.gemm(
            bench.put(a),
            lda,
            transposeA,
            bench.put(b),
            ldb,
            transposeB,
            c,
            ldc,
            rows,
            columns,
            inner,
            accumulate,
            pack,
          );
          assertNear(bench.get(c, rows * ldc), expected, 1e-6 * Math.sqrt(inner) * 4, "c");
          bench.get(pack, bench.kernels.packSize(columns) / 4);
        }),
        { numRuns: 150 },
      );
    });

    it("need as much scratch as TypeScript reserves for them", () => {
      const { kernels } = new Workbench(flavour);
      for (let columns = 0; columns <= 600; columns++)
        assert.equal(4 * packedSize(columns), kernels.packSize(columns), `${columns} columns`);
    });
  });
}
