/**
 * Runs the jobs of the tests, several at the same time, each in a process of its own that sends what it finds.
 *
 * Jobs that start programs wait for these, up to limits of time that a loaded machine can pass although nothing is
 * wrong. One that fails beside others therefore runs a second time, alone, and the report names it
 * (`test-report.ts`). Jobs that only compute do not: they depend on nothing that runs beside them.
 */
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { say } from "../../src/language/language.js";
import { endTree } from "../../system/process-tree.js";
import { progressLine } from "../../system/progress-line.js";
import { startForeground } from "../../system/run-process.js";
import { ProcessorTimes } from "./processor-time.js";
import { startsPrograms, type TestJob } from "./test-jobs.js";
import { TestReport, type TestEvent } from "./test-report.js";

/** Minutes after which the tests are stopped: more than their duration on a slow machine that does other work. */
const LIMIT = 80;

/** The largest number of processes at the same time: each starts kernels and browsers of its own. */
const MOST_AT_ONCE = 4;

/** With more jobs than these failed, something is wrong that no second run mends. */
const MOST_REPEATED = 6;

/** The largest exit status of POSIX systems. */
const MOST_STATUS = 255;

/** The process that runs a job. */
export interface JobProcess {
  readonly node: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs each job in a process of its own, and then a second time those that failed and may have failed by what ran
 * beside them. Resolves to the number of failures, or to the largest exit status if there are more.
 */
export async function runJobs(
  jobs: readonly TestJob[],
  notes: readonly string[],
  processOf: (job: TestJob) => JobProcess,
): Promise<number> {
  const start = performance.now();
  const line = progressLine();
  const write = (text: string): void => {
    line.end();
    console.log(text);
  };
  const report = new TestReport({
    write,
    ...(process.stdout.isTTY ? { progress: (text: string) => line.show(text) } : {}),
    jobs: jobs.length,
    notes,
    elapsed: () => performance.now() - start,
  });
  const pids = new Set<number>();
  const times = ProcessorTimes.start();
  let stopped = false;
  const timer = setTimeout(() => {
    stopped = true;
    console.error(
      say({
        fr: `neurones : les tests n’ont pas fini en ${LIMIT} minutes ; ils sont arrêtés, avec tout ce qu’ils ont lancé.`,
        en: `neurones: the tests did not end within ${LIMIT} minutes; they are stopped, with all that they have started.`,
      }),
    );
    for (const pid of pids) endTree(pid);
  }, LIMIT * 60_000);
  const stop = (): void => {
    stopped = true;
  };
  // `startForeground` forwards the signal to the running processes; no further job starts.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);

  const run = async (job: TestJob): Promise<void> => {
    const { node, args, cwd, env } = processOf(job);
    const { name } = job;
    report.starts(name);
    const { child, code } = startForeground(node, args, {
      cwd,
      env,
      stdout: "pipe",
      channel: true,
      endsOn: "SIGINT",
    });
    if (child.pid !== undefined) {
      pids.add(child.pid);
      times?.follow(child.pid);
    }
    let computed: number | undefined;
    child.once("exit", () => {
      if (child.pid !== undefined) computed = times?.secondsOf(child.pid);
    });
    let toldResult = false;
    child.on("message", (event: TestEvent) => {
      toldResult ||= event.type === "end";
      report.take(name, event);
    });
    createInterface({ input: child.stdout! }).on("line", write);
    const status = await code;
    if (child.pid !== undefined) pids.delete(child.pid);
    report.ends(name, toldResult, status, computed);
  };
  const waiting = [...jobs];
  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = stopped ? undefined : waiting.shift())
      await run(job);
  };
  try {
    // Jobs wait much for the programs that they have started: one more than there are processors.
    const lanes = Math.min(MOST_AT_ONCE, availableParallelism() + 1, jobs.length);
    await Promise.all(Array.from({ length: lanes }, lane));
    for (const job of lanes > 1 ? repeated(jobs, report.failedJobs) : []) {
      if (stopped) break;
      report.repeats(job.name);
      await run(job);
    }
  } finally {
    clearTimeout(timer);
    times?.stop();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
  }
  report.leavesOut(waiting.map(({ name }) => name));
  line.end();
  report.close();
  return Math.min(report.failures, MOST_STATUS);
}

/** The jobs to run a second time. */
function repeated(jobs: readonly TestJob[], failed: readonly string[]): TestJob[] {
  if (failed.length > MOST_REPEATED) return [];
  return jobs.filter((job) => failed.includes(job.name) && startsPrograms(job));
}
