/**
 * What `kill -9` would leave of a course's folder, at each write of a command.
 *
 * The command runs once. At each of its writes it stops itself and all that it has started (`command.ts`, `python.py`), and the
 * folder is copied as it is then: a process that ends there writes nothing more, so the copy is what `kill -9` leaves. Then the
 * command goes on.
 *
 * Copies that hold the same files with the same content are tried once: a command sees nothing else of an earlier run. (None
 * looks at the times of the course's files, and locks end with their process.) For example nothing happens on the disk between
 * the end of one commit of the gradebook and the beginning of the next.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { layoutOf } from "../../../system/layout.js";
import { run } from "../../../system/run-process.js";
import { outcomeOf, ROOT, type Outcome } from "../../setup/clone.js";

const PROGRAM = path.join(ROOT, "dist", "test", "grading", "interrupted", "command.js");
const PYTHON_PROGRAM = path.join(ROOT, "test", "grading", "interrupted", "python.py");

/** Milliseconds between two looks at a running command. */
const PAUSE = 3;

/** The course's folder at the writes of a command. */
export interface Moments {
  /** The number of writes. */
  readonly writes: number;
  /** The copies of the folder that differ, each by the first write at which it was like this. */
  readonly copies: ReadonlyMap<number, string>;
  readonly outcome: Outcome;
}

/** Runs a command of the course in `course` to its end; the copies are made in `folder`. */
export async function momentsOf(course: string, args: readonly string[], folder: string): Promise<Moments> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const python = path.join(folder, "python");
  await writeFile(python, `#!/bin/sh\nexec "${layoutOf(ROOT).python}" "${PYTHON_PROGRAM}" "$@"\n`);
  await chmod(python, 0o755);
  const child = spawn(process.execPath, [PROGRAM, ...args, "--course", course], {
    cwd: folder,
    env: { ...process.env, NEURONES_WRITES_IN: course, NEURONES_PYTHON: python },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let isOver = false;
  const ended = outcomeOf(child).finally(() => (isOver = true));
  const copies = new Map<number, string>();
  const seen = new Set<string>();
  let writes = 0;
  while (!isOver && child.pid !== undefined) {
    if (!(await isStopped(child.pid))) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      continue;
    }
    writes++;
    const digest = await digestOf(course);
    if (!seen.has(digest)) {
      const copy = path.join(folder, String(writes));
      await cp(course, copy, { recursive: true, preserveTimestamps: true });
      copies.set(writes, copy);
    }
    seen.add(digest);
    process.kill(-child.pid, "SIGCONT");
  }
  return { writes, copies, outcome: await ended };
}

/** True if a signal has stopped the process. */
async function isStopped(id: number): Promise<boolean> {
  const { output } =
    process.platform === "linux"
      ? { output: (await readFile(`/proc/${id}/stat`, "utf8").catch(() => "")).replace(/^.*\) /, "") }
      : await run("ps", ["-o", "state=", "-p", String(id)], { quiet: true });
  return output.startsWith("T");
}

/** A digest of the names of all files and folders, and of the files' contents. */
async function digestOf(root: string): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const file of entries.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    const content = await readFile(file).catch(() => "a folder");
    hash.update(`${path.relative(root, file)}\n`).update(createHash("sha256").update(content).digest());
  }
  return hash.digest("hex");
}
