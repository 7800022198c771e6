/**
 * Measures what a greedy submission costs another one that is graded at the same time: one keeps many threads busy, the
 * other computes as an honest one does.
 */
import type { SandboxConfiguration } from "../../grading/sandbox/configuration.js";
import { Sandbox } from "../../grading/sandbox/sandbox.js";
import { layoutOf } from "../../system/layout.js";
import { inSandbox } from "../in-sandbox.js";
import { median } from "../measure.js";

/** How often all numbers of threads are tried in turn, and how often the computation is timed at each turn. */
const ROUNDS = 2;
const TIMES = 3;

/** The numbers of busy threads beside which the honest submission runs; the last is more than a submission may have. */
const THREADS = [0, 12, 40];

const HONEST = `let somme = 0;
const debut = performance.now();
for (let i = 0; i < 3e8; i++) somme += Math.sqrt(i);
console.log("temps", performance.now() - debut, somme > 0);`;

/** Ends once all threads are busy, which go on. */
const greedy = (threads: number): string => `import { Worker } from "node:worker_threads";
const ouvriers = Array.from({ length: ${threads} }, () => new Worker("for (;;);", { eval: true }));
await Promise.all(ouvriers.map((ouvrier) => new Promise((resolve) => ouvrier.once("online", resolve))));`;

/** Times the honest submission beside each number of threads in turn, and prints the medians. */
export default async function neighbours(): Promise<void> {
  await inSandbox(layoutOf(process.cwd()), async (configuration) => {
    const honest = await Sandbox.start(configuration);
    try {
      await timeOf(honest);
      const times = new Map(THREADS.map((threads) => [threads, [] as number[]]));
      for (let round = 0; round < ROUNDS; round++)
        for (const [threads, taken] of times)
          taken.push(...(await timesBeside(threads, honest, configuration)));
      const alone = median(times.get(0) ?? []);
      for (const [threads, taken] of times)
        console.log(
          taken.length === 0
            ? `a submission with ${threads} busy threads is ended`
            : `beside ${threads} busy threads: ${median(taken).toFixed(0)} ms, ${(median(taken) / alone).toFixed(2)} times as long as alone`,
        );
    } finally {
      honest.close();
    }
  });
}

/**
 * Milliseconds of the honest computation, several times, beside so many busy threads of another submission; none if the
 * sandbox ends that submission.
 */
async function timesBeside(
  threads: number,
  honest: Sandbox,
  configuration: SandboxConfiguration,
): Promise<number[]> {
  const other = threads === 0 ? undefined : await Sandbox.start(configuration);
  try {
    const outcome = await other?.run({ number: 1, code: greedy(threads) });
    if (outcome !== undefined && "terminated" in outcome) return [];
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) times.push(await timeOf(honest));
    return times;
  } finally {
    other?.close();
  }
}

/** Milliseconds of the honest computation. */
async function timeOf(honest: Sandbox): Promise<number> {
  const outcome = await honest.run({ number: 1, code: HONEST });
  const time = /temps ([\d.]+)/.exec(JSON.stringify(outcome))?.[1];
  if (time === undefined) throw new Error(JSON.stringify(outcome));
  return Number(time);
}
