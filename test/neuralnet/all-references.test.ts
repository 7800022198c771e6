/**
 * Every fit that R made for the practical. The results are not in the repository: the test reads them from
 * the folder that `NEURONES_REFERENCE` names, or from `../shared/reference/r`, and is skipped without them.
 * Fits of 20,000 steps or more take minutes: they are skipped but by `npm run test:long`.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../setup/clone.js";
import { checkFit, describeFit, type Fit } from "./fits.js";

const FOLDER = process.env["NEURONES_REFERENCE"] ?? path.resolve(ROOT, "..", "shared", "reference", "r");
const MANY_STEPS = 20_000;
const isLong = process.env["NEURONES_LONG"] === "1";

/** A matrix as R wrote it, column by column. */
interface Matrix {
  readonly data: readonly number[];
}

interface Run {
  readonly id: string;
  readonly seed: number;
  readonly hidden: readonly number[];
  readonly coding: "01" | "pm1";
  readonly args?: Readonly<Record<string, unknown>>;
  readonly steps?: number;
  readonly error: number;
  readonly reached_threshold: number;
  readonly converged: boolean;
  readonly weights: readonly Matrix[];
  readonly confusion?: Fit["confusion"];
  readonly cut: number | null;
}

const OPTION_NAMES: Readonly<Record<string, string>> = {
  "linear.output": "linearOutput",
  "err.fct": "errFct",
  "act.fct": "actFct",
  learningrate: "learningRate",
  "learningrate.factor": "learningRateFactor",
  "learningrate.limit": "learningRateLimit",
};

function fitOf(file: string, run: Run & { readonly steps: number }): Fit {
  const points = file.includes("tiny")
    ? "tiny"
    : file.includes("flower")
      ? "flower"
      : file.includes("perceptron") || run.id.startsWith("p_")
        ? "perceptron"
        : "xor";
  return {
    ...run,
    name: `${file.slice(4, -5)} ${run.id}`,
    points,
    ...(points === "tiny" && { targets: run.id.split("_")[1] as "xor" }),
    oneStream: run.id.includes("one_stream"),
    options: Object.fromEntries(
      Object.entries(run.args ?? {}).map(([name, value]) => [OPTION_NAMES[name] ?? name, value]),
    ),
    reachedThreshold: run.reached_threshold,
    weights: run.weights.flatMap(({ data }) => data),
  };
}

describe("neuralnet compared with every fit of R", function () {
  if (isLong) this.timeout(1_800_000);
  if (!existsSync(FOLDER)) {
    it(`finds them in ${FOLDER}`);
    return;
  }
  for (const file of readdirSync(FOLDER).filter((name) => /^fit_.*\.json$/.test(name))) {
    const { runs } = JSON.parse(readFileSync(path.join(FOLDER, file), "utf8")) as { runs: readonly Run[] };
    for (const run of runs) {
      if (run.steps === undefined) continue;
      const fit = fitOf(file, { ...run, steps: run.steps });
      const isLeftOut = fit.steps >= MANY_STEPS && !isLong;
      (isLeftOut ? it.skip : it)(describeFit(fit), () => checkFit(fit));
    }
  }
});

describe("sag and slr", () => {
  it("depend on last bits: with a slightly different exponential the weights differ within some hundred steps", async () => {
    const { neuralnet } = await import("../../src/neuralnet/neuralnet.js");
    const { xor } = await import("../../src/datasets/datasets.js");
    const { x, y } = xor({ seed: 69 });
    const labels = y.map((label) => (label + 1) / 2);
    const path = async (value: (z: number) => number, algorithm: "sag" | "slr" | "rprop+") => {
      const weights: Float64Array[] = [];
      const actFct = { value, derivative: (_: number, a: number) => a * (1 - a) };
      await neuralnet({
        x,
        y: labels,
        hidden: [3, 2],
        seed: 69,
        algorithm,
        actFct,
        linearOutput: false,
        stepmax: 600,
        warnings: false,
        onStep: (step) => void weights.push(step.weights.slice()),
      });
      return weights;
    };
    const exact = (z: number) => 1 / (1 + Math.exp(-z));
    let calls = 0;
    /** One exponential in a hundred is off by one in its last place, as another library's may be. */
    const other = (z: number) => 1 / (1 + Math.exp(-z) * (calls++ % 100 === 0 ? 1 + 2 ** -52 : 1));
    const firstDifference = async (algorithm: "sag" | "slr" | "rprop+") => {
      const [one, two] = [await path(exact, algorithm), await path(other, algorithm)];
      return one.findIndex(
        (weights, step) =>
          two[step] === undefined || weights.some((weight, i) => Math.abs(weight - two[step][i]) > 1e-6),
      );
    };
    assert.ok((await firstDifference("slr")) > 10 && (await firstDifference("slr")) < 600);
    assert.equal(await firstDifference("rprop+"), -1, "rprop+ depends on signs and does not differ");
  });
});
