/** Widgets in JupyterLab, as a person uses them: by the mouse, by the keyboard, in two windows, after a reload. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { eventually } from "../setup/clone.js";
import { NotebookPage } from "./notebook-page.js";
import { startJupyterLab } from "./suite.js";

const IMPORT = 'import { widgets, plots, datasets, sequential, layers, tensor } from "neurones";';
/** Milliseconds between two of 20 pictures a second. */
const FRAME = 50;
const LIFELESS = "Ce widget n’est relié à aucun noyau";
const SLIDER = `${IMPORT}
const taux = widgets.slider({ min: 0, max: 1, step: 0.01, value: 0.1, description: "taux" });
taux.onChange((value) => console.log("taux", value));
taux`;

describe("browser: widgets", function () {
  const started = startJupyterLab();
  let notebook: NotebookPage;

  async function openAndRun(name: string, cells: readonly string[]): Promise<Page> {
    notebook = await started.open(name, cells);
    await notebook.runAll();
    return notebook.page;
  }

  async function openAloneAndRun(name: string, cells: readonly string[]): Promise<Page> {
    notebook = await started.openAlone(name, cells);
    await notebook.runAll();
    return notebook.page;
  }

  const sliderOf = (page: Page, name = "taux") => page.getByRole("slider", { name, exact: true });
  const textOf = async (cell: number) => (await notebook.outputs(cell).allInnerTexts()).join("");

  it("appear, and a drag by the mouse reaches onChange with the last value", async () => {
    const page = await openAndRun("glisser.ipynb", [SLIDER]);
    const slider = sliderOf(page);
    await slider.waitFor();
    await drag(page, slider, 0.1, 0.85);
    const value = await slider.inputValue();
    assert.ok(Number(value) > 0.7, value);
    await eventually("the last value is printed", async () =>
      (await textOf(1)).trim().endsWith(`taux ${Number(value)}`),
    );
  });

  it("hear their cell on a page so slow that anywidget drops its messages", async () => {
    notebook = await started.openAlone("lent.ipynb", [
      SLIDER,
      `const compte = widgets.widget({
  module: \`export default { render({ model, el }) {
    const show = () => { el.textContent = "compte " + model.get("n") + ", message " + said; };
    let said = "aucun";
    model.on("change:n", show);
    model.on("msg:custom", (content) => { said = content; show(); });
    show();
  } }\`,
  state: { n: 1 },
});
compte`,
      'import { playground } from "neurones"; playground({ data: "xor" })',
      "1",
    ]);
    const { page } = notebook;
    // As if each module took more than the two seconds that anywidget waits.
    await page.evaluate(() => {
      const { timeout } = AbortSignal;
      AbortSignal.timeout = (milliseconds) =>
        timeout.call(AbortSignal, milliseconds === 2000 ? 0 : milliseconds);
    });
    await notebook.runAll();
    await page.getByText("compte 1, message aucun").waitFor();
    await page.getByRole("button", { name: "Une époque" }).click();
    await eventually("an epoch", async () => Number(await page.locator(".npg-epoch").innerText()) === 1);
    await notebook.edit(4);
    await page.keyboard.type("; taux.value = 0.7; compte.state.n = 2; compte.send('bonjour');");
    await page.keyboard.press("Control+Enter");
    await page.getByText("compte 2, message bonjour").waitFor();
    assert.equal(await sliderOf(page).inputValue(), "0.7");
  });

  it("are worked by the keyboard alone, and have accessible names", async () => {
    const page = await openAndRun("clavier.ipynb", [
      `${IMPORT}
const controls = {
  taux: widgets.slider({ value: 3, max: 20, description: "taux" }),
  pas: widgets.logSlider({ min: -4, max: 0, value: 0.01, description: "pas" }),
  activation: widgets.select({ options: ["relu", "tanh"], description: "activation" }),
  bruit: widgets.checkbox({ description: "bruit" }),
  nom: widgets.text({ description: "nom" }),
  jouer: widgets.button({ description: "Jouer" }),
};
for (const [name, control] of Object.entries(controls)) control.onChange((value) => console.log(name, value));
widgets.column(...Object.values(controls))`,
    ]);
    await sliderOf(page).waitFor();
    await sliderOf(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Ada");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    for (const line of ["taux 4", "activation tanh", "bruit true", "nom Ada", "jouer 1"])
      await eventually(line, async () => (await textOf(1)).includes(line));
    assert.match(await textOf(1), /pas 0\.012/);
    const roles = {
      slider: "pas",
      combobox: "activation",
      checkbox: "bruit",
      textbox: "nom",
      button: "Jouer",
    };
    for (const [role, name] of Object.entries(roles))
      assert.equal(await page.getByRole(role as "slider", { name, exact: true }).count(), 1, name);
  });

  it("print and fail below their own cell, while another cell runs", async () => {
    const page = await openAndRun("sous-sa-cellule.ipynb", [
      `${IMPORT}
const ok = widgets.button({ description: "Compter" });
ok.onChange((n) => console.log("clic", n));
const bad = widgets.button({ description: "Rater" });
bad.onChange(() => { throw new RangeError("raté"); });
widgets.row(ok, bad)`,
      "for (let i = 0; i < 3; i++) { console.log('autre', i); }",
      "1",
    ]);
    await notebook.edit(3);
    await page.keyboard.type(" ; await new Promise((r) => setTimeout(r, 4000)); 'fin'");
    await page.keyboard.press("Control+Enter");
    await notebook.untilPrompt(3, "[*]");
    await page.getByRole("button", { name: "Compter" }).click();
    await page.getByRole("button", { name: "Rater" }).click();
    await eventually("both are shown", async () => /clic 1[^]*RangeError/.test(await textOf(1)));
    await notebook.untilPrompt(3, "[4]");
    assert.doesNotMatch(await textOf(3), /clic/);
  });

  it("stop with the stop button, and work again", async () => {
    const page = await openAndRun("arret.ipynb", [
      `${IMPORT}
const go = widgets.button({ description: "Entraîner" });
const state = widgets.html({ value: "prêt" });
go.onChange(async (clicks) => {
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  await model.fit([[1], [2]], [[1], [2]], {
    epochs: 1e7, verbose: 0, callbacks: { onEpochEnd: (epoch: number) => { if (epoch % 50 === 0) state.value = \`\${clicks}:\${epoch}\`; } },
  });
});
widgets.column(go, state)`,
      "'libre'",
    ]);
    const shown = page.locator(".neurones-control div");
    for (const clicks of [1, 2]) {
      await page.getByRole("button", { name: "Entraîner" }).click();
      await eventually("it trains", async () => (await shown.innerText()).startsWith(`${clicks}:`));
      await notebook.press("notebook:interrupt-kernel");
      // What had been sent before the stop may still be on its way to the page.
      await eventually("nothing trains after the stop", async () => {
        const before = await shown.innerText();
        await page.waitForTimeout(1000);
        return (await shown.innerText()) === before;
      });
    }
    await notebook.run(2);
    await eventually("a cell runs", async () => (await textOf(2)).includes("libre"));
  });

  it("show the same after a reload in a loop, in a second view and in a second window", async () => {
    const page = await openAloneAndRun("deux.ipynb", [
      SLIDER,
      "taux",
      `${IMPORT}
const octets = widgets.widget({
  module: \`export default { render({ model, el }) { const show = () => { const v = model.get("points"); el.textContent = "points " + [...new Float32Array(v.buffer ?? v)].join(","); }; model.on("change:points", show); show(); } }\`,
  state: { points: new Float32Array([1, 2]) },
});
octets`,
      "octets.state.points = new Float32Array([3, 4, 5]); 0",
      "1",
      'import { playground } from "neurones"; playground({ data: "xor" })',
    ]);
    await page.getByText("points 3,4,5").waitFor();
    const game = page.locator(".npg-play");
    await game.waitFor();
    const views = sliderOf(page);
    await eventually("two views", async () => (await views.count()) === 2);
    await views.first().focus();
    await page.keyboard.press("ArrowRight");
    await eventually("the second view follows", async () => (await views.nth(1).inputValue()) === "0.11");
    await notebook.save();

    const second = started.watch(
      await NotebookPage.open(started.browser, started.lab, "deux.ipynb", 1, "autre"),
    );
    const there = sliderOf(second.page).first();
    await there.waitFor();
    await second.page.getByText("points 3,4,5").waitFor();
    assert.equal(await there.inputValue(), "0.11");
    await there.focus();
    await second.page.keyboard.press("ArrowRight");
    await eventually("the first window follows", async () => (await views.first().inputValue()) === "0.12");

    await notebook.edit(5);
    await page.keyboard.type("; const t = Date.now(); while (Date.now() - t < 15_000) {} 'fini'");
    await page.keyboard.press("Control+Enter");
    await notebook.untilPrompt(5, "[*]");
    await notebook.save();
    await page.reload();
    await views.first().waitFor();
    assert.equal(await views.first().inputValue(), "0.12", "while a cell is in a loop");
    await page.getByText("points 3,4,5").waitFor();
    await page.getByRole("img", { name: /^Terrain de jeu/ }).waitFor();
    assert.equal(await game.isVisible(), false, "its kernel has no time for it yet");
    await notebook.untilIdle();
    await game.waitFor();
    await views.first().focus();
    await page.keyboard.press("ArrowRight");
    await eventually("both views follow", async () => (await views.nth(1).inputValue()) === "0.13");
  });

  it("end when their cell is run again", async () => {
    const page = await openAndRun("encore.ipynb", [
      `${IMPORT}
const compteur = widgets.html({ value: "0" });
let n = 0;
void (async () => { for (;;) { await new Promise((r) => setTimeout(r, 20)); compteur.value = String(++n); } })();
compteur`,
      "n",
    ]);
    const shown = page.locator(".neurones-control div");
    await eventually("it counts", async () => Number(await shown.innerText()) > 3);
    await notebook.run(1);
    await notebook.untilPrompt(1, "[3]");
    await eventually("one view", async () => (await shown.count()) === 1);
    await eventually("it counts anew", async () => Number(await shown.innerText()) > 3);
  });

  it("follow 3,000 moves of interact, with zones under 400 points, at 20 frames a second", async () => {
    // Alone, since a frame costs the page more beside other notebooks.
    const page = await openAloneAndRun("interact.ipynb", [
      `${IMPORT}
const { x, y } = datasets.moons({ n: 400, noise: 0.2, seed: 1 });
const angle = widgets.slider({ min: 0, max: 3000, value: 0, description: "angle" });
let calls = 0;
let last = -1;
const used = []; // microseconds of the processor, at each call
widgets.interact({ angle }, ({ angle }) => {
  calls++;
  last = angle;
  const { user, system } = process.cpuUsage();
  used.push(user + system);
  const [a, b] = [Math.cos(angle / 300), Math.sin(angle / 300)];
  return plots.decisionZones({ x, y, model: (p) => p.map(([u, v]) => 1 / (1 + Math.exp(-4 * (a * u + b * v)))), resolution: 40 });
})`,
      "[calls, last]",
      "const tens = used.slice(10).map((now, i) => (now - used[i]) / 10_000); `${Math.min(...tens)} ms`",
    ]);
    const slider = sliderOf(page, "angle");
    await slider.waitFor();
    const picture = page.locator(".neurones-output img");
    await picture.waitFor();
    const frames = await page.evaluate(async () => {
      const output = document.querySelector(".neurones-output")!;
      const input = document.querySelector<HTMLInputElement>(".neurones-control input")!;
      let count = 0;
      const observer = new MutationObserver(() => count++);
      observer.observe(output, { childList: true });
      const begun = performance.now();
      for (let i = 1; i <= 3000; i++) {
        input.value = String(i);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const seconds = (performance.now() - begun) / 1000;
      observer.disconnect();
      return { count, seconds };
    });
    const rate = frames.count / frames.seconds;
    console.log(`      ${rate.toFixed(1)} frames a second over ${frames.seconds.toFixed(1)} s`);
    assert.ok(frames.count >= 3, `${frames.count} pictures while the slider moves`);
    await page.waitForTimeout(1000);
    await notebook.run(2);
    await eventually("the last move has come", async () => (await textOf(2)).includes("3000"));

    // Kernel and page work at the same time, each in a process of its own, so on a laptop neither may need more of the
    // processor than a frame lasts: 50 ms. A machine that tests may be half as fast. The best ten of some frames tell it.
    const inPage: number[] = [];
    for (let round = 0; round < 4; round++) inPage.push(await timeInPage(page, 10));
    await notebook.run(3);
    await eventually("the kernel's time", async () => / ms/.test(await textOf(3)));
    const [least, inKernel] = [Math.min(...inPage), Number(/([\d.]+) ms/.exec(await textOf(3))![1])];
    console.log(
      `      a frame takes ${inKernel.toFixed(1)} ms of the kernel, ${least.toFixed(1)} ms of the page`,
    );
    assert.ok(inKernel < 2 * FRAME, `${inKernel} ms of the kernel`);
    assert.ok(least < 2 * FRAME, `${least} ms of the page`);
  });

  it("after a restart are dead and say so, and are alive when their cell runs again", async () => {
    const page = await openAndRun("relance.ipynb", [SLIDER]);
    await sliderOf(page).waitFor();
    await notebook.restart();
    await page.getByText(LIFELESS).waitFor();
    const dead = page.locator("[inert] input[type=range]");
    assert.equal(await dead.count(), 1);
    const takesFocus = await dead.evaluate((input: HTMLInputElement) => {
      input.focus();
      return document.activeElement === input;
    });
    assert.equal(takesFocus, false, "neither the mouse nor the keyboard reaches it");
    await notebook.run(1);
    await notebook.untilPrompt(1, "[1]");
    await page.getByText(LIFELESS).waitFor({ state: "detached" });
    await sliderOf(page).focus();
    await page.keyboard.press("ArrowRight");
    await eventually("it answers", async () => (await textOf(1)).includes("taux 0.11"));
  });

  it("stand still where the kernel has lost its memory, and say so", async () => {
    const page = await openAndRun("perdu.ipynb", [SLIDER, "0"]);
    await sliderOf(page).waitFor();
    await notebook.edit(2);
    await page.keyboard.type(
      '; const { execSync } = await import("node:child_process"); execSync(`kill -9 ${process.pid}`)',
    );
    await page.keyboard.press("Control+Enter");
    await page.getByText(LIFELESS).waitFor();
    assert.match(await textOf(1), /taux : 0,1/);
    assert.match(await textOf(2), /ne répond/);
    await notebook.run(1);
    await sliderOf(page).waitFor();
  });

  it("reopened after a restart, without saved state, show their still picture and no error", async () => {
    const page = await openAloneAndRun("relance-puis-rouvrir.ipynb", [SLIDER]);
    await sliderOf(page).waitFor();
    await notebook.restart();
    await page.getByText(LIFELESS).waitFor();
    await notebook.save();
    const path = started.lab.place("relance-puis-rouvrir.ipynb");
    assert.doesNotMatch(await readFile(path, "utf8"), /AnyModel/, "nothing is saved of the dead ones");
    await started.lab.endKernels();
    await page.reload();
    await page.getByText(LIFELESS).waitFor();
    assert.match(await textOf(1), /taux : 0,1/);
    assert.equal(await page.getByText("not found").count(), 0);
  });

  it("show themselves without a kernel: saved state, no saved state, and a notebook that is not trusted", async () => {
    const page = await openAloneAndRun("rouvrir.ipynb", [SLIDER]);
    await sliderOf(page).waitFor();
    await sliderOf(page).focus();
    await page.keyboard.press("ArrowRight");
    await eventually("it answers", async () => (await textOf(1)).includes("taux 0.11"));
    await notebook.save();
    const path = started.lab.place("rouvrir.ipynb");
    const saved = await readFile(path, "utf8");
    assert.match(saved, /widget-state\+json/, "the state is saved");
    await started.lab.endKernels();
    await page.reload();
    const saw = page.locator("[inert] input[type=range]");
    await saw.waitFor();
    assert.equal(await saw.inputValue(), "0.11", "saved state, trusted");
    await page.getByText(LIFELESS).waitFor();

    // A copy that nobody has run here is not trusted.
    await writeFile(started.lab.place("copie.ipynb"), saved.replaceAll("taux ", "taux  "));
    const copy = started.watch(await NotebookPage.open(started.browser, started.lab, "copie.ipynb"));
    await copy.page.getByText("taux : 0,1").waitFor();
    await copy.page.getByText(LIFELESS).waitFor();
    assert.equal(await copy.page.getByText("not found").count(), 0);
  });

  it("work in Notebook 7", async () => {
    await started.lab.addNotebook("carnet7.ipynb", [SLIDER]);
    notebook = started.watch(
      await NotebookPage.openInNotebook(started.browser, started.lab, "carnet7.ipynb"),
    );
    const { page } = notebook;
    // Errors of Notebook 7 itself as it opens.
    notebook.pageErrors.length = 0;
    await page.locator(".jp-CodeCell .cm-content").first().click();
    await page.keyboard.press("Control+Enter");
    await sliderOf(page).waitFor();
    await drag(page, sliderOf(page), 0.1, 0.5);
    await eventually("it answers", async () =>
      /taux 0\.[3-6]/.test((await page.locator(".jp-OutputArea-output").allInnerTexts()).join("")),
    );
  });
});

/** Moves a slider so often, each time when the last picture is drawn; milliseconds of the page's thread for each. */
async function timeInPage(page: Page, moves: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const seconds = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
  const before = await seconds();
  await page.evaluate(async (moves) => {
    const output = document.querySelector(".neurones-output")!;
    const input = document.querySelector<HTMLInputElement>(".neurones-control input")!;
    for (let i = 0; i < moves; i++) {
      const drawn = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(output, { childList: true });
      });
      input.value = String(input.valueAsNumber > 1500 ? 100 + i : input.valueAsNumber + 7);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await drawn;
    }
  }, moves);
  const after = await seconds();
  await session.detach();
  return (1000 * (after - before)) / moves;
}

/** Drags the thumb of a slider from one place to another; places are shares of its width. */
async function drag(page: Page, slider: Locator, from: number, to: number): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await slider.boundingBox())!;
  const at = (share: number) => x + 8 + share * (width - 16);
  await page.mouse.move(at(from), y + height / 2);
  await page.mouse.down();
  await page.mouse.move(at(to), y + height / 2, { steps: 25 });
  await page.mouse.up();
}
