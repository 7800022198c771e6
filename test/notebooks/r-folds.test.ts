/**
 * The R code in the folds of the lessons with `neuralnet`, one fold after the other as a reader runs them: it
 * gives the numbers of the lesson. Where `Rscript` and R's `neuralnet` are on the machine, the folds are run;
 * everywhere, what R 4.2.2 with neuralnet 1.44.2 wrote (`r-folds/`) is compared with this engine.
 *
 *     NEURONES_RECORD=1 npx mocha dist/test/notebooks/r-folds.test.js      records anew
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readNotebook } from "../../grading/notebook-file.js";
import {
  classify,
  confusionMatrix,
  datasets,
  neuralnet,
  trainTestSplit,
  type NeuralNetwork,
} from "../../src/index.js";
import { NOTEBOOK } from "../../src/host/notebook.js";
import { silentNotebook } from "../neuralnet/silent-notebook.js";
import { ROOT } from "../setup/clone.js";
import { LESSONS } from "./executed-lessons.js";

const RECORDED = path.join(ROOT, "test", "notebooks", "r-folds");
/** R computes sums in another order on other machines, so that the last digits differ. */
const TOLERANCE = 1e-6;

/** The R code of a lesson, its folds joined. */
async function foldsOf(lesson: string): Promise<string> {
  const { cells } = await readNotebook(path.join(LESSONS, `${lesson}.ipynb`));
  return cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .flatMap(({ source }) => [...source.matchAll(/```r\n([\s\S]*?)```/g)].map(([, code]) => code))
    .join("\n");
}

const digestOf = (script: string): string => createHash("sha256").update(script).digest("hex").slice(0, 16);

/** What R prints, with twelve digits; pictures go to a temporary folder. */
function runInR(script: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-r-"));
  try {
    writeFileSync(path.join(folder, "folds.R"), `options(digits = 12)\n${script}`);
    const { status, stdout, stderr } = spawnSync("Rscript", ["folds.R"], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const hasNeuralnet = (): boolean => spawnSync("Rscript", ["-e", "library(neuralnet)"]).status === 0;

/** The numbers of an output in their order, without the indices and names of rows and columns. */
function numbersIn(output: string): number[] {
  return output
    .replace(/\[[\d,]*\]/g, " ")
    .split(/\s+/)
    .filter((word) => /^-?\d/.test(word))
    .map(Number)
    .filter((number) => !Number.isNaN(number));
}

function assertClose(received: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(received.length, expected.length, `${what}: ${received.join(" ")} | ${expected.join(" ")}`);
  received.forEach((number, i) => {
    const limit = TOLERANCE * Math.max(1, Math.abs(expected[i]));
    assert.ok(
      Math.abs(number - expected[i]) <= limit,
      `${what}, number ${i}: ${number}, expected ${expected[i]}`,
    );
  });
}

/** The numbers of R's `result.matrix`: the error, the threshold, the steps and the weights. */
const resultMatrix = (net: NeuralNetwork): number[] => [
  net.error,
  net.reachedThreshold,
  net.steps,
  ...net.weights.flatMap((layer) => layer[0].flatMap((_, j) => layer.map((row) => row[j]))),
];

/** The numbers of R's `table` of labels and of a comparison: the names of the rows among them. */
const confusionTable = (
  labels: readonly number[],
  y: number[],
  predicted: ReturnType<typeof classify>,
): number[] => confusionMatrix(y, predicted).counts.flatMap((row, i) => [labels[i], ...row]);

const accuracy = (net: NeuralNetwork, x: number[][], y: number[]): number =>
  confusionMatrix(y, classify(net, x)).accuracy;

const zeroOne = (labels: readonly number[]): number[] => labels.map((label) => (label + 1) / 2);

/** The numbers that the folds of a lesson print, computed by this engine. */
const EXPECTED: Readonly<Record<string, () => Promise<number[]>>> = {
  "01-structure": async () => {
    const [x, y] = [
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      [0, 1, 1, 0],
    ];
    const net = await neuralnet({ x, y, hidden: [2], linearOutput: false, seed: 59 });
    const printed = await neuralnet({ x, y, hidden: [2], seed: 60376 });
    return [...resultMatrix(net), ...net.predict(x).flat(), ...resultMatrix(printed)];
  },
  "03-perceptron": async () => {
    const clouds = datasets.perceptron({ seed: 69 });
    const [x, y] = [clouds.x, zeroOne(clouds.y)];
    const options = { hidden: [], seed: 69 } as const;
    const net = await neuralnet({ ...options, x, y, linearOutput: false });
    const entropy = await neuralnet({ ...options, x, y, errFct: "ce", linearOutput: false });
    const trap = await neuralnet({ ...options, x, y: clouds.y, linearOutput: false, warnings: false });
    const tanh = await neuralnet({ ...options, x, y: clouds.y, actFct: "tanh", linearOutput: false });
    const outputs = (await neuralnet({ ...options, x, y })).predict(x).flat();
    return [
      ...[0, 1, 100, 100],
      ...resultMatrix(net),
      ...confusionTable([0, 1], y, classify(net, x)),
      ...resultMatrix(entropy),
      trap.error,
      tanh.error,
      ...confusionTable([-1, 1], clouds.y, classify(tanh, x, 0)),
      Math.min(...outputs),
      Math.max(...outputs),
    ];
  },
  "04-xor": async () => {
    const points = datasets.xor({ seed: 69 });
    const [x, y] = [points.x, zeroOne(points.y)];
    const options = { x, y, linearOutput: false, seed: 69, warnings: false } as const;
    const perceptron = await neuralnet({ ...options, hidden: [] });
    const two = await neuralnet({ ...options, hidden: [2] });
    const counts: number[] = [];
    const means: number[] = [];
    for (let first = 1; first <= 6; first++) {
      for (let second = 0; second <= 3; second++) {
        const hidden = second > 0 ? [first, second] : [first];
        const { repetitions } = await neuralnet({
          ...options,
          hidden,
          rep: 5,
          threshold: 0.1,
          stepmax: 1000,
        });
        const converged = repetitions.filter((each) => each.converged);
        counts.push(converged.length);
        const sum = converged.reduce((total, each) => total + accuracy(each, x, y), 0);
        means.push(sum / converged.length);
      }
    }
    return [...confusionTable([0, 1], y, classify(perceptron, x)), accuracy(two, x, y), ...counts, ...means];
  },
  "05-fleur": async () => {
    const flower = datasets.flower({ seed: 69 });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const { train, test } = trainTestSplit(flower, { testSize: 0.2, seed: 69 });
    const first = await neuralnet({ ...train, hidden: [10], seed: 69, threshold: 0.1, linearOutput: false });
    return [
      mean(flower.x.map(([x1]) => x1)),
      mean(flower.x.map(([, x2]) => x2)),
      mean(flower.y),
      accuracy(first, train.x, train.y),
      accuracy(first, test.x, test.y),
    ];
  },
};

describe("the folds in R of the lessons with neuralnet", () => {
  const global = globalThis as unknown as Record<symbol, unknown>;
  before(() => (global[NOTEBOOK] = silentNotebook()));
  after(() => delete global[NOTEBOOK]);

  for (const [lesson, expected] of Object.entries(EXPECTED)) {
    describe(lesson, () => {
      const file = path.join(RECORDED, `${lesson}.txt`);

      it("run in R as they stand, and print what is recorded", async function () {
        if (!hasNeuralnet()) this.skip();
        const script = await foldsOf(lesson);
        const output = runInR(script);
        if (process.env["NEURONES_RECORD"] === "1")
          writeFileSync(file, `digest of the folds: ${digestOf(script)}\n\n${output}`);
        assertClose(
          numbersIn(output),
          numbersIn(readFileSync(file, "utf8").split("\n").slice(1).join("\n")),
          lesson,
        );
      });

      it("are those whose output is recorded, and it has the numbers of this engine", async () => {
        const [head, ...lines] = readFileSync(file, "utf8").split("\n");
        assert.equal(head, `digest of the folds: ${digestOf(await foldsOf(lesson))}`);
        assertClose(await expected(), numbersIn(lines.join("\n")), lesson);
      });
    });
  }
});
