/**
 * Measures what a greedy submission costs another one that is graded at the same time: one keeps many threads busy, the
 * other computes as an honest one does.
 */
import type { SandboxConfiguration } from "../../grading/sandbox/configuration.js";
import { Sandbox } from "../../grading/sandbox/sandbox.js";
import { layoutOf } from "../../system/layout.js";
import { inSandbox } from "../in-sandbox.js";
import { median } from "../measure.js";

const ROUNDS = 5;

/** The numbers of busy threads beside which the honest submission runs; the last is more than a submission may have. */
const THREADS = [0, 12, 40];

const HONEST = `let somme = 0;
const debut = performance.now();
for (let i = 0; i < 3e8; i++) somme += Math.sqrt(i);
console.log("temps", performance.now() - debut, somme > 0);`;

const greedy = (threads: number): string => `import { Worker } from "node:worker_threads";
for (let i = 0; i < ${threads}; i++) new Worker("for (;;);", { eval: true }).on("error", () => {});
await new Promise(() => {});`;

/** Times the honest submission beside each number of threads in turn, and prints the medians. */
export default async function neighbours(): Promise<void> {
  await inSandbox(layoutOf(process.cwd()), async (configuration) => {
    const times = new Map(THREADS.map((threads) => [threads, [] as number[]]));
    for (let round = 0; round < ROUNDS; round++)
      for (const [threads, taken] of times) taken.push(await honestBeside(threads, configuration));
    const alone = median(times.get(0) ?? []);
    for (const [threads, taken] of times)
      console.log(
        `beside ${threads} busy threads: ${median(taken).toFixed(0)} ms, ${(median(taken) / alone).toFixed(2)} times as long as alone`,
      );
  });
}

/** Milliseconds of the honest computation. */
async function honestBeside(threads: number, configuration: SandboxConfiguration): Promise<number> {
  const [honest, other] = [await Sandbox.start(configuration), await Sandbox.start(configuration)];
  try {
    const busy = threads === 0 ? undefined : other.run({ number: 1, code: greedy(threads) });
    await new Promise((resolve) => setTimeout(resolve, threads === 0 ? 0 : 3000));
    const outcome = await honest.run({ number: 1, code: HONEST });
    const time = /temps ([\d.]+)/.exec(JSON.stringify(outcome))?.[1];
    other.close();
    await busy;
    if (time === undefined) throw new Error(JSON.stringify(outcome));
    return Number(time);
  } finally {
    honest.close();
    other.close();
  }
}
