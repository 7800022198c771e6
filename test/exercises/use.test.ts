import assert from "node:assert/strict";
import { exercises, ArgumentError } from "../../src/index.js";
import { NOTEBOOK, type Notebook } from "../../src/host/notebook.js";

type Step = (W: number[][], dW: number[][], eta: number) => number[][];

describe("exercises.use", () => {
  let told: string[];
  const globals = globalThis as { [NOTEBOOK]?: Notebook };
  beforeEach(() => {
    told = [];
    globals[NOTEBOOK] = {
      display: (bundle) => {
        told.push(String(bundle["text/plain"]));
        return { update: () => undefined };
      },
      warn: (text) => told.push(text),
      currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
    };
  });
  afterEach(() => delete globals[NOTEBOOK]);

  it("returns the learner's function if it is right, and says so", () => {
    const mine: Step = (W, dW, eta) => W.map((row, i) => row.map((w, j) => w - eta * dW[i][j]));
    assert.equal(exercises.use("09-mise-a-jour", mine), mine);
    assert.deepEqual(told, ["La mise à jour : votre fonction."]);
  });

  it("returns the course's function if the learner's is wrong or not yet written, says so, and counts no mistake", () => {
    const wrong: Step = (W, dW, eta) => W.map((row, i) => row.map((w, j) => w + eta * dW[i][j]));
    for (const [mine, word] of [
      [wrong, /pas encore juste/],
      [(() => []) as Step, /en attendant la vôtre/],
    ] as const) {
      told = [];
      const used = exercises.use("09-mise-a-jour", mine);
      assert.notEqual(used, mine);
      assert.deepEqual(used([[1, 2]], [[10, 20]], 0.1), [[0, 0]]);
      assert.equal(told.length, 1);
      assert.match(told[0], word);
    }
    assert.match(exercises.check("09-mise-a-jour", wrong).text, /Indice 1 sur 3/);
  });

  it("has course functions for any number of inputs", () => {
    const forward = exercises.use(
      "09-avant",
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]): [number[], number] => [
        x,
        b2 + W1.length + b1.length + W2.length,
      ],
    );
    const [h, output] = forward(
      [
        [1, 0, 0, 1],
        [0, 0, 0, 0],
      ],
      [0, 0],
      [1, 1],
      0,
      [1, 5, 5, -1],
    );
    assert.deepEqual(h, [0, 0]);
    assert.equal(output, 0.5);
  });

  it("refuses an exercise for which the course has no function", () => {
    assert.throws(
      () => exercises.use("09-zeros", () => "c"),
      (error: unknown) => error instanceof ArgumentError && error.message.includes("09-avant"),
    );
    assert.throws(() => exercises.use("09-nulle-part", () => 0), ArgumentError);
  });
});
