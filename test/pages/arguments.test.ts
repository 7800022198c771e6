import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { layoutOf } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { readSiteArguments, site } from "../../pages/main.js";
import { ROOT } from "../setup/clone.js";

describe("npm run site", () => {
  it("takes --quick and --out", () => {
    assert.deepEqual(readSiteArguments([]), { quick: false, out: undefined });
    assert.deepEqual(readSiteArguments(["--out", "pages du cours", "--quick"]), {
      quick: true,
      out: "pages du cours",
    });
  });

  for (const args of [["--out"], ["--out", ""], ["--fast"], ["03-perceptron"]]) {
    it(`refuses ${JSON.stringify(args)} and says what it takes`, () => {
      assert.throws(
        () => readSiteArguments(args),
        (error) => error instanceof SetUpError && error.message.includes("--out"),
      );
    });
  }

  it("does not overwrite a folder that is no site of the course", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "neurones-site-"));
    try {
      writeFileSync(path.join(folder, "thèse.txt"), "mon texte");
      await assert.rejects(site(layoutOf(ROOT), ["--out", folder]), SetUpError);
      assert.deepEqual(readdirSync(folder), ["thèse.txt"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
