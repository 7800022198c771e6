import assert from "node:assert/strict";
import fc from "fast-check";
import { perceptron, xor } from "../../src/datasets/datasets.js";
import { ArgumentError, NumericError, ShapeError } from "../../src/errors/errors.js";
import { NOTEBOOK, type Notebook } from "../../src/host/notebook.js";
import { classify } from "../../src/neuralnet/classify.js";
import { neuralnet, type NeuralnetOptions } from "../../src/neuralnet/neuralnet.js";
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

describe("neuralnet", () => {
  const global = globalThis as { [NOTEBOOK]?: Notebook };
  let told: SilentNotebook;
  beforeEach(() => (global[NOTEBOOK] = told = silentNotebook()));
  afterEach(() => delete global[NOTEBOOK]);

  it("returns the weights it has reached if it does not converge, with a warning", async () => {
    const net = await neuralnet({ ...xor(), hidden: 4, stepmax: 20, threshold: 1e-6 });
    assert.equal(net.converged, false);
    assert.equal(net.steps, 20);
    assert.equal(net.predict([[0.5, 0.5]])[0].length, 1);
    assert.match(told.warnings.join(), /pas de convergence/);
    assert.match(net.summary(), /pas de convergence/);
  });

  it("does not warn on request", async () => {
    const net = await neuralnet({ ...xor(), hidden: 4, stepmax: 20, threshold: 1e-6, warnings: false });
    assert.equal(net.converged, false);
    assert.deepEqual(told.warnings, []);
  });

  it("predicts with the weights of an earlier step like a network that was stopped there", async () => {
    const history: Float64Array[] = [];
    const options = { ...AND, hidden: [2], seed: 3, linearOutput: false, warnings: false };
    const net = await neuralnet({
      ...options,
      stepmax: 30,
      onStep: ({ weights }) => void history.push(weights.slice()),
    });
    const early = await neuralnet({ ...options, stepmax: 10 });
    assert.deepEqual(net.withWeights(history[9]).predict(AND.x), early.predict(AND.x));
    assert.deepEqual(net.withWeights(history[history.length - 1]).predict(AND.x), net.predict(AND.x));
    assert.throws(() => net.withWeights([1, 2]), ShapeError);
  });

  it("refuses cross-entropy for other labels than 0 and 1", async () => {
    await assert.rejects(
      neuralnet({ ...perceptron(), errFct: "ce", linearOutput: false }),
      /Recodez −1 en 0/,
    );
  });

  it("warns where the output cannot reach a label, and where cross-entropy can leave its range", async () => {
    await neuralnet({ ...perceptron(), hidden: [], linearOutput: false, stepmax: 3 });
    assert.match(told.warnings[0], /n’atteint pas -1/);
    told.warnings.length = 0;
    await neuralnet({ ...AND, errFct: "ce", stepmax: 2 }).catch(() => undefined);
    assert.match(told.warnings[0], /entre 0 et 1/);
  });

  it("stops on NaN with a message", async () => {
    await assert.rejects(
      neuralnet({
        ...AND,
        algorithm: "backprop",
        learningRate: 1e300,
        hidden: 2,
        actFct: "softplus",
        stepmax: 50,
      }),
      NumericError,
    );
  });

  it("takes class names, in alphabetical order or a given one, and returns them", async () => {
    const y = AND.y.map((label) => (label === 1 ? "oui" : "non"));
    const net = await neuralnet({ x: AND.x, y, hidden: [], linearOutput: false, threshold: 0.1 });
    assert.deepEqual(net.classes, ["non", "oui"]);
    assert.deepEqual(classify(net, AND.x), y);
    const turned = await neuralnet({
      x: AND.x,
      y,
      classes: ["oui", "non"],
      hidden: [],
      linearOutput: false,
      threshold: 0.1,
    });
    assert.deepEqual(classify(turned, AND.x), y);
    await assert.rejects(neuralnet({ x: AND.x, y, classes: ["oui", "Non"] }), /y\[0\]/);
  });

  it("takes one column for each class, and three names", async () => {
    const columns = await neuralnet({
      x: AND.x,
      y: AND.y.map((label) => [1 - label, label]),
      hidden: [],
      linearOutput: false,
      threshold: 0.1,
    });
    assert.deepEqual(classify(columns, AND.x), [0, 0, 0, 1]);
    const names = ["bas", "milieu", "milieu", "haut"];
    const three = await neuralnet({ x: AND.x, y: names, hidden: 3, linearOutput: false, seed: 2 });
    assert.deepEqual(three.classes, ["bas", "haut", "milieu"]);
    assert.deepEqual(classify(three, AND.x), names);
  });

  it("trains repeatedly on one stream, and returns the best network", async () => {
    const net = await neuralnet({ ...AND, hidden: 2, linearOutput: false, rep: 3, threshold: 0.1 });
    assert.equal(net.repetitions.length, 3);
    assert.notDeepEqual(net.repetitions[0].startWeights, net.repetitions[1].startWeights);
    assert.equal(net.error, Math.min(...net.repetitions.map(({ error }) => error)));
  });

  it("continues from given weights", async () => {
    const first = await neuralnet({ ...AND, hidden: [2], linearOutput: false, threshold: 0.5 });
    const next = await neuralnet({
      ...AND,
      hidden: [2],
      linearOutput: false,
      threshold: 0.01,
      startWeights: first.weights,
    });
    assert.deepEqual(next.startWeights, first.weights);
    assert.ok(next.error < first.error);
    await assert.rejects(neuralnet({ ...AND, hidden: [3], startWeights: first.weights }), ShapeError);
  });

  it("takes functions of the user's own as well as the built-in ones", async () => {
    const options: NeuralnetOptions = { ...AND, hidden: 2, linearOutput: false, threshold: 0.05 };
    const builtIn = await neuralnet(options);
    const own = await neuralnet({
      ...options,
      actFct: (x) => 1 / (1 + Math.exp(-x)),
      errFct: (x, y) => (y - x) ** 2 / 2,
    });
    assert.equal(own.steps, builtIn.steps);
    const derived = await neuralnet({
      ...options,
      actFct: { value: (x) => 1 / (1 + Math.exp(-x)), derivative: (_, y) => y * (1 - y) },
    });
    assert.deepEqual(derived.weights, builtIn.weights);
  });

  it("computes AIC and BIC on request, and reports every step", async () => {
    let steps = 0;
    const net = await neuralnet({
      ...AND,
      hidden: [],
      errFct: "ce",
      linearOutput: false,
      likelihood: true,
      threshold: 0.1,
      onStep: () => void steps++,
    });
    assert.equal(steps, net.steps);
    assert.equal(net.aic, 2 * net.error + 6);
    assert.equal(net.bic, 2 * net.error + 3 * Math.log(4));
    const stopped = await neuralnet({ ...AND, onStep: ({ step }) => step < 5 });
    assert.equal(stopped.steps, 5);
  });

  it("names the argument that is wrong", async () => {
    const wrong: [Partial<NeuralnetOptions>, RegExp][] = [
      [{ x: [] }, /x : reçu/],
      [{ x: [[1, 2], [3]] as number[][] }, /x\[1\]/],
      [{ y: [1] }, /y : reçu \[1\]/],
      [{ y: [0, 1, NaN, 1] }, /y\[2\]/],
      [{ hidden: [2.5] }, /hidden/],
      [{ threshold: 0 }, /threshold/],
      [{ algorithm: "rprop" as "rprop+" }, /Vouliez-vous dire/],
      [{ algorithm: "backprop" }, /learningRate/],
      [{ actFct: "logistique" as "logistic" }, /actFct/],
      [{ learningRateLimit: { min: 1, max: 0.1 } }, /learningRateLimit/],
      [{ stepmax: -1 }, /stepmax/],
    ];
    for (const [options, message] of wrong)
      await assert.rejects(
        neuralnet({ ...AND, ...options }),
        (error: Error) => error instanceof ArgumentError && message.test(error.message),
        JSON.stringify(options),
      );
    const net = await neuralnet({ ...AND, threshold: 1 });
    assert.throws(() => net.predict([[1]]), ShapeError);
  });

  it("returns finite weights for all small data", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.double({ min: -1e3, max: 1e3, noNaN: true }),
            fc.double({ min: -1e3, max: 1e3, noNaN: true }),
            fc.integer({ min: 0, max: 1 }),
          ),
          { minLength: 1, maxLength: 8 },
        ),
        fc.constantFrom("rprop+", "rprop-", "sag", "slr" as const),
        async (rows, algorithm) => {
          const net = await neuralnet({
            x: rows.map(([a, b]) => [a, b]),
            y: rows.map(([, , y]) => y),
            hidden: 2,
            algorithm: algorithm as "sag",
            linearOutput: false,
            stepmax: 60,
          });
          assert.ok(net.weights.flat(2).every(Number.isFinite));
        },
      ),
      { numRuns: 60 },
    );
  });
});
