/**
 * The other functions of R's `neuralnet`, and trainings by every algorithm, compared with R's results: to the
 * last bit unless a tolerance is given.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { NOTEBOOK, type Notebook } from "../../src/host/notebook.js";
import { neuralnet, type NeuralNetwork, type NeuralnetOptions } from "../../src/neuralnet/neuralnet.js";
import { setSeed } from "../../src/random/r-random.js";
import { ROOT } from "../setup/clone.js";
import { silentNotebook } from "./silent-notebook.js";

type Numbers = readonly number[];
/** JSON has neither NaN nor infinity: the references have them as text. */
type Written = number | string;

interface Repetition {
  readonly start: Numbers;
  readonly weights: Numbers;
  readonly steps: number;
  readonly reached: number;
}

interface Case {
  readonly id: string;
  readonly data: string;
  readonly seed: number;
  readonly opts: Readonly<Record<string, unknown>>;
  readonly functions: { readonly "act.fct"?: string };
  readonly repetitions: readonly Repetition[];
  readonly errors: Numbers | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly newdata: readonly Numbers[] | null;
  readonly predict: readonly (readonly Written[])[] | null;
  readonly neurons: readonly (readonly (readonly Written[])[])[] | null;
  readonly generalizedWeightsHead: readonly (readonly Written[])[] | null;
  readonly confidence: {
    readonly nic?: number | Numbers;
    readonly lower?: Numbers | null;
    readonly upper?: Numbers | null;
    readonly error?: string;
  } | null;
  readonly nextUniform: number;
}

interface References {
  readonly datasets: Readonly<
    Record<string, { readonly x: readonly Numbers[]; readonly y: Numbers | readonly Numbers[] }>
  >;
  readonly cases: readonly Case[];
  readonly ownFunctionNamedLogistic: {
    readonly x: readonly Numbers[];
    readonly y: Numbers;
    readonly R: {
      readonly error: number;
      readonly steps: number;
      readonly reached: number;
      readonly weights: readonly Numbers[];
    };
    readonly predict: Numbers;
  };
}

interface FreshFit {
  readonly id: number;
  readonly n: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly errFct: "sse" | "ce";
  readonly linearOutput: boolean;
  readonly steps: number;
  readonly converged: boolean;
  readonly weights: Numbers;
  readonly reachedThreshold: number;
  readonly fitError: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly generalizedWeights: readonly Written[] | null;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(`${ROOT}/test/neuralnet/${name}.json`, "utf8"));
const references = read("feature-references") as References;
const { fits } = read("fresh-references") as { fits: readonly (FreshFit & NeuralnetOptions)[] };

const NAMES: Readonly<Record<string, string>> = {
  "linear.output": "linearOutput",
  "err.fct": "errFct",
  "act.fct": "actFct",
  "constant.weights": "constantWeights",
  startweights: "startWeights",
  "learningrate.factor": "learningRateFactor",
  "learningrate.limit": "learningRateLimit",
  learningrate: "learningRate",
};

/** R differentiates functions symbolically; a derivative that is given here is the same function. */
const OWN: Readonly<Record<string, NeuralnetOptions["actFct"]>> = {
  "function (x)  log(1 + exp(x))": "softplus",
  "function (x)  x/(1 + abs(x))": {
    value: (x) => x / (1 + Math.abs(x)),
    derivative: (x) => 1 / (1 + Math.abs(x)) ** 2,
  },
  "function (x)  1.7159 * tanh(2 * x/3)": (x) => 1.7159 * Math.tanh((2 * x) / 3),
};

function flat(weights: NeuralNetwork["weights"]): number[] {
  return weights.flatMap((layer) => layer[0].flatMap((_, j) => layer.map((row) => row[j])));
}

function assertNear(values: Numbers, expected: readonly Written[], share: number, what: string): void {
  assert.equal(values.length, expected.length, what);
  values.forEach((value, i) => {
    const wanted = Number(
      expected[i] === "Inf" ? Infinity : expected[i] === "-Inf" ? -Infinity : expected[i],
    );
    assert.ok(
      value === wanted ||
        (Number.isNaN(value) && Number.isNaN(wanted)) ||
        Math.abs(value - wanted) <= share * Math.abs(wanted),
      `${what} ${i}: ${value}, R has ${expected[i]}`,
    );
  });
}

describe("neuralnet's features compared with R", () => {
  const global = globalThis as { [NOTEBOOK]?: Notebook };
  beforeEach(() => (global[NOTEBOOK] = silentNotebook()));
  afterEach(() => delete global[NOTEBOOK]);

  for (const reference of references.cases) {
    it(reference.id, async () => {
      const { x, y } = references.datasets[reference.data];
      const actFct = reference.functions["act.fct"];
      const options = Object.fromEntries(
        Object.entries(reference.opts).map(([name, value]) => [NAMES[name] ?? name, value]),
      );
      const random = setSeed(reference.seed);
      const net = await neuralnet({
        x,
        y,
        ...options,
        ...(actFct !== undefined && { actFct: OWN[actFct] }),
        random,
        warnings: false,
      });
      assert.equal(random.runif(1)[0], reference.nextUniform);
      assert.equal(net.repetitions.length, reference.repetitions.length);
      net.repetitions.forEach((each, i) => {
        const repetition = reference.repetitions[i];
        assert.equal(each.steps, repetition.steps);
        assert.deepEqual(flat(each.startWeights), repetition.start);
        assert.deepEqual(flat(each.weights), repetition.weights);
        assertNear(
          [each.reachedThreshold],
          [repetition.reached],
          actFct === undefined ? 0 : 1e-10,
          "threshold",
        );
      });
      const converged = net.repetitions.filter((each) => each.converged);
      if (reference.errors !== null)
        assert.deepEqual(
          converged.map(({ error }) => error),
          reference.errors,
        );
      if (reference.aic !== null) assert.deepEqual([net.aic, net.bic], [reference.aic, reference.bic]);
      // Where weights are excluded R predicts NA: here they count as 0.
      const isMissing = reference.predict?.[0][0] === "NA";
      if (reference.newdata !== null && reference.predict !== null && !isMissing) {
        const { neurons, netResult } = net.compute(reference.newdata);
        assertNear(netResult.flat(), reference.predict.flat(), 0, "prediction");
        assert.deepEqual(net.predict(reference.newdata), netResult);
        assertNear(neurons.flat(2), reference.neurons!.flat(2), 0, "neuron");
      }
      if (reference.generalizedWeightsHead !== null)
        assertNear(
          net.generalizedWeights.slice(0, reference.generalizedWeightsHead.length).flat(),
          reference.generalizedWeightsHead.flat(),
          actFct === undefined ? 0 : 1e-9,
          "generalized weight",
        );
      checkConfidence(net, reference.confidence);
    });
  }

  function checkConfidence(net: NeuralNetwork, expected: Case["confidence"]): void {
    if (expected === null || typeof expected.nic !== "number") return;
    // R inverts by a singular value decomposition, `neuralnet` by eigenvalues: the last digits differ.
    const { lowerCi, upperCi, nic } = net.confidenceInterval();
    assertNear([nic], [expected.nic], 1e-10, "nic");
    assert.equal(lowerCi !== undefined, Array.isArray(expected.lower));
    if (lowerCi === undefined || upperCi === undefined) return;
    assertNear(flat(lowerCi), expected.lower!, 1e-8, "lower");
    assertNear(flat(upperCi), expected.upper!, 1e-8, "upper");
  }

  it("a function of the user's that is called logistic is not replaced by the built-in one", async () => {
    const { x, y, R, predict } = references.ownFunctionNamedLogistic;
    const logistic = (z: number) => 1 / (1 + Math.exp(-4 * z));
    assert.equal(logistic.name, "logistic");
    const net = await neuralnet({
      x,
      y,
      seed: 3,
      hidden: 3,
      threshold: 0.1,
      linearOutput: false,
      actFct: logistic,
    });
    assert.equal(net.steps, R.steps);
    assert.deepEqual(flat(net.weights), R.weights[0]);
    assertNear([net.error], [R.error], 1e-14, "error");
    assertNear(net.predict(x).flat(), predict, 1e-14, "prediction");
  });
});

describe("neuralnet's algorithms agree with R to the last bit", () => {
  for (const {
    id,
    n,
    inputs,
    outputs,
    steps,
    converged,
    weights,
    reachedThreshold,
    fitError,
    aic,
    bic,
    generalizedWeights,
    ...given
  } of fits) {
    const options = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== null),
    ) as unknown as NeuralnetOptions & { readonly linearOutput: boolean };
    const { algorithm, actFct, errFct } = options;
    it(`${id}: ${algorithm}, ${String(actFct)}, ${String(errFct)}, ${n} examples, ${steps} steps`, async () => {
      const drawn = setSeed(7000 + id).rnorm(n * inputs);
      const x = Array.from({ length: n }, (_, i) =>
        Array.from({ length: inputs }, (__, j) => drawn[j * n + i]),
      );
      const isClass = options.errFct === "ce" || !options.linearOutput;
      const values = x.map((row) =>
        isClass ? Number(row[0] * row[inputs - 1] > 0.3) : row[0] * row[0] - 0.5 * row[inputs - 1],
      );
      const net = await neuralnet({
        ...options,
        x,
        y: outputs === 2 ? values.map((value) => [value, 1 - value]) : values,
        seed: 9000 + id,
        warnings: false,
      });
      assert.equal(net.steps, steps);
      assert.deepEqual(flat(net.weights), weights);
      assert.equal(net.reachedThreshold, reachedThreshold);
      assert.equal(net.converged, converged);
      if (fitError !== null) assert.equal(net.error, fitError);
      if (aic !== null) assert.deepEqual([net.aic, net.bic], [aic, bic]);
      if (generalizedWeights !== null)
        assertNear(net.generalizedWeights[0], generalizedWeights, 0, "generalized weight");
    });
  }
});
