/**
 * `npm test`: runs all tests by mocha, and lint, in several processes at the same time. Arguments are passed
 * to mocha, and then one process runs all files: `npm test -- --grep kernel`.
 */
import { readdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { say } from "../../src/language/language.js";
import { dataVariable } from "../../system/environment.js";
import { isolatedEnvironment } from "../../system/environment.js";
import type { Layout } from "../../system/layout.js";
import { endTree } from "../../system/process-tree.js";
import { progressLine } from "../../system/progress-line.js";
import { startForeground } from "../../system/run-process.js";
import { notTried } from "./not-tried.js";
import { LINT, testJobs, withLint, type TestJob } from "./test-jobs.js";
import { TestReport, type TestEvent } from "./test-report.js";

/** Runs the tests; resolves to the number of failures, or to the largest exit status if there are more. */
export async function runTests(layout: Layout, args: readonly string[]): Promise<number> {
  return await runMocha(layout, { args, notes: await notTried(), lint: args.length === 0 });
}

/** The tests that try more, for minutes, in `npm run test:long`. */
const LONG =
  "every fit of R|mutations of answers|in English the same numbers|lesson 8.s convolution|the instructor.s lessons in Firefox|on the real data, what its text says|from Moodle and back|work, ended at any write";

/**
 * `npm run test:long`: all comparisons with R, the wrong answers to exercises with the inputs of many seeds, all English
 * lessons, all lessons in Firefox, and an accuracy on real data.
 */
export function runLongTests(layout: Layout, args: readonly string[]): Promise<number> {
  return runMocha(layout, { args: ["--grep", LONG, ...args], variables: { NEURONES_LONG: "1" } });
}

/** Minutes after which the tests are stopped: more than their duration on a slow machine that does other work. */
const LIMIT = 80;

/** The largest number of processes at the same time: each starts kernels and browsers of its own. */
const MOST_AT_ONCE = 4;

/** The largest exit status of POSIX systems. */
const MOST_STATUS = 255;

export interface MochaRun {
  /** Arguments for mocha; with any, one process runs all files. */
  readonly args?: readonly string[];
  /** The Node that runs the tests; this process's own by default. */
  readonly node?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Folders of `test/` to leave out. */
  readonly without?: readonly string[];
  /** Lines to write before and after the tests. */
  readonly notes?: readonly string[];
  /** Whether to check the sources too. */
  readonly lint?: boolean;
}

/** Runs the compiled tests by mocha and reports on them; resolves as `runTests`. */
export async function runMocha(
  layout: Layout,
  { args = [], node = process.execPath, variables = {}, without = [], notes = [], lint = false }: MochaRun,
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
    // With its configuration file, mocha would start one more process.
    ...[
      "--no-config",
      "--timeout",
      String(config.timeout),
      "--reporter",
      path.join(layout.compiledTesting, "test-reporter.js"),
    ],
    ...args,
  ];
  const env = { ...testEnvironment(layout), ...variables };
  return await runJobs(lint ? withLint(jobs) : jobs, notes, (job) => ({
    node,
    args:
      job === LINT
        ? [path.join(layout.root, "commands", "lint.cjs")]
        : [...command, ...job.files.map((file) => path.join(tests, file))],
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

/** Runs each job in a process of its own, several at the same time. */
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
  // `startForeground` forwards the signal to the running processes; no further job starts.
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
      // Jobs wait much for the programs that they have started: one more than there are processors.
      Array.from({ length: Math.min(MOST_AT_ONCE, availableParallelism() + 1, jobs.length) }, lane),
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
 * The environment variables of the tests: no network, and the folder of the real data sets if there is one.
 */
function testEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...isolatedEnvironment(layout, env), NEURONES_OFFLINE: "1", ...dataVariable(layout, env) };
}
