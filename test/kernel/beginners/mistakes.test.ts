/** Runs every cell of the table of beginners' mistakes: it must get exactly the advice in the table. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { KernelClient } from "../client.js";
import { mistakesDocument } from "./document.js";
import { BEFORE } from "./mistake.js";
import { MISTAKES } from "./mistakes.js";
import { adviceIn } from "./told.js";

/** Quotations of the cell, whose names may be French. */
const QUOTED = /`[^`]*`|"[^"]*"|\b(?:moitie|élève|eleve)\w*/g;
const DOCUMENT = new URL("../../../../docs/beginners.md", import.meta.url);
/** Words that occur only in French sentences. */
const FRENCH =
  /écri|exécut|vérifi|s’écrit|n’existe|[éèêàçù]|(?<![\p{L}])(?:de|ou|une?|les?|des|avec|pour|dans|entre|ici|est|sont)(?![\p{L}])/u;

for (const language of ["fr", "en"] as const) {
  describe(`kernel: beginners' mistakes, told in ${language === "fr" ? "French" : "English"}`, () => {
    let kernel: KernelClient;
    before(async () => {
      kernel = await KernelClient.start();
      if (language === "en")
        await kernel.execute('import { setLanguage } from "neurones";\nsetLanguage("en");');
      await kernel.execute(BEFORE);
    });
    after(async () => {
      await kernel.shutdown();
    });

    for (const { title, before: first, mistakes } of MISTAKES) {
      describe(title, () => {
        before(async () => {
          if (first !== undefined) assert.equal((await kernel.execute(first)).reply["status"], "ok");
        });
        for (const { cell, advice } of mistakes) {
          it(JSON.stringify(cell), async () => {
            const told = adviceIn(await kernel.execute(cell));
            if (language === "fr") assert.deepEqual(told, advice);
            else {
              assert.equal(told.length, advice.length, told.join("\n"));
              for (const sentence of told) assert.doesNotMatch(sentence.replaceAll(QUOTED, ""), FRENCH);
            }
          });
        }
      });
    }
  });
}

describe("the table of beginners' mistakes", () => {
  it("holds more than 120, R's habits first, each once in its group", () => {
    assert.equal(MISTAKES[0].title, "Habitudes de R");
    assert.ok(MISTAKES.reduce((sum, { mistakes }) => sum + mistakes.length, 0) >= 120);
    for (const { mistakes } of MISTAKES)
      assert.equal(new Set(mistakes.map(({ cell }) => cell)).size, mistakes.length);
  });
  it("is printed in docs/beginners.md (NEURONES_APPROVE=1 writes it)", () => {
    if (process.env["NEURONES_APPROVE"] === "1") writeFileSync(DOCUMENT, mistakesDocument());
    assert.equal(readFileSync(DOCUMENT, "utf8"), mistakesDocument());
  });
});
