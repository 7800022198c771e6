/**
 * Runs Jupyter's conformance suite on the kernel that the set-up has installed; one test for each test of the
 * suite.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { isolatedEnvironment } from "../../../system/environment.js";
import { layoutOf } from "../../../system/layout.js";
import { outcomeOf, ROOT } from "../../setup/clone.js";

interface Outcome {
  readonly test: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly detail: string;
}

const SUITE = [
  "test_clear_output",
  "test_completion",
  "test_display_data",
  "test_error",
  "test_execute_result",
  "test_execute_stderr",
  "test_execute_stdout",
  "test_history",
  "test_inspect",
  "test_is_complete",
  "test_kernel_info",
];

/** Tests for kernels that page text or send a greeting on the output channel, which this kernel does not. */
const NOT_FOR_US = ["test_pager", "test_recv_iopub_welcome_msg"];

describe("the kernel in Jupyter's conformance suite", function () {
  let outcomes: readonly Outcome[] = [];

  before(async () => {
    const layout = layoutOf(ROOT);
    const script = path.join(ROOT, "test", "kernel", "conformance", "conformance.py");
    const child = spawn(layout.python, [script], {
      cwd: ROOT,
      env: isolatedEnvironment(layout),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { output } = await outcomeOf(child, 110);
    outcomes = output
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Outcome);
    assert.ok(outcomes.length > 0, output);
  });

  for (const test of SUITE) {
    it(test.replace("test_", "").replaceAll("_", " "), () => {
      const own = outcomes.filter((outcome) => outcome.test === test);
      assert.deepEqual(
        own.filter(({ outcome }) => outcome === "failed"),
        [],
      );
      assert.ok(
        own.some(({ outcome }) => outcome === "passed"),
        `${test} was not run: ${own.map(({ detail }) => detail).join()}`,
      );
    });
  }

  it("has no other tests than these", () => {
    const names = [...new Set(outcomes.map(({ test }) => test))].filter((name) => !NOT_FOR_US.includes(name));
    assert.deepEqual(names.sort(), [...SUITE].sort());
  });
});
