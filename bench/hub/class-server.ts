/**
 * A JupyterHub on this machine for the load run: started from a shared installation, with users of its own, on loopback.
 * The proxy is installed from npm into `.cache/bench-hub/` when it is first needed.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { pythonIn } from "../../system/layout.js";
import { choosePort } from "../../system/ports.js";
import { endTree } from "../../system/process-tree.js";
import { ended, run } from "../../system/run-process.js";
import { UsageError } from "../options.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CONFIGURATION = path.join(ROOT, "bench", "hub", "jupyterhub_config.py");
const PROXY = "configurable-http-proxy";
const PROXY_VERSION = "5.3.0";
const ADDRESS = "127.0.0.1";

/** Milliseconds between two questions whether something has happened. */
const PAUSE = 1000;

export class ClassServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly python: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly log: string,
    readonly address: string,
    readonly token: string,
  ) {}

  /**
   * Prepares a server of the shared installation in `shared` that keeps its files in `folder`, its users' homes in `home/`
   * there; `more` is added to the Hub's environment.
   */
  static async prepare(shared: string, folder: string, more: NodeJS.ProcessEnv = {}): Promise<ClassServer> {
    const python = pythonIn(path.join(shared, ".venv"));
    if (!existsSync(path.join(shared, "shared.json")))
      throw new UsageError(`no shared installation in ${shared}: npm run setup -- --shared ${shared}`);
    const token = randomBytes(24).toString("hex");
    const port = await choosePort(undefined, 18_000, ADDRESS);
    const hubPort = await choosePort(undefined, port + 1, ADDRESS);
    const proxyPort = await choosePort(undefined, hubPort + 1, ADDRESS);
    const homes = path.join(folder, "home");
    mkdirSync(homes, { recursive: true });
    const address = `http://${ADDRESS}:${port}`;
    const env = {
      ...process.env,
      BENCH_SHARED: path.resolve(shared),
      BENCH_HOMES: homes,
      BENCH_TOKEN: token,
      BENCH_HUB_PORT: String(hubPort),
      BENCH_PROXY_PORT: String(proxyPort),
      NEURONES_HUB_STATE: path.join(folder, "state"),
      NEURONES_HUB_ADDRESS: address,
      NEURONES_HUB_PROXY: await proxyCommand(),
      NODE_OPTIONS: "",
      ...more,
    };
    return new ClassServer(python, env, path.join(folder, "hub.log"), address, token);
  }

  /** The process of the Hub. */
  get pid(): number {
    if (this.process?.pid === undefined) throw new Error("the Hub does not run");
    return this.process.pid;
  }

  /** Starts the Hub and waits until it answers. */
  async start(): Promise<void> {
    const log = openSync(this.log, "a");
    this.process = spawn(this.python, ["-m", "jupyterhub", "--config", CONFIGURATION], {
      env: this.env,
      cwd: path.dirname(this.log),
      stdio: ["ignore", log, log],
      detached: true,
    });
    await until(`the Hub answers (${this.log})`, async () => {
      if (this.process?.exitCode !== null) throw new Error(`the Hub has ended: see ${this.log}`);
      const answer = await this.ask("/hub/api/users").catch(() => undefined);
      return answer?.ok === true;
    });
  }

  /** Ends the Hub's own process; servers and proxy stay. */
  async stop(): Promise<void> {
    const process = this.process;
    if (process === undefined) return;
    const end = ended(process);
    process.kill("SIGTERM");
    await end;
  }

  /** Ends the Hub with its proxy. */
  async end(): Promise<void> {
    const proxy = path.join(this.env.NEURONES_HUB_STATE ?? "", "proxy.pid");
    const id = existsSync(proxy) ? Number(readFileSync(proxy, "utf8").split("\n")[0]) : 0;
    await this.stop();
    if (id > 0) endTree(id);
  }

  /** A request with the rights of the load run. */
  ask(place: string, options: { method?: string; body?: unknown } = {}): Promise<Response> {
    return fetch(`${this.address}${place}`, {
      method: options.method ?? "GET",
      headers: {
        authorization: `token ${this.token}`,
        "content-type": "application/json",
        // The proxy ends connections that wait, at the moment at which the next request may take one.
        connection: "close",
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  }

  /** Starts the server of a user and waits until it answers. */
  async startUser(name: string): Promise<void> {
    const made = await this.ask(`/hub/api/users/${name}`, { method: "POST" });
    if (!made.ok && made.status !== 409) throw new Error(`${name}: ${made.status} ${await made.text()}`);
    await this.ask(`/hub/api/users/${name}/server`, { method: "POST" });
    await until(`the server of ${name} answers (${this.log})`, async () => {
      const answer = await this.ask(`/hub/api/users/${name}`);
      const { servers } = (await answer.json()) as { servers: Record<string, { ready: boolean }> };
      return servers[""]?.ready === true;
    });
  }

  /** Ends the server of a user, with its kernels. */
  async stopUser(name: string): Promise<void> {
    await this.ask(`/hub/api/users/${name}/server`, { method: "DELETE" });
  }
}

/** Waits until something holds; at most ten minutes. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 600_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ten minutes: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** The proxy's command; installs the proxy if it is not there. */
async function proxyCommand(): Promise<string> {
  const folder = path.join(ROOT, ".cache", "bench-hub");
  const program = path.join(folder, "node_modules", PROXY, "bin", PROXY);
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const words = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder];
    const { code } = await run("npm", [...words, `${PROXY}@${PROXY_VERSION}`]);
    if (code !== 0) throw new Error(`npm could not install ${PROXY}`);
  }
  return `${process.execPath} ${program}`;
}
