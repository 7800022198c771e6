/**
 * `npm run coverage [-- ARGUMENTS]`: runs the tests as `npm test` does, and reports by c8 which lines of `src` they run.
 *
 * Node writes the coverage of each process and thread of the tests (of kernels and sandboxes too) into one folder, and c8
 * merges it. The table is printed; `coverage/index.html` shows the lines. Arguments go to mocha.
 */
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { startForeground } from "../../system/run-process.js";

/** Resolves to the exit status of the tests. */
export async function runTestsWithCoverage(layout: Layout, args: readonly string[]): Promise<number> {
  const c8 = path.join(layout.root, "node_modules", "c8", "bin", "c8.js");
  const options = [
    "--all",
    "--src=dist/src",
    "--include=dist/src/**",
    "--include=src/**",
    // AssemblyScript runs as WebAssembly, and the twins for browsers run in a browser.
    "--exclude=**/assembly/**",
    "--exclude=**/*.browser.*",
    "--exclude-after-remap",
    "--reporter=text",
    "--reporter=html",
    "--reporter=json-summary",
    "--reports-dir=coverage",
    "--temp-directory=.cache/coverage",
  ];
  const tests = [process.execPath, path.join(layout.setUp, "bootstrap.cjs"), "test", ...args];
  const { code } = startForeground(process.execPath, [c8, ...options, ...tests], {
    cwd: layout.root,
    env: process.env,
    endsOn: "SIGINT",
  });
  return await code;
}
