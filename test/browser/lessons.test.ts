/**
 * Runs every lesson in JupyterLab from top to bottom, as a student does, and compares its figures with the
 * approved ones.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { slowdown } from "../setup/slowdown.js";
import { CHANGES } from "../notebooks/changes.js";
import { registerExecuted } from "../notebooks/executed-lessons.js";
import { compareFigures } from "./approved-figures.js";
import {
  codeCells,
  drawingCells,
  FIGURES,
  figuresOf,
  HALF_SIZE,
  LESSONS,
  mayDraw,
  type Cell,
} from "./figures.js";
import { NotebookPage } from "./notebook-page.js";
import { marksOf } from "./worked-through.js";
import { startJupyterLab } from "./suite.js";

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
  for (const { id, place } of await mayDraw(notebook.page, cells)) {
    const cell = notebook.codeCells.nth(place);
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

describe("browser: lessons in JupyterLab", function () {
  const started = startJupyterLab();
  /** The window of the lessons so far; none after a failure. */
  let window: NotebookPage | undefined;
  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await window?.close();
    window = undefined;
  });

  /** Opens a lesson in the window of the one before it. */
  const openLesson = async (lesson: string): Promise<NotebookPage> => {
    const name = `fr/${lesson}`;
    if (window === undefined) window = await NotebookPage.open(started.browser, started.lab, name, HALF_SIZE);
    else await window.openNext(started.lab, name);
    return window;
  };

  for (const lesson of readdirSync(LESSONS).filter((name) => name.endsWith(".ipynb"))) {
    it(`figures of ${lesson} are as approved, its checks green, run from top to bottom`, async () => {
      const cells = codeCells(lesson);
      const notebook = await openLesson(lesson);
      await notebook.runAll();
      const figures = await figuresOf(notebook.codeCells, cells);
      assert.deepEqual(
        drawingCells(cells).filter((id) => !figures.has(id)),
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
