/** The browser edition for tests: built once for all suites of a process, and opened in a browser. */
import { rmSync } from "node:fs";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { lessonTexts, lite, SITE_FOLDERS } from "../../browser-edition/lite.js";
import { listen } from "../../browser-edition/serve.js";
import type { Language } from "../../src/language/language.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { CODE_CELLS, IS_IDLE, RUN_ALL, sending, type Answered, type RunCell } from "./lite-expressions.js";
import { notebookOf } from "./notebook-json.js";
import { openingNext } from "./opening-next.js";
import { pageErrorsOf } from "./page-errors.js";

/** Milliseconds after which the page counts as hung. */
export const PATIENCE = 240_000;

/** The sites that this process has built, each in a folder by the arguments of `npm run lite`. */
const built = new Map<string, Promise<string>>();

/**
 * Builds a site with these arguments of `npm run lite`, whose figures are the same in every browser; resolves to its
 * folder. The instructor's version differs from the student's in the lessons' files alone.
 */
function buildOnce(args: readonly string[]): Promise<string> {
  const key = args.join(" ");
  const known = built.get(key);
  if (known !== undefined) return known;
  const building = args.includes(INSTRUCTOR) ? copyForInstructor(args) : build(args);
  built.set(key, building);
  return building;
}

const INSTRUCTOR = "--instructor";

async function build(args: readonly string[], language: Language = "fr", out?: string): Promise<string> {
  const folder = out ?? (await temporaryFolder());
  const status = await lite(layoutOf(ROOT, process.platform, language), [
    ...args,
    "--deterministic",
    "--out",
    folder,
  ]);
  if (status !== 0) throw new Error(`npm run lite ended with status ${status}`);
  return folder;
}

async function copyForInstructor(args: readonly string[]): Promise<string> {
  const [folder, students] = await Promise.all([
    temporaryFolder(),
    buildOnce(args.filter((arg) => arg !== INSTRUCTOR)),
  ]);
  await cp(students, folder, { recursive: true });
  for (const [name, text] of await lessonTexts(layoutOf(ROOT), true))
    await writeFile(path.join(folder, "files", name), text);
  return folder;
}

/** Builds the sites of both languages beside each other, as `npm run lite` names them; resolves to the folder of both. */
async function buildBoth(args: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  await cp(await buildOnce(args), path.join(folder, SITE_FOLDERS.fr), { recursive: true });
  await build(args, "en", path.join(folder, SITE_FOLDERS.en));
  return folder;
}

/** A folder that is removed when the process ends. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "neurones-lite-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A site that is served without special headers. */
export class LiteSite {
  private constructor(
    /** The folder with its files, which several suites share. */
    readonly folder: string,
    private server: Server,
    private readonly port: number,
    /** Where on the server the site lies. */
    private readonly place = "",
  ) {}

  /** Builds a site with these arguments of `npm run lite`, unless this process has, and serves it. */
  static async build(...args: readonly string[]): Promise<LiteSite> {
    const folder = await buildOnce(args);
    const server = await listen(folder, 0);
    return new LiteSite(folder, server, (server.address() as AddressInfo).port);
  }

  /** The same with the sites of both languages, beside each other on one server. */
  static async buildBoth(...args: readonly string[]): Promise<Readonly<Record<Language, LiteSite>>> {
    const folder = await buildBoth(args);
    const server = await listen(folder, 0);
    const { port } = server.address() as AddressInfo;
    const siteIn = (name: string) => new LiteSite(path.join(folder, name), server, port, `${name}/`);
    return { fr: siteIn(SITE_FOLDERS.fr), en: siteIn(SITE_FOLDERS.en) };
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}/${this.place}`;
  }

  /** The address of a lesson in JupyterLab, or in a page of its own. */
  addressOf(lesson: string, app: "lab" | "notebooks" = "lab"): string {
    return `${this.address}${app}/index.html?path=${lesson}`;
  }

  /** From now on nobody answers. */
  goOffline(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  close(): void {
    this.goOffline();
  }
}

/** A lesson that is open in the site. */
export class LitePage {
  /** Errors thrown by the page's own JavaScript. */
  readonly pageErrors: string[];
  readonly foreignRequests: string[] = [];

  private constructor(
    readonly page: Page,
    site: LiteSite,
    private lesson: string,
    private readonly app: "lab" | "notebooks",
  ) {
    page.setDefaultTimeout(PATIENCE);
    this.pageErrors = pageErrorsOf(page);
    page.context().on("request", (request) => {
      if (
        !/^(?:blob|data):/.test(request.url()) &&
        new URL(request.url()).origin !== new URL(site.address).origin
      )
        this.foreignRequests.push(request.url());
    });
  }

  /** Opens a lesson, and waits until its kernel is idle. */
  static async open(
    browser: Browser | BrowserContext,
    site: LiteSite,
    lesson: string,
    app: "lab" | "notebooks" = "lab",
  ): Promise<LitePage> {
    const page = await browser.newPage();
    const opened = new LitePage(page, site, lesson, app);
    await page.goto(site.addressOf(lesson, app));
    await opened.untilReady();
    return opened;
  }

  /** Waits until the kernel is idle. JupyterLab opens the lessons of an earlier visit again; this one is brought to the front. */
  private async untilReady(): Promise<void> {
    await this.untilIdle();
    if (this.app === "lab") await this.bringToFront(this.lesson);
  }

  /** Shows a notebook that is open, in front of the others. */
  async bringToFront(name: string): Promise<void> {
    const wanted = JSON.stringify(name);
    await this.page.evaluate(
      `(() => {
        for (const widget of jupyterapp.shell.widgets("main"))
          if (widget.context?.path === ${wanted}) jupyterapp.shell.activateById(widget.id);
      })()`,
    );
    await this.page.waitForFunction(`jupyterapp.shell.currentWidget?.context?.path === ${wanted}`);
    await this.untilIdle();
  }

  /** Writes a notebook of these cells into the browser's storage, and opens it beside the lesson. */
  async openBeside(name: string, cells: readonly string[]): Promise<void> {
    const model = JSON.stringify({ type: "notebook", format: "json", content: notebookOf(cells) });
    await this.page.evaluate(
      `(async () => {
        await jupyterapp.serviceManager.contents.save(${JSON.stringify(name)}, ${model});
        const widget = await jupyterapp.commands.execute("docmanager:open", { path: ${JSON.stringify(name)} });
        await widget.revealed;
        await widget.sessionContext.ready;
      })()`,
    );
    await this.bringToFront(name);
  }

  /** Closes the lesson and ends its kernel, and opens another lesson in the same window. */
  async openNext(lesson: string): Promise<void> {
    await this.page.evaluate(openingNext(lesson));
    this.lesson = lesson;
    await this.bringToFront(lesson);
  }

  /** Closes the notebook that was opened beside the lesson. */
  async backToLesson(): Promise<void> {
    await this.page.evaluate("jupyterapp.shell.currentWidget.dispose()");
    await this.bringToFront(this.lesson);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilReady();
  }

  /** The code cells in the page. */
  get shownCells(): Locator {
    return this.page.locator(".jp-NotebookPanel .jp-Notebook .jp-CodeCell");
  }

  async untilIdle(): Promise<void> {
    await this.page.waitForFunction(IS_IDLE);
  }

  /** Runs all cells to their end. */
  async runAll(): Promise<void> {
    await this.page.evaluate(RUN_ALL);
  }

  /** Replaces the code of the cell with this number, from 0, and selects it. */
  async write(cell: number, code: string): Promise<void> {
    await this.page.evaluate(
      `(() => {
        const { content } = jupyterapp.shell.currentWidget;
        content.activeCellIndex = ${cell};
        content.model.cells.get(${cell}).sharedModel.setSource(${JSON.stringify(code)});
      })()`,
    );
  }

  /** Runs the selected cell; the promise resolves when it has ended. */
  async run(): Promise<void> {
    await this.page.evaluate("jupyterapp.commands.execute('notebook:run-cell')");
  }

  /** Executes code that is in no cell; resolves to what it wrote to standard output. */
  async execute(code: string): Promise<string> {
    return (await this.send(code)).text;
  }

  /** The milliseconds from sending code that is in no cell to its result. */
  async timeOf(code: string): Promise<number> {
    return (await this.send(code)).milliseconds;
  }

  private async send(code: string): Promise<Answered> {
    return await this.page.evaluate(sending(code));
  }

  /** Presses stop. */
  async stop(): Promise<void> {
    await this.page.evaluate("jupyterapp.commands.execute('notebook:interrupt-kernel')");
  }

  async save(): Promise<void> {
    await this.page.evaluate("jupyterapp.commands.execute('docmanager:save')");
  }

  /** The code cells, with their outputs. */
  async codeCells(): Promise<readonly RunCell[]> {
    return JSON.parse(await this.page.evaluate<string>(CODE_CELLS)) as RunCell[];
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
