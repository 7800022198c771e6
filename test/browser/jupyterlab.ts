/**
 * JupyterLab for the browser tests, started as by `npm start`, with a folder of its own, so that the tests
 * change neither the clone's notebooks nor a person's settings.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { endTree } from "../../system/process-tree.js";
import { ROOT } from "../setup/clone.js";
import { notebookOf } from "./notebook-json.js";

/** A running JupyterLab. */
export class JupyterLab {
  private constructor(
    /** The URL with the token. */
    readonly address: URL,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts JupyterLab, with deterministic training, so that figures are the same on every machine. */
  static async start(): Promise<JupyterLab> {
    const folder = await mkdtemp(path.join(await realpath(tmpdir()), "neurones-jupyterlab-"));
    const own = ["notebooks", "settings", "workspaces", "data"].map((name) => path.join(folder, name));
    await mkdir(own[0]);
    const lessons = path.join(ROOT, "notebooks");
    if (existsSync(lessons)) await cp(lessons, own[0], { recursive: true });
    const child = spawn(
      process.execPath,
      [
        path.join(ROOT, "kernel-setup", "bootstrap.cjs"),
        "start",
        "--no-browser",
        `--ServerApp.root_dir=${own[0]}`,
        // So that tests reach JupyterLab's commands and notebooks: `jupyterapp` in the page.
        "--LabApp.expose_app_in_browser=True",
        `--LabApp.user_settings_dir=${own[1]}`,
        `--LabApp.workspaces_dir=${own[2]}`,
      ],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          LC_ALL: "C.UTF-8",
          NEURONES_OFFLINE: "1",
          NEURONES_QUICK: "1",
          NEURONES_DETERMINISTIC: "1",
          NEURONES_DATA: own[3],
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    try {
      return new JupyterLab(await addressOf(child), child, folder);
    } catch (error) {
      await end(child, folder);
      throw error;
    }
  }

  /** Writes a notebook with these cells into the folder; `kernel` is the name of the kernel that it asks for. */
  async addNotebook(name: string, cells: readonly string[], kernel = "neurones"): Promise<void> {
    await writeFile(this.place(name), JSON.stringify(notebookOf(cells, kernel)));
  }

  /** Sets the theme of pages that are opened from now on. */
  async setTheme(theme: string): Promise<void> {
    const folder = path.join(this.folder, "settings", "@jupyterlab", "apputils-extension");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "themes.jupyterlab-settings"), JSON.stringify({ theme }));
  }

  /** The path of a notebook in the folder. */
  place(name: string): string {
    return path.join(this.folder, "notebooks", name);
  }

  /** Whether a notebook's kernel is idle and its page is connected; the page itself shows this too early. */
  async hasConnectedKernel(name: string): Promise<boolean> {
    const response = await fetch(`${this.address.origin}/api/sessions`, {
      headers: { authorization: `token ${this.address.searchParams.get("token")}` },
    });
    const sessions = (await response.json()) as {
      path: string;
      kernel: { execution_state: string; connections: number };
    }[];
    const kernel = sessions.find((session) => session.path === name)?.kernel;
    return kernel !== undefined && kernel.execution_state === "idle" && kernel.connections > 0;
  }

  /** Ends all kernels, as if the notebooks were opened another day. */
  async endKernels(): Promise<void> {
    const headers = { authorization: `token ${this.address.searchParams.get("token")}` };
    const response = await fetch(`${this.address.origin}/api/sessions`, { headers });
    for (const { id } of (await response.json()) as { id: string }[])
      await fetch(`${this.address.origin}/api/sessions/${id}`, { method: "DELETE", headers });
  }

  /** Ends JupyterLab and its kernels, and deletes the folder. */
  async stop(): Promise<void> {
    await end(this.child, this.folder);
  }
}

/** Milliseconds that JupyterLab may take to start, and to end. */
const STARTING = 280_000;
const ENDING = 20_000;

function addressOf(child: ChildProcess): Promise<URL> {
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`JupyterLab ${what}: ${output}`));
    const timer = setTimeout(() => fail(`did not answer within ${STARTING / 1000} s`), STARTING);
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const match = /JupyterLab est prêt : (\S+)/.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      resolve(new URL(match[1]));
    });
    child.once("error", (error) => fail(String(error)));
    child.once("close", (code) => fail(`ended with ${code}`));
  });
}

/** Asks JupyterLab to end; if it does not end in time, its whole process tree is killed. */
async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "close");
    child.kill("SIGINT");
    const timer = setTimeout(() => {
      if (child.pid !== undefined) endTree(child.pid);
    }, ENDING);
    await ended.finally(() => clearTimeout(timer));
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
