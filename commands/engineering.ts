/**
 * The commands of engineers: `kernel-setup/bootstrap.cjs` calls `main` once all packages are installed and
 * all sources compiled.
 */
import { studentTexts } from "../grading/student-texts.js";
import { packKernel } from "../kernel-package/pack.js";
import { setup } from "../kernel-setup/setup.js";
import { runCommand, type Command, type Handover } from "../kernel-setup/run-command.js";
import { benchCommand } from "./run-bench.js";
import { runTestsInBareSystem } from "./testing/bare-system.js";
import { runTestsWithCoverage } from "./testing/coverage.js";
import { runLongTests, runTests } from "./testing/run-tests.js";
import { runTensorFlowSuites } from "./testing/tensorflow-js/suites.js";
import { runTestsOnNodes } from "./testing/test-nodes.js";

/** Runs a command to its end; resolves to the exit status. */
export function main(args: readonly string[], handover: Handover): Promise<number> {
  const commands = {
    build: () => Promise.resolve(0),
    setup: (...given: Parameters<Command>) => setup(studentTexts, ...given),
    test: runTests,
    "test-long": runLongTests,
    "test-nodes": runTestsOnNodes,
    "test-bare": runTestsInBareSystem,
    "test-tfjs": runTensorFlowSuites,
    // Loaded only for this command: test runs do not need the packages that render pages.
    site: async (...given: Parameters<Command>) => (await import("../pages/main.js")).site(...given),
    docs: async (...given: Parameters<Command>) => (await import("../pages/main.js")).docs(...given),
    pack: packKernel,
    coverage: runTestsWithCoverage,
    bench: benchCommand("main.js"),
    "bench-peers": benchCommand("peers", "main.js"),
  };
  return runCommand(commands, args, handover);
}
