import assert from "node:assert/strict";
import fc from "fast-check";
import { graphOf } from "../../../src/autograd/scalar/graph.js";
import { value, type Value } from "../../../src/autograd/scalar/value.js";
import { computationGraph } from "../../../src/plots/computation-graph.js";

describe("the scalar autograd", () => {
  it("computes the derivative of (3w + 1)² at w = 1: 24", () => {
    const w = value(1, "w");
    w.mul(3).add(1).square().backward();
    assert.equal(w.gradient, 24);
  });

  it("adds the gradients of all uses of a value", () => {
    const x = value(3, "x");
    x.mul(x).add(x).backward();
    assert.equal(x.gradient, 7);
  });

  it("computes the same gradients if backward is called again", () => {
    const x = value(2, "x");
    const y = x.square();
    y.backward();
    y.backward();
    assert.equal(x.gradient, 4);
  });

  it("agrees with central differences on any chain of operations", () => {
    const steps: ((v: Value, w: Value) => Value)[] = [
      (v, w) => v.add(w),
      (v, w) => v.sub(w),
      (v, w) => v.mul(w),
      (v, w) => v.div(w.square().add(1)),
      (v) => v.tanh(),
      (v) => v.sigmoid(),
      (v) => v.square(),
      (v) => v.square().add(1).log(),
      (v) => v.tanh().exp(),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.nat(steps.length - 1), { minLength: 1, maxLength: 6 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (chain, a, b) => {
          const run = (x: number, y: number) => {
            const [v, w] = [value(x, "v"), value(y, "w")];
            return { v, w, result: chain.reduce((at, step) => steps[step](at, w), v) };
          };
          const { v, w, result } = run(a, b);
          result.backward();
          const h = 1e-6;
          const byV = (run(a + h, b).result.value - run(a - h, b).result.value) / (2 * h);
          const byW = (run(a, b + h).result.value - run(a, b - h).result.value) / (2 * h);
          for (const [found, expected] of [
            [v.gradient, byV],
            [w.gradient, byW],
          ])
            assert.ok(
              Math.abs(found - expected) <= 1e-4 * Math.max(1, Math.abs(expected)),
              `${found}, expected ${expected}`,
            );
        },
      ),
    );
  });

  it("gives a plot a box for each input and each named step", () => {
    const [x, w, b] = [value(2, "x"), value(-1, "w"), value(0.5, "b")];
    const z = x.mul(w).add(b);
    const y = z.sigmoid();
    const L = y.sub(1).square();
    L.backward();
    const nodes = graphOf({ z, y, L });
    assert.deepEqual(
      nodes.map(({ name, formula, from }) => [name, formula, from]),
      [
        ["x", undefined, []],
        ["w", undefined, []],
        ["b", undefined, []],
        ["z", "x·w + b", ["x", "w", "b"]],
        ["y", "σ(z)", ["z"]],
        ["L", "(y − 1)²", ["y"]],
      ],
    );
    assert.match(computationGraph({ nodes }).svg, /σ\(z\)/);
  });
});
