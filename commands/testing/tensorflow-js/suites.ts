/**
 * `npm run test:tfjs -- PATH`: runs TensorFlow.js' own tests (tfjs-layers and tfjs-core of a checkout of
 * https://github.com/tensorflow/tfjs) against `neurones/tfjs`, and counts.
 *
 *   --only TEXT      only files whose path contains TEXT
 *   --group NAME     only one group: "earlier", "models" or "added"
 *   --failures       writes each failing test with its message
 *   --entry MODULE   another entry than ours; `--entry @tensorflow/tfjs` runs the tests on TensorFlow.js itself,
 *                    which shows how many tests are lost by the manner in which they run
 *
 * How it counts, so that the figures are fair:
 *
 *   - every test file has one place (`test-files.ts`): layers and operations that the engine had before
 *     `neurones/tfjs`, models, new subjects, or aside. Aside are files about internals, graphics, and what
 *     `neurones/tfjs` leaves out; the command prints how many, and why;
 *   - a test file runs unchanged. What it imports beside public names is rebuilt from public names
 *     (`counterparts.ts`), or is one of TensorFlow.js' helpers of tests (`sources.ts`). A test that uses another
 *     internal is listed aside, and counted there;
 *   - tests for graphics processors and browsers are not described, as with TensorFlow.js' own command for Node;
 *   - where a test expects an error, the engine's typed error passes whatever its text, a crash never
 *     (`jasmine.ts`);
 *   - each file has a process of its own; a file that does not load, or does not end, counts as one failing test.
 */
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { say } from "../../../src/language/language.js";
import type { Layout } from "../../../system/layout.js";
import type { ChildMessage } from "./child.js";
import { INTERNAL_USE } from "./sources.js";
import { report, type TestResult } from "./tally.js";
import { LISTED_FILES, PACKAGES, placeOf, reasonAside, type Group } from "./test-files.js";

/** Seconds after which a file's process is ended. */
const LIMIT = 300;

interface Run {
  readonly checkout: string;
  readonly child: string;
  readonly entry: string;
}

/** Runs the suites; resolves to 0 whatever the tests say, since the figures are the result. */
export async function runTensorFlowSuites(layout: Layout, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: "string" },
      group: { type: "string" },
      failures: { type: "boolean" },
      entry: { type: "string" },
    },
  });
  const [given] = positionals;
  if (given === undefined || !existsSync(path.join(given, "tfjs-core", "src"))) {
    console.error(
      say({
        fr: "neurones : donnez le dossier d’une copie de github.com/tensorflow/tfjs : npm run test:tfjs -- DOSSIER.",
        en: "neurones: give the folder of a checkout of github.com/tensorflow/tfjs: npm run test:tfjs -- FOLDER.",
      }),
    );
    return 1;
  }
  const checkout = path.resolve(given);
  const run: Run = {
    checkout,
    child: path.join(layout.compiledTesting, "tensorflow-js", "child.js"),
    entry: values.entry ?? pathToFileURL(path.join(layout.root, "dist", "src", "tfjs", "index.js")).href,
  };
  const all = await testFiles(checkout);
  const missing = LISTED_FILES.filter((file) => !all.includes(file));
  if (missing.length > 0) console.log(`not in this checkout: ${missing.join(", ")}`);
  const chosen = all.filter(
    (file) =>
      file.includes(values.only ?? "") && [undefined, placeOf(file).group].includes(values.group as Group),
  );
  const filesAside = new Map(
    chosen.flatMap((file) => {
      const { aside } = placeOf(file);
      return aside === undefined ? [] : [[file, aside] as const];
    }),
  );
  const results = await runAll(run, chosen);
  if (values.failures === true)
    for (const { file, name, failure, aside } of results)
      if (failure !== undefined && aside === undefined) console.log(`\n${file}\n  ${name}\n  ${failure}`);
  for (const line of report(results, filesAside, PACKAGES)) console.log(line);
  return 0;
}

async function testFiles(checkout: string): Promise<string[]> {
  const lists = PACKAGES.map(async (name) => {
    const source = path.join(checkout, name, "src");
    return (await readdir(source, { recursive: true }))
      .filter((file) => file.endsWith("_test.ts"))
      .map((file) => path.posix.join(name, "src", file.split(path.sep).join("/")));
  });
  return (await Promise.all(lists)).flat().sort();
}

/** Runs the files that are not aside, as many at once as there are processors. */
async function runAll(run: Run, files: readonly string[]): Promise<TestResult[]> {
  const waiting = files.flatMap((file) => {
    const { group } = placeOf(file);
    return group === undefined ? [] : [{ file, group }];
  });
  const results = new Map<string, TestResult[]>();
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results.set(next.file, await runFile(run, next.file, next.group));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return files.flatMap((file) => results.get(file) ?? []);
}

function runFile({ child, entry, checkout }: Run, file: string, group: Group): Promise<TestResult[]> {
  return new Promise((resolve) => {
    const results: TestResult[] = [];
    const broken = (failure: string): void => {
      results.push({ file, group, name: "(the file)", failure });
    };
    const tests = fork(child, [entry, checkout, file], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    let errors = "";
    let ended = false;
    tests.stderr!.on("data", (text: Buffer) => (errors = (errors + String(text)).slice(-2000)));
    const timer = setTimeout(() => tests.kill("SIGKILL"), LIMIT * 1000);
    tests.on("message", (message: ChildMessage) => {
      if (message.type === "test") {
        const { name, passed } = message;
        const failure = passed ? undefined : message.message;
        const internal = failure?.includes(INTERNAL_USE) === true ? "internals of TensorFlow.js" : undefined;
        results.push({ file, group, name, failure, aside: reasonAside(file, name) ?? internal });
      } else if (message.type === "broken") broken(message.message);
      else ended = true;
    });
    tests.on("close", () => {
      clearTimeout(timer);
      if (!ended) broken(`the process ended before the tests, or the limit of time: ${errors}`);
      resolve(results);
    });
  });
}
