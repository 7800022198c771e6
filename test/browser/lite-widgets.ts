/** Widgets and the playground in the browser edition: one notebook, as a student works in it. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually } from "../setup/clone.js";
import type { LitePage } from "./lite-page.js";

const NAME = "widgets.ipynb";
const LIFELESS = "Ce widget n’est relié à aucun noyau";
const CELLS = [
  `import { datasets, layers, playground, plots, sequential, widgets } from "neurones";
const taux = widgets.slider({ min: 0, max: 1, step: 0.01, value: 0.1, description: "taux" });
taux.onChange((value) => console.log("taux", value));
const { x, y } = datasets.moons({ n: 60, seed: 1 });
widgets.interact({ taux }, ({ taux }) =>
  plots.decisionZones({ x, y, threshold: taux, resolution: 20, model: (p) => p.map(([u]) => 1 / (1 + Math.exp(-u))) }))`,
  'const jeu = playground({ data: "xor", hidden: [3] });\njeu',
  `const autre = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
autre.compile({ optimizer: "sgd", loss: "meanSquaredError" }); 0`,
];

/** Adds the tests to a suite that has a lesson open. */
export function testWidgets(openedPage: () => LitePage): void {
  const epochs = async (page: Page, least: number): Promise<void> =>
    eventually(`epoch ${least}`, async () => Number(await page.locator(".npg-epoch").innerText()) >= least);

  it("has controls that the kernel hears, and the playground trains, also beside a cell in fit", async () => {
    const opened = openedPage();
    const { page } = opened;
    await opened.openBeside(NAME, CELLS);
    await opened.runAll();
    const slider = page.getByRole("slider", { name: "taux", exact: true });
    const picture = page.locator(".neurones-output img");
    await picture.waitFor();
    const before = await picture.getAttribute("src");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("taux 0.11").waitFor();
    await eventually("another figure", async () => (await picture.getAttribute("src")) !== before);

    await page.getByRole("button", { name: "Entraîner" }).click();
    await epochs(page, 5);
    await opened.write(2, "await autre.fit([[1], [2]], [[1], [2]], { epochs: 1e7, verbose: 0 });");
    const running = opened.run();
    await epochs(page, Number(await page.locator(".npg-epoch").innerText()) + 5);
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("taux 0.12").waitFor();
    await opened.stop();
    await running;
    if (await page.getByRole("button", { name: "Pause" }).isVisible())
      await page.getByRole("button", { name: "Pause" }).click();
    await opened.write(2, "jeu.epochs > 9");
    await opened.run();
    assert.match(JSON.stringify((await opened.codeCells())[2].outputs), /"true"/);
  });

  it("shows its widgets without a kernel after a reload, and they live again when their cell runs", async () => {
    const opened = openedPage();
    const { page } = opened;
    await opened.save();
    await page.reload();
    await page.getByText(LIFELESS).first().waitFor();
    await eventually("each says so", async () => (await page.getByText(LIFELESS).count()) === 2);
    await page.getByRole("img", { name: /^Terrain de jeu/ }).waitFor();
    assert.equal(await page.locator(":not([inert]) > .neurones-control input").count(), 0);
    assert.equal(await page.getByText("not found").count(), 0);
    await opened.untilIdle();
    await opened.runAll();
    await page.getByText(LIFELESS).first().waitFor({ state: "detached" });
    const slider = page.getByRole("slider", { name: "taux", exact: true });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("taux 0.11").waitFor();
    await page.getByRole("button", { name: "Une époque" }).click();
    await epochs(page, 1);
    await opened.backToLesson();
  });
}
