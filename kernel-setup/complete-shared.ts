/**
 * `complete-shared`, which `setup --shared` runs inside a new shared installation: makes what names absolute paths, lets
 * everybody read and nobody but the owner write, and marks the installation as complete.
 */
import { lstat, chmod, readdir, stat, utimes } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { run } from "../system/run-process.js";
import { SHARED_MARK } from "../system/shared.js";
import { writeAside } from "../system/write-aside.js";
import { ensureCodeCache } from "./code-cache.js";
import { ensureCompilerSnapshot } from "./compiler-snapshot.js";
import { installHubSettings } from "./hub-settings.js";
import { installJupyter } from "./install-jupyter.js";
import { addHub, ensureEnvironment } from "./python-environment.js";
import { refuseUnreachable } from "./reachable-programs.js";
import type { Handover } from "./run-command.js";

/** Runs the command; resolves to the exit status. */
export async function completeShared(layout: Layout, handover: Handover): Promise<number> {
  await refuseUnreachable(layout);
  await ensureEnvironment(layout, "all", handover);
  await addHub(layout, handover.diagnose);
  await installJupyter(layout, handover.language);
  await installHubSettings(layout);
  await compilePython(layout);
  // A container's image keeps whole seconds, and the snapshot is valid for files with the times that it knows.
  await eachFile(layout.root, wholeSeconds);
  await ensureCodeCache(layout);
  await ensureCompilerSnapshot(layout);
  const { version } = process;
  await writeAside(path.join(layout.root, SHARED_MARK), `${JSON.stringify({ node: version })}\n`);
  await eachFile(layout.root, openToAll);
  return 0;
}

/** Compiles all Python modules: nobody else may store what Python compiles. */
async function compilePython({ python, environment }: Layout): Promise<void> {
  const folder = path.join(environment, "lib");
  // Some packages hold examples in the syntax of other Pythons: what does not compile is never imported.
  const unused = String.raw`[/\\](tests?|pip|plotly)[/\\]`;
  await run(python, ["-m", "compileall", "-q", "-j", "0", "-x", unused, folder], { quiet: true });
}

/** Calls `change` for the folder and everything in it that is no link. */
async function eachFile(file: string, change: (file: string, mode: number) => Promise<void>): Promise<void> {
  const status = await lstat(file);
  if (status.isSymbolicLink()) return;
  if (status.isDirectory())
    for (const name of await readdir(file)) await eachFile(path.join(file, name), change);
  await change(file, status.mode);
}

async function wholeSeconds(file: string): Promise<void> {
  const { atimeMs, mtimeMs } = await stat(file);
  await utimes(file, Math.floor(atimeMs / 1000), Math.floor(mtimeMs / 1000));
}

/** Everybody may read, and run what its owner may run; only the owner may write. */
async function openToAll(file: string, mode: number): Promise<void> {
  const read = mode | 0o444;
  const run = (mode & 0o100) === 0 ? read : read | 0o111;
  await chmod(file, run & 0o7755);
}
