import assert from "node:assert/strict";
import { FLAVOURS, Workbench } from "./workbench.js";

/** Smaller numbers than this are subnormal. */
const LEAST_NORMAL = 2 ** -126;

describe("Adam's kernel", () => {
  for (const flavour of FLAVOURS) {
    it(`sets running means that decay without a gradient to 0 before they become subnormal, which is slow (${flavour})`, () => {
      const bench = new Workbench(flavour);
      const [w, g, means, squares] = [
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [0.5, -0.5, 1e-30, 0],
        [0.5, 1e-36, 1e-30, 0],
      ].map((values) => bench.put(values));
      for (let step = 0; step < 2000; step++) {
        bench.kernels.adam(w, g, means, squares, 4, 0.001, 0.9, 0.99, 1e-7, 1, 1);
        for (const value of [...bench.get(means, 4), ...bench.get(squares, 4)])
          assert.ok(value === 0 || Math.abs(value) >= LEAST_NORMAL, `${value} after ${step + 1} steps`);
      }
      assert.deepEqual([...bench.get(means, 4)].map(Math.abs), [0, 0, 0, 0]);
    });
  }
});
