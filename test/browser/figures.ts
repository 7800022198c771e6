/** The figures of a lesson that is open in a page: which cells draw one, and screenshots to compare with the approved. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { ROOT } from "../setup/clone.js";

export const LESSONS = path.join(ROOT, "notebooks", "fr");

/** A cell of a lesson. */
export interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: readonly string[];
}

/** The code cells of a lesson, named by its file. */
export function codeCells(lesson: string): readonly Cell[] {
  const { cells } = JSON.parse(readFileSync(path.join(LESSONS, lesson), "utf8")) as {
    cells: readonly Cell[];
  };
  return cells.filter(({ cell_type }) => cell_type === "code");
}

/** Selects the figures of a cell, interactive ones included. */
export const FIGURES = ".jp-OutputArea-output:not(.js-plotly-plot) img, .js-plotly-plot";

/** The scale of screenshots, which are stored in the repository. */
export const HALF_SIZE = 0.5;

/** The window of those screenshots. */
export const WINDOW = { width: 1280, height: 900 };

/** The cells that draw a figure whatever happens. */
export function drawingCells(cells: readonly Cell[]): string[] {
  return cells.filter(({ source }) => /^plots\.\w+\(/m.test(source.join(""))).map(({ id }) => id);
}

/** Screenshots of the first figure of each cell that draws one, by cell; `shown` are the code cells in the page. */
export async function figuresOf(shown: Locator, cells: readonly Cell[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const [i, { id }] of cells.entries()) {
    const cell = shown.nth(i);
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
