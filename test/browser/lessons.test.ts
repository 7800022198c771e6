/**
 * Runs every lesson in JupyterLab from top to bottom, as a student does, and compares its figures with the
 * approved ones.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { ROOT } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";
import { CHANGES } from "../notebooks/changes.js";
import { registerExecuted } from "../notebooks/executed-lessons.js";
import { compareFigures } from "./approved-figures.js";
import { NotebookPage } from "./notebook-page.js";
import { marksOf } from "./worked-through.js";
import { startJupyterLab } from "./suite.js";

const LESSONS = path.join(ROOT, "notebooks", "fr");

interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: readonly string[];
}

function codeCells(lesson: string): readonly Cell[] {
  const { cells } = JSON.parse(readFileSync(path.join(LESSONS, lesson), "utf8")) as {
    cells: readonly Cell[];
  };
  return cells.filter(({ cell_type }) => cell_type === "code");
}

/** Selects the figures of a cell, interactive ones included. */
const FIGURES = ".jp-OutputArea-output:not(.js-plotly-plot) img, .js-plotly-plot";

/** The scale of screenshots, which are stored in the repository. */
const HALF_SIZE = 0.5;

/** Screenshots of the first figure of each cell that draws one, by cell. */
async function figuresOf(notebook: NotebookPage, cells: readonly Cell[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const [i, { id }] of cells.entries()) {
    const cell = notebook.codeCells.nth(i);
    await cell.scrollIntoViewIfNeeded();
    const figure = cell.locator(FIGURES).first();
    if (!(await isDrawn(figure))) continue;
    // An interactive figure is drawn some time after its element appears.
    if (await figure.evaluate((element) => element.classList.contains("js-plotly-plot")))
      await figure.locator(".main-svg").first().waitFor();
    await figure.scrollIntoViewIfNeeded();
    await toEvenPixels(figure);
    found.set(id, await figure.screenshot({ animations: "disabled" }));
  }
  return found;
}

/**
 * Moves a figure by less than two pixels to even coordinates: at half size two pixels become one pixel of the
 * screenshot, and the pairs must not depend on the content above the figure.
 */
async function toEvenPixels(figure: Locator): Promise<void> {
  await figure.evaluate((element: HTMLElement) => {
    const { left, top } = element.getBoundingClientRect();
    element.style.position = "relative";
    element.style.left = `${2 * Math.ceil(left / 2) - left}px`;
    element.style.top = `${2 * Math.ceil(top / 2) - top}px`;
  });
}

/** The window size of a small laptop. */
const SMALL = { width: 1024, height: 700 };

/** The least scale at which a figure's letters, 12 or 13 pixels high, are legible. */
const LEAST_SHARE = 0.79;

/** Milliseconds that an interactive figure may take to adapt its size, on an idle machine. */
const PATIENCE = 20_000;

/** A message for each figure that is cut off or too small to read in a small window. */
async function unfitIn(notebook: NotebookPage, cells: readonly Cell[]): Promise<string[]> {
  await notebook.page.setViewportSize(SMALL);
  const found: string[] = [];
  for (const [i, { id }] of cells.entries()) {
    const cell = notebook.codeCells.nth(i);
    await cell.scrollIntoViewIfNeeded();
    if ((await cell.locator(FIGURES).count()) === 0) continue;
    // An interactive figure adapts to its cell some time later.
    const output = await cell.locator(".jp-OutputArea-output").last().elementHandle();
    await notebook.page
      .waitForFunction(
        (element) => element === null || element.scrollWidth <= element.clientWidth + 1,
        output,
        { timeout: PATIENCE * slowdown() },
      )
      .catch(() => undefined);
    const [first] = await cell.locator(FIGURES).evaluateAll((figures) =>
      figures.map((figure) => {
        const area = figure.closest(".jp-OutputArea-output")!;
        const { width } = figure.getBoundingClientRect();
        return {
          overflow: area.scrollWidth - area.clientWidth,
          share: figure instanceof HTMLImageElement ? width / figure.naturalWidth : 1,
        };
      }),
    );
    if (first.overflow > 1) found.push(`${id}: cut by ${first.overflow} px`);
    if (first.share < LEAST_SHARE) found.push(`${id}: shrunk to ${Math.round(100 * first.share)} %`);
  }
  return found;
}

async function isDrawn(figure: Locator): Promise<boolean> {
  if ((await figure.count()) === 0) return false;
  await figure.evaluate(async (element) => {
    if (element instanceof HTMLImageElement) await element.decode();
  });
  const box = await figure.boundingBox();
  assert.ok(
    box !== null && box.width > 100 && box.height > 60,
    `a figure of ${box?.width} × ${box?.height} px`,
  );
  return true;
}

describe("browser: lessons in JupyterLab", function () {
  const started = startJupyterLab();

  for (const lesson of readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb"))) {
    it(`figures of ${lesson} are as approved, its checks green, run from top to bottom`, async () => {
      const cells = codeCells(lesson);
      const notebook = await NotebookPage.open(started.browser, started.lab, `fr/${lesson}`, HALF_SIZE);
      await notebook.runAll();
      const drawing = cells
        .filter(({ source }) => /^plots\.\w+\(/m.test(source.join("")))
        .map(({ id }) => id);
      const figures = await figuresOf(notebook, cells);
      assert.deepEqual(
        drawing.filter((id) => !figures.has(id)),
        [],
        "cells whose figure is missing",
      );
      assert.deepEqual(compareFigures(path.basename(lesson, ".ipynb"), figures), []);
      const verdicts = notebook.page.locator("[data-exercise]");
      assert.deepEqual(
        await verdicts.evaluateAll((all) =>
          all
            .filter((verdict) => verdict.getAttribute("data-state") !== "right")
            .map((verdict) => verdict.textContent),
        ),
        [],
      );
      assert.equal(
        await verdicts.count(),
        cells.filter(({ source }) => /^exercises\.check\(/m.test(source.join(""))).length,
      );
      assert.deepEqual(await unfitIn(notebook, cells), []);
      assert.deepEqual(notebook.pageErrors, []);
      assert.deepEqual(notebook.foreignRequests, []);
      await notebook.save();
      registerExecuted(
        lesson,
        started.lab.place(`fr/${lesson}`),
        await marksOf(notebook, CHANGES[lesson] ?? []),
      );
      await notebook.close();
    });
  }

  it("are exported only to formats that need no other program", async () => {
    const response = await fetch(`${started.lab.address.origin}/api/nbconvert`, {
      headers: { authorization: `token ${started.lab.address.searchParams.get("token")}` },
    });
    assert.deepEqual(Object.keys((await response.json()) as object).sort(), [
      "markdown",
      "notebook",
      "script",
    ]);
  });
});
