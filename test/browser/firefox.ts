/**
 * Firefox for the tests: headless, with a new profile, one page, driven by WebDriver BiDi, which it speaks by itself.
 * Playwright drives only a Firefox of its own.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eventually } from "../setup/clone.js";
import { BidiConnection, ORIGIN, type Answered } from "./bidi.js";

export { findFirefox } from "../../commands/testing/find-firefox.js";

/** Seconds after which the page counts as hung. */
const PATIENCE = 240;

/** The event of a request that the browser is about to send. */
const REQUEST = "network.beforeRequestSent";

/** No page of its own, no check for updates, no request to another host. */
const QUIET: Readonly<Record<string, unknown>> = {
  "app.normandy.enabled": false,
  "app.update.auto": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.search.update": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.getAddons.cache.enabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
};

/** A part of the window, in CSS pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class Firefox {
  /** Errors thrown by the page's own JavaScript. */
  readonly pageErrors: string[] = [];
  /** URLs outside this machine that pages and their workers requested. */
  readonly foreignRequests: string[] = [];
  private connection!: BidiConnection;
  private page = "";

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {}

  static async launch(executable: string): Promise<Firefox> {
    const profile = await mkdtemp(path.join(tmpdir(), "neurones-firefox-"));
    await mkdir(downloadsIn(profile));
    await writeFile(path.join(profile, "user.js"), preferences(profile));
    const child = spawn(
      executable,
      [
        ...["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
        ...["--remote-allow-origins", ORIGIN],
      ],
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile } },
    );
    const firefox = new Firefox(child, profile);
    try {
      await firefox.connect();
    } catch (error) {
      await firefox.close();
      throw error;
    }
    return firefox;
  }

  async goto(url: string): Promise<void> {
    await this.connection.ask("browsingContext.navigate", { context: this.page, url, wait: "none" });
  }

  /** The value of an expression in the page, as JSON carries it; a promise is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.connection.ask("script.evaluate", {
      expression: `(async () => JSON.stringify(await (${expression})) ?? "null")()`,
      target: { context: this.page },
      awaitPromise: true,
      // A download needs a person's click.
      userActivation: true,
    });
    if (answer["type"] !== "success") throw new Error(JSON.stringify(answer["exceptionDetails"]));
    return JSON.parse((answer["result"] as { readonly value: string }).value) as T;
  }

  /** Waits until an expression is true; while the page is loaded again there is nothing to evaluate. */
  async until(expression: string): Promise<void> {
    await eventually(
      expression,
      () => this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false),
      PATIENCE,
    );
  }

  /** Sets the size of the page in CSS pixels, and the scale of its screenshots. */
  async resize(viewport: { readonly width: number; readonly height: number }, scale: number): Promise<void> {
    await this.connection.ask("browsingContext.setViewport", {
      context: this.page,
      viewport,
      devicePixelRatio: scale,
    });
  }

  /** A picture of a part of the window, as PNG. */
  async screenshot(part: Rectangle): Promise<Uint8Array> {
    const { data } = await this.connection.ask("browsingContext.captureScreenshot", {
      context: this.page,
      clip: { type: "box", ...part },
    });
    return Buffer.from(String(data), "base64");
  }

  /** The path of the only file that was downloaded, once it is whole. */
  async downloaded(): Promise<string> {
    const folder = downloadsIn(this.profile);
    let names: string[] = [];
    await eventually("a downloaded file", async () => {
      names = await readdir(folder);
      return names.length === 1 && !names[0].endsWith(".part");
    });
    return path.join(folder, names[0]);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.connection?.close();
    if (this.child.exitCode === null && this.child.kill("SIGTERM")) {
      const timer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
    }
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async connect(): Promise<void> {
    const address = await addressOf(this.child);
    this.connection = await BidiConnection.open(`${address}/session`, (event, params) =>
      this.note(event, params),
    );
    await this.connection.ask("session.new", { capabilities: {} });
    await this.connection.ask("session.subscribe", { events: ["log.entryAdded", REQUEST] });
    // In a new tab the page has the focus, by which JupyterLab knows the notebook in front; at first the address bar has it.
    const { context } = await this.connection.ask("browsingContext.create", { type: "tab" });
    this.page = String(context);
  }

  private note(event: string, { type, level, text, request }: Answered): void {
    if (event === REQUEST) {
      const { url } = request as { readonly url: string };
      if (/^(?:http|ws)/.test(url) && new URL(url).hostname !== "127.0.0.1") this.foreignRequests.push(url);
    } else if (type === "javascript" && level === "error") this.pageErrors.push(String(text));
  }
}

function downloadsIn(profile: string): string {
  return path.join(profile, "downloads");
}

/** The lines of `user.js`; files are stored without a question. */
function preferences(profile: string): string {
  const all = {
    ...QUIET,
    "browser.download.folderList": 2,
    "browser.download.dir": downloadsIn(profile),
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.download.alwaysOpenPanel": false,
  };
  return Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}

/** Where Firefox listens: it says so when it has started. */
async function addressOf({ stderr, pid }: ChildProcess): Promise<string> {
  if (pid === undefined || stderr === null) throw new Error("Firefox cannot be started");
  return await new Promise((resolve, reject) => {
    let text = "";
    stderr.on("data", (piece) => {
      text += String(piece);
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    stderr.once("end", () => reject(new Error(`Firefox ended: ${text}`)));
  });
}
