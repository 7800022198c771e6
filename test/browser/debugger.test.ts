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
  const cell = (number: number): Locator =>
    page()
      .locator(".jp-Notebook .jp-Cell")
      .nth(number - 1);
  const frames = (): Locator => page().locator(".jp-DebuggerCallstackFrame");
  const command = async (name: string): Promise<void> => {
    await page().evaluate(`void jupyterapp.commands.execute("debugger:${name}")`);
  };
  /** Waits until the panel of variables holds a text. */
  const untilVariables = (text: RegExp): Promise<void> =>
    page().locator(".jp-DebuggerVariables", { hasText: text }).first().waitFor();

  /** Sets a breakpoint by a click in the margin of a cell. */
  async function setBreakpoint(number: number, line: number): Promise<void> {
    const margin = await cell(number).locator(".cm-gutter.cm-breakpoint-gutter").boundingBox();
    const row = await cell(number)
      .locator(".cm-line")
      .nth(line - 1)
      .boundingBox();
    assert.ok(margin !== null && row !== null);
    await page().mouse.click(margin.x + margin.width / 2, row.y + row.height / 2);
    // The margin holds one invisible mark, which gives it its width.
    await cell(number).locator(".cm-breakpoint-icon").nth(1).waitFor();
  }

  it("lists variables, holds a cell, steps, shows a tensor, changes it and goes on", async () => {
    notebook = await started.open("debogueur.ipynb", CELLS);
    await notebook.run(1);
    await notebook.untilPrompt(1, "[1]");
    await page().locator(".jp-DebuggerBugButton").click();
    await untilVariables(/w:?\s*Tensor = tenseur \[2, 2\] float32 1/);
    await setBreakpoint(2, 2);
    await notebook.run(2);
    await frames().first().waitFor();
    assert.match(await frames().first().innerText(), /^agrandir/);
    await cell(2).locator(".jp-DebuggerEditor-highlight").waitFor();
    await untilVariables(/facteur:?\s*number = 2/);
    await command("next");
    await untilVariables(/resultat:?\s*Tensor = tenseur \[2, 2\] float32 2/);
    await command("evaluate");
    const console = page().locator(".jp-CodeConsole-input .cm-content");
    await console.click();
    await page().keyboard.type("resultat = resultat.add(1)");
    await page().keyboard.press("Shift+Enter");
    await page()
      .locator(".jp-CodeConsole-content", { hasText: /tenseur \[2, 2\] float32 3/ })
      .waitFor();
    // JupyterLab empties its panel of variables, and fills it again with the new value.
    await untilVariables(/resultat:?\s*Tensor = tenseur \[2, 2\] float32 3/);
    await console.click();
    await page().keyboard.type("resultat.absent()");
    await page().keyboard.press("Shift+Enter");
    await page()
      .locator(".jp-CodeConsole-content", { hasText: /absent is not a function/ })
      .waitFor();
    await command("continue");
    await notebook.untilPrompt(2, "[2]");
    await notebook.outputs(2).first().waitFor();
    assert.equal((await notebook.outputs(2).innerText()).trim(), "24");
  });
});
