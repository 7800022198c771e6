/** The debugger of JupyterLab, as a person uses it on cells in TypeScript. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

const CELLS = [
  'import { tensor } from "neurones";\nlet w = tensor([[1, 2], [3, 4]]);',
  "function agrandir(facteur: number) {\n  let resultat = w.mul(facteur);\n  return resultat;\n}\nconst produit = agrandir(2);\nproduit.sum().item()",
];

describe("browser: the debugger of JupyterLab", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;

  const page = (): Page => notebook.page;
  const sidebar = (): Locator => page().locator(".jp-DebuggerSidebar");
  /** A command of the debugger, by JupyterLab's name for it. */
  const command = async (name: string): Promise<void> =>
    void (await page().evaluate(`jupyterapp.commands.execute("debugger:${name}"), null`));
  /** The line of the cell at which the code is held. */
  const heldLine = (cell: number): Locator =>
    page()
      .locator(`.jp-Cell >> nth=${cell - 1}`)
      .locator(".jp-DebuggerEditor-highlight");
  const frames = (): Locator => sidebar().locator(".jp-DebuggerCallstackFrame");

  /** Clicks at the margin of a cell's line, where breakpoints are set. */
  async function setBreakpoint(cell: number, line: number): Promise<void> {
    const editor = page()
      .locator(".jp-Cell")
      .nth(cell - 1);
    await editor.locator(".cm-gutterElement", { hasText: new RegExp(`^${line}$`) }).waitFor();
    const row = await editor
      .locator(".cm-line")
      .nth(line - 1)
      .boundingBox();
    const gutter = await editor.locator(".cm-breakpoint-gutter").boundingBox();
    await page().mouse.click(gutter!.x + gutter!.width / 2, row!.y + row!.height / 2);
    await editor
      .locator(".cm-breakpoint-icon, .cm-breakpoint-gutter .cm-gutterElement svg")
      .first()
      .waitFor();
  }

  it("lists the variables, holds a cell, steps, shows a tensor, changes it and goes on", async () => {
    notebook = await started.open("debogueur.ipynb", CELLS);
    await notebook.run(1);
    await notebook.untilPrompt(1, "[1]");
    await page().locator(".jp-DebuggerBugButton").click();
    // Nothing is held: the panel lists the variables of the notebook.
    await sidebar().locator(".jp-DebuggerVariables", { hasText: "tenseur [2, 2] float32" }).waitFor();
    await page().screenshot({ path: "/tmp/debugger-1.png" });
    await setBreakpoint(2, 2);
    await page().screenshot({ path: "/tmp/debugger-2.png" });
    await notebook.run(2);
    await frames().first().waitFor();
    assert.match(await frames().first().innerText(), /agrandir/);
    await heldLine(2).waitFor();
    await page().screenshot({ path: "/tmp/debugger-3.png" });
    await command("next");
    await sidebar().locator(".jp-DebuggerVariables", { hasText: "resultat" }).waitFor();
    await page().screenshot({ path: "/tmp/debugger-4.png" });
    await command("evaluate");
    const dialog = page().locator(".jp-DebuggerEvaluate, .jp-Dialog");
    await dialog.waitFor();
    await page().screenshot({ path: "/tmp/debugger-5.png" });
    await page().keyboard.type("resultat = resultat.add(1)");
    await page().screenshot({ path: "/tmp/debugger-6.png" });
    await page().keyboard.press("Shift+Enter");
    await page().waitForTimeout(1500);
    await page().screenshot({ path: "/tmp/debugger-7.png" });
    await command("continue");
    await notebook.untilPrompt(2, "[2]");
    await page().screenshot({ path: "/tmp/debugger-8.png" });
    assert.equal((await notebook.outputs(2).innerText()).trim(), "24");
  });
});
