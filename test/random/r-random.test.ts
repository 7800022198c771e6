import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors/errors.js";
import { setSeed, type RandomR } from "../../src/random/r-random.js";
import { ROOT } from "../setup/clone.js";

type Numbers = readonly number[];
interface Draws {
  readonly seed: number;
  readonly runif20: Numbers;
  readonly runif20_m1_1: Numbers;
  readonly rnorm20: Numbers;
  readonly sample_1_100_20: Numbers;
  readonly sample_50_7: Numbers;
  readonly sample_6_20_replace: Numbers;
  readonly rbinom20_1_half: Numbers;
  readonly mixed: Numbers;
  readonly runif_620_630: Numbers;
  readonly runif_1240_1260: Numbers;
  readonly rnorm_1e5: { readonly min: number; readonly max: number; readonly last5: Numbers };
}

interface Call {
  readonly seed: number;
  readonly call: string;
  readonly values: Numbers;
  readonly nextUniform: number;
}

interface Alias {
  readonly seed: number;
  readonly n: number;
  readonly size: number;
  readonly prob: Numbers;
  readonly R: Numbers;
  readonly nextUniform: number;
}

/**
 * Makes a call as the references write it; a function of i stands for a list of weights, one for each item.
 */
function perform(r: RandomR, call: string): Numbers {
  const [, name, list] = /^(\w+)\((.*)\)$/.exec(call)!;
  const given = new Function(`return [${list}]`)() as unknown[];
  const weights = given.map((argument) =>
    typeof argument === "function"
      ? Array.from({ length: given[0] as number }, (_, i) => (argument as (i: number) => number)(i))
      : argument,
  );
  return (r[name as "rnorm"] as (...all: unknown[]) => Numbers).apply(r, weights);
}

const { seeds } = JSON.parse(readFileSync(`${ROOT}/test/random/references.json`, "utf8")) as {
  seeds: readonly Draws[];
};

describe("R's random numbers", () => {
  for (const draws of seeds) {
    describe(`after set.seed(${draws.seed})`, () => {
      const cases: readonly [name: string, draw: (r: RandomR) => Numbers, expected: Numbers][] = [
        ["runif(20)", (r) => r.runif(20), draws.runif20],
        ["runif(20, -1, 1)", (r) => r.runif(20, -1, 1), draws.runif20_m1_1],
        ["rnorm(20)", (r) => r.rnorm(20), draws.rnorm20],
        ["sample(1:100, 20)", (r) => r.sample(100, 20), draws.sample_1_100_20],
        ["sample(50, 7)", (r) => r.sample(50, 7), draws.sample_50_7],
        [
          "sample(6, 20, replace = TRUE)",
          (r) => r.sample(6, 20, { replace: true }),
          draws.sample_6_20_replace,
        ],
        ["rbinom(20, 1, 0.5)", (r) => r.rbinom(20, 1, 0.5), draws.rbinom20_1_half],
        [
          "calls mixed on one stream",
          (r) => [
            ...r.rnorm(3),
            ...r.runif(2),
            ...r.sample(10),
            ...r.rnorm(2),
            ...r.sample(50, 7),
            ...r.runif(1),
          ],
          draws.mixed,
        ],
        [
          "across the first update of the generator's state",
          (r) => r.runif(630).slice(619),
          draws.runif_620_630,
        ],
        ["across the second update", (r) => r.runif(1260).slice(1239), draws.runif_1240_1260],
        ["a hundred thousand normals", (r) => r.rnorm(1e5).slice(-5), draws.rnorm_1e5.last5],
        [
          "their extremes",
          (r) => {
            const all = r.rnorm(1e5);
            return [Math.min(...all), Math.max(...all)];
          },
          [draws.rnorm_1e5.min, draws.rnorm_1e5.max],
        ],
      ];
      for (const [name, draw, expected] of cases) {
        it(name, () => assert.deepEqual(draw(setSeed(draws.seed)), expected));
      }
    });
  }

  describe("with arguments that R truncates or recycles", () => {
    const { calls, alias } = JSON.parse(
      readFileSync(`${ROOT}/test/random/argument-references.json`, "utf8"),
    ) as { calls: readonly Call[]; alias: readonly Alias[] };
    for (const { seed, call, values, nextUniform } of calls) {
      it(`set.seed(${seed}); ${call}`, () => {
        const r = setSeed(seed);
        assert.deepEqual(perform(r, call), values);
        assert.equal(r.runif(1)[0], nextUniform);
      });
    }
    for (const { seed, n, size, prob, R, nextUniform } of alias) {
      it(`set.seed(${seed}); sample(${n}, ${size}, TRUE, prob)`, () => {
        const r = setSeed(seed);
        assert.deepEqual(r.sample(n, size, true, prob), R);
        assert.equal(r.runif(1)[0], nextUniform);
      });
    }
  });

  it("of the normal distribution are R's to the last digit, in the tails too, which use the logarithm", () => {
    const drawn = setSeed(7).rnorm(2500);
    assert.deepEqual(
      [291, 1081, 1471, 1558, 2245].map((i) => drawn[i]),
      [1.6383971613651678, 1.8035603967325868, 2.7854697142719957, -2.01340387785351, 2.1019886543209134],
    );
  });

  it("of a list are its items", () => {
    const places = setSeed(69).sample(5, 3);
    assert.deepEqual(
      setSeed(69).sample(["a", "b", "c", "d", "e"], 3),
      places.map((place) => "abcde"[place - 1]),
    );
  });

  it("without replacement never repeat, whatever the probabilities", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 1e6 }),
        (prob, seed) => {
          const all = setSeed(seed).sample(prob.length, prob.length, { prob });
          assert.deepEqual(
            [...all].sort((a, b) => a - b),
            prob.map((_, i) => i + 1),
          );
        },
      ),
    );
  });

  it("follow their probabilities, by search and by the alias method", () => {
    for (const count of [4, 400]) {
      const prob = Array.from({ length: count }, (_, i) => 1 + (i % 4));
      const drawn = setSeed(3).sample(count, 40_000, { replace: true, prob });
      const ofFourth = drawn.filter((place) => place % 4 === 0).length / drawn.length;
      assert.ok(Math.abs(ofFourth - 0.4) < 0.01, `${count}: ${ofFourth}`);
    }
  });

  it("of the binomial distribution have its mean and variance, by inversion and by rejection", () => {
    for (const [size, p] of [
      [10, 0.3],
      [100, 0.5],
      [1000, 0.9],
      [500, 0.07],
    ]) {
      const drawn = setSeed(11).rbinom(20_000, size, p);
      const mean = drawn.reduce((sum, k) => sum + k, 0) / drawn.length;
      const variance = drawn.reduce((sum, k) => sum + (k - mean) ** 2, 0) / drawn.length;
      const deviation = Math.sqrt(size * p * (1 - p));
      assert.ok(
        Math.abs(mean - size * p) < 4 * (deviation / Math.sqrt(drawn.length)),
        `${size}, ${p}: mean ${mean}`,
      );
      assert.ok(Math.abs(variance / deviation ** 2 - 1) < 0.06, `${size}, ${p}: variance ${variance}`);
    }
  });

  it("refuse what R refuses", () => {
    const r = setSeed(1);
    for (const wrong of [
      () => r.sample(3, 4),
      () => r.runif(-1),
      () => r.rnorm(1, 0, -1),
      () => r.rbinom(1, 2, 1.5),
      () => r.sample(3, 2, { prob: [1, 0, 0] }),
      () => setSeed(NaN),
    ]) {
      assert.throws(wrong, ArgumentError);
    }
  });
});
