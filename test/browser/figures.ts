/** The figures of a lesson that is open in a page: which cells draw one, and screenshots to compare with the approved. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ElementHandle, Locator, Page } from "playwright-core";
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

/**
 * The code cells whose outputs may hold a figure: all but those that show only text, or a verdict. A test scrolls to these
 * alone, since a page computes for long where it scrolls from cell to cell.
 */
const MAY_DRAW = `jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells
  .filter(({ cell_type, outputs = [] }) => cell_type === "code" && outputs.some(({ data = {} }) =>
    Object.entries(data).some(([type, value]) => type === "text/html" ? /<img|<svg/.test(value) : type !== "text/plain")))
  .map(({ id }) => id)`;

/** The cells of these that may draw, in the open notebook, each with its place among them. */
export async function mayDraw(
  page: Page,
  cells: readonly Cell[],
): Promise<readonly { readonly id: string; readonly place: number }[]> {
  const drawing = new Set(await page.evaluate<string[]>(MAY_DRAW));
  return cells.flatMap(({ id }, place) => (drawing.has(id) ? [{ id, place }] : []));
}

/** Screenshots of the first figure of each cell that draws one, by cell; `shown` are the code cells in the page. */
export async function figuresOf(shown: Locator, cells: readonly Cell[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { id, place } of await mayDraw(shown.page(), cells)) {
    const cell = shown.nth(place);
    await cell.scrollIntoViewIfNeeded();
    const figure = cell.locator(FIGURES).first();
    if (!(await isDrawn(figure))) continue;
    // An interactive figure is drawn some time after its element appears.
    if (await figure.evaluate((element) => element.classList.contains("js-plotly-plot")))
      await figure.locator(".main-svg").first().waitFor();
    const element = (await figure.elementHandle()) as ElementHandle<HTMLElement>;
    await element.evaluate(showAlone);
    found.set(id, await element.screenshot({ animations: "disabled" }));
    await element.evaluate(putBack);
  }
  return found;
}

/**
 * Takes a figure out of its cell to the upper left corner of the window, in its size: between the pixels where it lies in a page
 * that scrolls, a grid of small pictures would be drawn otherwise each time. Runs in the page, as text: it may use
 * nothing of this file. `putBack` undoes it.
 */
export function showAlone(figure: HTMLElement): { readonly width: number; readonly height: number } {
  const { width, height } = figure.getBoundingClientRect();
  const size = { width: `${width}px`, height: `${height}px` };
  const place = document.createElement("span");
  place.id = "figure-place";
  Object.assign(place.style, { ...size, display: "inline-block" });
  figure.replaceWith(place);
  const alone = document.createElement("div");
  alone.id = "figure-alone";
  Object.assign(alone.style, {
    ...size,
    position: "fixed",
    left: "0",
    top: "0",
    zIndex: "100000",
    background: "white",
    // A screenshot ends at a whole pixel, beyond the figure.
    boxShadow: "0 0 0 8px white",
    // An interactive figure shows buttons under the mouse.
    pointerEvents: "none",
  });
  if (figure instanceof HTMLImageElement) Object.assign(figure.style, { ...size, maxWidth: "none" });
  alone.append(figure);
  document.body.append(alone);
  return { width, height };
}

/** Puts the figure that `showAlone` has moved back into its cell. Runs in the page, as text. */
export function putBack(figure: HTMLElement): void {
  if (figure instanceof HTMLImageElement)
    Object.assign(figure.style, { width: "", height: "", maxWidth: "" });
  document.getElementById("figure-place")!.replaceWith(figure);
  document.getElementById("figure-alone")!.remove();
}

async function isDrawn(figure: Locator): Promise<boolean> {
  if ((await figure.count()) === 0) return false;
  await figure.evaluate(async (element) => {
    if (element instanceof HTMLImageElement) await element.decode();
  });
  assertVisible(await figure.boundingBox());
  return true;
}

/** Fails for a figure that has no size, or hardly any. */
export function assertVisible(box: { readonly width: number; readonly height: number } | null): void {
  assert.ok(
    box !== null && box.width > 100 && box.height > 60,
    `a figure of ${box?.width} × ${box?.height} px`,
  );
}
