/**
 * `npm run bench -- JOB… [options]`: side-by-side timings, each printing a ratio.
 *
 * A job is a file in `bench/jobs/` whose default export times our side and a peer in turn, in one run, and prints both
 * with their ratio: absolute times drift with the machine, ratios of interleaved runs do not.
 */
import { readdir } from "node:fs/promises";
import type { BenchJob } from "./job.js";

const jobsFolder = new URL("./jobs/", import.meta.url);

async function jobNames(): Promise<string[]> {
  const files = await readdir(jobsFolder);
  return files.filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -".js".length));
}

async function main(words: readonly string[]): Promise<number> {
  const known = await jobNames();
  const firstOption = words.findIndex((word) => word.startsWith("--"));
  const names = words.slice(0, firstOption < 0 ? words.length : firstOption);
  const options = firstOption < 0 ? [] : words.slice(firstOption);
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    console.error(`usage: npm run bench -- JOB… [options]\njobs: ${known.join(", ")}`);
    if (unknown.length > 0) console.error(`unknown: ${unknown.join(", ")}`);
    return 2;
  }
  for (const name of names) {
    const job = (await import(new URL(`${name}.js`, jobsFolder).href)) as { default: BenchJob };
    await job.default(options);
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
