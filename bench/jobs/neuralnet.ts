/**
 * Steps per second of `neuralnet`'s rprop+ on 400 points, beside TensorFlow.js on the CPU (plain gradient
 * descent on the same network and batch, its cheapest step), in turn and in the same run; and beside R,
 * measured if R and its package are installed, else as recorded earlier.
 *
 * `npm run bench -- neuralnet [--json]`.
 */
import { spawnSync } from "node:child_process";
import * as tf from "@tensorflow/tfjs";
import { flower } from "../../src/datasets/datasets.js";
import { neuralnet } from "../../src/neuralnet/neuralnet.js";
import type { BenchJob, OptionName } from "../options.js";
import { formatTable, median } from "../measure.js";

interface Network {
  readonly hidden: readonly number[];
  readonly steps: number;
  /**
   * Microseconds of CPU time per step of R 4.2.2 with neuralnet 1.44.2, the median recorded beside its
   * results: for 400 points with one hidden layer, for 320 points (which favours R) with two or three;
   * undefined if none was recorded.
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

/** Steps per second of a training that does not converge within these steps. */
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

/** Steps per second of full-batch gradient descent. */
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

/** Steps per second of R, by a script with the same data; undefined if R or its package is not installed. */
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
