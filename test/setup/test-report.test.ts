import assert from "node:assert/strict";
import { TestReport } from "../../commands/testing/test-report.js";

describe("the report on the tests", () => {
  function report(jobs = 2) {
    const lines: string[] = [];
    let now = 0;
    const made = new TestReport({
      write: (line) => void lines.push(line),
      jobs,
      elapsed: () => (now += 1000),
    });
    return { made, lines, text: () => lines.join("\n") };
  }
  const suite = (title: string, milliseconds: number) =>
    ({ type: "suite", title, passed: 1, failed: 0, milliseconds }) as const;

  it("says which jobs run and how many are done", () => {
    const { made, text } = report();
    made.starts("kernel/faults");
    assert.match(text(), /kernel\/faults \(0 of 2 jobs done, 0 passed, \d min \d\d s\)/);
  });

  it("adds up the processes, names each failure twice, and ends with the closing line", () => {
    const { made, lines } = report();
    made.take("a", suite("operations", 1500));
    made.take("a", { type: "failure", title: "operations add", message: "1 is not 2" });
    made.take("a", { type: "end", passes: 3, failures: 1, pending: 0, details: "operations add\nstack" });
    made.ends("a", true, 1);
    made.take("b", { type: "skipped", title: "browser the engine" });
    made.take("b", { type: "end", passes: 2, failures: 0, pending: 1, details: "" });
    made.ends("b", true, 0);
    made.close();
    assert.ok(lines.includes("✓ operations: 1 passed (1.5 s)"));
    assert.ok(lines.includes("  - skipped: browser the engine"));
    assert.match(lines.join("\n"), /✗ operations add\n {6}1 is not 2[\s\S]*operations add\nstack/);
    assert.equal(lines.at(-1), "5 passed, 1 failed, 1 skipped");
    assert.equal(made.failures, 1);
  });

  it("writes its notes before and after the tests", () => {
    const lines: string[] = [];
    const made = new TestReport({
      write: (line) => void lines.push(line),
      jobs: 1,
      notes: ["no browser"],
      elapsed: () => 0,
    });
    assert.deepEqual(lines, ["no browser"]);
    made.close();
    assert.deepEqual(lines.slice(-2), ["no browser", "0 passed, 0 failed"]);
  });

  it("counts a run in which no title matched as a failure", () => {
    const { made, lines } = report(1);
    made.starts("--grep typo");
    made.take("--grep typo", { type: "end", passes: 0, failures: 0, pending: 0, details: "" });
    made.ends("--grep typo", true, 0);
    made.close();
    assert.match(lines.join("\n"), /no test ran/);
    assert.equal(lines.at(-1), "0 passed, 1 failed");
    assert.equal(made.failures, 1);
  });

  it("names the ten slowest suites", () => {
    const { made, text } = report(1);
    for (let i = 1; i <= 12; i++) made.take("a", suite(`suite ${i}`, i * 1000));
    made.close();
    assert.match(
      text(),
      /The 10 slowest suites[^\n]*\n +12\.0 s {2}suite 12\n +11\.0 s {2}suite 11\n[\s\S]* 3\.0 s {2}suite 3\n\n0 passed/,
    );
  });

  it("names the ten jobs with the most processor time, each with both its runs", () => {
    const { made, text } = report(12);
    for (let i = 1; i <= 12; i++) made.ends(`job ${i}`, true, 0, 10 * i);
    made.ends("job 1", true, 0, 200);
    made.close();
    assert.match(
      text(),
      /The 10 jobs that computed longest, of 16 min 20 s of processor time in all:\n +210\.0 s {2}job 1\n +120\.0 s {2}job 12\n[\s\S]* 40\.0 s {2}job 4\n\n/,
    );
    assert.doesNotMatch(text(), /job 3\n/);
  });

  it("counts the second result of a job that runs again, and names it with its first failures", () => {
    const { made, lines } = report(2);
    for (const job of ["steady", "hurried"]) {
      made.starts(job);
      made.take(job, { type: "end", passes: 2, failures: 1, pending: 0, details: `${job} waits: timeout` });
      made.ends(job, true, 1);
    }
    assert.deepEqual(made.failedJobs, ["steady", "hurried"]);
    for (const job of ["steady", "hurried"]) made.repeats(job);
    made.take("steady", { type: "end", passes: 2, failures: 1, pending: 0, details: "still wrong" });
    made.ends("steady", true, 1);
    made.take("hurried", { type: "end", passes: 3, failures: 0, pending: 0, details: "" });
    made.ends("hurried", true, 0);
    made.close();
    const text = lines.join("\n");
    assert.match(text, /steady:\nstill wrong/);
    assert.match(
      text,
      /UNSTEADY: hurried passed alone; 1 failed while other jobs ran:\nhurried waits: timeout/,
    );
    assert.doesNotMatch(text, /UNSTEADY: steady/);
    assert.equal(lines.at(-1), "5 passed, 1 failed");
    assert.equal(made.failures, 1);
  });

  it("counts a process that ended before its tests, and each job that was not started, as a failure", () => {
    const { made, lines } = report(3);
    made.starts("a");
    made.ends("a", false, 134);
    made.leavesOut(["b", "c"]);
    made.close();
    assert.match(lines.join("\n"), /a: the process ended with status 134 before its tests were over/);
    assert.equal(lines.at(-1), "0 passed, 3 failed");
  });
});
