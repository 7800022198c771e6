/** The playgrounds of the start page and of a lesson, in a browser, from a disk: by mouse, by keyboard alone, on a phone. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";
import type { BrowserContextOptions, Page } from "playwright-core";
import { readLesson, type Lesson } from "../../pages/lesson.js";
import { writeSite } from "../../pages/write-site.js";
import { JUPYTER_DISPLAY } from "../../src/host/notebook.js";
import { playground } from "../../src/index.js";
import { startBrowser } from "../browser/suite.js";
import { ROOT } from "../setup/clone.js";
import { slowdown } from "../setup/slowdown.js";

/** The learner's own examples, whose labels are not 0 and 1. */
const x = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const OWN = { x, y: x.map(([a, b]) => (a * b > 0 ? 5 : -2)), hidden: [3], testShare: 0 };

/** A lesson with a playground far below the top of its page. */
function lessonWithPlayground(): Lesson {
  const cell = (id: string, source: string, outputs: Record<string, unknown>[]) => ({
    ...{ id, cell_type: "code" as const, metadata: {}, source, execution_count: 1, outputs },
  });
  return readLesson("lecon", {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      { id: "titre", cell_type: "markdown", metadata: {}, source: "# Leçon" },
      cell("haut", "// ligne\n".repeat(150), []),
      cell("jeu", "playground(…)", [
        { output_type: "display_data", metadata: {}, data: playground(OWN)[JUPYTER_DISPLAY]() },
      ]),
    ],
  });
}

describe("pages: the playground", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-playground-"));
  const place = path.join(folder, "site", "index.html");
  let page: Page;
  let complaints: string[] = [];

  const started = startBrowser();
  before(() => writeSite([lessonWithPlayground()], ROOT, path.dirname(place)));
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    await page?.close();
    assert.deepEqual(complaints, []);
  });

  /** Opens the page; with reduced motion it waits to be started. */
  async function open(hash = "", options: BrowserContextOptions = {}): Promise<void> {
    await openPage("index.html", hash, options);
    await page.locator(".npg-play").waitFor();
    await drawn();
  }

  async function openPage(name: string, hash = "", options: BrowserContextOptions = {}): Promise<void> {
    complaints = [];
    page = await started.browser.newPage({
      viewport: { width: 1280, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("request", (request) => /^https?:/.test(request.url()) && complaints.push(request.url()));
    await page.goto(`${pathToFileURL(path.join(path.dirname(place), name)).href}${hash}`);
  }

  /** Waits for two frames of the screen, in which the view draws what it has received. */
  const drawn = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const epoch = async () => Number(await page.locator(".npg-epoch").innerText());
  const epochs = (least: number) =>
    page.waitForFunction((from) => Number(document.querySelector(".npg-epoch")!.textContent) >= from, least);
  const pixels = (which: string) =>
    page.evaluate((name) => document.querySelector<HTMLCanvasElement>(name)!.toDataURL(), which);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const train = () => button("Entraîner").click();
  const pause = async () => {
    await button("Pause").click();
    await button("Entraîner").waitFor();
    await drawn();
  };

  it("stands there as a picture before any script has run", () => {
    const document = new JSDOM(readFileSync(place, "utf8")).window.document;
    const still = document.querySelector<HTMLImageElement>("[data-playground] img")!;
    assert.match(still.alt, /Terrain de jeu : un réseau 2-8-6-1/);
    assert.match(decodeURIComponent(still.src), /^data:image\/svg\+xml,<svg /);
  });

  it("trains at sight, at 10 frames a second and more, and rests out of sight", async () => {
    await open("", { reducedMotion: "no-preference" });
    await epochs(5);
    const before = await epoch();
    const busy = slowdown();
    await page.waitForTimeout(2000);
    const frames = (await epoch()) - before;
    assert.ok(frames >= 20 / Math.max(busy, slowdown()), `${frames} frames in 2 s`);
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement("div"), { style: "height: 3000px" }));
      window.scrollTo({ top: 3000, behavior: "instant" });
    });
    await page.waitForTimeout(400);
    const hidden = await epoch();
    await page.waitForTimeout(400);
    assert.equal(await epoch(), hidden);
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    await epochs(hidden + 5);
  });

  it("waits for the reader who asks for reduced motion", async () => {
    await open();
    await page.waitForTimeout(500);
    assert.equal(await epoch(), 0);
  });

  describe("of a lesson's page", () => {
    const still = () => page.getByRole("img", { name: /^Terrain de jeu : un réseau 2-3-1/ });

    it("is a picture until the reader comes near, and then trains on the lesson's data", async () => {
      await openPage("lecon.html", "", { reducedMotion: "no-preference" });
      assert.equal(await still().count(), 1);
      await page.waitForTimeout(300);
      assert.equal(page.workers().length, 0, "no engine is started for what is not seen");
      await still().scrollIntoViewIfNeeded();
      await page.locator(".npg-play").waitFor();
      await still().waitFor({ state: "detached" });
      await epochs(3);
      await pause();
      const trained = await epoch();
      const lesson = playground(OWN);
      await lesson.train(trained);
      const loss = (await page.locator(".npg-numbers td").first().innerText()).replace(",", ".");
      assert.equal(loss, lesson.losses.train.at(-1)!.toFixed(3), "the same weights as in the lesson");
      await button("Montrer le code").click();
      await page.locator(".npg-code", { hasText: "vos données" }).waitFor();
      assert.match(await page.locator(".npg-code").innerText(), /\[-2, 5\]\.indexOf/);
      await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
      await page.waitForTimeout(300);
      assert.equal(await epoch(), trained);
    });

    it("waits for the reader who asks for reduced motion, on a dark phone, and opens at a link", async () => {
      await openPage("lecon.html", "#data=own&hidden=2-relu,5-tanh&testShare=0.5", {
        viewport: { width: 390, height: 800 },
        colorScheme: "dark",
      });
      await page.locator(".npg-play").waitFor();
      await drawn();
      assert.match(await page.locator(".npg-layers").innerText(), /^2 couches cachées/);
      assert.match((await page.locator(".npg-points").getAttribute("aria-label"))!, /20 points d’app.*20 de/);
      await page.waitForTimeout(300);
      assert.equal(await epoch(), 0);
      assert.ok(await page.evaluate(() => scrollY > 1000));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await button("Une époque").click();
      await epochs(1);
    });
  });

  it("changes the zones by training, and restores them by beginning anew", async () => {
    await open("#data=moons");
    const start = {
      zones: await pixels(".npg-zones"),
      neuron: await pixels(".npg-neuron:not(.npg-input) canvas"),
    };
    await train();
    await epochs(15);
    await pause();
    const stopped = await epoch();
    assert.notEqual(await pixels(".npg-zones"), start.zones);
    assert.notEqual(await pixels(".npg-neuron:not(.npg-input) canvas"), start.neuron);
    await page.waitForTimeout(300);
    assert.equal(await epoch(), stopped);
    await button("Une époque").click();
    await epochs(stopped + 1);
    await train();
    await epochs(stopped + 5);
    await pause();
    await button("Recommencer").click();
    await page.waitForFunction(() => document.querySelector(".npg-epoch")!.textContent === "0000");
    await drawn();
    assert.equal(await pixels(".npg-zones"), start.zones);
    assert.equal(await pixels(".npg-neuron:not(.npg-input) canvas"), start.neuron);
  });

  it("is worked by the keyboard alone", async () => {
    await open("#data=xor&noise=0");
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement as HTMLInputElement;
        return (
          active.getAttribute("aria-label") ?? active.labels?.[0]?.textContent ?? active.textContent ?? ""
        );
      });
    const tabTo = async (name: RegExp) => {
      for (let i = 0; i < 80 && !name.test(await focused()); i++) await page.keyboard.press("Tab");
      assert.match(await focused(), name);
    };
    await page.evaluate(() => document.querySelector<HTMLElement>(".npg-transport button")!.focus());
    await tabTo(/^Entraîner$/);
    await page.keyboard.press("Space");
    await epochs(3);
    await page.keyboard.press("Space");
    await button("Entraîner").waitFor();
    await tabTo(/^XOR$/);
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".npg-epoch")!.textContent === "0000");
    assert.equal(await page.getByRole("radio", { name: "Cercles" }).isChecked(), true);
    await tabTo(/^Part de test$/);
    const points = await pixels(".npg-points");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(
      (before) => document.querySelector<HTMLCanvasElement>(".npg-points")!.toDataURL() !== before,
      points,
    );
    await tabTo(/^Un neurone de plus, couche 1$/);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Neurone 5 de la couche 1" }).waitFor();
    assert.match(await focused(), /^Un neurone de plus, couche 1$/);
    await page.evaluate(() => document.querySelector<HTMLElement>(".npg-neuron:not(.npg-input)")!.focus());
    await page.keyboard.press("Enter");
    const detail = page.getByRole("region", { name: "Le neurone ou le lien choisi" });
    await detail.waitFor();
    assert.match(await detail.innerText(), /biais\s+−?\d/);
    await tabTo(/^Le lien depuis x₁$/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document.querySelector(".npg-detail h4")!.textContent!.startsWith("x₁ →"),
    );
  });

  it("names every control", async () => {
    await open("#data=points");
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>(".npg-root button, .npg-root input, .npg-root select")]
        .filter((each) => !(each.getAttribute("aria-label") ?? each.labels?.[0]?.textContent ?? "").trim())
        .map((each) => each.outerHTML),
    );
    assert.deepEqual(nameless, []);
    const unseen = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".npg-bar label, .npg-data label:not(.npg-set)")]
        .filter((each) => each.offsetParent !== null && each.offsetWidth < 10)
        .map((each) => each.textContent),
    );
    assert.deepEqual(unseen, [], "the names are seen, too");
  });

  it("takes a slider's value within a second while it trains", async () => {
    await open("#data=circles");
    await train();
    await epochs(5);
    const slider = page.getByRole("slider", { name: "Points" });
    const limit = 1000 * slowdown();
    const start = Date.now();
    await slider.fill("8");
    await page.waitForFunction(() =>
      document
        .querySelector(".npg-points")!
        .getAttribute("aria-label")!
        .includes("800 points d’apprentissage"),
    );
    const taken = Date.now() - start;
    assert.ok(taken < Math.max(limit, 1000 * slowdown()), `${taken} ms`);
    await epochs(3);
  });

  it("shows a link's weight under the mouse, and its gradient on a click", async () => {
    await open("#data=xor&hidden=1-tanh");
    const box = (await page.locator(".npg-net").boundingBox())!;
    const ends = await page.locator(".npg-neuron").evaluateAll((all) =>
      all.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }),
    );
    // From the hidden neuron to the output, the link is level.
    const [hidden, output] = ends.slice(2);
    assert.equal(Math.round(hidden.y), Math.round(output.y));
    assert.ok(box.width > 200);
    await page.mouse.move((hidden.x + output.x) / 2, hidden.y + 2);
    await page.locator(".npg-tip").waitFor();
    assert.match(await page.locator(".npg-tip").innerText(), /^poids −?\d/);
    await page.mouse.click((hidden.x + output.x) / 2, hidden.y);
    await page.locator(".npg-detail").waitFor();
    assert.match(
      await page.locator(".npg-detail").innerText(),
      /neurone 1, couche 1 → sortie 1[^]*poids\s+−?\d/,
    );
  });

  it("gives a link that carries the settings, and code that builds the model", async () => {
    await open("#data=flower&hidden=5-relu-0.2&seed=4");
    await page.getByRole("combobox", { name: "Taux d’apprentissage" }).selectOption("0,1");
    await button("Autre tirage").click();
    await page.waitForTimeout(200);
    await button("Lien vers ces réglages").click();
    await page.waitForFunction(() => location.hash.includes("seed=5"));
    const address = page.url();
    assert.match(address, /#data=flower&hidden=5-relu-0\.2&learningRate=0\.1&seed=5$/);
    await page.goto("about:blank");
    await page.goto(address);
    await page.locator(".npg-play").waitFor();
    await button("Montrer le code").click();
    // The worker writes the code.
    await page.locator(".npg-code", { hasText: "datasets" }).waitFor();
    const code = await page.locator(".npg-code").innerText();
    assert.match(code, /datasets\.flower\(.*seed: 5/);
    assert.match(code, /layers\.dropout\(\{ rate: 0\.2 \}\)/);
    assert.match(code, /train\.adam\(0\.1\)/);
  });

  it("learns from points that are drawn, and from a file", async () => {
    await open("#data=points&testShare=0");
    const sheet = (await page.locator(".npg-points").boundingBox())!;
    const at = (x: number, y: number) => [sheet.x + x * sheet.width, sheet.y + y * sheet.height] as const;
    await page.mouse.move(...at(0.2, 0.2));
    await page.mouse.down();
    await page.mouse.move(...at(0.2, 0.8), { steps: 20 });
    await page.mouse.up();
    await page.getByRole("combobox", { name: "Classe dessinée" }).selectOption("1");
    await page.mouse.click(...at(0.8, 0.5));
    await page.getByRole("spinbutton", { name: "x₁" }).fill("0.9");
    await button("Ajouter ce point").click();
    const label = () => page.locator(".npg-points").getAttribute("aria-label");
    await page.waitForFunction(() =>
      /\d\d points d’app/.test(document.querySelector(".npg-points")!.getAttribute("aria-label")!),
    );
    await train();
    await epochs(3);
    await pause();
    const file = path.join(folder, "points.csv");
    writeFileSync(file, "a;b;classe\n0,5;1;x\n1;0,5;y\n2;2;z\n");
    await page.getByLabel("Lire un fichier CSV").setInputFiles(file);
    await page.waitForFunction(() =>
      document.querySelector(".npg-points")!.getAttribute("aria-label")!.includes(" 3 points"),
    );
    assert.match((await label())!, /3 classes/);
  });

  it("keeps all points of clicks that are faster than the trainer, and asks for no class of numbers", async () => {
    await open("#data=points&testShare=0&problem=regression");
    assert.equal(await page.getByRole("combobox", { name: "Classe dessinée" }).count(), 0);
    const sheet = (await page.locator(".npg-points").boundingBox())!;
    for (let i = 1; i <= 8; i++)
      await page.mouse.click(sheet.x + (i / 10) * sheet.width, sheet.y + ((i % 3) + 1) * 0.2 * sheet.height);
    await page.locator('.npg-points[aria-label*=" 8 points"]').waitFor();
    await button("Effacer les points").click();
    await page.mouse.click(sheet.x + 0.5 * sheet.width, sheet.y + 0.5 * sheet.height);
    await page.locator('.npg-points[aria-label*=" 1 points"]').waitFor();
  });

  it("grows by layers and neurons, beyond the width of a phone, and fits the phone", async () => {
    await open("", { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    for (let i = 0; i < 4; i++) await button("Ajouter une couche").click();
    for (let i = 0; i < 4; i++) await button("Un neurone de plus, couche 1").click();
    await button("Neurone 12 de la couche 1").waitFor();
    await drawn();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.match(await page.locator(".npg-layers").innerText(), /^6 couches cachées/);
    const ground = await page.evaluate(
      () => getComputedStyle(document.querySelector(".npg-root")!).backgroundColor,
    );
    assert.ok(Number(/\d+/.exec(ground)![0]) < 60, ground);
  });
});
