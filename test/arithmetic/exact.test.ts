/**
 * R's elementary functions and sums, bit for bit: compared with results of its C library, and with exact
 * integers.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { exponential, fillLogistic } from "../../src/arithmetic/exponential.js";
import { extendedSum } from "../../src/arithmetic/extended-sum.js";
import { fusedMultiplyAdd } from "../../src/arithmetic/fused.js";
import { hyperbolicTangent } from "../../src/arithmetic/hyperbolic-tangent.js";
import { logarithm } from "../../src/arithmetic/logarithm.js";
import { cosine, sine } from "../../src/arithmetic/sine-cosine.js";
import { RandomStream } from "../../src/random/stream.js";
import { ROOT } from "../setup/clone.js";

type Pairs = readonly (readonly [argument: number, value: number])[];
const references = JSON.parse(readFileSync(`${ROOT}/test/arithmetic/references.json`, "utf8")) as Record<
  "exponential" | "hyperbolicTangent" | "logarithm" | "sine" | "cosine",
  Pairs
>;

/** Numbers are compared as multiples of 2^−1074, the smallest double. */
const BITS = 1074n;

/** x in units of 2^−1074, exactly. */
function units(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const all = view.getBigUint64(0);
  const exponent = (all >> 52n) & 0x7ffn;
  const fraction = all & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return x < 0 ? -size : size;
}

/** Rounded to so many binary digits, ties to even. */
function rounded(value: bigint, digits: number): bigint {
  const size = value < 0n ? -value : value;
  const cut = BigInt(Math.max(0, size.toString(2).length - digits));
  if (cut === 0n) return value;
  const half = 1n << (cut - 1n);
  let quotient = size >> cut;
  const rest = size - (quotient << cut);
  if (rest > half || (rest === half && quotient & 1n)) quotient++;
  return value < 0n ? -(quotient << cut) : quotient << cut;
}

describe("R's arithmetic", () => {
  for (const [name, compute] of Object.entries({ exponential, hyperbolicTangent, logarithm, sine, cosine })) {
    const pairs = references[name as "exponential"];
    it(`gives the C library's bits of ${name} for ${pairs.length} arguments`, () => {
      for (const [argument, value] of pairs) assert.equal(compute(argument), value, `of ${argument}`);
    });
  }

  it("has the right limits, and NaN for NaN", () => {
    assert.deepEqual([0, -0, 710, 1e9, -746, -Infinity, Infinity, NaN].map(exponential), [
      1,
      1,
      Infinity,
      Infinity,
      0,
      0,
      Infinity,
      NaN,
    ]);
    assert.deepEqual([0, -0, 22, -1e9, Infinity, NaN].map(hyperbolicTangent), [0, -0, 1, -1, 1, NaN]);
    assert.deepEqual([0, -0, Infinity, NaN].map(sine), [0, -0, NaN, NaN]);
    assert.deepEqual([0, 1e-9, -Infinity, NaN].map(cosine), [1, 1, NaN, NaN]);
    assert.deepEqual([0, 1, -1, Infinity, NaN].map(logarithm), [-Infinity, 0, NaN, Infinity, NaN]);
  });

  it("computes the logistic function of a list as 1 / (1 + e^−x) of each number", () => {
    const random = new RandomStream(5);
    const sums = Float64Array.from({ length: 4000 }, (_, i) => (i % 9 === 0 ? 900 : 12) * random.normal());
    const values = new Float64Array(sums.length);
    fillLogistic(values, sums);
    sums.forEach((sum, n) => assert.equal(values[n], 1 / (1 + exponential(-sum))));
  });

  it("computes a fused product and sum as the exact result, rounded once", () => {
    const random = new RandomStream(11);
    for (let i = 0; i < 6000; i++) {
      const [a, b] = [random.normal(), random.normal()];
      const near = [
        -a * b,
        -a * b * (1 + random.normal() * 2 ** -50),
        random.normal() * 2 ** (random.integer(120) - 60),
        2 ** (random.integer(9) - 4),
      ];
      const c = near[i % near.length];
      // The product has digits below 2^−1074: all numbers are scaled by 2^1074.
      const exact = units(a) * units(b) + (units(c) << BITS);
      assert.equal(units(fusedMultiplyAdd(a, b, c)) << BITS, rounded(exact, 53), `${a} · ${b} + ${c}`);
    }
  });

  it("rounds a long sum to 64 digits at each term, and to 53 at the end", () => {
    const random = new RandomStream(13);
    const kinds = [
      () => random.normal(),
      () => random.normal() * 2 ** (80 * random.uniform()),
      () => (random.integer(128) - 64) * 2 ** random.integer(70),
    ];
    for (let i = 0; i < 900; i++) {
      const terms = Array.from({ length: 40 }, kinds[i % kinds.length]);
      // Terms that almost cancel, so that ties occur.
      if (i % 4 === 0) terms.push(...terms.map((term) => -term * (1 + 2 ** -52)));
      const exact = terms.reduce((sum, term) => rounded(sum + units(term), 64), 0n);
      assert.equal(units(extendedSum(terms.length, (index) => terms[index])), rounded(exact, 53));
    }
  });

  it("gives infinity for a sum with an infinite term, and NaN with NaN", () => {
    assert.equal(
      extendedSum(3, (i) => [1, Infinity, 2][i]),
      Infinity,
    );
    assert.equal(
      extendedSum(3, (i) => [Infinity, -Infinity, 2][i]),
      NaN,
    );
    assert.equal(
      extendedSum(0, () => 1),
      0,
    );
  });
});
