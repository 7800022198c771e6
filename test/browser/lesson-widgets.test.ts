/**
 * The widgets of the lessons in JupyterLab: what the mouse and the keyboard change in them reaches the lesson's
 * network, and its answer is shown. Only the cells that a widget needs are run, and no network is trained.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { eventually, ROOT } from "../setup/clone.js";
import type { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

/** The sources of some cells of a lesson. */
function cellsOf(lesson: string, ids: readonly string[]): string[] {
  const file = path.join(ROOT, "notebooks", "fr", `${lesson}.ipynb`);
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: { id: string; source: string[] }[] };
  return ids.map((id) => cells.find((cell) => cell.id === id)!.source.join(""));
}

describe("browser: widgets of the lessons", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;
  let page: Page;

  /** Opens a notebook of these cells of a lesson, runs them, and returns the output of the last one. */
  async function run(lesson: string, ...ids: readonly string[]): Promise<Locator> {
    const name = `${lesson}-${ids[ids.length - 1]}.ipynb`;
    notebook = await started.open(name, cellsOf(lesson, ids));
    ({ page } = notebook);
    await notebook.runAll();
    const output = notebook.codeCells.last();
    await output.locator(".neurones-output :is(img, table)").first().waitFor();
    await output.scrollIntoViewIfNeeded();
    return output;
  }

  /** What the network has answered: the figure or the table, the lines and the words. */
  const answerOf = (output: Locator) =>
    output
      .locator(".neurones-output, .neurones-plane > svg, .neurones-sentence ul")
      .evaluateAll((all) => all.map((each) => each.innerHTML).join("\n"));

  /** Does something, and waits until the answer is another one. */
  async function changes(output: Locator, what: string, act: () => Promise<unknown>): Promise<void> {
    const before = await answerOf(output);
    await act();
    await eventually(`the answer follows ${what}`, async () => (await answerOf(output)) !== before);
  }

  /** Drags the mouse from a share of an element's width and height by some pixels. */
  async function drag(target: Locator, from: readonly [number, number], by: readonly [number, number]) {
    await target.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await target.boundingBox())!;
    const [left, top] = [x + from[0] * width, y + from[1] * height];
    await page.mouse.move(left, top);
    await page.mouse.down();
    await page.mouse.move(left + by[0], top + by[1], { steps: 12 });
    await page.mouse.up();
  }

  it("02: the descent follows rate, momentum and start", async () => {
    const output = await run("02-apprentissage", "outils", "deux-descentes", "souris");
    for (const name of ["taux η", "élan", "départ, u", "départ, v"])
      await changes(output, name, async () => {
        await output.getByRole("slider", { name, exact: true }).focus();
        await page.keyboard.press("ArrowLeft");
        await page.keyboard.press("ArrowLeft");
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
      });
  });

  it("03: the line follows a point that is dragged, and one that the arrow keys move", async () => {
    const output = await run("03-perceptron", "outils", "donnees", "recodage", "souris");
    const line = output.locator(".neurones-plane .neurones-line").first();
    await line.waitFor({ state: "attached" });
    const point = output.getByRole("button", { name: "point 1, classe 0" });
    const before = await point.getAttribute("aria-label");
    await changes(output, "the mouse", () => drag(point, [0.5, 0.5], [120, -140]));
    assert.notEqual(await point.getAttribute("aria-label"), before);
    await output.getByText("exactitude").waitFor();
    await changes(output, "the keyboard", async () => {
      await point.focus();
      await page.keyboard.press("Tab");
      for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowUp");
    });
    const points = output.getByRole("button", { name: /^point/ });
    assert.equal(await points.count(), 12);
    await changes(output, "a point that a click adds", async () => {
      await output.getByRole("radio", { name: "classe 1" }).check();
      const { x, y, width, height } = (await output.locator(".neurones-frame").boundingBox())!;
      await page.mouse.click(x + 0.15 * width, y + 0.5 * height);
    });
    await output.getByRole("button", { name: /^point 13, classe 1 : −1,[12]\d? ; / }).waitFor();
    await output.getByText("point 13 ajouté, classe 1").waitFor();
    await changes(output, "points that the keyboard adds and deletes", async () => {
      await output.getByRole("radio", { name: "classe 1" }).focus();
      await page.keyboard.press("ArrowLeft");
      await point.focus();
      await page.keyboard.press("+");
      await output.getByText("point 14 ajouté, classe 0").waitFor();
      await page.keyboard.press("Shift+ArrowDown");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Delete");
      await output.getByText("point 13 supprimé, reste 13").waitFor();
    });
    await changes(output, "the buttons", async () => {
      await output.getByRole("button", { name: "Ajouter un point" }).click();
      await output.getByRole("button", { name: "Supprimer le point 14" }).click();
      await points.nth(2).click();
      await output.getByRole("button", { name: "Supprimer le point 3" }).click();
    });
    assert.equal(await points.count(), 12);
    await notebook.run(4);
    await notebook.untilPrompt(4, "[5]");
    await eventually("one is left", async () => (await output.locator(".neurones-plane").count()) === 1);
  });

  it("06: the network answers what is drawn by the mouse, and by the keyboard", async () => {
    const output = await run("06-mnist", "outils", "explorer", "meilleur", "souris");
    const drawing = output.getByRole("application", { name: "Dessinez un chiffre" });
    await changes(output, "the rubber", async () => {
      await output.getByRole("button", { name: "Gomme" }).click();
      await drag(drawing, [0.2, 0.5], [160, 0]);
      await output.getByRole("button", { name: "Gomme", pressed: true }).click();
    });
    await changes(output, "the button", () => output.getByRole("button", { name: "Tout effacer" }).click());
    await changes(output, "the mouse", () => drag(drawing, [0.3, 0.2], [110, 150]));
    await changes(output, "the keyboard", async () => {
      await drawing.focus();
      await page.keyboard.press("Space");
      for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Space");
    });
    await output.getByText("ligne 15, colonne 9, crayon levé").waitFor();
  });

  it("07: the map follows a cell of the filter, the drawing and the photograph", async () => {
    const cells = ["outils", "photos", "filtre-figure", "grise", "souris-filtre"];
    const output = await run("07-cifar10", ...cells);
    const cell = output.getByRole("spinbutton", { name: "ligne 2, colonne 2" });
    await changes(output, "the mouse on a cell", () => drag(cell, [0.5, 0.5], [0, -40]));
    assert.equal(await cell.inputValue(), "2.5");
    await changes(output, "a number that is typed", async () => {
      await cell.fill("-0.5");
      await page.keyboard.press("Tab");
    });
    await changes(output, "an arrow key", () => page.keyboard.press("ArrowUp"));
    const last = output.getByRole("spinbutton", { name: "ligne 2, colonne 3" });
    assert.equal(await last.inputValue(), "1.5");
    await changes(output, "the drawing", () => drag(output.getByRole("application"), [0.1, 0.1], [150, 90]));
    await changes(output, "the photograph", async () => {
      await output.getByRole("slider", { name: "photographie" }).focus();
      await page.keyboard.press("ArrowRight");
    });
  });

  it("07: the network looks at the drawing, layer by layer", async () => {
    const cells = ["outils", "photos", "filtre-figure", "grise", "souris-filtre", "reseau", "souris-cartes"];
    const output = await run("07-cifar10", ...cells);
    await changes(output, "the drawing", () => drag(output.getByRole("application"), [0.1, 0.1], [150, 90]));
    await changes(output, "the layer", async () => {
      await output.getByRole("combobox", { name: "couche" }).focus();
      await page.keyboard.press("ArrowDown");
    });
    await eventually("64 maps", async () => (await answerOf(output)).includes("64 cartes"));
  });

  it("08: each word of a sentence that is typed has its weight", async () => {
    const cells = ["outils", "critiques", "sac-reseau", "plongement", "recurrent", "clavier"];
    const output = await run("08-imdb", ...cells);
    const input = output.getByRole("textbox", { name: "votre phrase" });
    const words = output.locator(".neurones-sentence li");
    await changes(output, "the keyboard", async () => {
      await input.fill("");
      await page.keyboard.type("a bad, bad film");
    });
    await eventually("a weight for each of four words", async () =>
      /^a\s+[−+-]?0[^|]*\|bad,\s[^|]*\|bad\s[^|]*\|film\s[^|]*$/.test(
        (await words.allInnerTexts()).join("|"),
      ),
    );
    assert.equal(await input.inputValue(), "a bad, bad film");
    await changes(output, "the network", async () => {
      await output.getByRole("combobox", { name: "réseau" }).focus();
      await page.keyboard.press("ArrowDown");
    });
  });

  it("10: the decoder draws at the place to which the mouse or the keyboard moves the point", async () => {
    const output = await run(
      "10-generatif",
      "outils",
      "donnees",
      "autoencodeur",
      "copies-figure",
      "carte-figure",
      "promenade",
    );
    assert.ok((await output.locator(".neurones-landmark").count()) > 100);
    const point = output.getByRole("button", { name: "point 1" });
    await changes(output, "the mouse", () => drag(point, [0.5, 0.5], [60, -60]));
    await changes(output, "the keyboard", async () => {
      await point.focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowLeft");
    });
  });
});
