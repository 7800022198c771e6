/**
 * `npm test`: every test under mocha. Arguments go to mocha: `npm test -- --grep kernel`.
 */
import path from "node:path";
import { say } from "../../src/language/language.js";
import { dataVariable } from "../data-folder.js";
import { isolatedEnvironment } from "../jupyter-environment.js";
import type { Layout } from "../layout.js";
import { endTree } from "../process-tree.js";
import { startForeground, type ForegroundOptions } from "../run-process.js";

/** Runs the tests; resolves to mocha's exit status, the number of failures. */
export function runTests(layout: Layout, args: readonly string[]): Promise<number> {
  return runMocha(layout, process.execPath, args);
}

/** `npm run test:long`: the comparisons with R that take minutes, the short ones of their kind included. */
export function runLongTests(layout: Layout, args: readonly string[]): Promise<number> {
  return runMocha(layout, process.execPath, ["--grep", "every fit of R", ...args], { NEURONES_LONG: "1" });
}

/** Every test file, compiled. Named here and not in mocha's own configuration, which would add it to whatever one asks for. */
const ALL_TESTS = "dist/test/**/*.test.js";

/** Minutes that a whole run may take: several times what it takes on a slow machine. */
const LIMIT = 45;

/** Runs mocha on a Node of choice, with our report. */
export function runMocha(layout: Layout, node: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<number> {
  const mocha = path.join(layout.root, "node_modules", "mocha", "bin", "mocha.js");
  const reporter = path.join(layout.compiledSetUp, "testing", "test-reporter.js");
  return runWithin(LIMIT, node, [mocha, "--reporter", reporter, ...args, ALL_TESTS], {
    cwd: layout.root,
    env: { ...testEnvironment(layout), ...variables },
    endsOn: "SIGINT",
  });
}

/** Runs a program to its end; after so many minutes ends it, with all that it has started, and says so. Resolves to its exit status. */
export async function runWithin(minutes: number, command: string, args: readonly string[], options: ForegroundOptions): Promise<number> {
  const { child, code } = startForeground(command, args, options);
  const end = (): void => {
    console.error(
      say({
        fr: `neurones : les tests n’ont pas fini en ${minutes} minutes ; ils sont arrêtés, avec tout ce qu’ils ont lancé.`,
        en: `neurones: the tests did not end within ${minutes} minutes; they are stopped, with all that they have started.`,
      }),
    );
    if (child.pid !== undefined) endTree(child.pid);
  };
  const timer = setTimeout(end, minutes * 60_000);
  return await code.finally(() => clearTimeout(timer));
}

/**
 * The variables under which tests run: never the network; the real data sets where a person has said where they are or
 * keeps them beside the clone, in ../shared/data.
 */
export function testEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...isolatedEnvironment(layout, env), NEURONES_OFFLINE: "1", ...dataVariable(layout, env) };
}
