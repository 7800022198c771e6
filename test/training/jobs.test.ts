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
import { itWithRealData } from "../datasets/files/fixtures.js";
import { ROOT } from "../setup/clone.js";

const MODULE = pathToFileURL(path.join(ROOT, "dist", "training", "main.js")).href;

/** Runs in a process of its own, with the data of a folder and no network. */
function trainWith(
  data: string,
  ...args: string[]
): { status: number | null; stdout: string; stderr: string } {
  const script = `import(${JSON.stringify(MODULE)}).then(async ({ runTraining }) => { process.exitCode = await runTraining(${JSON.stringify(args)}); })`;
  return spawnSync(process.execPath, ["-e", script], {
    encoding: "utf8",
    env: { ...process.env, NEURONES_DATA: data, NEURONES_OFFLINE: "1" },
  });
}

/** The same with an empty folder. */
function train(...args: string[]): ReturnType<typeof trainWith> {
  const data = mkdtempSync(path.join(tmpdir(), "train-"));
  try {
    return trainWith(data, ...args);
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
      assert.match(stderr, /mnist-dense, mnist-conv, cifar10, imdb, imdb-conv/);
    }
    assert.match(train("mnist-danse").stderr, /"mnist-dense"/);
  });

  it("never trains on generated data: without the real data it ends and says how to get them", () => {
    const { status, stdout, stderr } = train("mnist-dense");
    assert.equal(status, 1, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /MNIST|mnist/);
  });

  // Minutes: `npm run test:long`, where NEURONES_DATA names the real data.
  if (process.env["NEURONES_LONG"] === "1")
    itWithRealData(
      "imdb",
      "reaches with lesson 8's convolution the accuracy that its text gives",
      async (data) => {
        const { status, stdout, stderr } = trainWith(data, "imdb-conv");
        assert.equal(status, 0, stderr);
        const { testAccuracy } = JSON.parse(stdout) as { testAccuracy: number };
        assert.ok(testAccuracy >= 0.88 && testAccuracy <= 0.9, stdout);
      },
    );
});
