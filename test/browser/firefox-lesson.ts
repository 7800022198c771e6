/** A lesson of the browser edition that is open in Firefox: run, read, and its figures compared. */
import path from "node:path";
import assert from "node:assert/strict";
import { differingFigures, TOLERANCE_OF_FIREFOX } from "./approved-figures.js";
import {
  assertVisible,
  codeCells,
  drawingCells,
  FIGURES,
  HALF_SIZE,
  putBack,
  showAlone,
  WINDOW,
} from "./figures.js";
import type { Firefox } from "./firefox.js";
import { CODE_CELLS, errorsOf, failedChecks, IS_IDLE, RUN_ALL, type RunCell } from "./lite-expressions.js";
import type { LiteSite } from "./lite-page.js";

/** Opens a lesson, and waits until its kernel is idle and may share memory with its threads. */
export async function openInFirefox(firefox: Firefox, site: LiteSite, lesson: string): Promise<void> {
  await firefox.resize(WINDOW, HALF_SIZE);
  await firefox.goto(`${site.address}lab/index.html?path=${lesson}`);
  await firefox.until(`crossOriginIsolated && ${IS_IDLE}`);
}

/**
 * Runs the open lesson from top to bottom: fails if a cell does, a check is not green, or a figure looks otherwise
 * than approved.
 */
export async function runsAsApproved(firefox: Firefox, lesson: string): Promise<void> {
  await firefox.evaluate(RUN_ALL);
  const cells = JSON.parse(await firefox.evaluate<string>(CODE_CELLS)) as RunCell[];
  assert.deepEqual(errorsOf(cells), []);
  assert.deepEqual(
    cells.filter(({ count }) => count === null).map(({ id }) => id),
    [],
    "not run",
  );
  assert.deepEqual(failedChecks(cells), []);
  const { figures, withoutWebGL } = await figuresIn(firefox, lesson);
  if (withoutWebGL.size > 0)
    console.log(`    not compared, since this Firefox has no WebGL: ${[...withoutWebGL].join(", ")}`);
  assert.deepEqual(
    drawingCells(codeCells(lesson)).filter((id) => !figures.has(id) && !withoutWebGL.has(id)),
    [],
    "cells whose figure is missing",
  );
  const comparison = { tolerance: TOLERANCE_OF_FIREFOX, undrawable: withoutWebGL };
  assert.deepEqual(differingFigures(path.basename(lesson, ".ipynb"), figures, comparison), []);
}

interface Figures {
  /** Screenshots of the first figure of each cell that draws one, by cell. */
  readonly figures: ReadonlyMap<string, Uint8Array>;
  /** The cells whose figure has three dimensions, which a Firefox without a screen may be unable to draw. */
  readonly withoutWebGL: ReadonlySet<string>;
}

const WITHOUT_WEBGL = "without WebGL";

async function figuresIn(firefox: Firefox, lesson: string): Promise<Figures> {
  const figures = new Map<string, Uint8Array>();
  const withoutWebGL = new Set<string>();
  for (const [i, { id }] of codeCells(lesson).entries()) {
    const size = await firefox.evaluate<ReturnType<typeof showAlone> | typeof WITHOUT_WEBGL | null>(
      showFigure(i),
    );
    if (size === null) continue;
    if (size === WITHOUT_WEBGL) withoutWebGL.add(id);
    else {
      assertVisible(size);
      figures.set(id, await firefox.screenshot({ x: 0, y: 0, ...size }));
      await firefox.evaluate(`(${String(putBack)})(document.getElementById("figure-alone").firstChild)`);
    }
  }
  return { figures, withoutWebGL };
}

/** Shows the first figure of a code cell alone; its size, or null where there is none, or `WITHOUT_WEBGL`. */
function showFigure(cell: number): string {
  return `(async () => {
    const { content } = jupyterapp.shell.currentWidget;
    const { node: shown } = content.widgets.filter(({ model }) => model.type === "code")[${cell}];
    // Cells outside of the window are not in the document.
    const place = content.widgets.findIndex(({ node }) => node === shown);
    while (!shown.isConnected) await content.scrollToItem(place);
    shown.scrollIntoView();
    const figure = shown.querySelector(${JSON.stringify(FIGURES)});
    if (figure === null) return null;
    if (figure instanceof HTMLImageElement) await figure.decode();
    while (!(figure instanceof HTMLImageElement) && figure.querySelector(".main-svg") === null)
      await new Promise((resolve) => setTimeout(resolve, 100));
    if (figure.querySelector(".no-webgl") !== null) return ${JSON.stringify(WITHOUT_WEBGL)};
    return (${String(showAlone)})(figure);
  })()`;
}
