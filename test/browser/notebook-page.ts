/** A notebook that is open in JupyterLab, with the actions of a user. */
import type { Browser, Locator, Page } from "playwright-core";
import { eventually } from "../setup/clone.js";
import { WINDOW } from "./figures.js";
import type { JupyterLab } from "./jupyterlab.js";
import { openingNext } from "./opening-next.js";
import { pageErrorsOf } from "./page-errors.js";

/** Seconds after which the page counts as hung. */
const PATIENCE = 240;

export class NotebookPage {
  /** Errors thrown by the page's own JavaScript. */
  readonly pageErrors: string[];

  /** URLs outside this machine that the page requested. */
  readonly foreignRequests: string[] = [];

  private constructor(readonly page: Page) {
    this.pageErrors = pageErrorsOf(page);
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith("http") && hostname !== "127.0.0.1") this.foreignRequests.push(request.url());
    });
  }

  /**
   * Opens a notebook in a new window and waits until its kernel is idle.
   * @param deviceScaleFactor  the scale of screenshots
   * @param window  a name for the window, where the notebook is open in another one already
   */
  static async open(
    browser: Pick<Browser, "newPage">,
    lab: JupyterLab,
    name: string,
    deviceScaleFactor = 1,
    window = "",
  ): Promise<NotebookPage> {
    const page = await browser.newPage({ viewport: WINDOW, deviceScaleFactor });
    page.setDefaultTimeout(PATIENCE * 1000);
    const notebook = new NotebookPage(page);
    const { origin, searchParams } = lab.address;
    // A new workspace, since JupyterLab opens the files of the last one again.
    const workspace = `test-${name.replace(/\W/g, "-")}${window}`;
    await page.goto(`${origin}/lab/workspaces/${workspace}/tree/${name}?token=${searchParams.get("token")}`);
    await page.locator(".jp-NotebookPanel").waitFor();
    await eventually("the kernel is connected", () => lab.hasConnectedKernel(name));
    await notebook.untilIdle();
    return notebook;
  }

  /** Closes the notebook and ends its kernel, and opens another one in the same window, in its first size. */
  async openNext(lab: JupyterLab, name: string): Promise<void> {
    await this.page.setViewportSize(WINDOW);
    await this.page.evaluate(openingNext(name));
    await eventually("the kernel is connected", () => lab.hasConnectedKernel(name));
    await this.untilIdle();
  }

  /** Opens a notebook in Notebook 7, which the same server has. */
  static async openInNotebook(browser: Browser, lab: JupyterLab, name: string): Promise<NotebookPage> {
    const page = await browser.newPage({ viewport: WINDOW });
    page.setDefaultTimeout(PATIENCE * 1000);
    const notebook = new NotebookPage(page);
    const { origin, searchParams } = lab.address;
    await page.goto(`${origin}/notebooks/${name}?token=${searchParams.get("token")}`);
    await page.locator(".jp-NotebookPanel .jp-CodeCell").first().waitFor();
    await eventually("the kernel is connected", () => lab.hasConnectedKernel(name));
    return notebook;
  }

  get cells(): Locator {
    return this.page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell");
  }

  get codeCells(): Locator {
    return this.page.locator(".jp-NotebookPanel .jp-Notebook .jp-CodeCell");
  }

  /** The outputs of the code cell with this number, from 1. */
  outputs(cell: number): Locator {
    return this.codeCells.nth(cell - 1).locator(".jp-OutputArea-output");
  }

  /** The prompt of a code cell: `[ ]`, `[*]`, `[3]`. */
  async prompt(cell: number): Promise<string> {
    return (
      (await this.codeCells
        .nth(cell - 1)
        .locator(".jp-InputPrompt")
        .first()
        .textContent()) ?? ""
    );
  }

  /** Waits until the kernel of the notebook is idle. */
  async untilIdle(seconds = PATIENCE): Promise<void> {
    await this.page
      .locator('.jp-NotebookPanel-toolbar [data-status="idle"]')
      .waitFor({ timeout: seconds * 1000 });
  }

  /** Presses a button of the notebook's toolbar, named by its command. */
  async press(command: string): Promise<void> {
    await this.page.locator(`.jp-NotebookPanel .jp-Toolbar [data-command="${command}"]`).first().click();
  }

  /** Restarts the kernel by the toolbar's button. */
  async restart(): Promise<void> {
    await this.press("notebook:restart-kernel");
    await this.page.locator(".jp-Dialog .jp-mod-accept").click();
    await this.page.locator(".jp-Dialog").waitFor({ state: "detached" });
    await this.untilIdle();
  }

  /** Runs all cells by the menu, and waits until each has run. */
  async runAll(seconds = PATIENCE): Promise<void> {
    await this.choose("run", "runmenu:run-all");
    await this.untilEachHasRun(seconds);
  }

  /** Chooses an entry of the menu bar. */
  async choose(menu: keyof typeof MENUS, command: string): Promise<void> {
    await this.page.locator("#jp-MainMenu .lm-MenuBar-itemLabel", { hasText: MENUS[menu] }).click();
    await this.page.locator(`.lm-Menu-item[data-command="${command}"]`).first().click();
  }

  /** Waits until the prompt of a code cell is this one. */
  async untilPrompt(cell: number, sign: string): Promise<void> {
    await this.codeCells
      .nth(cell - 1)
      .locator(".jp-InputPrompt", { hasText: sign })
      .first()
      .waitFor();
  }

  /** Waits until a code cell contains this text. */
  async untilText(cell: number, text: string): Promise<void> {
    await this.codeCells
      .nth(cell - 1)
      .locator(".cm-content", { hasText: text })
      .waitFor();
  }

  /**
   * The natural widths in pixels of the pictures that a code cell displays; 0 for one that cannot be drawn.
   */
  async imageWidths(cell: number): Promise<number[]> {
    const images = this.outputs(cell).locator("img");
    await images.first().waitFor();
    return await images.evaluateAll((all) =>
      Promise.all(
        all.map(async (image) => {
          if (!(image instanceof HTMLImageElement)) return 0;
          await image.decode().catch(() => undefined);
          return image.naturalWidth;
        }),
      ),
    );
  }

  async untilEachHasRun(seconds = PATIENCE): Promise<void> {
    await this.page.waitForFunction(
      () => {
        const prompts = [...document.querySelectorAll(".jp-NotebookPanel .jp-CodeCell .jp-InputPrompt")];
        return prompts.length > 0 && prompts.every((prompt) => /\[\d+\]/.test(prompt.textContent ?? ""));
      },
      undefined,
      { timeout: seconds * 1000 },
    );
    await this.untilIdle(seconds);
  }

  /** Puts the cursor at the end of a code cell, in edit mode. */
  async edit(cell: number): Promise<void> {
    await this.codeCells
      .nth(cell - 1)
      .locator(".cm-content")
      .click();
    await this.page.keyboard.press("Control+End");
  }

  /** Runs one code cell by the keyboard. */
  async run(cell: number): Promise<void> {
    await this.edit(cell);
    await this.page.keyboard.press("Control+Enter");
  }

  /** Saves the notebook, and waits until the server has written it. */
  async save(): Promise<void> {
    const saved = this.page.waitForResponse(
      (response) => response.request().method() === "PUT" && response.url().includes("/api/contents/"),
    );
    await this.press("docmanager:save");
    await saved;
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** The titles of the menus in JupyterLab's languages that the course uses. */
const MENUS = { run: /^(Run|Exécution)$/, kernel: /^(Kernel|Noyau)$/ };
