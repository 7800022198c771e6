/**
 * Firefox for the tests, driven by WebDriver BiDi, which it speaks by itself: headless, with a new profile, one page.
 * Playwright drives only a Firefox of its own.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { JSDOM } from "jsdom";

export { findFirefox } from "../../commands/testing/find-firefox.js";

/** The address that the client names as its own, and that Firefox is told to accept. */
const ORIGIN = "http://localhost";

/** No page of its own, no check for updates, no request to another host. */
const PREFERENCES: Readonly<Record<string, unknown>> = {
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

/** A message of the protocol. */
interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly text?: string | null; readonly level?: string; readonly type?: string };
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly message?: string;
}

export class Firefox {
  /** Errors thrown by the page's own JavaScript. */
  readonly pageErrors: string[] = [];
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private page = "";
  private sent = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.onmessage = ({ data }) => this.receive(JSON.parse(String(data)) as Answer);
  }

  static async launch(executable: string): Promise<Firefox> {
    const profile = await mkdtemp(path.join(tmpdir(), "neurones-firefox-"));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    await writeFile(path.join(profile, "user.js"), lines.join(""));
    const child = spawn(
      executable,
      [
        ...["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
        ...["--remote-allow-origins", ORIGIN],
      ],
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile } },
    );
    const address = await addressOf(child);
    const { WebSocket } = new JSDOM("", { url: ORIGIN }).window;
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`no connection to Firefox at ${address}`));
    });
    const firefox = new Firefox(child, profile, socket);
    await firefox.ask("session.new", { capabilities: {} });
    await firefox.ask("session.subscribe", { events: ["log.entryAdded"] });
    const { contexts } = await firefox.ask("browsingContext.getTree", {});
    firefox.page = (contexts as { readonly context: string }[])[0].context;
    return firefox;
  }

  async goto(url: string): Promise<void> {
    await this.ask("browsingContext.navigate", { context: this.page, url, wait: "none" });
  }

  /** The value of an expression in the page, as JSON carries it; a promise is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.ask("script.evaluate", {
      expression: `(async () => JSON.stringify(await (${expression})) ?? "null")()`,
      target: { context: this.page },
      awaitPromise: true,
    });
    if (answer["type"] !== "success") throw new Error(JSON.stringify(answer["exceptionDetails"]));
    return JSON.parse((answer["result"] as { readonly value: string }).value) as T;
  }

  /** Waits until an expression is true; while the page is loaded again there is nothing to evaluate. */
  async until(expression: string, patience = 240_000): Promise<void> {
    const end = Date.now() + patience;
    while (!(await this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false))) {
      if (Date.now() > end) throw new Error(`not so after ${patience} ms: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.socket.close();
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(timer);
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async ask(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.sent;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params }));
    const { result, error, message } = await answered;
    if (result === undefined) throw new Error(`${method}: ${error}: ${message}`);
    return result;
  }

  private receive(answer: Answer): void {
    const { id, method, params } = answer;
    if (id !== undefined) {
      this.waiting.get(id)?.(answer);
      this.waiting.delete(id);
    } else if (method === "log.entryAdded" && params?.type === "javascript" && params.level === "error")
      this.pageErrors.push(params.text ?? "");
  }
}

/** Where Firefox listens: it says so when it has started. */
async function addressOf({ stderr, pid }: ChildProcess): Promise<string> {
  if (pid === undefined || stderr === null) throw new Error("Firefox cannot be started");
  let text = "";
  for await (const piece of stderr) {
    text += String(piece);
    const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`Firefox ended: ${text}`);
}
