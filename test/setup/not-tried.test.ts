import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { notTried } from "../../commands/testing/not-tried.js";
import { run } from "../../system/run-process.js";
import { ROOT } from "./clone.js";

/**
 * A machine without a browser and without anything to confine submissions with: no program is found by its
 * name.
 */
const NOTHING: NodeJS.ProcessEnv = { ...process.env, PATH: "", CHROME_PATH: "" };

describe("a machine without a browser, a sandbox, or wide vectors", () => {
  it("is told what is not tried, and how to have it", async () => {
    const { PATH, CHROME_PATH, NEURONES_VECTORS } = process.env;
    try {
      process.env.PATH = process.env.CHROME_PATH = "";
      process.env.NEURONES_VECTORS = "128";
      const [browser, firefox, wide, sandbox, ...others] = await notTried();
      assert.match(browser, /navigateur sont sautés.*apt install chromium/);
      assert.match(firefox, /que dans Chromium.*apt install firefox-esr/);
      assert.match(wide, /256 bits.*Node 24 ou 26/);
      assert.match(sandbox, /notation isolée sont sautés.*apt install bubblewrap/);
      assert.deepEqual(others, []);
      process.env.CHROME_PATH = process.execPath;
      assert.equal((await notTried()).length, 3);
    } finally {
      process.env.PATH = PATH;
      if (CHROME_PATH === undefined) delete process.env.CHROME_PATH;
      else process.env.CHROME_PATH = CHROME_PATH;
      if (NEURONES_VECTORS === undefined) delete process.env.NEURONES_VECTORS;
      else process.env.NEURONES_VECTORS = NEURONES_VECTORS;
    }
  });

  it("skips whole suites without failing in what opens and closes them", async () => {
    // Every suite whose beginning skips it; not this one, nor the site, which executes all lessons first, nor the
    // data beside a page, whose writing needs no browser.
    const tests = path.join(ROOT, "dist", "test");
    const files = readdirSync(tests, { recursive: true, encoding: "utf8" }).filter((file) => {
      if (!file.endsWith(".test.js") || /not-tried|^pages|site-data/.test(file)) return false;
      return /before\(async function \(\) \{[^}]*this\.skip\(\)/.test(
        readFileSync(path.join(tests, file), "utf8"),
      );
    });
    assert.ok(files.length >= 7, files.join(" "));
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-nothing-"));
    try {
      const mocha = path.join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
      const { code, output } = await run(
        process.execPath,
        [mocha, "--no-config", "--reporter", "json", ...files.map((file) => path.join(tests, file))],
        {
          cwd: ROOT,
          env: { ...NOTHING, TMPDIR: folder },
          quiet: true,
        },
      );
      assert.equal(code, 0, output.slice(-2000));
      const { stats } = JSON.parse(output.slice(output.indexOf("{"))) as {
        stats: { passes: number; pending: number; failures: number };
      };
      assert.deepEqual({ passes: stats.passes, failures: stats.failures }, { passes: 0, failures: 0 });
      assert.ok(stats.pending > 20, String(stats.pending));
      assert.deepEqual(readdirSync(folder), [], "nothing is left behind");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
