/** Lessons in JupyterLab, from top to bottom, as a student runs them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { ROOT } from "../setup/clone.js";
import { findChromium, launchChromium } from "./chromium.js";
import { JupyterLab } from "./jupyterlab.js";
import { NotebookPage } from "./notebook-page.js";

/** The numbers, from 1 among the code cells, of the cells that draw a still figure. */
function drawingCells(lesson: string): number[] {
  const { cells } = JSON.parse(readFileSync(path.join(ROOT, "notebooks", "fr", `${lesson}.ipynb`), "utf8")) as { cells: { cell_type: string; source: string[] }[] };
  const sources = cells.filter((cell) => cell.cell_type === "code").map((cell) => cell.source.join(""));
  return sources.flatMap((source, i) => (/^plots\.\w+\(/m.test(source) ? [i + 1] : []));
}

describe("browser: lessons in JupyterLab", function () {
  this.timeout(180_000);
  let lab: JupyterLab;
  let browser: Browser;

  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    lab = await JupyterLab.start();
    browser = await launchChromium(executable);
  });
  after(async () => {
    await browser?.close();
    await lab?.stop();
  });

  it("03-perceptron runs from top to bottom, its figures drawn, its checks green", async () => {
    const notebook = await NotebookPage.open(browser, lab, "fr/03-perceptron.ipynb");
    await notebook.runAll();
    for (const cell of drawingCells("03-perceptron")) {
      await notebook.codeCells.nth(cell - 1).scrollIntoViewIfNeeded();
      const widths = await notebook.imageWidths(cell);
      assert.ok(widths.every((width) => width > 100), `code cell ${cell}: pictures ${widths.join(", ")} px wide`);
    }
    const verdicts = notebook.page.locator("[data-exercise]");
    assert.deepEqual(await verdicts.evaluateAll((all) => all.filter((verdict) => verdict.getAttribute("data-state") !== "right").map((verdict) => verdict.textContent)), []);
    assert.equal(await verdicts.count(), 9);
    assert.deepEqual(notebook.pageErrors, []);
    assert.deepEqual(notebook.foreignRequests, []);
    await notebook.close();
  });
});
