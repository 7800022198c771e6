/**
 * A shared installation for tests, without a network: this clone's compiled files and packages in a folder that the user who
 * runs there cannot write, and that user's empty home.
 */
import { spawn } from "node:child_process";
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { studentTexts } from "../../grading/student-texts.js";
import { writeLessons } from "../../kernel-setup/shared-installation.js";
import { layoutOf } from "../../system/layout.js";
import { SHARED_MARK } from "../../system/shared.js";
import { outcomeOf, ROOT, type Outcome } from "../setup/clone.js";

/** A user without rights; only root may run programs as this one, others run them as they are. */
const NOBODY = 65_534;

const COPIED = ["package.json", "kernel-setup", "hub", path.join("grading", "nbgrader")];
const COMPILED = [
  "bundle",
  "delivery",
  "grading",
  "kernel-setup",
  "kit",
  "lab-extension",
  "src",
  "system",
  "commands",
  "training",
  "browser-edition",
];

export class ReadOnlyCopy {
  private constructor(
    private readonly parent: string,
    readonly root: string,
    readonly home: string,
  ) {}

  static async make(): Promise<ReadOnlyCopy> {
    const parent = await mkdtemp(path.join(await realpath(tmpdir()), "neurones partagé "));
    const copy = new ReadOnlyCopy(parent, path.join(parent, "opt"), path.join(parent, "home"));
    for (const name of [...COPIED, ...COMPILED.map((folder) => path.join("dist", folder))])
      await cp(path.join(ROOT, name), path.join(copy.root, name), {
        recursive: true,
        preserveTimestamps: true,
      });
    await writeLessons(layoutOf(ROOT), copy.root, studentTexts);
    await symlink(path.join(ROOT, "node_modules"), path.join(copy.root, "node_modules"));
    await writeFile(path.join(copy.root, SHARED_MARK), "{}");
    await mkdir(copy.home);
    if (isRoot()) {
      await chown(copy.home, NOBODY, NOBODY);
      await chmod(parent, 0o755);
    } else await setWritable(copy.root, false);
    return copy;
  }

  /** Runs Node as the user without rights, in the home. */
  async run(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const child = spawn(process.execPath, words, {
      cwd: this.home,
      env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", HOME: this.home, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(isRoot() ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    return await outcomeOf(child);
  }

  /** Each file of the installation with its size and its time of change. */
  async contents(folder = this.root): Promise<string[]> {
    const names = (await readdir(folder, { recursive: true })).sort();
    return await Promise.all(
      names.map(async (name) => {
        const { size, mtimeMs, mode } = await lstat(path.join(folder, name));
        return `${name} ${size} ${mtimeMs} ${mode}`;
      }),
    );
  }

  async remove(): Promise<void> {
    if (!isRoot()) await setWritable(this.root, true);
    await rm(this.parent, { recursive: true, force: true });
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function setWritable(folder: string, isWritable: boolean): Promise<void> {
  const { mode } = await lstat(folder);
  await chmod(folder, isWritable ? mode | 0o200 : mode & ~0o222);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await setWritable(path.join(folder, entry.name), isWritable);
}
