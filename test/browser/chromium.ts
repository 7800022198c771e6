/** The browser for the tests: a Chromium or Chrome of this machine, headless, with a new profile. */
import { chromium, type Browser } from "playwright-core";

export { findChromium } from "../../commands/testing/find-chromium.js";

/**
 * What Playwright switches off of the browser. Chromium obeys the last `--disable-features` alone, so that ours has to repeat
 * them; `chromium.test.ts` holds both lists together.
 */
const OFF_BY_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "msForceBrowserSignIn",
  "msEdgeUpdateLaunchServicesPreferredVersion",
];

/**
 * Parts of the browser's own window that nobody sees here: the list below the address bar, a page of 400 scripts which each new
 * window loads, and a renderer kept ready for the next page. They cost a processor 1.5 seconds for each page of a test.
 */
const UNSEEN = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "SpareRendererForSitePerProcess",
];

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
      `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...UNSEEN].join(",")}`,
    ],
  });
}
