/**
 * The site of all lessons: nothing given away, nothing missing, nothing loaded from elsewhere; then in a
 * browser, from a disk.
 */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";
import type { Page } from "playwright-core";
import { readNotebook, type Notebook } from "../../grading/notebook-file.js";
import { studentSource } from "../../grading/student-version.js";
import { readLesson } from "../../pages/lesson.js";
import { lessonPage } from "../../pages/page.js";
import { writeSite } from "../../pages/write-site.js";
import { startBrowser } from "../browser/suite.js";
import { executedLesson, LESSON_TIMEOUT, lessonFiles } from "../notebooks/executed-lessons.js";
import { ROOT } from "../setup/clone.js";

const PLOTLY = "application/vnd.plotly.v1+json";

/**
 * Lines that only the solutions have: longer than what any program may contain, such as a closing bracket.
 */
function linesOfSolutions({ cells }: Notebook): string[] {
  return cells.flatMap(({ source }) => {
    const released = studentSource(source);
    const lines = source.split("\n").map((line) => line.trim());
    return lines.filter(
      (line) =>
        line.length >= 12 && !released.includes(line) && !/(BEGIN|END) (SOLUTION|HIDDEN|MARK)/.test(line),
    );
  });
}

function plotlyFigures({ cells }: Notebook): unknown[] {
  return cells.flatMap(({ outputs = [] }) =>
    outputs.flatMap((output) => (output["data"] as Record<string, unknown> | undefined)?.[PLOTLY] ?? []),
  );
}

describe("pages: the site", function () {
  this.timeout(LESSON_TIMEOUT);
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-site-"));
  const names = lessonFiles().map((file) => path.basename(file, ".ipynb"));
  const notebooks = new Map<string, Notebook>();
  const documents = new Map<string, Document>();

  before(async function () {
    this.timeout(names.length * LESSON_TIMEOUT);
    for (const name of names) notebooks.set(name, await readNotebook(await executedLesson(`${name}.ipynb`)));
    await writeSite(
      names.map((name) => readLesson(name, notebooks.get(name)!)),
      ROOT,
      path.join(folder, "site"),
      {
        writeEdition: async (edition) => {
          await mkdir(path.join(edition, "lab"), { recursive: true });
          await writeFile(path.join(edition, "lab", "index.html"), "<!doctype html>");
        },
      },
    );
    for (const name of ["index", ...names, "00-typescript-carte"])
      documents.set(`${name}.html`, new JSDOM(read(`${name}.html`)).window.document);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const place = (file: string) => path.join(folder, "site", file);
  const read = (file: string) => readFileSync(place(file), "utf8");

  it("contains no solution: not on a page, not in the search index, not in a notebook", () => {
    for (const name of names) {
      const solutions = linesOfSolutions(notebooks.get(name)!);
      assert.ok(solutions.length > 0, name);
      const shown = [...documents.values()]
        .map((document) => document.documentElement.textContent)
        .join("\n");
      const index = (JSON.parse(/=(.*);/s.exec(read("assets/search-index.js"))![1]) as { text: string }[])
        .map(({ text }) => text)
        .join("\n");
      const downloads = readdirSync(place("notebooks"))
        .map((file) =>
          (JSON.parse(read(`notebooks/${file}`)) as { cells: { source: string | string[] }[] }).cells
            .map(({ source }) => [source].flat().join(""))
            .join("\n"),
        )
        .join("\n");
      for (const line of solutions) {
        for (const [where, text] of Object.entries({ shown, index, downloads }))
          assert.ok(!text.includes(line), `${name}: « ${line} » ${where}`);
      }
    }
  });

  it("links only to files of the site, and loads nothing from elsewhere", () => {
    assert.ok(names.length >= 10 && documents.size === names.length + 2);
    for (const [file, document] of documents) {
      for (const element of document.querySelectorAll("[href], [src]")) {
        const target = (element.getAttribute("href") ?? element.getAttribute("src"))!;
        if (target.startsWith("data:")) continue;
        if (/^https?:/.test(target)) {
          assert.equal(element.tagName, "A", `${file} loads ${target}`);
          continue;
        }
        const [address, anchor] = target.split("#");
        const [page] = address.split("?");
        assert.ok(page === "" || existsSync(place(page)), `${file} → ${target}`);
        if (anchor)
          assert.ok(
            documents.get(page || file)!.getElementById(decodeURIComponent(anchor)),
            `${file} → ${target}`,
          );
      }
    }
    for (const style of ["assets/site.css", "assets/katex/katex.min.css"]) {
      for (const [, target] of read(style).matchAll(/url\(([^)]*)\)/g))
        assert.ok(existsSync(place(path.posix.join(path.posix.dirname(style), target))), target);
    }
  });

  it("opens each lesson in the browser edition, where both are published together", () => {
    for (const name of names) {
      const address = `lite/lab/index.html?path=${name}.ipynb`;
      for (const file of ["index.html", `${name}.html`]) {
        const links = documents.get(file)!.querySelectorAll(`a.run[href="${address}"]`);
        assert.deepEqual(
          [...links].map(({ textContent }) => textContent),
          ["Ouvrir et exécuter"],
          file,
        );
      }
    }
    const lessons = names.map((name) => readLesson(name, notebooks.get(name)!));
    assert.doesNotMatch(lessonPage(lessons, 0, { reference: true, edition: false }), /lite\//);
  });

  it("shows each lesson with its title, its goals, its formulas, its figures, and its neighbours", () => {
    for (const [at, name] of names.entries()) {
      const document = documents.get(`${name}.html`)!;
      assert.equal(document.querySelectorAll("h1").length, 1, name);
      assert.ok(document.querySelectorAll("figure").length >= 2, name);
      assert.equal(document.querySelectorAll(".katex-error").length, 0, name);
      assert.equal(
        document.querySelector("[rel=prev]")?.getAttribute("href") ?? undefined,
        at === 0 ? undefined : `${names[at - 1]}.html`,
      );
      assert.equal(
        document.querySelector("[rel=next]")?.getAttribute("href") ?? undefined,
        at === names.length - 1 ? undefined : `${names[at + 1]}.html`,
      );
      const card = [...documents.get("index.html")!.querySelectorAll(".card")][at];
      assert.ok(
        card.querySelectorAll("li").length >= 2 && /\d/.test(card.querySelector(".duration")!.textContent!),
        name,
      );
      const picture = card.querySelector("img")!;
      assert.ok(picture.alt !== "" && existsSync(place(picture.getAttribute("src")!)), name);
      const headings = [...document.querySelectorAll("h1, h2, h3, h4")].map((heading) => heading.id);
      assert.equal(new Set(headings).size, headings.length);
    }
  });

  it("has the table of R and TypeScript on a page of its own, to which lesson 0 links", () => {
    const sheet = documents.get("00-typescript-carte.html")!;
    assert.ok(sheet.querySelectorAll("tr").length > 20);
    assert.equal(
      documents.get("00-typescript.html")!.querySelectorAll('a[href="00-typescript-carte.html"]').length,
      1,
    );
  });

  it("has a live playground where a lesson shows one", () => {
    const withPlayground = names.filter(
      (name) => documents.get(`${name}.html`)!.querySelector("[data-playground] > img") !== null,
    );
    assert.deepEqual(withPlayground, ["04-xor", "05-fleur"]);
    for (const [file, document] of documents)
      assert.equal(
        document.querySelectorAll('script[src="assets/playground.js"]').length,
        document.querySelectorAll("[data-playground]").length,
        file,
      );
  });

  it("shows on a lesson's card no figure of an answer's cell", () => {
    for (const name of names) {
      const { cells } = notebooks.get(name)!;
      const drawn = JSON.stringify(readLesson(name, notebooks.get(name)!).emblem);
      const cell = cells.find(({ outputs = [] }) => outputs.some((each) => JSON.stringify(each) === drawn))!;
      assert.equal(cell.metadata.nbgrader, undefined, name);
      const own = readLesson(name, {
        ...notebooks.get(name)!,
        cells: cells.filter(({ metadata }) => metadata.nbgrader !== undefined),
      });
      assert.equal(own.emblem, undefined, name);
    }
  });

  it("replaces a site only by a complete one: an error leaves the old site", async () => {
    const before = read("index.html");
    await assert.rejects(
      writeSite(
        [
          {
            ...readLesson(names[0], notebooks.get(names[0])!),
            cells: [
              {
                kind: "code",
                source: "",
                isYours: false,
                outputs: [{ output_type: "error", ename: "x", evalue: "y" }],
              },
            ],
          },
        ],
        ROOT,
        place(""),
      ),
    );
    assert.equal(read("index.html"), before);
    assert.deepEqual(readdirSync(folder), ["site"]);
  });

  it("draws with the version of plotly.js that JupyterLab's renderer carries", () => {
    const extension = path.join(
      ROOT,
      ".venv",
      "share",
      "jupyter",
      "labextensions",
      "jupyterlab-plotly",
      "package.json",
    );
    const carried = JSON.parse(readFileSync(extension, "utf8")) as { dependencies: Record<string, string> };
    const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      devDependencies: Record<string, string>;
    };
    assert.equal(devDependencies["plotly.js-dist"], carried.dependencies["plotly.js"]);
  });

  describe("in a browser, from a disk", () => {
    const started = startBrowser();
    let page: Page;
    let complaints: string[];

    beforeEach(async () => {
      complaints = [];
      page = await started.browser.newPage({ viewport: { width: 1200, height: 900 } });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("request", (request) => /^https?:/.test(request.url()) && complaints.push(request.url()));
    });
    afterEach(async () => {
      await page.close();
      assert.deepEqual(complaints, []);
    });

    const open = (file: string) => page.goto(pathToFileURL(place(file)).href);

    it("every plotly figure is valid", async () => {
      await open("index.html");
      await page.addScriptTag({ path: place("assets/plotly.js") });
      assert.ok(names.some((name) => plotlyFigures(notebooks.get(name)!).length > 0));
      for (const name of names) {
        for (const figure of plotlyFigures(notebooks.get(name)!)) {
          const said = await page.evaluate((value) => {
            const {
              data,
              layout,
              frames = [],
            } = value as {
              data: object[];
              layout: object;
              frames?: { data?: object[]; traces?: number[]; layout?: object }[];
            };
            const { Plotly } = globalThis as unknown as {
              Plotly: { validate(data: unknown, layout: unknown): { msg: string }[] | undefined };
            };
            // A frame says only what changes.
            const moved = frames.map(
              ({ data: changed = [], traces = changed.map((_, i) => i), layout: laidOut = {} }) => {
                return [
                  data.map((trace, i) => ({ ...trace, ...changed[traces.indexOf(i)] })),
                  { ...layout, ...laidOut },
                ] as const;
              },
            );
            return (
              [[data, layout] as const, ...moved]
                .flatMap(([data, layout]) => Plotly.validate(data, layout) ?? [])
                .map(({ msg }) => msg)
                // What a slider's step does is a list, of which a copy is made, and a copy is not the same:
                // nothing was reset.
                .filter((message) => !/\(set to '(.*)'\) got reset to '\1' during/.test(message))
            );
          }, figure);
          assert.deepEqual(said, [], name);
        }
      }
    });

    for (const name of names) {
      it(`${name} draws its figures, and fits a telephone`, async () => {
        await open(`${name}.html`);
        const figures = page.locator("figure.plotly");
        assert.equal(await figures.count(), plotlyFigures(notebooks.get(name)!).length);
        for (let i = 0; i < (await figures.count()); i++) {
          await figures.nth(i).scrollIntoViewIfNeeded();
          await figures.nth(i).locator(".main-svg").first().waitFor();
          await page.waitForFunction(
            (element) => element?.classList.contains("drawn"),
            await figures.nth(i).elementHandle(),
          );
        }
        await page.setViewportSize({ width: 390, height: 800 });
        await page.waitForTimeout(200);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      });
    }

    it("a search finds words without their accents, shows where, and leads there", async () => {
      await open("index.html");
      await page.keyboard.press("/");
      await page.keyboard.type("retropropagation");
      const found = page.locator("#trouvailles a");
      await found.first().waitFor();
      assert.match(await page.locator("#trouvailles mark").first().innerText(), /^rétropropagation$/i);
      await page.keyboard.press("Enter");
      await page.waitForURL(/02-apprentissage\.html#/);
      await page.locator("#recherche").fill("zzzz");
      assert.match(await page.locator("#trouvailles").innerText(), /Rien pour « zzzz »/);
    });

    it("follows the system's dark colours", async () => {
      await page.emulateMedia({ colorScheme: "dark" });
      await open(`${names[0]}.html`);
      const lightness = await page.evaluate(
        () => /\d+/.exec(getComputedStyle(document.body).backgroundColor)![0],
      );
      assert.ok(Number(lightness) < 60);
    });

    it("prints the still picture of an interactive figure", async () => {
      const moving = names.find((name) => plotlyFigures(notebooks.get(name)!).length > 0)!;
      await open(`${moving}.html`);
      const figure = page.locator("figure.plotly").first();
      await figure.scrollIntoViewIfNeeded();
      await figure.locator(".main-svg").first().waitFor();
      await page.emulateMedia({ media: "print" });
      assert.equal(await figure.locator("> img").isVisible(), true);
      assert.equal(await figure.locator(".drawing").isVisible(), false);
    });
  });
});
