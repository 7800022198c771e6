/** Completion and inspection in JupyterLab, by the keyboard. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "../setup/clone.js";
import type { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

describe("browser: completion and inspection in JupyterLab", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;

  const completer = (): Locator => notebook.page.locator(".jp-Completer");
  const items = (): Locator => completer().locator(".jp-Completer-item");
  const tooltip = (text: string): Locator => notebook.page.locator(".jp-Tooltip", { hasText: text });

  /** Opens a notebook and runs its first cell. */
  async function open(name: string, cells: readonly string[]): Promise<void> {
    notebook = await started.open(name, cells);
    await notebook.run(1);
    await notebook.untilPrompt(1, "[1]");
  }

  /** Presses a key behind the text of a cell. */
  async function press(cell: number, key: "Tab" | "Shift+Tab"): Promise<void> {
    await notebook.edit(cell);
    await notebook.page.keyboard.press(key);
  }

  /**
   * Completes behind the text of a cell until the first item of the list contains this. Where the cells above have just moved,
   * JupyterLab closes the list again.
   */
  async function complete(cell: number, text: string): Promise<void> {
    const first = items().first().filter({ hasText: text });
    await eventually(`a list that begins with ${text}`, async () => {
      await press(cell, "Tab");
      return await first.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
  }

  it("completes by Tab and explains by Shift-Tab", async () => {
    await open("aide.ipynb", ["const nombres = [3, 1, 2];", "nombres.revers", "nombres.join"]);
    await press(2, "Tab");
    await completer().getByText("Reverses the elements").waitFor();
    await notebook.page.keyboard.press("Enter");
    await notebook.untilText(2, "nombres.reverse");

    await press(3, "Shift+Tab");
    // The tooltip appears before its text.
    await tooltip("join(separator?: string): string").waitFor();
  });

  it("completes members of a value whose type is unknown, and shows the value beside the type", async () => {
    await open("valeurs.ipynb", [
      'const reponse = JSON.parse(`{ "ville": "Lyon", "code postal": 69000, "quartiers": [{ "nom": "Bellecour" }] }`);',
      "reponse.quartiers[0].",
      'reponse["code',
      "reponse",
    ]);
    await press(2, "Tab");
    await completer().getByText('Valeur actuelle : "Bellecour"').waitFor();
    assert.match(await items().first().innerText(), /^p\s+nom\s+property$/);
    await notebook.page.keyboard.press("Enter");
    await notebook.untilText(2, "reponse.quartiers[0].nom");

    await complete(3, "code postal");
    await notebook.page.keyboard.press("Enter");
    await notebook.untilText(3, 'reponse["code postal');

    await press(4, "Shift+Tab");
    const shown = tooltip('ville: "Lyon"');
    await shown.waitFor();
    assert.match(await shown.innerText(), /const reponse: any\s+Valeur actuelle :\s+\{ ville: "Lyon"/);
  });

  it("completes a name of a module with its import where a statement begins, and alone within one", async () => {
    await open("imports.ipynb", [
      "1 + 1",
      "readFileSy",
      "const lignes = readFileSy",
      "const modele = sequenti",
    ]);
    await complete(2, "node:fs");
    assert.equal(await items().count(), 2);
    await notebook.page.keyboard.press("ArrowDown");
    await notebook.page.keyboard.press("Enter");
    await notebook.untilText(2, 'import { readFileSync } from "node:fs";');
    assert.deepEqual(await linesOf(2), ['import { readFileSync } from "node:fs";', "readFileSync"]);

    await complete(3, "node:fs");
    assert.equal(await items().count(), 1);
    await notebook.page.keyboard.press("Enter");
    await notebook.untilText(3, "const lignes = readFileSync");

    await complete(4, "neurones");
    await notebook.page.keyboard.press("Enter");
    await notebook.untilText(4, "const modele = sequential");
  });

  it("lists the session's names before those of the language, and answers while a cell runs", async () => {
    await open("occupe.ipynb", [
      'const recette = JSON.parse(`{ "farine": 250 }`);\nfunction requete(mot: string) {\n  return mot;\n}',
      "while (true) {}",
      "re",
      "requete",
      "const fin = recette",
    ]);
    await press(3, "Tab");
    await items().first().waitFor();
    const names = (await items().allInnerTexts()).map((text) => text.split("\n")[1]?.trim());
    assert.deepEqual(names.slice(0, 2), ["recette", "requete"]);
    assert.ok(names.includes("return"), names.join(" "));
    await notebook.page.keyboard.press("Escape");

    await notebook.run(2);
    await notebook.untilPrompt(2, "[*]");
    await complete(3, "recette");
    await notebook.page.keyboard.press("Escape");
    await press(4, "Shift+Tab");
    await tooltip("function requete(mot: string): string").waitFor();
    await notebook.page.keyboard.press("Escape");
    // The value cannot be looked at meanwhile.
    await press(5, "Shift+Tab");
    await tooltip("const recette: any").waitFor();
    assert.doesNotMatch(await tooltip("const recette: any").innerText(), /Valeur/);
    assert.equal(await notebook.prompt(2), "[*]:");

    await notebook.press("notebook:interrupt-kernel");
    await notebook.untilIdle();
    await press(5, "Shift+Tab");
    await tooltip("farine: 250").waitFor();
  });

  /** The lines of a code cell. */
  async function linesOf(cell: number): Promise<readonly string[]> {
    return await notebook.codeCells
      .nth(cell - 1)
      .locator(".cm-line")
      .allInnerTexts();
  }
});
