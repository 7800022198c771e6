import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as datasets from "../../src/datasets/datasets.js";
import { ArgumentError } from "../../src/errors/errors.js";
import { setSeed } from "../../src/random/r-random.js";
import { ROOT } from "../setup/clone.js";

interface Reference {
  readonly seed: number;
  readonly n: number;
  readonly first: readonly (readonly number[])[];
  readonly last: readonly (readonly number[])[];
  readonly sumX: readonly number[];
  /** One digit per point: 1 if R's label is 1. */
  readonly labels: string;
  readonly nextUniform: number;
}

const REFERENCES = JSON.parse(
  readFileSync(`${ROOT}/test/datasets/generated-references.json`, "utf8"),
) as Record<"perceptron" | "xor" | "flower", readonly Reference[]>;

describe("generated data sets", () => {
  for (const name of ["perceptron", "xor", "flower"] as const) {
    for (const reference of REFERENCES[name]) {
      it(`${name}, seed ${reference.seed}: has R's points and labels, and R's next random number`, () => {
        const random = setSeed(reference.seed);
        const { x, y } = datasets[name]({ random });
        assert.equal(x.length, reference.n);
        assert.equal(y.map((label) => (label === 1 ? "1" : "0")).join(""), reference.labels);
        const close = (value: number, expected: number, tolerance: number) =>
          assert.ok(Math.abs(value - expected) <= tolerance, `${value}, R gives ${expected}`);
        [...reference.first, ...reference.last].forEach((row, i) =>
          row.forEach((value, j) => close([...x.slice(0, 3), ...x.slice(-3)][i][j], value, 0)),
        );
        reference.sumX.forEach((sum, j) =>
          close(
            x.reduce((total, row) => total + row[j], 0),
            sum,
            1e-11,
          ),
        );
        assert.equal(random.runif(1)[0], reference.nextUniform);
        assert.deepEqual(datasets[name]({ seed: reference.seed }), { x, y });
      });
    }
  }

  it("vary in size, distance and noise", () => {
    assert.equal(datasets.perceptron({ n: 20 }).x.length, 20);
    assert.equal(datasets.xor({ n: 7, noise: 0.1 }).x.length, 7);
    assert.equal(datasets.flower({ pointsPerPetal: 10 }).x.length, 80);
    const pure = datasets.flower({ mixed: 0, noise: 0 });
    assert.deepEqual(pure.y.slice(0, 100), [
      ...new Array<number>(50).fill(1),
      ...new Array<number>(50).fill(0),
    ]);
  });

  it("moons: interleaved half circles, the same for the same seed", () => {
    const { x, y } = datasets.moons({ n: 20, noise: 0 });
    x.forEach(([a, b], i) =>
      assert.ok(Math.abs((y[i] === 0 ? Math.hypot(a, b) : Math.hypot(a - 1, b - 0.5)) - 1) < 1e-12),
    );
    assert.deepEqual(y, [...new Array<number>(10).fill(0), ...new Array<number>(10).fill(1)]);
    assert.deepEqual(datasets.moons({ seed: 3 }), datasets.moons({ seed: 3 }));
    assert.throws(() => datasets.moons({ n: 7 }), ArgumentError);
  });

  it("circles: two radii, half of the points on each", () => {
    const { x, y } = datasets.circles({ n: 20, noise: 0 });
    x.forEach(([a, b], i) => assert.ok(Math.abs(Math.hypot(a, b) - (y[i] === 0 ? 1 : 0.5)) < 1e-12));
    assert.equal(y.filter((label) => label === 1).length, 10);
    assert.notDeepEqual(datasets.circles({ n: 20, noise: 0.1 }).x, x);
    assert.throws(() => datasets.circles({ n: 7 }), ArgumentError);
  });

  it("spiral: the second arm is the first one turned by half a turn", () => {
    const { x, y } = datasets.spiral({ n: 20, turns: 1, noise: 0 });
    x.slice(0, 10).forEach(([a, b], i) => {
      assert.ok(Math.abs(Math.hypot(a, b) - (3 * (i + 1)) / 10) < 1e-12);
      assert.ok(Math.abs(x[10 + i][0] + a) < 1e-12 && Math.abs(x[10 + i][1] + b) < 1e-12);
    });
    assert.deepEqual(y.slice(8, 12), [0, 0, 1, 1]);
    assert.throws(() => datasets.spiral({ turns: 0 }), ArgumentError);
  });

  it("curve: points of the function, in the interval", () => {
    const { x, y } = datasets.curve({ f: (at) => 2 * at, n: 30, from: 1, to: 3, noise: 0 });
    x.forEach(([at], i) => assert.ok(at >= 1 && at <= 3 && y[i] === 2 * at));
    assert.notDeepEqual(datasets.curve({ f: (at) => 2 * at, n: 30, from: 1, to: 3 }).y, y);
    assert.throws(() => datasets.curve({ f: Math.sqrt }), { name: "ArgumentError", argument: "f" });
    assert.throws(() => datasets.curve({ f: Math.sin, from: 1, to: 1 }), { argument: "to" });
    assert.throws(() => datasets.curve({} as datasets.CurveOptions), { argument: "f" });
  });

  it("refuse impossible sizes", () => {
    assert.throws(() => datasets.perceptron({ n: 3 }), ArgumentError);
    assert.throws(() => datasets.xor({ noise: -1 }), ArgumentError);
    assert.throws(() => datasets.flower({ pointsPerPetal: 0 }), ArgumentError);
  });
});
