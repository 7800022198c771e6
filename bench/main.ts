/**
 * `npm run bench -- JOB… [options]`: side-by-side timings, each printing a ratio.
 *
 * A job is a file in `bench/jobs/` whose default export times our side and a peer in turn, in one run, and prints both
 * with their ratio: absolute times drift with the machine, ratios of interleaved runs do not.
 */
import { readdir } from "node:fs/promises";
import type { BenchModule } from "./job.js";
import { checkAccepted, parseCommandLine, UsageError } from "./options.js";

const jobsFolder = new URL("./jobs/", import.meta.url);

async function jobNames(): Promise<string[]> {
  const files = await readdir(jobsFolder);
  return files.filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -".js".length));
}

async function main(words: readonly string[]): Promise<number> {
  const known = await jobNames();
  try {
    const { names, options, given } = parseCommandLine(words);
    const unknown = names.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new UsageError(`unknown: ${unknown.join(", ")}`);
    if (names.length === 0) throw new UsageError("no job");
    const jobs: BenchModule[] = [];
    for (const name of names) {
      const job = (await import(new URL(`${name}.js`, jobsFolder).href)) as BenchModule;
      checkAccepted(name, given, job.accepts ?? []);
      jobs.push(job);
    }
    for (const job of jobs) await job.default(options);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`usage: npm run bench -- JOB… [--threads N] [--rounds N] [--peers a,b] [--json]\njobs: ${known.join(", ")}\n${error.message}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
