/** The benchmark of a network: all contenders, in a table or in lines of JSON. */
import type { BenchJob, OptionName } from "../options.js";
import { formatTable, median } from "../measure.js";
import { compare, type Comparison, type Standing } from "./compare.js";
import { entriesFor, entryOfCheckout, OURS } from "./entries.js";
import { networkNamed } from "./network-named.js";

export const accepts: readonly OptionName[] = ["threads", "rounds", "peers", "beside", "json"];

const ROUNDS = 5;
const COLD_STARTS = 3;

export function comparisonOf(job: string): BenchJob {
  const network = networkNamed(job);
  return async ({ threads, rounds = ROUNDS, peers, beside, json }) => {
    // Beside another checkout the peers are left out, unless they are named.
    const { entries, missing } = entriesFor(network, threads, beside === undefined ? peers : (peers ?? []));
    if (beside !== undefined) entries.push(entryOfCheckout(beside, threads));
    if (missing.length > 0)
      console.error(`not installed: ${missing.join(", ")}; \`npm run bench:peers\` installs them`);
    const comparison = await compare(network, entries, { rounds, coldStarts: COLD_STARTS });
    for (const { name, error } of comparison.failures) console.error(`${name} cannot train ${job}: ${error}`);
    if (json)
      for (const standing of comparison.standings)
        console.log(JSON.stringify(lineOf(job, threads, standing)));
    else console.log(tableOf(job, threads, comparison));
    if (comparison.failures.some(({ name }) => name === OURS))
      throw new Error(`${job} could not be measured`);
  };
}

/** The line of JSON of one contender. */
export function lineOf(
  job: string,
  threads: number,
  { name, epochs, processorTimes, coldStarts, peakMemoryMB }: Standing,
): object {
  return {
    job,
    peer: name,
    threads,
    secondsPerEpoch: median(epochs),
    processorSecondsPerEpoch: Math.min(...processorTimes),
    coldStartSeconds: median(coldStarts),
    peakMemoryMB,
  };
}

/** The table: shortest and median times, and the shortest processor time; ratios are ours divided by the peer's. */
export function tableOf(job: string, threads: number, { standings }: Comparison): string {
  const ours = standings.find(({ name }) => name === OURS);
  const ratio = (of: (standing: Standing) => number, standing: Standing) =>
    ours === undefined || standing === ours ? "" : (of(ours) / of(standing)).toFixed(3);
  const rows = standings.map((standing) => [
    standing.name,
    seconds(Math.min(...standing.epochs)),
    seconds(median(standing.epochs)) + (standing.share < 1 ? " ≈" : ""),
    ratio(({ epochs }) => median(epochs), standing),
    seconds(Math.min(...standing.processorTimes)),
    ratio(({ processorTimes }) => Math.min(...processorTimes), standing),
    seconds(median(standing.coldStarts)),
    ratio(({ coldStarts }) => median(coldStarts), standing),
    standing.peakMemoryMB.toFixed(0),
    ratio(({ peakMemoryMB }) => peakMemoryMB, standing),
    standing.loss.toFixed(3),
  ]);
  const head = [
    `${job}, ${threads} thread${threads > 1 ? "s" : ""}`,
    "s/epoch, least",
    "median",
    "ratio",
    "on the processor, least",
    "ratio",
    "cold start, s",
    "ratio",
    "peak, MB",
    "ratio",
    "last loss",
  ];
  const scaled = standings.some(({ share }) => share < 1) ? "\n≈ a part of an epoch, scaled up" : "";
  return formatTable(head, rows) + scaled;
}

function seconds(value: number): string {
  return value.toFixed(value < 1 ? 3 : 2);
}
