/** Turning the event loop: for everybody who waits, and without keeping a program alive. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { yieldToEventLoop } from "../../src/host/notebook.js";

const MODULE = new URL("../../src/host/notebook.js", import.meta.url).href;

describe("yieldToEventLoop", () => {
  it("lets others work in between, for several that wait at once", async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const wait = async () => {
      const end = performance.now() + 30;
      // On a busy machine 30 ms may go by without this program: then it is the turns that count.
      for (let i = 0; performance.now() < end || (turns <= 3 && i < 100_000); i++) await yieldToEventLoop();
    };
    await Promise.all([wait(), wait(), wait()]);
    clearInterval(others);
    assert.ok(turns > 3, String(turns));
  });

  it("is waited for to the end, after which the program ends", () => {
    const script = `import(${JSON.stringify(MODULE)}).then(async ({ yieldToEventLoop }) => { for (let i = 0; i < 3; i++) await yieldToEventLoop(); console.log("done"); })`;
    const { status, stdout } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.equal(stdout, "done\n");
    assert.equal(status, 0);
  });
});
