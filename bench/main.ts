/**
 * `npm run bench [-- JOB… options]`: times this project beside others and prints ratios; without a name, the
 * usual jobs.
 *
 * A job is a network of `networks/networks.ts`, or a file in `bench/jobs/`. It times this project and a peer
 * in turn, in the same run, and prints both times with their ratio: absolute times drift with the machine,
 * ratios of interleaved runs do not.
 */
import { readdir } from "node:fs/promises";
import { accepts, comparisonOf } from "./networks/comparison-job.js";
import { NETWORKS } from "./networks/network-named.js";
import { checkAccepted, parseCommandLine, UsageError, type BenchModule } from "./options.js";

const jobsFolder = new URL("./jobs/", import.meta.url);

/**
 * The jobs that run by default: the networks of the course, R's `neuralnet`, the kernel, and matrix products.
 */
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
      // A usual job ignores options that it does not have; a job that was named must not.
      if (names.length > 0) checkAccepted(name, given, job.accepts ?? []);
      jobs.push(job);
    }
    for (const job of jobs) await job.default(options);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(
      `usage: npm run bench [-- JOB… --threads N --rounds N --peers a,b --beside FOLDER --users N --shared FOLDER --json]\njobs: ${known.join(", ")}\n${error.message}`,
    );
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
