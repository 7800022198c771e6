/**
 * Copies of this clone for tests of the set-up: the sources and what they compile to, the installed
 * npm packages by a link, a Python environment of one tiny package, in a folder with a space and an accent in
 * its name.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { endTree } from "../../system/process-tree.js";

/** The clone whose tests these are. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** The functions of the set-up's `.cjs` files that tests call. */
interface Bootstrap {
  systemLanguage(env: NodeJS.ProcessEnv, systemLocale: string): "fr" | "en";
  isAtLeast(version: string, minimum: string): boolean;
  needsOf(args: readonly string[]): {
    readonly packages: "learning" | "all";
    readonly python?: "learning" | "all";
  };
  diagnose(output: string): { readonly fr: string; readonly en: string } | undefined;
  packagesAreCurrent(folder: string, extent: "learning" | "all"): boolean;
}

const read = createRequire(import.meta.url);
export const bootstrap = Object.assign(
  {},
  ...["bootstrap", "failure", "npm-packages"].map(
    (name) => read(path.join(ROOT, "kernel-setup", `${name}.cjs`)) as object,
  ),
) as Bootstrap;

const { FOLDERS } = read(path.join(ROOT, "kernel-setup", "build-stamp.cjs")) as {
  readonly FOLDERS: { readonly all: readonly string[] };
};

/** The files and folders that are copied; the set-up does not use the others. */
const COPIED = [
  "package.json",
  "package-lock.json",
  ".npmrc",
  "tsconfig.base.json",
  "tsconfig.learning.json",
  "tsconfig.engineering.json",
  "tsconfig.json",
  "imports.config.js",
  ...FOLDERS.all,
  "dist",
];

/**
 * Copies files and folders of this clone, with their times. The system's program does so with a fifth of the processor time
 * that Node needs for thousands of files.
 */
async function copyInto(folder: string, names: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (process.platform !== "win32")
    await promisify(execFile)("cp", ["-a", ...names.map((name) => path.join(ROOT, name)), folder]);
  else
    for (const name of names)
      await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true, preserveTimestamps: true });
}

/** How a command ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** A copy of the clone. */
export class CloneCopy {
  private constructor(
    readonly root: string,
    private readonly parent: string,
  ) {}

  /** Makes a copy; without `packages`, node_modules is missing as in a fresh clone. */
  static async make({ packages = true } = {}): Promise<CloneCopy> {
    const parent = await mkdtemp(path.join(await realpath(tmpdir()), "neurones "));
    const root = path.join(parent, "été 2026", "mon TP");
    await copyInto(root, COPIED);
    const copy = new CloneCopy(root, parent);
    if (packages) await copy.linkPackages();
    return copy;
  }

  /** Gives the copy the packages that are installed here. */
  async linkPackages(): Promise<void> {
    await symlink(path.join(ROOT, "node_modules"), this.path("node_modules"), "junction");
  }

  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  /** Replaces the locks of the Python packages: those for learning, and the rest. */
  async lockPython(learning: string, rest = ""): Promise<void> {
    await writeFile(this.path("kernel-setup", "requirements.lock"), learning);
    await writeFile(this.path("kernel-setup", "requirements-all.lock"), rest);
  }

  async read(...parts: string[]): Promise<string> {
    return await readFile(this.path(...parts), "utf8");
  }

  /** Starts a command of the set-up, as the npm script does, with the Node that runs the tests. */
  start(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    options: { readonly uid?: number } = {},
  ): ChildProcess {
    return spawn(process.execPath, [this.path("kernel-setup", "bootstrap.cjs"), ...args], {
      cwd: this.root,
      env: { ...process.env, NEURONES_NODE: "own", LC_ALL: "C.UTF-8", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
  }

  /** Runs a command of the set-up to its end. */
  async run(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    options: { readonly uid?: number } = {},
  ): Promise<Outcome> {
    return await outcomeOf(this.start(args, env, options));
  }

  async remove(): Promise<void> {
    await rm(this.parent, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Milliseconds after which a program that a test waits for is taken to hang: a little less than a test has.
 */
export const PATIENCE = 1_000_000;

/**
 * What a program wrote and how it ended; one that has not within `seconds` is ended, with all that it has
 * started.
 */
export function outcomeOf(child: ChildProcess, seconds = PATIENCE / 1000): Promise<Outcome> {
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (child.pid !== undefined) endTree(child.pid);
      reject(new Error(`not ended after ${seconds} s: ${child.spawnargs.join(" ")}\n${output}`));
    }, seconds * 1000);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

/** Resolves once a condition holds; rejects when it has not after `seconds`. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  seconds = 600,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
