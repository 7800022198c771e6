/**
 * `npm test`: every test under mocha. Arguments go to mocha: `npm test -- --grep kernel`.
 */
import path from "node:path";
import { dataVariable } from "./data-folder.js";
import { isolatedEnvironment } from "./jupyter-environment.js";
import type { Layout } from "./layout.js";
import { startForeground } from "./run-process.js";

/** Runs the tests; resolves to mocha's exit status, the number of failures. */
export function runTests(layout: Layout, args: readonly string[]): Promise<number> {
  return runMocha(layout, process.execPath, args);
}

/** Every test file, compiled. Named here and not in mocha's own configuration, which would add it to whatever one asks for. */
const ALL_TESTS = "dist/test/**/*.test.js";

/** Runs mocha on a Node of choice, with our report. */
export function runMocha(layout: Layout, node: string, args: readonly string[]): Promise<number> {
  const mocha = path.join(layout.root, "node_modules", "mocha", "bin", "mocha.js");
  const reporter = path.join(layout.compiledSetUp, "test-reporter.js");
  return startForeground(node, [mocha, "--reporter", reporter, ...args, ALL_TESTS], {
    cwd: layout.root,
    env: testEnvironment(layout),
    endsOn: "SIGINT",
  }).code;
}

/**
 * The variables under which tests run: never the network; the real data sets where a person has said where they are or
 * keeps them beside the clone, in ../shared/data.
 */
export function testEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...isolatedEnvironment(layout, env), NEURONES_OFFLINE: "1", ...dataVariable(layout, env) };
}
