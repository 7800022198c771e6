/** The playground in a lesson's cell: trained by the mouse, beside another cell, stopped, reloaded, and without a kernel. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { eventually } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";
import { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

const LIFELESS = "Ce widget n’est relié à aucun noyau";
const GAME = `import { layers, playground, sequential, train } from "neurones";
const jeu = playground({ data: "moons", hidden: [6, 3], samples: 400 });
jeu`;

describe("browser: the playground in a cell", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;

  async function openAndRun(name: string, cells: readonly string[]): Promise<Page> {
    return await runAll(await started.open(name, cells));
  }

  async function openAloneAndRun(name: string, cells: readonly string[]): Promise<Page> {
    return await runAll(await started.openAlone(name, cells));
  }

  async function runAll(opened: NotebookPage): Promise<Page> {
    notebook = opened;
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

  /** Moves the slider of the number of points, and waits until the network trains on as many, within a second. */
  async function setPoints(page: Page, place: string, words: string, busy: number): Promise<void> {
    const begun = Date.now();
    await page.getByRole("slider", { name: "Points" }).first().fill(place);
    await page.locator(`.npg-points[aria-label*="${words}"]`).first().waitFor();
    const taken = Date.now() - begun;
    assert.ok(taken < 1000 * busy, `${taken} ms from the slider to the network`);
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
    await setPoints(page, "8", "800 points", Math.max(1, slowdown()));
    await notebook.edit(3);
    await page.keyboard.type(
      " ; await autre.fit(donnees, donnees.map(([a]) => a), { epochs: 1e6, verbose: 0 })",
    );
    await page.keyboard.press("Control+Enter");
    await notebook.untilPrompt(3, "[*]");
    const beside = await rate(page);
    console.log(`      ${alone} frames a second, ${beside} beside fit`);
    assert.ok(beside >= 10 / Math.max(2, slowdown()), `${beside} frames a second beside fit`);
    await setPoints(page, "7", "480 points", Math.max(2, slowdown()));
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
    const page = await openAloneAndRun("recharger.ipynb", [GAME, "jeu"]);
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
    await eventually("it trains again, or still", async () => {
      if ((await epoch(page)) >= reached + 5) return true;
      // The button says what is so once the kernel has answered the page.
      await page.waitForTimeout(1000);
      if (await button(page, "Entraîner").isVisible()) await button(page, "Entraîner").click();
      return false;
    });
    await notebook.run(1);
    await eventually("it begins anew", async () => (await epoch(page)) < reached);
    await page.waitForTimeout(500);
    assert.equal(await epoch(page), 0, "no training of the earlier run goes on");
    await button(page, "Entraîner").click();
    await epochs(page, 3);
  });

  it("is worked by the keyboard alone: the zones change by training, and beginning anew restores them", async () => {
    const page = await openAndRun("clavier.ipynb", [GAME]);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>(".npg-root button, .npg-root input, .npg-root select")]
        .filter((each) => !(each.getAttribute("aria-label") ?? each.labels?.[0]?.textContent ?? "").trim())
        .map((each) => each.outerHTML),
    );
    assert.deepEqual(nameless, [], "every control has a name");
    const drawn = () =>
      page.evaluate(() => new Promise((d) => requestAnimationFrame(() => setTimeout(d, 50))));
    await drawn();
    const start = await pixels(page);
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement as HTMLInputElement;
        return active.getAttribute("aria-label") ?? active.labels?.[0]?.textContent ?? "";
      });
    const tabTo = async (name: RegExp, key = "Tab") => {
      for (let i = 0; i < 60 && !name.test(await focused()); i++) await page.keyboard.press(key);
      assert.match(await focused(), name);
    };
    await button(page, "Recommencer").focus();
    await tabTo(/^Entraîner$/);
    await page.keyboard.press("Space");
    await epochs(page, 5);
    await page.keyboard.press("Enter");
    await button(page, "Entraîner").waitFor();
    await tabTo(/^Une époque$/);
    const reached = await epoch(page);
    await page.keyboard.press("Enter");
    await epochs(page, reached + 1);
    await drawn();
    assert.notEqual(await pixels(page), start, "the zones of a trained network");
    await tabTo(/^Recommencer$/, "Shift+Tab");
    await page.keyboard.press("Space");
    await eventually("it begins anew", async () => (await epoch(page)) === 0);
    await drawn();
    assert.equal(await pixels(page), start, "the zones of the beginning");
    await tabTo(/^Taux d’apprentissage$/);
    await page.keyboard.press("ArrowDown");
    const selected = () =>
      page.getByLabel("Taux d’apprentissage").evaluate((list: HTMLSelectElement) => list.value);
    await eventually("the next learning rate", async () => (await selected()) === "0,1");
    await tabTo(/^Un neurone de plus, couche 1$/);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Neurone 7 de la couche 1" }).waitFor();
    await page.locator(".npg-neuron:not(.npg-input)").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Le neurone ou le lien choisi" }).waitFor();
    await tabTo(/^Lunes$/);
    await page.keyboard.press("ArrowRight");
    await eventually("another set", () => page.getByRole("radio", { name: "Spirale" }).isChecked());
    await tabTo(/^Montrer le code$/);
    await page.keyboard.press("Enter");
    await page.locator(".npg-code", { hasText: "datasets.spiral" }).waitFor();
    assert.equal(await notebook.codeCells.count(), 1, "no key has gone to the notebook");
  });

  it("is the same in a second window, and after a reload while another cell trains", async () => {
    const page = await openAloneAndRun("fenetres.ipynb", [
      GAME,
      `const autre = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
autre.compile({ optimizer: "sgd", loss: "meanSquaredError" }); 0`,
    ]);
    await button(page, "Entraîner").click();
    await epochs(page, 5);
    await notebook.save();
    const second = started.watch(
      await NotebookPage.open(started.browser, started.lab, "fenetres.ipynb", 1, "autre"),
    );
    await second.page.locator(".npg-play").waitFor();
    if (await button(second.page, "Pause").isVisible()) await button(second.page, "Pause").click();
    await button(second.page, "Entraîner").waitFor();
    await button(page, "Entraîner").waitFor();
    await eventually("the same epoch", async () => (await epoch(page)) === (await epoch(second.page)));
    const losses = (each: Page) => each.locator(".npg-numbers").first().innerText();
    assert.equal(await losses(second.page), await losses(page));

    await notebook.edit(2);
    await page.keyboard.type(" ; await autre.fit([[1], [2]], [[1], [2]], { epochs: 1e7, verbose: 0 })");
    await page.keyboard.press("Control+Enter");
    await notebook.untilPrompt(2, "[*]");
    const reached = await epoch(page);
    await notebook.save();
    await page.reload();
    await page.locator(".npg-play").waitFor();
    assert.equal(await epoch(page), reached);
    await button(page, "Entraîner").click();
    await epochs(page, reached + 3);
    await notebook.press("notebook:interrupt-kernel");
    await notebook.untilIdle();
  });

  it("says in a new view that the training plays, before the view is seen and draws", async () => {
    const page = await openAloneAndRun("nouvelle-vue.ipynb", [GAME, "0"]);
    await button(page, "Entraîner").click();
    await epochs(page, 5);
    await page.addStyleTag({
      content: ".jp-Cell ~ .jp-Cell .npg-root { position: fixed; left: -9000px; }",
    });
    await notebook.edit(2);
    await page.keyboard.type(" ; jeu");
    await page.keyboard.press("Control+Enter");
    const second = page.locator(".npg-root:not([hidden])").nth(1);
    await second.waitFor();
    assert.equal(await second.locator(".npg-play").getAttribute("aria-label"), "Pause");
    await button(page, "Pause").click();
    await button(page, "Entraîner").waitFor();
  });

  it("is dark in a dark JupyterLab", async () => {
    await started.lab.setTheme("JupyterLab Dark");
    try {
      const page = await openAloneAndRun("sombre.ipynb", [GAME]);
      const ground = await page
        .locator(".npg-root")
        .evaluate((root) => getComputedStyle(root).backgroundColor);
      assert.ok(Number(/\d+/.exec(ground)![0]) < 60, ground);
      await page.waitForTimeout(200);
      const corner = await page.evaluate(() => {
        const zones = document.querySelector<HTMLCanvasElement>(".npg-neuron:not(.npg-input) canvas")!;
        const { data } = zones.getContext("2d")!.getImageData(0, 0, zones.width, zones.height);
        return Math.min(...data.filter((_, i) => i % 4 !== 3));
      });
      assert.ok(corner < 60, "the canvases are drawn on a dark ground");
    } finally {
      await started.lab.setTheme("JupyterLab Light");
    }
  });

  it("works in Notebook 7", async () => {
    await started.lab.addNotebook("carnet7-jeu.ipynb", [GAME]);
    notebook = started.watch(
      await NotebookPage.openInNotebook(started.browser, started.lab, "carnet7-jeu.ipynb"),
    );
    const { page } = notebook;
    // Errors of Notebook 7 itself as it opens.
    notebook.pageErrors.length = 0;
    await page.locator(".jp-CodeCell .cm-content").first().click();
    await page.keyboard.press("Control+Enter");
    await page.locator(".npg-play").waitFor();
    await button(page, "Entraîner").click();
    await epochs(page, 5);
    await button(page, "Pause").click();
    await button(page, "Recommencer").click();
    await eventually("it begins anew", async () => (await epoch(page)) === 0);
  });

  /** Waits until a playground without a kernel shows its still picture and one sentence; there is no error. */
  async function untilStill(page: Page): Promise<void> {
    await page.getByText(LIFELESS).waitFor();
    const picture = page.getByRole("img", { name: /^Terrain de jeu/ }).first();
    await picture.waitFor();
    const width = await picture.evaluate(async (image) => {
      await (image as HTMLImageElement).decode();
      return (image as HTMLImageElement).naturalWidth;
    });
    assert.ok(width > 300, `${width} pixels`);
    assert.equal(await page.getByText(LIFELESS).count(), 1);
    assert.equal(await page.locator(".npg-play:visible").count(), 0, "nothing to press");
    const text = await page.locator(".jp-OutputArea-output").allInnerTexts();
    assert.doesNotMatch(text.join("\n"), /not found|Error|Erreur|Loading/);
  }

  it("after a restart stands still and says so, and is its still picture when reopened without saved state", async () => {
    const page = await openAloneAndRun("relance-du-jeu.ipynb", [GAME]);
    await button(page, "Une époque").click();
    await epochs(page, 1);
    await notebook.restart();
    await page.getByText(LIFELESS).waitFor();
    assert.equal(await page.locator("[inert] .npg-play").count(), 1, "as it was, out of reach");
    assert.equal(await epoch(page), 1);
    await notebook.save();
    await started.lab.endKernels();
    await page.reload();
    await untilStill(page);
  });

  it("shows its still picture without a kernel, and in a notebook that is not trusted", async () => {
    const page = await openAloneAndRun("sans-noyau.ipynb", [GAME]);
    await button(page, "Une époque").click();
    await epochs(page, 1);
    await notebook.save();
    const saved = await readFile(started.lab.place("sans-noyau.ipynb"), "utf8");
    await started.lab.endKernels();
    await page.reload();
    await untilStill(page);
    await writeFile(started.lab.place("copie-du-jeu.ipynb"), saved.replace('jeu"', 'jeu "'));
    const copy = started.watch(await NotebookPage.open(started.browser, started.lab, "copie-du-jeu.ipynb"));
    await untilStill(copy.page);
  });
});
