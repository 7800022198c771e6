import assert from "node:assert/strict";
import type { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";
import { timed } from "../setup/slowdown.js";

describe("browser: a notebook in JupyterLab", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;

  async function open(name: string, cells: readonly string[]): Promise<void> {
    notebook = await started.open(name, cells);
  }

  it("runs all cells, shows streams and results in their places, and has French menus", async () => {
    await open("tout.ipynb", [
      'const moitie = 21;\nconsole.log("bonjour");\nmoitie * 2',
      'import { plots } from "neurones";\nplots.curves({ title: "Un carré", functions: { "x²": (x) => x * x }, domain: [-1, 1], axes: ["x", "y"] })',
      "await new Promise((resolve) => setTimeout(resolve, 10));\n`encore ${moitie}`",
    ]);
    await notebook.runAll();
    assert.deepEqual(await notebook.outputs(1).allInnerTexts(), ["bonjour\n", "42"]);
    const [width] = await notebook.imageWidths(2);
    assert.ok(width > 100, `the figure is drawn: ${width} px wide`);
    assert.match(await notebook.outputs(3).innerText(), /encore 21/);
    assert.equal(await notebook.page.locator("#jp-MainMenu").getByText("Noyau").count(), 1);
  });

  it("shows an error once, with the line in the cell, and does not run the cells after it", async () => {
    await open("erreur.ipynb", [
      'function tirer(): number {\n  throw new RangeError("trop loin");\n}\ntirer();',
      '"jamais"',
    ]);
    await notebook.choose("run", "runmenu:run-all");
    await notebook.outputs(1).first().waitFor();
    await notebook.untilIdle();
    assert.equal(await notebook.outputs(1).count(), 1);
    const text = await notebook.outputs(1).innerText();
    assert.equal(text.match(/RangeError: trop loin/g)?.length, 1, text);
    const word = await notebook
      .outputs(1)
      .locator("pre")
      .first()
      .evaluate((pre) => getComputedStyle(pre).wordBreak);
    assert.equal(word, "normal", "words are not broken in the middle");
    assert.match(text, /Cell \[1\], line 2/);
    assert.doesNotMatch(text, /node:internal|dist\/src/, "no frames of the kernel");
    assert.equal(await notebook.outputs(2).count(), 0);
  });

  it("stops an endless loop by the button, and preserves the variables", async () => {
    await open("stop.ipynb", ["let tours = 5;", "while (true) {}", "tours + 1"]);
    await notebook.run(1);
    await notebook.untilPrompt(1, "[1]");
    await notebook.run(2);
    await notebook.untilPrompt(2, "[*]");
    await notebook.page.waitForTimeout(500);
    const { milliseconds, limit } = await timed(3000, async () => {
      await notebook.press("notebook:interrupt-kernel");
      await notebook.outputs(2).first().waitFor();
    });
    assert.match(await notebook.outputs(2).innerText(), /KernelInterrupted/);
    assert.ok(milliseconds < limit, `stopped after ${milliseconds} ms`);
    await notebook.run(3);
    await notebook.outputs(3).first().waitFor();
    assert.equal((await notebook.outputs(3).innerText()).trim(), "6");
  });

  it("runs a cell again that declares the same names", async () => {
    await open("encore.ipynb", ["const liste = [1, 2, 3];\nclass Point {}\nliste.length"]);
    await notebook.run(1);
    await notebook.untilPrompt(1, "[1]");
    await notebook.run(1);
    await notebook.untilPrompt(1, "[2]");
    assert.equal((await notebook.outputs(1).innerText()).trim(), "3");
  });

  it("forgets everything on restart", async () => {
    await open("redemarrage.ipynb", ["const memoire = 7;", "memoire"]);
    await notebook.runAll();
    assert.equal((await notebook.outputs(2).innerText()).trim(), "7");
    await notebook.press("notebook:restart-kernel");
    await notebook.page.locator(".jp-Dialog .jp-mod-accept").click();
    await notebook.page.locator(".jp-Dialog").waitFor({ state: "detached" });
    await notebook.untilIdle();
    await notebook.run(2);
    await notebook.untilPrompt(2, "[1]");
    assert.match(await notebook.outputs(2).innerText(), /memoire/);
    assert.doesNotMatch(await notebook.outputs(2).innerText(), /^7$/);
  });
});
