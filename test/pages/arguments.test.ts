import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { layoutOf } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { readSiteArguments, site } from "../../pages/main.js";
import { ROOT } from "../setup/clone.js";

describe("npm run site", () => {
  it("takes --quick, --out, and --with-lite with its data", () => {
    assert.deepEqual(readSiteArguments([]), { quick: false, out: undefined, lite: undefined });
    assert.deepEqual(readSiteArguments(["--out", "pages du cours", "--quick"]), {
      quick: true,
      out: "pages du cours",
      lite: undefined,
    });
    assert.equal(readSiteArguments(["--with-lite"]).lite, "mnist");
    assert.equal(readSiteArguments(["--with-lite", "--data", "all"]).lite, "all");
  });

  it("is called by the hosted workflow as it takes it", () => {
    const workflow = readFileSync(path.join(ROOT, ".github", "workflows", "pages.yml"), "utf8");
    const [, words] = /run: npm run site -- (.*)/.exec(workflow)!;
    const { quick, out, lite } = readSiteArguments(words.split(" "));
    assert.deepEqual({ quick, lite }, { quick: false, lite: "mnist" });
    assert.match(workflow, new RegExp(`path: ${out}$`, "m"));
  });

  for (const args of [
    ...[["--out"], ["--out", ""], ["--fast"], ["03-perceptron"]],
    ...[
      ["--data", "mnist"],
      ["--with-lite", "--data", "imdb"],
    ],
  ]) {
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
