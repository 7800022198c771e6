/**
 * `npm run bench [-- JOB… options]`: side-by-side timings, each printing a ratio; without a name, what a learner waits for.
 *
 * A job is a network of `networks/networks.ts`, or a file in `bench/jobs/`: it times our side and a peer in turn, in one run, and
 * prints both with their ratio. Absolute times drift with the machine, ratios of interleaved runs do not.
 */
import { readdir } from "node:fs/promises";
import type { BenchModule } from "./job.js";
import { accepts, comparisonOf } from "./networks/comparison-job.js";
import { NETWORKS } from "./networks/networks.js";
import { checkAccepted, parseCommandLine, UsageError } from "./options.js";

const jobsFolder = new URL("./jobs/", import.meta.url);

/** The networks of the course, R's, the kernel, and what all of them rest on. */
const USUAL = [
  "mnist-tiny",
  "mnist-dense",
  "cifar10-conv",
  "imdb-bag",
  "imdb-embedding",
  "rnn",
  "lstm",
  "neuralnet",
  "kernel",
  "gemm",
];

async function jobNames(): Promise<string[]> {
  const files = await readdir(jobsFolder);
  const others = files.filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -".js".length));
  return [...NETWORKS.map(({ name }) => name), ...others];
}

async function jobNamed(name: string): Promise<BenchModule> {
  if (NETWORKS.some((network) => network.name === name)) return { default: comparisonOf(name), accepts };
  return (await import(new URL(`${name}.js`, jobsFolder).href)) as BenchModule;
}

async function main(words: readonly string[]): Promise<number> {
  const known = await jobNames();
  try {
    const { names, options, given } = parseCommandLine(words);
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new UsageError(`unknown: ${unknown.join(", ")}`);
    const jobs: BenchModule[] = [];
    for (const name of names.length === 0 ? USUAL : names) {
      const job = await jobNamed(name);
      // Of the usual ones each heeds what it can; one that was named is not to pass over what was said to it.
      if (names.length > 0) checkAccepted(name, given, job.accepts ?? []);
      jobs.push(job);
    }
    for (const job of jobs) await job.default(options);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(
      `usage: npm run bench [-- JOB… --threads N --rounds N --peers a,b --json]\njobs: ${known.join(", ")}\n${error.message}`,
    );
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
