/**
 * The browser edition as a static server without special headers serves it: every lesson runs, nothing is asked of
 * another host, work is found again, and the site works offline.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { studentSource } from "../../grading/student-version.js";
import { ROOT } from "../setup/clone.js";
import { differingFigures } from "./approved-figures.js";
import { findChromium, launchChromium } from "./chromium.js";
import { codeCells, drawingCells, figuresOf, HALF_SIZE, WINDOW } from "./figures.js";
import { testMarks } from "./lite-cells.js";
import { errorsOf, failedChecks, type RunCell } from "./lite-expressions.js";
import { testFrames } from "./lite-frames.js";
import { LitePage, LiteSite } from "./lite-page.js";
import { testTouch } from "./lite-touch.js";
import { testWidgets } from "./lite-widgets.js";

const LESSONS = readdirSync(path.join(ROOT, "notebooks", "fr"))
  .filter((name) => name.endsWith(".ipynb"))
  .sort();

/** Milliseconds that a lesson may take on a busy machine. */
const LESSON_TIMEOUT = 600_000;

/** A cell that trains a network, with the engine's compiled kernels. */
const TRAINING = `import { layers, randomUniform, sequential } from "neurones";
const petit = sequential({ layers: [layers.dense({ units: 8, inputShape: [4] }), layers.dense({ units: 1 })] });
petit.compile({ optimizer: "sgd", loss: "meanSquaredError" });
const { history } = await petit.fit(randomUniform([64, 4]), randomUniform([64, 1]), { epochs: 2, verbose: 0 });
history["loss"].length === 2`;

/** JupyterLite leaves less room for the notebook than JupyterLab does. */
const HIGH_WINDOW = { ...WINDOW, height: WINDOW.height + 60 };

interface Source {
  readonly cells: readonly { readonly source: string | readonly string[] }[];
}

function sourcesIn(lesson: string): string[] {
  const { cells } = JSON.parse(readFileSync(path.join(ROOT, "notebooks", "fr", lesson), "utf8")) as Source;
  return cells.map(({ source }) => [source].flat().join(""));
}

describe("browser edition: the instructor's lessons", function () {
  this.timeout(LESSON_TIMEOUT);
  let browser: Browser;
  let site: LiteSite;
  /** The window of the lessons so far; none after a failure. */
  let window: LitePage | undefined;
  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    browser = await launchChromium(executable);
    site = await LiteSite.build("--quick", "--instructor", "--data", "none");
  });
  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await window?.page.context().close();
    window = undefined;
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  /** Opens a lesson in the window of the one before it; in a new window, JupyterLab would open that one again. */
  const openLesson = async (lesson: string): Promise<LitePage> => {
    if (window !== undefined) await window.openNext(lesson);
    else {
      const context = await browser.newContext({ viewport: HIGH_WINDOW, deviceScaleFactor: HALF_SIZE });
      window = await LitePage.open(context, site, lesson);
    }
    return window;
  };

  for (const lesson of LESSONS)
    it(`${lesson} runs from top to bottom, with every check green and every figure as approved`, async () => {
      const opened = await openLesson(lesson);
      await opened.runAll();
      const cells = await opened.codeCells();
      assert.deepEqual(errorsOf(cells), []);
      assert.deepEqual(
        cells.filter(({ count }) => count === null).map(({ id }) => id),
        [],
        "not run",
      );
      assert.deepEqual(failedChecks(cells), []);
      const figures = await figuresOf(opened.shownCells, codeCells(lesson));
      assert.deepEqual(
        drawingCells(codeCells(lesson)).filter((id) => !figures.has(id)),
        [],
        "cells whose figure is missing",
      );
      assert.deepEqual(differingFigures(path.basename(lesson, ".ipynb"), figures), []);
      assert.deepEqual(opened.pageErrors, []);
      assert.deepEqual(opened.foreignRequests, []);
    });
});

describe("browser edition: a student's visit", function () {
  this.timeout(LESSON_TIMEOUT);
  let browser: Browser;
  let context: BrowserContext;
  let site: LiteSite;
  let opened: LitePage;
  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    browser = await launchChromium(executable);
    site = await LiteSite.build("--quick", "--data", "none");
    context = await browser.newContext({ hasTouch: true });
    opened = await LitePage.open(context, site, "01-structure.ipynb");
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  /** The number of the first code cell. */
  const FIRST = 1;

  const firstCell = async (): Promise<RunCell> => (await opened.codeCells())[0];

  it("has shared memory on the first visit, although the server sends no headers", async () => {
    assert.equal(await opened.page.evaluate("crossOriginIsolated"), true);
  });

  it("speaks French", async () => {
    assert.match((await opened.page.locator("#jp-MainMenu").textContent()) ?? "", /Fichier.*Noyau/s);
  });

  it("stops an endless loop, and keeps the variables", async () => {
    await opened.write(FIRST, 'console.log("en cours");\nlet tours = 1;\nwhile (true) tours++;');
    const running = opened.run();
    await opened.page.locator(".jp-OutputArea-output", { hasText: "en cours" }).first().waitFor();
    await opened.stop();
    await running;
    assert.match(JSON.stringify((await firstCell()).outputs), /KernelInterrupted/);
    await opened.write(FIRST, "tours > 1");
    await opened.run();
    assert.match(JSON.stringify((await firstCell()).outputs), /"true"/);
  });

  it("answers a question in the page", async () => {
    await opened.write(FIRST, 'await input("Nom ?")');
    const running = opened.run();
    const field = opened.page.locator(".jp-Stdin-input");
    await field.fill("Ève");
    await field.press("Enter");
    await running;
    assert.match(JSON.stringify((await firstCell()).outputs), /Ève/);
  });

  it("starts the kernel afresh", async () => {
    await opened.write(FIRST, "let avant = 1;");
    await opened.run();
    await opened.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()");
    await opened.untilIdle();
    await opened.write(FIRST, "avant");
    await opened.run();
    assert.match(JSON.stringify((await firstCell()).outputs), /TypeScriptError/);
  });

  it("finds the work again after a reload", async () => {
    await opened.write(FIRST, "21 * 2 // mon travail");
    await opened.run();
    await opened.save();
    await opened.reload();
    const { code, outputs } = await firstCell();
    assert.equal(code, "21 * 2 // mon travail");
    assert.match(JSON.stringify(outputs), /42/);
  });

  testTouch(() => ({ browser, site, opened }));
  testFrames(() => ({ browser, site }));
  testMarks(() => opened);
  testWidgets(() => opened);

  it("works offline, in another lesson too", async () => {
    await opened.page.evaluate(
      `(async () => {
        const files = await (await fetch("../kept-files.json")).json();
        const registration = await navigator.serviceWorker.ready;
        registration.active.postMessage("keep");
        for (;;) {
          const [name] = (await caches.keys()).filter((key) => key.startsWith("neurones-site-"));
          const kept = name === undefined ? [] : await (await caches.open(name)).keys();
          if (kept.length >= files.length) return;
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
      })()`,
    );
    site.goOffline();
    await opened.reload();
    await opened.write(FIRST, 'import { tensor1d } from "neurones";\ntensor1d([1, 2]).shape');
    await opened.run();
    assert.match(JSON.stringify((await firstCell()).outputs), /\[ 2 \]/);
    const other = await LitePage.open(context, site, "04-xor.ipynb");
    await other.write(FIRST, TRAINING);
    await other.run();
    assert.match(JSON.stringify((await other.codeCells())[0].outputs), /true/);
    assert.deepEqual(opened.pageErrors.concat(other.pageErrors), []);
    assert.deepEqual(opened.foreignRequests.concat(other.foreignRequests), []);
  });

  it("holds no solution, and no hint that is readable at a glance", () => {
    const folder = site.folder;
    const shown = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /^files.*\.ipynb$|^extensions.neurones.*\.(?:js|json)$/.test(file))
      .map((file) => readFileSync(path.join(folder, file), "utf8"))
      .join("\n");
    for (const lesson of LESSONS)
      for (const source of sourcesIn(lesson)) {
        const released = studentSource(source);
        for (const line of source.split("\n").map((text) => text.trim()))
          if (
            line.length >= 20 &&
            !released.includes(line) &&
            !/(BEGIN|END) (SOLUTION|HIDDEN|MARK)|^\/\/ STUB/.test(line)
          )
            assert.ok(!shown.includes(JSON.stringify(line).slice(1, -1)), `${lesson}: ${line}`);
      }
    const hints = readFileSync(path.join(ROOT, "src", "exercises", "03-perceptron", "exercises.ts"), "utf8");
    for (const [, sentence] of hints.matchAll(/fr: "([^"\\]{40,})"/g))
      assert.ok(!shown.includes(sentence), sentence);
  });
});
