/**
 * `npm test`: every test under mocha, in several processes at once. Arguments go to mocha, and then one process runs
 * all files: `npm test -- --grep kernel`.
 */
import { readdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { say } from "../../src/language/language.js";
import { dataVariable } from "../data-folder.js";
import { isolatedEnvironment } from "../jupyter-environment.js";
import type { Layout } from "../layout.js";
import { endTree } from "../process-tree.js";
import { progressLine } from "../progress-line.js";
import { startForeground } from "../run-process.js";
import { notTried } from "./not-tried.js";
import type { TestEvent } from "./test-event.js";
import { testJobs, type TestJob } from "./test-jobs.js";
import { TestReport } from "./test-report.js";

/** Runs the tests; resolves to the number of failures, as far as an exit status can say it. */
export async function runTests(layout: Layout, args: readonly string[]): Promise<number> {
  return await runMocha(layout, { args, notes: await notTried() });
}

/** `npm run test:long`: the comparisons with R that take minutes, the short ones of their kind included. */
export function runLongTests(layout: Layout, args: readonly string[]): Promise<number> {
  return runMocha(layout, { args: ["--grep", "every fit of R", ...args], variables: { NEURONES_LONG: "1" } });
}

/** Minutes that a whole run may take: several times what it takes on a slow machine. */
const LIMIT = 60;

/** Processes at once at the most: each starts kernels and browsers of its own. */
const MOST_AT_ONCE = 4;

/** The largest exit status that systems tell apart. */
const MOST_STATUS = 255;

export interface MochaRun {
  /** Arguments for mocha. */
  readonly args?: readonly string[];
  /** The Node to run it on; this one unless said otherwise. */
  readonly node?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Folders of `test/` to leave out. */
  readonly without?: readonly string[];
  /** What to say before the tests and after them. */
  readonly notes?: readonly string[];
}

/** Runs mocha over the compiled tests with our report. */
export async function runMocha(
  layout: Layout,
  { args = [], node = process.execPath, variables = {}, without = [], notes = [] }: MochaRun,
): Promise<number> {
  const tests = path.join(layout.root, "dist", "test");
  const files = (await readdir(tests, { recursive: true })).filter(
    (file) => file.endsWith(".test.js") && !without.includes(file.split(path.sep)[0]),
  );
  const jobs = args.length === 0 ? testJobs(files) : [{ name: args.join(" "), files: files.sort() }];
  const config = JSON.parse(await readFile(path.join(layout.root, ".mocharc.json"), "utf8")) as {
    timeout: number;
  };
  const command = [
    "--enable-source-maps",
    path.join(layout.root, "node_modules", "mocha", "bin", "mocha.js"),
    // Its own configuration would have it start one more process.
    ...[
      "--no-config",
      "--timeout",
      String(config.timeout),
      "--reporter",
      path.join(layout.compiledSetUp, "testing", "test-reporter.js"),
    ],
    ...args,
  ];
  const env = { ...testEnvironment(layout), ...variables };
  return await runJobs(jobs, notes, (job) => ({
    node,
    args: [...command, ...job.files.map((file) => path.join(tests, file))],
    cwd: layout.root,
    env,
  }));
}

interface JobProcess {
  readonly node: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs the jobs, some at a time, each in a process of its own. */
async function runJobs(
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
  const waiting = [...jobs];
  const pids = new Set<number>();
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
  // `startForeground` passes the signal on to the processes that run; no further one starts.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);

  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = stopped ? undefined : waiting.shift()) {
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
      if (child.pid !== undefined) pids.add(child.pid);
      let toldResult = false;
      child.on("message", (event: TestEvent) => {
        toldResult ||= event.type === "end";
        report.take(name, event);
      });
      createInterface({ input: child.stdout! }).on("line", write);
      const status = await code;
      if (child.pid !== undefined) pids.delete(child.pid);
      report.ends(name, toldResult, status);
    }
  };
  try {
    await Promise.all(
      Array.from({ length: Math.min(MOST_AT_ONCE, availableParallelism(), jobs.length) }, lane),
    );
  } finally {
    clearTimeout(timer);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
  }
  report.leavesOut(waiting.map(({ name }) => name));
  line.end();
  report.close();
  return Math.min(report.failures, MOST_STATUS);
}

/**
 * The variables under which tests run: never the network; the real data sets where a person has said where they are or
 * keeps them beside the clone, in ../shared/data.
 */
function testEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...isolatedEnvironment(layout, env), NEURONES_OFFLINE: "1", ...dataVariable(layout, env) };
}
