/** The browser for the tests: a Chromium or Chrome of this machine, headless, with a new profile. */
import { chromium, type Browser } from "playwright-core";

export { findChromium } from "../../commands/testing/find-chromium.js";

/** Starts the browser. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
