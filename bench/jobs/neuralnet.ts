/**
 * Steps per second of `neuralnet`'s rprop+ on 400 points, beside TensorFlow.js (its processor back end, plain gradient descent on
 * the same network and batch, the least it can do for a step), in turn and in one run; beside R where it is installed with
 * the package, else beside what R was recorded to take.
 *
 * `npm run bench -- neuralnet [--json]`.
 */
import { spawnSync } from "node:child_process";
import * as tf from "@tensorflow/tfjs";
import { flower } from "../../src/datasets/datasets.js";
import { neuralnet } from "../../src/neuralnet/neuralnet.js";
import type { BenchJob } from "../job.js";
import { median } from "../median.js";
import type { OptionName } from "../options.js";
import { formatTable } from "../table.js";

interface Network {
  readonly hidden: readonly number[];
  readonly steps: number;
  /**
   * Microseconds of processor time a step that R 4.2.2 with neuralnet 1.44.2 took, the median recorded beside its results: for
   * 400 points where one hidden layer is meant, for 320 (which favours R) where two or three are; undefined where none was.
   */
  readonly recorded?: number;
}

const NETWORKS: readonly Network[] = [
  { hidden: [], steps: 4000 },
  { hidden: [4], steps: 3000, recorded: 176 },
  { hidden: [8], steps: 2000, recorded: 177 },
  { hidden: [8, 4], steps: 1500 },
  { hidden: [10, 10], steps: 800, recorded: 480 },
  { hidden: [20, 20, 20], steps: 200, recorded: 1808 },
];
const ROUNDS = 5;

const { x, y } = flower({ seed: 69 });

/** Steps a second of a training that cannot converge in so few steps. */
async function ours({ hidden, steps }: Network): Promise<number> {
  const started = performance.now();
  const net = await neuralnet({
    x,
    y,
    hidden,
    seed: 69,
    linearOutput: false,
    threshold: 1e-12,
    stepmax: steps,
    warnings: false,
  });
  return (1000 * net.steps) / (performance.now() - started);
}

/** Steps a second of full-batch gradient descent. */
async function tensorflow({ hidden, steps }: Network): Promise<number> {
  const model = tf.sequential();
  [...hidden, 1].forEach((units, i) =>
    model.add(tf.layers.dense({ units, activation: "sigmoid", ...(i === 0 && { inputShape: [2] }) })),
  );
  model.compile({ optimizer: tf.train.sgd(0.01), loss: "meanSquaredError" });
  const [inputs, targets] = [tf.tensor2d(x), tf.tensor2d(y, [y.length, 1])];
  const count = Math.min(steps, 200);
  const started = performance.now();
  await model.fit(inputs, targets, {
    epochs: count,
    batchSize: x.length,
    shuffle: false,
    verbose: 0,
    yieldEvery: "never",
  });
  return (1000 * count) / (performance.now() - started);
}

/** Steps a second of R itself, by a script that makes the same data; undefined where R or its package is not there. */
function r({ hidden, steps }: Network): number | undefined {
  const rows = x.map((row, i) => [...row, y[i]].join(",")).join(";");
  const script = `suppressMessages(library(neuralnet)); m <- do.call(rbind, lapply(strsplit("${rows}", ";")[[1]], function(s) as.numeric(strsplit(s, ",")[[1]])))
d <- data.frame(x1 = m[,1], x2 = m[,2], y = m[,3]); set.seed(69)
t <- system.time(suppressWarnings(neuralnet(y ~ x1 + x2, d, hidden = c(${hidden.join(", ") || 0}), linear.output = FALSE, threshold = 1e-12, stepmax = ${steps})))
cat(${steps} / t[["elapsed"]])`;
  const { status, stdout } = spawnSync("Rscript", ["-e", script], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
}

export const accepts: readonly OptionName[] = ["json"];

const neuralnetJob: BenchJob = async ({ json }) => {
  tf.env().set("IS_TEST", true);
  await tf.setBackend("cpu");
  await ours(NETWORKS[1]);
  const rows: string[][] = [];
  for (const network of NETWORKS) {
    const [own, other]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await ours(network));
      other.push(await tensorflow(network));
    }
    const measured = r(network);
    const [mine, theirs] = [median(own), median(other)];
    const name = [2, ...network.hidden, 1].join("-");
    if (json) {
      console.log(
        JSON.stringify({ job: "neuralnet", network: name, peer: "neurones", stepsPerSecond: mine }),
      );
      console.log(
        JSON.stringify({ job: "neuralnet", network: name, peer: "tfjs-cpu", stepsPerSecond: theirs }),
      );
      if (measured !== undefined)
        console.log(JSON.stringify({ job: "neuralnet", network: name, peer: "R", stepsPerSecond: measured }));
      continue;
    }
    const recorded = network.recorded === undefined ? undefined : 1e6 / network.recorded;
    const beside = measured ?? recorded;
    rows.push([
      name,
      whole(mine),
      whole(theirs),
      (mine / theirs).toFixed(1),
      beside === undefined ? "–" : `${whole(beside)}${measured === undefined ? " (recorded)" : ""}`,
      beside === undefined ? "–" : (mine / beside).toFixed(1),
    ]);
  }
  if (rows.length > 0)
    console.log(
      formatTable(["steps a second, 400 points", "neurones", "TensorFlow.js", "times", "R", "times"], rows),
    );
};

export default neuralnetJob;

function whole(value: number): string {
  return String(Math.round(value));
}
