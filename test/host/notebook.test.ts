/**
 * `yieldToEventLoop`: several callers may wait at once, and a waiting caller is served before the program
 * ends.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { yieldToEventLoop } from "../../src/host/notebook.js";

const MODULE = new URL("../../src/host/notebook.js", import.meta.url).href;

describe("yieldToEventLoop", () => {
  it("lets other code run in between, for several callers at once", async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const wait = async () => {
      const end = performance.now() + 30;
      // On a busy machine this program may not run for 30 ms: then the number of turns counts.
      for (let i = 0; performance.now() < end || (turns <= 3 && i < 100_000); i++) await yieldToEventLoop();
    };
    await Promise.all([wait(), wait(), wait()]);
    clearInterval(others);
    assert.ok(turns > 3, String(turns));
  });

  it("is awaited to the end, after which the program ends", () => {
    const script = `import(${JSON.stringify(MODULE)}).then(async ({ yieldToEventLoop }) => { for (let i = 0; i < 3; i++) await yieldToEventLoop(); console.log("done"); })`;
    const { status, stdout } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.equal(stdout, "done\n");
    assert.equal(status, 0);
  });
});
