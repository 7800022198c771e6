/**
 * `npm test`: runs all tests by mocha, and lint, in several processes at the same time. Arguments are passed
 * to mocha, and then one process runs all files: `npm test -- --grep kernel`.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { dataVariable } from "../../system/environment.js";
import { isolatedEnvironment } from "../../system/environment.js";
import type { Layout } from "../../system/layout.js";
import { notTried } from "./not-tried.js";
import { runJobs } from "./run-jobs.js";
import { LINT, testJobs, withLint } from "./test-jobs.js";

/** Runs the tests; resolves to the number of failures, or to the largest exit status if there are more. */
export async function runTests(layout: Layout, args: readonly string[]): Promise<number> {
  return await runMocha(layout, { args, notes: await notTried(), lint: args.length === 0 });
}

/** The tests that try more, for minutes, in `npm run test:long`. */
const LONG = [
  "every fit of R",
  "mutations of answers",
  "in English the same numbers",
  "lesson 8.s convolution",
  "the instructor.s lessons in Firefox",
  "on the real data, what its text says",
  "from Moodle and back",
  "work, ended at any write",
  "instructor.s work with",
  "the commands of docs.grading",
].join("|");

/**
 * `npm run test:long`: all comparisons with R, the wrong answers to exercises with the inputs of many seeds, all English
 * lessons, all lessons in Firefox, an accuracy on real data, and an instructor's work with larger classes, ended at any write,
 * and as its document describes it.
 */
export function runLongTests(layout: Layout, args: readonly string[]): Promise<number> {
  return runMocha(layout, { args: ["--grep", LONG, ...args], variables: { NEURONES_LONG: "1" } });
}

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

/**
 * The environment variables of the tests: no network, no other Node than the one that runs them, and the folder of the real
 * data sets if there is one.
 */
function testEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const fixed = { NEURONES_OFFLINE: "1", NEURONES_NODE: "own" };
  return { ...isolatedEnvironment(layout, env), ...fixed, ...dataVariable(layout, env) };
}
