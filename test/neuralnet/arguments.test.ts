/**
 * Arguments that `neuralnet` cannot use are refused by a typed error that names them; they are never ignored.
 */
import assert from "node:assert/strict";
import { ArgumentError, NeuronesError, ShapeError } from "../../src/errors/errors.js";
import { written } from "../../src/errors/written.js";
import { NOTEBOOK, type Notebook } from "../../src/host/notebook.js";
import { classify } from "../../src/neuralnet/classify.js";
import { neuralnet, NeuralNetwork, type NeuralnetOptions } from "../../src/neuralnet/neuralnet.js";
import { gwplot } from "../../src/plots/plots.js";
import { setSeed } from "../../src/random/r-random.js";
import { RandomStream } from "../../src/random/stream.js";
import { silentNotebook, type SilentNotebook } from "./silent-notebook.js";

const AND = {
  x: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  y: [0, 0, 0, 1],
};
/** Options without types, as plain JavaScript may give them. */
type Loose = Readonly<Record<string, unknown>>;
const call = (options: Loose) => neuralnet({ ...AND, ...options } as unknown as NeuralnetOptions);

describe("neuralnet's arguments", () => {
  const global = globalThis as { [NOTEBOOK]?: Notebook };
  let told: SilentNotebook;
  beforeEach(() => (global[NOTEBOOK] = told = silentNotebook()));
  afterEach(() => delete global[NOTEBOOK]);

  const REFUSED: readonly (readonly [options: Loose, message: RegExp])[] = [
    [{ learningrate: 0.1 }, /learningrate.*Vouliez-vous dire learningRate \?/],
    [{ "linear.output": false }, /Vouliez-vous dire linearOutput \?/],
    [{ err_fct: "ce" }, /Vouliez-vous dire errFct \?/],
    [{ epochs: 10 }, /epochs/],
    [{ learningRateFactor: { minus: 0.5, plsu: 1.2 } }, /learningRateFactor.*Vouliez-vous dire plus \?/],
    [{ learningRateLimit: [1e-10, 0.1] }, /learningRateLimit/],
    [{ learningRate: -1 }, /learningRate/],
    [{ x: [["rouge"], ["vert"], ["rouge"], ["bleu"]] }, /x\[0\]\[0\].*one-hot/],
    [{ x: AND.x.map(([a], i) => [a, ["rouge", "vert"][i % 2]]) }, /x\[0\]\[1\].*one-hot/],
    [{ x: ["a", "b", "c", "d"] }, /x\[0\]/],
    [
      {
        x: [
          ["1", "2"],
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      },
      /Number\("1"\)/,
    ],
    [{ x: [[true], [false], [true], [true]] }, /Number\(true\)/],
    [{ x: [[0], [undefined], [1], [2]] }, /incomplets/],
    [{ x: [[0], [NaN], [1], [2]] }, /incomplets/],
    [{ x: [[0], [Infinity], [1], [2]] }, /infini/],
    [{ x: "abcd" }, /x/],
    [{ x: null }, /x/],
    [{ x: [1, 2, 3, 4] }, /x\[0\]/],
    [{ x: [[], [], [], []] }, /x\[0\]/],
    [{ y: null }, /y/],
    [{ y: "abcd" }, /y/],
    [{ y: [0, "a", 0, 1] }, /y\[1\]/],
    [{ y: ["a", 1, "b", "a"] }, /y\[1\]/],
    [{ y: [true, false, true, true] }, /y\[0\].*Number\(true\)/],
    [{ y: [["a"], ["b"], ["a"], ["b"]] }, /y\[0\]\[0\]/],
    [{ classes: "ab" }, /classes/],
    [{ classes: [1, 1] }, /classes/],
    [{ classes: [0, 2] }, /y\[3\]/],
    [{ hidden: "2" }, /hidden/],
    [{ hidden: [2, 0] }, /hidden/],
    [{ hidden: NaN }, /hidden/],
    [{ hidden: null }, /hidden/],
    [{ hidden: 1e9 }, /hidden/],
    [{ hidden: [{}] }, /hidden/],
    [{ rep: 0 }, /rep/],
    [{ rep: "2" }, /rep/],
    [{ stepmax: 1.5 }, /stepmax/],
    [{ threshold: "0.1" }, /threshold/],
    [{ lifesign: "loud" }, /lifesign/],
    [{ lifesignStep: 0 }, /lifesignStep/],
    [{ likelihood: "yes" }, /likelihood/],
    [{ linearOutput: 1 }, /linearOutput/],
    [{ warnings: "no" }, /warnings/],
    [{ onStep: 3 }, /onStep/],
    [{ random: Math.random }, /random/],
    [{ seed: "69" }, /seed/],
    [{ actFct: null }, /actFct/],
    [{ actFct: () => "0" }, /actFct.*"0"/],
    [{ actFct: { value: Math.tanh } }, /actFct\.derivative/],
    [{ actFct: { value: Math.tanh, derivative: 1 } }, /actFct\.derivative/],
    [{ actFct: { value: Math.tanh, derivative: () => undefined } }, /actFct\.derivative/],
    [{ actFct: { value: Math.tanh, derivate: Math.tanh } }, /Vouliez-vous dire derivative/],
    [{ errFct: 7 }, /errFct/],
    [{ errFct: { value: () => 0 } }, /errFct\.derivative/],
    [{ exclude: [0] }, /exclude/],
    [{ exclude: [10], hidden: 2 }, /exclude.*1 à 9/],
    [{ exclude: [1, 1] }, /exclude/],
    [{ exclude: [1.5] }, /exclude/],
    [{ exclude: [] }, /exclude/],
    [{ exclude: 2 }, /exclude/],
    [{ exclude: [1, 2, 3], hidden: 0 }, /exclude/],
    [{ exclude: [[1, 4, 1]] }, /exclude\[0\]/],
    [{ exclude: [[1, 1]] }, /exclude\[0\]/],
    [{ exclude: [[3, 1, 1]] }, /exclude\[0\]/],
    [{ exclude: [[1, 1, 1], 2] }, /exclude/],
    [{ constantWeights: [1] }, /constantWeights/],
    [{ exclude: [1], constantWeights: [1, 2] }, /constantWeights/],
    [{ exclude: [1], constantWeights: ["1"] }, /constantWeights/],
    [{ startWeights: [1, 2] }, /startWeights/],
    [{ startWeights: "12345" }, /startWeights/],
    [{ startWeights: [] }, /startWeights/],
    [{ startWeights: [1, 2, 3, 4, NaN] }, /startWeights/],
    [{ startWeights: new Array(10).fill(0.1) }, /startWeights.*reçu 10/],
    [{ startWeights: [[[1]], [[2]]] }, /startWeights/],
  ];
  for (const [options, message] of REFUSED) {
    it(`refuses ${Object.entries(options)
      .map(
        ([name, value]) => `${name}: ${typeof value === "function" ? "a function" : JSON.stringify(value)}`,
      )
      .join(", ")
      .slice(0, 90)}`, async () => {
      await assert.rejects(
        call(options),
        (error: Error) => error instanceof ArgumentError && message.test(error.message),
      );
    });
  }

  it("refuses no options at all", async () => {
    for (const nothing of [undefined, null, 3, "x", []])
      await assert.rejects(neuralnet(nothing as unknown as NeuralnetOptions), ArgumentError);
  });

  const OWN = {
    logistic: (z: number) => 1 / (1 + Math.exp(-3 * z)),
    tanh: (z: number) => z / (1 + Math.abs(z)),
    sse: (x: number, y: number) => (x - y) ** 4 / 4,
    ce: (x: number, y: number) => (x - y) ** 2,
  };
  for (const name of ["logistic", "tanh", "sse", "ce"] as const) {
    it(`uses a function of the user's that is called ${name}, not the built-in one, with every algorithm`, async () => {
      const random = setSeed(5);
      const x = Array.from({ length: 40 }, () => random.rnorm(2));
      const y = x.map(([a, b]) => Number(a * b > 0));
      const argument = name === "logistic" || name === "tanh" ? "actFct" : "errFct";
      // The same function without a name.
      const nameless = (() => OWN[name].bind(undefined))();
      Object.defineProperty(nameless, "name", { value: "" });
      for (const algorithm of ["rprop+", "rprop-", "sag", "slr", "backprop"] as const) {
        const options = {
          x,
          y,
          hidden: 2,
          linearOutput: false,
          algorithm,
          stepmax: 40,
          warnings: false,
          ...(algorithm === "backprop" && { learningRate: 0.01 }),
        };
        const [own, other, builtIn] = [
          await neuralnet({ ...options, [argument]: OWN[name] }),
          await neuralnet({ ...options, [argument]: nameless }),
          await neuralnet({ ...options, [argument]: name }),
        ];
        assert.deepEqual(own.weights, other.weights);
        assert.equal(own.error, other.error);
        assert.deepEqual(own.predict(x), other.predict(x));
        assert.notDeepEqual(own.weights, builtIn.weights);
      }
    });
  }

  it("takes labels other than 0 and 1 with an error function of the user's that is called ce", async () => {
    const ce = (x: number, y: number) => (x - y) ** 2;
    await neuralnet({ x: AND.x, y: [3, 4, 5, 6], errFct: ce, threshold: 5 });
    assert.deepEqual(told.warnings, []);
  });

  it("takes start weights in every form, for one repetition or several, and draws the rest as R does", async () => {
    const options = { ...AND, hidden: [2], linearOutput: false, stepmax: 3, warnings: false, seed: 4 };
    const [first, second] = [
      await neuralnet({ ...options, seed: 8 }),
      await neuralnet({ ...options, seed: 9 }),
    ];
    const flat = (net: NeuralNetwork) =>
      net.startWeights.flatMap((layer) => layer[0].flatMap((_, j) => layer.map((row) => row[j])));
    const starts = async (startWeights: NeuralnetOptions["startWeights"], rep: number) =>
      (await neuralnet({ ...options, startWeights, rep })).repetitions.map(flat);
    const [a, b] = [flat(first), flat(second)];
    assert.deepEqual(await starts(a, 1), [a]);
    assert.deepEqual(await starts([...a, ...b], 2), [a, b]);
    assert.deepEqual(await starts([a, b], 2), [a, b]);
    assert.deepEqual(await starts([first.startWeights, second.startWeights], 2), [a, b]);
    const drawn = setSeed(4).rnorm(18);
    assert.deepEqual(await starts(first.startWeights, 3), [a, drawn.slice(0, 9), drawn.slice(9)]);
    await assert.rejects(starts([a, b], 1), ShapeError);
  });

  it("trains neither excluded nor constant weights, with every algorithm", async () => {
    for (const algorithm of ["rprop+", "rprop-", "sag", "slr", "backprop"] as const) {
      for (const count of [4, 40]) {
        const random = setSeed(count);
        const x = Array.from({ length: count }, () => random.rnorm(2));
        const y = x.map(([p, q]) => Number(p > q));
        const net = await neuralnet({
          x,
          y,
          hidden: 2,
          algorithm,
          learningRate: 0.01,
          exclude: [
            [1, 2, 1],
            [2, 3, 1],
          ],
          constantWeights: [0.75],
          stepmax: 30,
          warnings: false,
          likelihood: true,
          linearOutput: false,
          errFct: "ce",
        });
        assert.equal(net.weights[0][1][0], 0.75);
        assert.equal(net.weights[1][2][0], 0);
        assert.notEqual(net.weights[0][2][0], net.startWeights[0][2][0]);
        // R counts a constant that is not 0 as a parameter.
        assert.equal(net.aic, 2 * net.error + 2 * 8);
      }
    }
  });

  it("treats numbers as names if the classes are in another order", async () => {
    const turned = await neuralnet({
      ...AND,
      classes: [1, 0],
      hidden: 0,
      linearOutput: false,
      threshold: 0.1,
    });
    assert.deepEqual(classify(turned, AND.x), AND.y);
    const three = await neuralnet({
      x: AND.x,
      y: [0, 1, 1, 2],
      classes: [0, 1, 2],
      hidden: 3,
      linearOutput: false,
      seed: 2,
    });
    assert.deepEqual(classify(three, AND.x), [0, 1, 1, 2]);
  });

  describe("columns of different scales", () => {
    const wide = {
      x: Array.from({ length: 8 }, (_, i) => [i / 8, 50_000 + 1000 * i]),
      y: [0, 1, 0, 1, 0, 1, 0, 1],
    };
    const shown = async (options: Loose) => {
      told.warnings.length = 0;
      await neuralnet({ ...wide, stepmax: 2, ...options } as unknown as NeuralnetOptions).catch(
        () => undefined,
      );
      return told.warnings.filter((warning) => warning.includes("standardise")).length;
    };

    it("cause a warning that names standardise if neurons would saturate", async () => {
      assert.equal(await shown({ hidden: 2 }), 1);
      assert.equal(await shown({ hidden: 2, actFct: "tanh" }), 1);
      assert.equal(await shown({ hidden: 0, linearOutput: false }), 1);
      assert.equal(await shown({ hidden: 1, x: wide.x.map(([, b]) => [b]) }), 1);
      assert.match(told.warnings.join(), /standardise\(x\).*apply\(x\)/);
    });

    it("cause no warning if no neuron saturates, or if warnings are off", async () => {
      assert.equal(await shown({ hidden: 0 }), 0);
      assert.equal(await shown({ hidden: 2, actFct: "relu" }), 0);
      assert.equal(await shown({ hidden: 2, warnings: false }), 0);
      assert.equal(await shown({ hidden: 2, x: wide.x.map(([a], i) => [a, 40 + i]) }), 0);
      assert.equal(await shown({ hidden: 2, x: wide.x.map(([a], i) => [a, 0, i % 2]) }), 0);
    });
  });

  it("throws typed errors only, whatever the arguments of the functions around it", async () => {
    const net = await neuralnet({
      ...AND,
      hidden: 2,
      stepmax: 5,
      rep: 2,
      linearOutput: false,
      warnings: false,
    });
    const deep = await neuralnet({ ...AND, hidden: [2, 2], stepmax: 5, warnings: false });
    const strange: readonly unknown[] = [
      undefined,
      null,
      true,
      0,
      -1,
      1.5,
      NaN,
      Infinity,
      1e9,
      "",
      "a",
      "2",
      [],
      [1],
      [[]],
      [[1, 2]],
      [["a", "b"]],
      [[1]],
      [null],
      [[NaN, 1]],
      {},
      { length: 2 },
      { length: -1 },
      new Float64Array(2),
      new Map(),
      Symbol("s"),
      () => 1,
      10n,
      new Date(0),
      net,
      setSeed(1),
    ];
    const calls: Record<string, (...given: never[]) => unknown> = {
      predict: (x: never) => net.predict(x),
      compute: (x: never) => net.compute(x),
      withWeights: (w: never) => net.withWeights(w),
      confidenceInterval: (a: never) => net.confidenceInterval(a),
      "deep.confidenceInterval": (a: never) => deep.confidenceInterval(a),
      classify: (m: never, x: never, t: never) => classify(m, x, t),
      "classify(net)": (x: never, t: never) => classify(net, x, t),
      NeuralNetwork: (a: never, b: never) => new NeuralNetwork(a, b),
      setSeed: (s: never) => setSeed(s),
      gwplot: (n: never, o: never) => gwplot(n, o),
      "gwplot(net)": (o: never) => gwplot(net, o),
      runif: (n: never, a: never, b: never) => setSeed(1).runif(n, a, b),
      rnorm: (n: never, m: never, s: never) => setSeed(1).rnorm(n, m, s),
      rbinom: (n: never, s: never, p: never) => setSeed(1).rbinom(n, s, p),
      sample: (n: never, s: never, o: never, p: never) => setSeed(1).sample(n, s, o, p),
    };
    for (const option of [
      "selectedCovariate",
      "selectedResponse",
      "inputs",
      "outputs",
      "rep",
      "highlight",
      "min",
      "max",
      "width",
      "height",
    ])
      calls[`gwplot ${option}`] = (value: never) => gwplot(net, { [option]: value });
    const random = new RandomStream(14);
    for (const [name, perform] of Object.entries(calls)) {
      // Each value alone in each place, then values at random.
      const isDrawn = name.startsWith("gwplot");
      const given = [
        ...(isDrawn ? [0] : [0, 1, 2, 3]).flatMap((place) =>
          strange.map((value) => {
            const all: unknown[] = [4, 2, 1];
            all[place] = value;
            return all;
          }),
        ),
        ...Array.from({ length: isDrawn ? 5 : 60 }, () =>
          Array.from({ length: 4 }, () => strange[random.integer(strange.length)]),
        ),
      ];
      for (const all of given) {
        if (typeof all[0] === "number" && all[0] >= 1e6) continue;
        try {
          perform(...(all as never[]));
        } catch (error) {
          assert.ok(
            error instanceof NeuronesError,
            `${name}(${all.map(written).join(", ")}): ${String((error as Error).stack)}`,
          );
        }
      }
    }
    const names = [
      "x",
      "y",
      "classes",
      "hidden",
      "threshold",
      "stepmax",
      "rep",
      "seed",
      "random",
      "startWeights",
      "exclude",
      "constantWeights",
      "algorithm",
      "learningRate",
      "learningRateFactor",
      "learningRateLimit",
      "errFct",
      "actFct",
      "linearOutput",
      "lifesign",
      "lifesignStep",
      "warnings",
      "likelihood",
      "onStep",
    ];
    for (const name of names) {
      for (const value of [
        ...strange,
        ...strange.map((inner) => [inner]),
        ...strange.map((inner) => ({ min: inner, value: inner, minus: inner })),
      ]) {
        if (name === "rep" && value === 1e9) continue;
        await call({ stepmax: 3, warnings: false, [name]: value }).catch((error: unknown) =>
          assert.ok(
            error instanceof NeuronesError,
            `${name}: ${written(value)}: ${String((error as Error).stack)}`,
          ),
        );
      }
    }
  });
});
