/** The playground in a lesson's cell: trained by the mouse, beside another cell, stopped, reloaded, and without a kernel. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { eventually } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";
import { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

const GAME = `import { layers, playground, sequential, train } from "neurones";
const jeu = playground({ data: "moons", hidden: [6, 3], samples: 400 });
jeu`;

describe("browser: the playground in a cell", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;
  afterEach(async () => {
    if (notebook === undefined) return;
    const { pageErrors, foreignRequests } = notebook;
    await notebook.close();
    assert.deepEqual(pageErrors, []);
    assert.deepEqual(foreignRequests, []);
  });

  async function openAndRun(name: string, cells: readonly string[]): Promise<Page> {
    await started.lab.addNotebook(name, cells);
    notebook = await NotebookPage.open(started.browser, started.lab, name);
    await notebook.runAll();
    await notebook.page.locator(".npg-play").first().waitFor();
    return notebook.page;
  }

  const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first();
  const epoch = async (page: Page) => Number(await page.locator(".npg-epoch").first().innerText());
  const epochs = (page: Page, least: number) =>
    eventually(`epoch ${least}`, async () => (await epoch(page)) >= least);
  const pixels = (page: Page) =>
    page.evaluate(() => document.querySelector<HTMLCanvasElement>(".npg-zones")!.toDataURL());
  const textOf = async (cell: number) => (await notebook.outputs(cell).allInnerTexts()).join("");
  /** Frames a second, over two seconds. */
  async function rate(page: Page): Promise<number> {
    const before = await epoch(page);
    await page.waitForTimeout(2000);
    return ((await epoch(page)) - before) / 2;
  }

  it("draws 10 frames a second and more, alone and beside a cell that trains; and the cell has its model", async () => {
    const page = await openAndRun("jouer.ipynb", [
      GAME,
      `const autre = sequential({ layers: [layers.dense({ units: 64, activation: "relu", inputShape: [20] }), layers.dense({ units: 1 })] });
autre.compile({ optimizer: train.adam(), loss: "meanSquaredError" });
const donnees = Array.from({ length: 2000 }, (_, i) => Array.from({ length: 20 }, (_, j) => Math.sin(i * j)));
0`,
      "0",
      "[jeu.epochs > 20, jeu.model.layers.length, jeu.losses.train.length - jeu.epochs].join()",
    ]);
    const start = await pixels(page);
    await button(page, "Entraîner").click();
    await epochs(page, 10);
    const before = slowdown();
    const alone = await rate(page);
    assert.ok(alone >= 10 / Math.max(before, slowdown()), `${alone} frames a second`);
    assert.notEqual(await pixels(page), start);
    await notebook.edit(3);
    await page.keyboard.type(
      " ; await autre.fit(donnees, donnees.map(([a]) => a), { epochs: 1e6, verbose: 0 })",
    );
    await page.keyboard.press("Control+Enter");
    await notebook.untilPrompt(3, "[*]");
    const beside = await rate(page);
    console.log(`      ${alone} frames a second, ${beside} beside fit`);
    assert.ok(beside >= 10 / Math.max(2, slowdown()), `${beside} frames a second beside fit`);
    const begun = Date.now();
    await page.getByRole("slider", { name: "Points" }).first().fill("8");
    await eventually("the slider takes effect", async () =>
      (await page.locator(".npg-points").getAttribute("aria-label"))!.includes("800 points"),
    );
    assert.ok(Date.now() - begun < 1000 * Math.max(2, slowdown()));
    await notebook.press("notebook:interrupt-kernel");
    await notebook.untilIdle();
    if (await button(page, "Pause").isVisible()) await button(page, "Pause").click();
    await button(page, "Entraîner").waitFor();
    await button(page, "Entraîner").click();
    await epochs(page, 30);
    await button(page, "Pause").click();
    await notebook.run(4);
    await eventually("the cell has the model", async () => (await textOf(4)).includes("true,3,1"));
    await button(page, "Recommencer").click();
    await eventually("it begins anew", async () => (await epoch(page)) === 0);
  });

  it("goes on after a reload of the page, shows the same in two views, and ends where its cell runs again", async () => {
    const page = await openAndRun("recharger.ipynb", [GAME, "jeu"]);
    await eventually("two views", async () => (await page.locator(".npg-play").count()) === 2);
    await button(page, "Entraîner").click();
    await epochs(page, 5);
    // A view that is out of sight draws nothing until it is seen.
    await page.locator(".npg-play").nth(1).scrollIntoViewIfNeeded();
    await eventually(
      "the second view follows",
      async () => Number(await page.locator(".npg-epoch").nth(1).innerText()) > 3,
    );
    await page.locator(".npg-play").first().scrollIntoViewIfNeeded();
    await notebook.save();
    await page.reload();
    await page.locator(".npg-play").first().waitFor();
    await epochs(page, 4);
    const reached = await epoch(page);
    if (await button(page, "Entraîner").isVisible()) await button(page, "Entraîner").click();
    await epochs(page, reached + 5);
    await notebook.run(1);
    await eventually("it begins anew", async () => (await epoch(page)) < reached);
  });

  it("shows its still picture without a kernel, and in a notebook that is not trusted", async () => {
    const page = await openAndRun("sans-noyau.ipynb", [GAME]);
    await button(page, "Une époque").click();
    await epochs(page, 1);
    await notebook.save();
    const saved = await readFile(started.lab.place("sans-noyau.ipynb"), "utf8");
    await started.lab.endKernels();
    await page.reload();
    await page
      .getByRole("img", { name: /^Terrain de jeu/ })
      .first()
      .waitFor();
    await writeFile(started.lab.place("copie-du-jeu.ipynb"), saved.replace('jeu"', 'jeu "'));
    const copy = await NotebookPage.open(started.browser, started.lab, "copie-du-jeu.ipynb");
    await copy.page
      .getByRole("img", { name: /^Terrain de jeu/ })
      .first()
      .waitFor();
    assert.deepEqual(copy.pageErrors, []);
    await copy.close();
  });
});
