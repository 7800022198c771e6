/** The arguments with which the tests start Chromium: what a program in its place receives. */
import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launchChromium } from "./chromium.js";

const SWITCH = "--disable-features=";

describe("browser: how Chromium is started", () => {
  it("switches off all that Playwright does, since the last list alone holds", async function () {
    if (process.platform === "win32") this.skip();
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-chromium-"));
    try {
      const [program, received] = ["chromium", "arguments"].map((name) => path.join(folder, name));
      await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > ${received}\n`);
      await chmod(program, 0o755);
      await assert.rejects(launchChromium(program));
      const lists = (await readFile(received, "utf8"))
        .split("\n")
        .filter((line) => line.startsWith(SWITCH))
        .map((line) => line.slice(SWITCH.length).split(","));
      assert.equal(lists.length, 2, "a list of Playwright's, and ours");
      const [theirs, ours] = lists;
      assert.deepEqual(ours.slice(0, theirs.length), theirs);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
