/** JupyterLab and Chromium for all tests of a suite. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.js";
import { JupyterLab } from "./jupyterlab.js";
import { NotebookPage } from "./notebook-page.js";

/** The browser that a suite has started; to be read by its tests and their hooks. */
export interface StartedBrowser {
  readonly browser: Browser;
}

/** What a suite has started; to be read by its tests and their hooks. */
export interface Started extends StartedBrowser {
  readonly lab: JupyterLab;
  /**
   * Opens a notebook of these cells, and watches it: in the window of the test before, where that has passed. To load
   * JupyterLab again takes seven seconds of processor time.
   */
  open(name: string, cells: readonly string[]): Promise<NotebookPage>;
  /** The same in a window of its own, for a test that loads its page again, or changes it for good. */
  openAlone(name: string, cells: readonly string[]): Promise<NotebookPage>;
  /** Closes a notebook after the test, which fails if its page threw an error or asked another machine for anything. */
  watch(notebook: NotebookPage): NotebookPage;
}

/** To be called in `describe`: starts the browser before the tests, ends it after, and skips where there is none. */
export function startBrowser(): StartedBrowser {
  let browser: Browser | undefined;
  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    browser = await launchChromium(executable);
  });
  after(() => browser?.close());
  return {
    get browser() {
      return browser!;
    },
  };
}

/** To be called in `describe`: starts both before the tests, ends them after, and skips where there is no Chromium. */
export function startJupyterLab(): Started {
  const started = startBrowser();
  let lab: JupyterLab | undefined;
  const watched: NotebookPage[] = [];
  /** The window of the tests so far; none after a failure. */
  let shared: NotebookPage | undefined;
  before(async () => {
    lab = await JupyterLab.start();
  });
  afterEach(async function () {
    const own = watched.splice(0);
    for (const notebook of own) await notebook.close();
    const all = shared === undefined ? own : [...own, shared];
    const found = all.flatMap(({ pageErrors, foreignRequests }) => [
      ...pageErrors.splice(0),
      ...foreignRequests.splice(0),
    ]);
    if (this.currentTest?.state === "failed" || found.length > 0) {
      await shared?.close();
      shared = undefined;
    }
    assert.deepEqual(found, []);
  });
  after(() => lab?.stop());
  const watch = (notebook: NotebookPage): NotebookPage => {
    watched.push(notebook);
    return notebook;
  };
  return {
    get lab() {
      return lab!;
    },
    get browser() {
      return started.browser;
    },
    watch,
    async open(name, cells) {
      await lab!.addNotebook(name, cells);
      if (shared === undefined) shared = await NotebookPage.open(started.browser, lab!, name);
      else await shared.openNext(lab!, name);
      return shared;
    },
    async openAlone(name, cells) {
      await lab!.addNotebook(name, cells);
      return watch(await NotebookPage.open(started.browser, lab!, name));
    },
  };
}
