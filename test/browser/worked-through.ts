/** A lesson in JupyterLab that has run from top to bottom, worked through by changing cells: which cells get a mark. */
import assert from "node:assert/strict";
import { eventually } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";
import type { Change } from "../notebooks/changes.js";
import type { Marks } from "../notebooks/run-in-kernel.js";
import type { NotebookPage } from "./notebook-page.js";

/** Changes the cells one after the other; each is as it was, and all that depends on it has run, before the next. */
export async function marksOf(notebook: NotebookPage, changes: readonly Change[]): Promise<Marks> {
  const afterRun = await marked(notebook);
  const afterChanges: (readonly string[])[] = [];
  for (const [number, { cell, from, to, stale }] of changes.entries()) {
    const source = await sourceOf(notebook, cell);
    assert.ok(source.includes(from), `${cell} does not contain ${from}`);
    await run(notebook, cell, source.replace(from, to));
    // The kernel tells the page after it has answered; what it tells is compared where the marks are expected.
    await eventually(
      `the marks after ${cell}`,
      async () => `${await marked(notebook)}` === `${stale}`,
      20 * slowdown(),
    ).catch(() => undefined);
    afterChanges.push(await marked(notebook));
    if (number === changes.length - 1) break;
    await run(notebook, cell, source);
    await notebook.page.evaluate("jupyterapp.commands.execute('neurones:run-stale')");
    await eventually("nothing is out of date", async () => (await marked(notebook)).length === 0);
  }
  return { afterRun, afterChanges };
}

/** The cells that bear a mark, in the order of the page; cells outside of the window are not in the document. */
function marked({ page }: NotebookPage): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    `jupyterapp.shell.currentWidget.content.widgets
      .filter(({ node }) => node.querySelector(":scope > .neurones-mark") !== null)
      .map(({ model }) => model.id)`,
  );
}

function sourceOf({ page }: NotebookPage, cell: string): Promise<string> {
  return page.evaluate<string>(
    `jupyterapp.shell.currentWidget.content.widgets.find(({ model }) => model.id === ${JSON.stringify(cell)})
      .model.sharedModel.getSource()`,
  );
}

async function run({ page }: NotebookPage, cell: string, source: string): Promise<void> {
  await page.evaluate(
    `(async () => {
      const { content } = jupyterapp.shell.currentWidget;
      content.activeCellIndex = content.widgets.findIndex(({ model }) => model.id === ${JSON.stringify(cell)});
      content.activeCell.model.sharedModel.setSource(${JSON.stringify(source)});
      await jupyterapp.commands.execute("notebook:run-cell");
    })()`,
  );
}
