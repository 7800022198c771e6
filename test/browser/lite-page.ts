/** The browser edition for tests: built once for all suites of a process, and opened in a browser. */
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { lite } from "../../browser-edition/lite.js";
import { listen } from "../../browser-edition/serve.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { pageErrorsOf } from "./page-errors.js";

/** Milliseconds after which the page counts as hung. */
const PATIENCE = 240_000;

/** A site that is served without special headers. */
export class LiteSite {
  private constructor(
    readonly folder: string,
    private server: Server,
    private readonly port: number,
  ) {}

  /** Builds a site with these arguments of `npm run lite`, and serves it. */
  static async build(...args: readonly string[]): Promise<LiteSite> {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-lite-"));
    const status = await lite(layoutOf(ROOT), [...args, "--out", path.join(folder, "site")]);
    if (status !== 0) throw new Error(`npm run lite ended with status ${status}`);
    const server = await listen(path.join(folder, "site"), 0);
    return new LiteSite(folder, server, (server.address() as AddressInfo).port);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** From now on nobody answers. */
  goOffline(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  async close(): Promise<void> {
    this.goOffline();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A code cell of the open notebook. */
export interface RunCell {
  readonly id: string;
  readonly code: string;
  readonly count: number | null;
  readonly outputs: readonly { readonly output_type: string; readonly [key: string]: unknown }[];
}

/** A lesson that is open in the site. */
export class LitePage {
  /** Errors thrown by the page's own JavaScript. */
  readonly pageErrors: string[];
  readonly foreignRequests: string[] = [];

  private constructor(
    readonly page: Page,
    site: LiteSite,
  ) {
    page.setDefaultTimeout(PATIENCE);
    this.pageErrors = pageErrorsOf(page);
    page.context().on("request", (request) => {
      if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(site.address))
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
    const opened = new LitePage(page, site);
    await page.goto(`${site.address}${app}/index.html?path=${lesson}`);
    await opened.untilIdle();
    return opened;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilIdle();
  }

  async untilIdle(): Promise<void> {
    await this.page.waitForFunction(
      "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
    );
  }

  /** Runs all cells to their end. */
  async runAll(): Promise<void> {
    await this.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')");
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

  private async send(code: string): Promise<{ readonly text: string; readonly milliseconds: number }> {
    return await this.page.evaluate(
      `(async () => {
        const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
        const started = performance.now();
        const future = kernel.requestExecute({ code: ${JSON.stringify(code)} });
        let text = "";
        future.onIOPub = ({ header, content }) => {
          if (header.msg_type === "stream") text += content.text;
          if (header.msg_type === "error") text += content.traceback.join("\\n");
        };
        await future.done;
        return { text, milliseconds: performance.now() - started };
      })()`,
    );
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
    return await this.page.evaluate<RunCell[]>(
      `jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells
        .filter(({ cell_type }) => cell_type === "code")
        .map(({ id, source, execution_count, outputs }) => ({
          id, code: [source].flat().join(""), count: execution_count, outputs,
        }))`,
    );
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
