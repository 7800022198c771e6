/**
 * `npm run train -- JOB`: trains a network of the practical on real data and evaluates it on the test set.
 *
 * Progress is written to standard error; standard output gets only one line of JSON, for other programs.
 */
import { choose } from "../src/errors/choose.js";
import { NeuronesError } from "../src/errors/errors.js";
import { say } from "../src/language/language.js";
import { writeLogs } from "../src/model/training/logs.js";
import { Callback, type BatchPlace, type CallbackMethods } from "../src/index.js";
import type { TrainingJob } from "./job.js";
import { cifar10 } from "./jobs/cifar10.js";
import { imdb } from "./jobs/imdb.js";
import { imdbConv } from "./jobs/imdb-conv.js";
import { mnistConv } from "./jobs/mnist-conv.js";
import { mnistDense } from "./jobs/mnist-dense.js";

const JOBS: Readonly<Record<string, TrainingJob>> = {
  "mnist-dense": mnistDense,
  "mnist-conv": mnistConv,
  cifar10,
  imdb,
  "imdb-conv": imdbConv,
};

/** The result of a training, written as JSON. */
export interface Outcome {
  readonly job: string;
  readonly testAccuracy: number;
  readonly testLoss: number;
  readonly epochs: number;
  /** The time of loading, training and evaluating. */
  readonly seconds: number;
  readonly parameters: number;
}

/** Runs the job of this name; resolves to the exit status. */
export async function runTraining(args: readonly string[]): Promise<number> {
  try {
    if (args.length !== 1) throw usage();
    const outcome = await quietly(() =>
      runJob(args[0], choose(JOBS, args[0], { where: "train", argument: "job" })),
    );
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof NeuronesError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function runJob(name: string, job: TrainingJob): Promise<Outcome> {
  const started = performance.now();
  const {
    model,
    epochs,
    test: [x, y],
  } = await job(new StderrProgress());
  const { loss, acc } = model.evaluate(x, y, { batchSize: 256 }).logs;
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return { job: name, testAccuracy: acc, testLoss: loss, epochs, seconds, parameters: model.countParams() };
}

/** Runs with `console.log` writing to standard error: a cell would show this output. */
async function quietly<Result>(run: () => Promise<Result>): Promise<Result> {
  const { log } = console;
  console.log = console.error;
  try {
    return await run();
  } finally {
    console.log = log;
  }
}

/** Writes one line for each epoch, and on a terminal also a progress line. */
class StderrProgress extends Callback implements CallbackMethods {
  private epoch = 0;
  private started = 0;
  private shown = 0;
  /** The sums of the losses and metrics over the examples of this epoch so far. */
  private sums: Record<string, number> = {};
  private examples = 0;

  onEpochBegin(epoch: number): void {
    this.epoch = epoch;
    this.sums = {};
    this.examples = 0;
    this.started = performance.now();
  }

  onBatchEnd(_batch: number, { batch, size, ...logs }: Readonly<Record<string, number>> & BatchPlace): void {
    if (!process.stderr.isTTY) return;
    this.examples += size;
    for (const [name, value] of Object.entries(logs)) this.sums[name] = (this.sums[name] ?? 0) + size * value;
    if (performance.now() - this.shown < 200) return;
    this.shown = performance.now();
    const means = Object.fromEntries(
      Object.entries(this.sums).map(([name, sum]) => [name, sum / this.examples]),
    );
    process.stderr.write(
      `\r\x1b[2K${this.describe(say({ fr: `lot ${batch + 1}`, en: `batch ${batch + 1}` }), means)}`,
    );
  }

  onEpochEnd(_epoch: number, logs: Readonly<Record<string, number>>): void {
    const line = this.describe(`${((performance.now() - this.started) / 1000).toFixed(1)} s`, logs);
    process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[2K" : ""}${line}\n`);
  }

  private describe(how: string, logs: Readonly<Record<string, number>>): string {
    return `${say({ fr: "époque", en: "epoch" })} ${this.epoch + 1} · ${how} · ${writeLogs(logs)}`;
  }
}

function usage(): NeuronesError {
  const known = Object.keys(JOBS).join(", ");
  return new NeuronesError(
    say({
      fr: `Usage : npm run train -- RÉSEAU. Les réseaux : ${known}.`,
      en: `Usage: npm run train -- JOB. The jobs: ${known}.`,
    }),
  );
}
