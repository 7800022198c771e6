import assert from "node:assert/strict";
import path from "node:path";
import { LINT, testJobs, withLint } from "../../commands/testing/test-jobs.js";

describe("the processes that run the tests", () => {
  const files = [
    "tensor/tensor.test.js",
    "kernel/faults.test.js",
    "pages/site.test.js",
    "notebooks/execution.test.js",
    "browser/lessons.test.js",
    "grading/walk.test.js",
    "kernel/compiler/cells.test.js",
    "losses/losses.test.js",
  ].map((file) => path.join(...file.split("/")));

  it("run every file exactly once", () => {
    assert.deepEqual(
      testJobs(files)
        .flatMap((job) => job.files)
        .sort(),
      [...files].sort(),
    );
    assert.deepEqual(testJobs([]), []);
  });

  it("begin with the longest, and run the files that use executed lessons together", () => {
    const names = testJobs(files).map(({ name }) => name);
    assert.deepEqual(names.slice(0, 2), ["the lessons", "grading/walk"]);
    assert.deepEqual(
      testJobs(files)[0].files.map((file) => path.basename(file)),
      ["lessons.test.js", "execution.test.js", "site.test.js"],
    );
  });

  it("check the sources beside the tests", () => {
    assert.deepEqual(
      withLint(testJobs(files)).filter((job) => job !== LINT),
      testJobs(files),
    );
    assert.equal(withLint([]).indexOf(LINT), 0);
  });

  it("run each file that starts programs alone, and the others together", () => {
    const jobs = testJobs(files);
    assert.deepEqual(jobs.find(({ name }) => name === "kernel/faults")?.files.length, 1);
    assert.deepEqual(
      jobs.find(({ name }) => name === "the engine")?.files.map((file) => path.basename(file)),
      ["losses.test.js", "tensor.test.js"],
    );
  });
});
