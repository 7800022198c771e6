/** The table of beginners' mistakes: the advice that each cell gets in both languages, and its print in the documents. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { KernelClient } from "../client.js";
import { mistakesDocument } from "./document.js";
import { mistakesSuite } from "./mistakes-suite.js";
import { MISTAKES } from "./mistakes.js";

const DOCUMENT = new URL("../../../../docs/beginners.md", import.meta.url);

for (const language of ["fr", "en"] as const) {
  describe(`kernel: beginners' mistakes, told in ${language === "fr" ? "French" : "English"}`, () => {
    let kernel: KernelClient;
    before(async () => {
      kernel = await KernelClient.start();
    });
    after(async () => {
      await kernel.shutdown();
    });

    mistakesSuite(() => kernel, language);
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
