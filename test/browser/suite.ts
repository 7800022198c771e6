/** JupyterLab and Chromium for all tests of a suite. */
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.js";
import { JupyterLab } from "./jupyterlab.js";

/** What a suite has started; to be read by its tests and their hooks. */
export interface Started {
  readonly lab: JupyterLab;
  readonly browser: Browser;
}

/** To be called in `describe`: starts both before the tests, ends them after, and skips where there is no Chromium. */
export function startJupyterLab(): Started {
  let lab: JupyterLab | undefined;
  let browser: Browser | undefined;
  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    lab = await JupyterLab.start();
    browser = await launchChromium(executable);
  });
  after(async () => {
    await browser?.close();
    await lab?.stop();
  });
  return {
    get lab() {
      return lab!;
    },
    get browser() {
      return browser!;
    },
  };
}
