/** A student's work in the browser edition: told where it is, downloaded, handed in, started again, renewed. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContext, Download, Page } from "playwright-core";
import { studentOf } from "../../grading/collect/recognise.js";
import type { Notebook } from "../../grading/notebook-file.js";
import { findChromium, launchChromium } from "./chromium.js";
import { LitePage, LiteSite, PATIENCE } from "./lite-page.js";

const LESSON = "01-structure.ipynb";
/** The place of the first code cell among all cells. */
const FIRST = 1;

describe("browser edition: the student's work", function () {
  this.timeout(600_000);
  let browser: Browser;
  let site: LiteSite;
  /** The window of a test; the next one goes on in it, unless a test has failed or changed it for good. */
  let context: BrowserContext | undefined;
  let opened: LitePage;
  let page: Page;

  before(async function () {
    const executable = findChromium();
    if (executable === undefined) return this.skip();
    browser = await launchChromium(executable);
    site = await LiteSite.build("--quick", "--data", "none");
  });
  after(async () => {
    await browser?.close();
    site?.close();
  });

  /** A new window. Without service worker, since it would answer for a site that has changed. */
  const newWindow = async (): Promise<BrowserContext> => {
    await close();
    context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1024, height: 768 } });
    return context;
  };
  const close = async (): Promise<void> => {
    await context?.close();
    context = undefined;
  };
  /** Shows the lesson, in the window of the test before if there is one. */
  const open = async (): Promise<void> => {
    if (context !== undefined) return await opened.bringToFront(LESSON);
    opened = await LitePage.open(await newWindow(), site, LESSON);
    page = opened.page;
  };
  /** Loads the page in a browser that lacks something, only until it says this. */
  const visit = async (lacking: string, told: string): Promise<void> => {
    const window = await newWindow();
    await window.addInitScript(lacking);
    page = await window.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(site.addressOf(LESSON), { waitUntil: "commit" });
    await page.getByText(told).first().waitFor();
    await close();
  };
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await close();
  });

  const bar = () => page.locator(".neurones-lesson-bar");
  const press = (label: string) => bar().getByRole("button", { name: label }).click();
  const files = (): Promise<string[]> =>
    page.evaluate(
      "jupyterapp.serviceManager.contents.get('', { content: true }).then(({ content }) => content.map(({ name }) => name).sort())",
    );
  const stored = (name: string): Promise<Notebook> =>
    page.evaluate(
      `jupyterapp.serviceManager.contents.get(${JSON.stringify(name)}, { content: true }).then(({ content }) => content)`,
    );
  /** The lesson as the site gives it out. */
  const published = (): string => path.join(site.folder, "files", LESSON);
  const codeOf = ({ cells }: Notebook): string => [cells[FIRST].source].flat().join("");
  const contentOf = async (download: Download): Promise<Notebook> =>
    JSON.parse(await readFile(await download.path(), "utf8")) as Notebook;

  it("is in this browser alone, which each lesson says; a window that refuses files is private", async () => {
    for (const [lacking, told] of [
      [
        "navigator.storage.getDirectory = () => Promise.reject(new Error('private'))",
        "Fenêtre privée : votre travail sera effacé",
      ],
      [
        "IDBFactory.prototype.open = () => { throw new Error('none') }",
        "Ce navigateur n’enregistre rien ici",
      ],
    ])
      await visit(lacking, told);
    await open();
    await bar().getByText("Votre travail est enregistré dans ce navigateur").waitFor();
  });

  it("is downloaded as it stands, and handed in under a name that collect recognises", async () => {
    await open();
    await opened.write(FIRST, "let monTravail = 1;");
    const [lesson] = await Promise.all([page.waitForEvent("download"), press("Télécharger ma leçon")]);
    assert.equal(lesson.suggestedFilename(), LESSON);
    assert.equal(codeOf(await contentOf(lesson)), "let monTravail = 1;");
    for (const name of ["Zoé Martin", undefined]) {
      await press("Rendre");
      const field = page.locator(".jp-Dialog input");
      if (name !== undefined) await field.fill(name);
      const accept = page.locator(".jp-Dialog").getByRole("button", { name: "Télécharger" });
      const [handedIn] = await Promise.all([page.waitForEvent("download"), accept.click()]);
      assert.equal(studentOf(handedIn.suggestedFilename(), "01-structure"), "zoe-martin");
      assert.equal(codeOf(await contentOf(handedIn)), "let monTravail = 1;");
    }
  });

  it("is kept when a lesson is started again, after a question", async () => {
    await open();
    const original = codeOf(JSON.parse(await readFile(published(), "utf8")) as Notebook);
    await opened.write(FIRST, "let premier = 1;");
    await opened.save();
    await press("Recommencer cette leçon");
    await page.locator(".jp-Dialog").getByRole("button", { name: "Annuler" }).click();
    assert.equal(codeOf(await stored(LESSON)), "let premier = 1;");
    for (const [copy, work] of [
      ["01-structure (mon travail).ipynb", "let premier = 1;"],
      ["01-structure (mon travail 2).ipynb", "let second = 2;"],
    ]) {
      await opened.write(FIRST, work);
      await press("Recommencer cette leçon");
      await page.locator(".jp-Dialog").getByRole("button", { name: "Recommencer" }).click();
      await page.waitForFunction(
        `jupyterapp.shell.currentWidget.context.model.toJSON().cells[${FIRST}].source.includes(${JSON.stringify(original.slice(0, 20))})`,
      );
      await opened.untilIdle();
      assert.equal(codeOf(await stored(copy)), work);
      assert.equal(codeOf(await stored(LESSON)), original);
    }
  });

  it("stays when the site has a newer lesson, which lies beside it, once", async () => {
    await open();
    await page.waitForFunction(`localStorage.getItem("neurones-delivered")?.includes("09-")`);
    await opened.write(FIRST, "let mien = 1;");
    await opened.save();
    const before = await readFile(published(), "utf8");
    const newer = JSON.parse(before) as { cells: { source: string }[] };
    newer.cells[FIRST].source = "let nouveau = 2;";
    await writeFile(published(), JSON.stringify(newer));
    try {
      await opened.reload();
      const told = page.getByText("la nouvelle version est à côté : 01-structure (nouvelle version).ipynb");
      await told.first().waitFor();
      assert.equal(codeOf(await stored(LESSON)), "let mien = 1;");
      assert.equal(codeOf(await stored("01-structure (nouvelle version).ipynb")), "let nouveau = 2;");
      await opened.reload();
      await page.waitForTimeout(3000);
      const versions = (await files()).filter((name) => name.includes("nouvelle version"));
      assert.deepEqual(versions, ["01-structure (nouvelle version).ipynb"]);
    } finally {
      await writeFile(published(), before);
    }
  });

  it("is refused with a clear sentence where a notebook is damaged", async () => {
    await open();
    await page.evaluate(
      `(async () => {
        const { contents } = jupyterapp.serviceManager;
        await contents.save("casse.ipynb", { type: "notebook", format: "json", content: { nbformat: 4 } });
        void jupyterapp.commands.execute("docmanager:open", { path: "casse.ipynb" });
      })()`,
    );
    await page.getByText("Le notebook « casse.ipynb » est abîmé : ses cellules manquent.").first().waitFor();
    // JupyterLab says so too, in a box over the page.
    await close();
  });

  it("is told that nothing runs a notebook of another language", async () => {
    await open();
    await page.evaluate(
      `(async () => {
        const { contents } = jupyterapp.serviceManager;
        const content = { nbformat: 4, nbformat_minor: 5, cells: [], metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } } };
        await contents.save("serpent.ipynb", { type: "notebook", format: "json", content });
        void jupyterapp.commands.execute("docmanager:open", { path: "serpent.ipynb" });
      })()`,
    );
    await page.getByText("Le notebook « serpent.ipynb » est écrit en python").first().waitFor();
    // JupyterLab asks for a kernel, in a box over the page.
    await close();
  });

  it("is told to be lost where the browser has no room", async () => {
    await open();
    const devtools = await page.context().newCDPSession(page);
    const origin = site.address.slice(0, -1);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    const told = bar().getByText("la place du navigateur est épuisée");
    // The browser looks at its room from time to time only.
    for (let size = 100_000; !(await told.isVisible()); size += 100_000) {
      await opened.write(FIRST, `// ${"x".repeat(size)}`);
      await page.evaluate("void jupyterapp.shell.currentWidget.context.save().catch(() => undefined)");
      await page.waitForTimeout(2000);
    }
    await close();
  });

  it("meets a browser that blocks service workers, and a site without https", async () => {
    for (const [lacking, sentence] of [
      [
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('blocked'))",
        "Ce navigateur bloque les « service workers »",
      ],
      [
        "Object.defineProperty(window, 'isSecureContext', { value: false }); Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })",
        "Cette page n’est pas servie en https",
      ],
    ]) {
      const window = await browser.newContext();
      await window.addInitScript(lacking);
      const visited = await window.newPage();
      await visited.goto(site.addressOf(LESSON), { waitUntil: "commit" });
      await visited.locator(".neurones-notice", { hasText: sentence }).waitFor();
      await window.close();
    }
  });

  it("meets a browser without vectors, and one without the newest", async () => {
    for (const [shorterThan, sentence] of [
      [0, "Ce navigateur est trop ancien pour apprendre un réseau"],
      [40, "Ce navigateur n’a pas toutes les instructions de calcul récentes"],
    ] as const) {
      await visit(
        `{ const { validate } = WebAssembly; WebAssembly.validate = (bytes) => bytes.length < ${shorterThan} && validate.call(WebAssembly, bytes); }`,
        sentence,
      );
    }
  });
});
