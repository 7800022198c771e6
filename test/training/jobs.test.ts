/**
 * `npm run train`: how it is asked, and what it says where. The trainings themselves take minutes and are run
 * by hand.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../setup/clone.js";

const MODULE = pathToFileURL(path.join(ROOT, "dist", "training", "main.js")).href;

/** Runs in a process of its own, with an empty folder for data and no network. */
function train(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const data = mkdtempSync(path.join(tmpdir(), "train-"));
  try {
    const script = `import(${JSON.stringify(MODULE)}).then(async ({ runTraining }) => { process.exitCode = await runTraining(${JSON.stringify(args)}); })`;
    return spawnSync(process.execPath, ["-e", script], {
      encoding: "utf8",
      env: { ...process.env, NEURONES_DATA: data, NEURONES_OFFLINE: "1" },
    });
  } finally {
    rmSync(data, { recursive: true });
  }
}

describe("npm run train", () => {
  it("prints its usage, on standard error only", () => {
    for (const args of [[], ["mnist-dense", "cifar10"]]) {
      const { status, stdout, stderr } = train(...args);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /mnist-dense, mnist-conv, cifar10, imdb/);
    }
    assert.match(train("mnist-danse").stderr, /"mnist-dense"/);
  });

  it("never trains on generated data: without the real data it ends and says how to get them", () => {
    const { status, stdout, stderr } = train("mnist-dense");
    assert.equal(status, 1, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /MNIST|mnist/);
  });
});
