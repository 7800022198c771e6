import { dropoutFactors } from "../../src/layers/dropout.js";
import { RandomStream } from "../../src/random/stream.js";
import { l1l2 } from "../../src/regularizers/regularizers.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { assertNear } from "./close.js";
import { gradients } from "./gradients.js";
import { FLAVOURS, numbers, Workbench } from "./workbench.js";

for (const flavour of FLAVOURS) {
  describe(`dropout and penalties, ${flavour} SIMD`, () => {
    it("draw the same factors as the layer, digit for digit, and continue the stream in the next call", () => {
      const bench = new Workbench(flavour);
      const state = bench.reserve(4);
      new Uint32Array(bench.memory.buffer, state, 4).set(new RandomStream(1, 2, 3).words);
      const factors = bench.reserve(37);
      const random = new RandomStream(1, 2, 3);
      for (const rate of [0.3, 0.1, 0.5]) {
        bench.kernels.dropoutFactors(state, factors, 37, rate);
        assertNear(bench.get(factors, 37), dropoutFactors([37], rate, random, "float32").data, 0);
      }
    });

    it("add a regulariser's gradient and return its penalty", () => {
      for (const count of [1, 5, 16, 33]) {
        const bench = new Workbench(flavour);
        const [w, g] = [numbers(count, count), numbers(count, count + 1)];
        w[0] = 0;
        const expected = gradients((x) => l1l2({ l1: 0.3, l2: 0.2 }).apply(x), new Tensor(w, [count]));
        const at = bench.put(g);
        const penalty = bench.kernels.regularize(bench.put(w), at, count, 0.3, 0.2);
        assertNear([penalty], expected.value, 1e-6);
        assertNear(
          bench.get(at, count),
          expected.gradient.map((value, i) => value + g[i]),
          1e-6,
        );
      }
    });
  });
}
