/**
 * The compiled kernels of `neuralnet`, compared with the plain TypeScript, and their exponential with an
 * exact one.
 */
import assert from "node:assert/strict";
import { compiledPropagation } from "../../src/neuralnet/compiled-propagation.js";
import { CONSTANTS_END, instantiateKernels } from "../../src/neuralnet/kernels.js";
import { activationFrom, errorFrom } from "../../src/neuralnet/chosen-functions.js";
import { Propagation, weightCount, type NetworkFunctions } from "../../src/neuralnet/propagation.js";
import { RandomStream } from "../../src/random/stream.js";

const BITS = 240n;
const ONE = 1n << BITS;

/** x in units of 2^−BITS, exactly for every |x| above 2^−180. */
function fixed(x: number): bigint {
  let [number, shift] = [x, 0n];
  while (!Number.isInteger(number)) {
    number *= 2;
    shift++;
  }
  return (BigInt(number) << BITS) >> shift;
}

/** e^x in units of 2^−BITS times a power of two, by halving x until the series is short and squaring back. */
function exactExponential(x: number): { readonly value: bigint; readonly exponent: number } {
  const halvings = 20n;
  const small = fixed(x) >> halvings;
  let [term, sum] = [ONE, ONE];
  for (let k = 1n; term !== 0n && k < 60n; k++) {
    term = (term * small) / (k << BITS);
    sum += term;
  }
  let exponent = 0;
  for (let i = 0; i < Number(halvings); i++) {
    sum = (sum * sum) >> BITS;
    exponent *= 2;
    // Scaled to between 1 and 4, so that no digit is lost.
    for (; sum < ONE; exponent--) sum <<= 1n;
    for (; sum >= 4n * ONE; exponent++) sum >>= 1n;
  }
  return { value: sum, exponent };
}

/** How far from e^x a number is, in units in its last place. */
function errorInUlps(result: number, x: number): number {
  const { value, exponent } = exactExponential(x);
  const scale = 2 ** Math.floor(Math.log2(result));
  const given = fixed(result / scale);
  const shift = exponent - Math.round(Math.log2(scale));
  const exact = shift >= 0 ? value << BigInt(shift) : value >> BigInt(-shift);
  return Number(((given - exact) << 52n) / (ONE >> 20n)) / 2 ** 20;
}

function exponentials(values: readonly number[]): number[] {
  const { kernels, memory } = instantiateKernels(CONSTANTS_END + 16 * values.length + 32)!;
  const to = CONSTANTS_END + 8 * (values.length + (values.length % 2));
  new Float64Array(memory.buffer, CONSTANTS_END, values.length).set(values);
  kernels.exponentials(CONSTANTS_END, values.length, to);
  return [...new Float64Array(memory.buffer, to, values.length)];
}

const functions = (
  activation: "logistic" | "tanh",
  error: "sse" | "ce",
  linearOutput: boolean,
): NetworkFunctions => ({ activation: activationFrom(activation), error: errorFrom(error), linearOutput });

describe("neuralnet's compiled kernels", () => {
  it("compute the exponential with an error of less than one unit in the last place", () => {
    const random = new RandomStream(3);
    const values = [
      ...Array.from({ length: 1500 }, () => 1416 * random.uniform() - 708),
      ...Array.from({ length: 1500 }, () => 20 * random.uniform() - 10),
      ...Array.from({ length: 500 }, () => 2 ** (-60 * random.uniform()) * (random.uniform() < 0.5 ? 1 : -1)),
      1,
      -1,
      Math.LN2,
      Math.LN2 / 2,
      -Math.LN2 / 2,
    ];
    exponentials(values).forEach((result, i) => {
      const error = errorInUlps(result, values[i]);
      assert.ok(Math.abs(error) < 1, `e^${values[i]} is off by ${error}`);
    });
  });

  it("compute the exponential of extreme arguments: ∞, the smallest number, 1 at 0, and NaN for NaN", () => {
    assert.deepEqual(exponentials([0, -0, 709.5, Infinity, NaN, 1e300]), [
      1,
      1,
      Infinity,
      Infinity,
      NaN,
      Infinity,
    ]);
    for (const least of exponentials([-709, -1e300, -Infinity])) assert.ok(least > 0 && least < 1e-300);
  });

  const forms = [
    functions("logistic", "sse", true),
    functions("logistic", "sse", false),
    functions("logistic", "ce", false),
  ];
  for (const hidden of [[], [1], [3], [4, 2], [5, 3, 2]]) {
    for (const [form, of] of forms.entries()) {
      it(`compute a network 2-${[...hidden, 3].join("-")} (form ${form}) as the plain TypeScript does`, () => {
        const random = new RandomStream(form, hidden.length);
        for (const count of [16, 17, 18, 19, 61]) {
          const sizes = [2, ...hidden, 3];
          const column = (make: () => number) => Float64Array.from({ length: count }, make);
          const examples = {
            count,
            inputs: [0, 1].map(() => column(() => random.normal())),
            targets: [0, 1, 2].map(() => column(() => random.integer(2))),
          };
          const [plain, compiled] = [
            new Propagation(sizes, examples, of),
            compiledPropagation(sizes, examples, of, "rprop+")!,
          ];
          const weights = Float64Array.from({ length: weightCount(sizes) }, () => 3 * random.normal());
          for (const network of [plain, compiled]) {
            network.weights.set(weights);
            network.forward();
            network.backward();
          }
          const near = (a: number, b: number) =>
            assert.ok(Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a)), `${a} and ${b}`);
          plain.outputs.forEach((output, j) =>
            output.forEach((value, n) => near(value, compiled.outputs[j][n])),
          );
          plain.gradients.forEach((value, i) => near(value, compiled.gradients[i]));
        }
      });
    }
  }

  it("are not used where they cannot compute a network, or R's last digits matter", () => {
    const column = new Float64Array(40);
    const examples = { count: 40, inputs: [column], targets: [column] };
    const taken = (...given: readonly [NetworkFunctions, Parameters<typeof compiledPropagation>[3]]) =>
      compiledPropagation([1, 2, 1], examples, ...given) !== undefined;
    assert.equal(taken(forms[0], "rprop+"), true);
    assert.equal(taken(forms[0], "rprop-"), true);
    for (const algorithm of ["sag", "slr", "backprop"] as const)
      assert.equal(taken(forms[0], algorithm), false);
    assert.equal(taken(functions("tanh", "sse", true), "rprop+"), false);
    assert.equal(taken(functions("logistic", "ce", true), "rprop+"), false);
    assert.equal(taken({ ...forms[0], error: errorFrom((x, y) => (x - y) ** 4) }, "rprop+"), false);
    assert.equal(compiledPropagation([1, 1], { ...examples, count: 4 }, forms[0], "rprop+"), undefined);
  });
});
