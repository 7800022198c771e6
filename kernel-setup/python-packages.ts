/**
 * The locked Python packages: those that learning needs, and the rest, for instructors and tests; installed by pip into the
 * virtual environment, each file's hash checked.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { say } from "../src/language/language.js";
import { isolatedEnvironment } from "./jupyter-environment.js";
import type { Layout } from "./layout.js";
import { progressLine } from "./progress-line.js";
import { run, type Finished } from "./run-process.js";

/** What of the packages a command needs. */
export type Extent = "learning" | "all";

/** A lock file: packages by version and hash, for every system. */
export interface Lock {
  readonly file: string;
  /** SHA-256 of its text. */
  readonly hash: string;
  /** How many packages it names for every system. */
  readonly count: number;
}

/** The lock of what learning needs, and that of the rest, which names no package a second time. */
export async function readLocks({ setUp }: Layout): Promise<Readonly<Record<"learning" | "rest", Lock>>> {
  const [learning, rest] = await Promise.all(
    ["requirements.lock", "requirements-all.lock"].map((name) => readLock(path.join(setUp, name))),
  );
  return { learning, rest };
}

async function readLock(file: string): Promise<Lock> {
  const text = await readFile(file, "utf8");
  const count = text.split("\n").filter((line) => /^\S+==/.test(line) && !line.includes(";")).length;
  return { file, hash: createHash("sha256").update(text).digest("hex"), count };
}

/** Installs what these locks name and is not there; resolves to how pip ended. */
export async function installLocks(layout: Layout, locks: readonly Lock[]): Promise<Finished> {
  const total = locks.reduce((sum, { count }) => sum + count, 0);
  const progress = progressLine();
  let received = 0;
  const installed = await run(
    layout.python,
    [
      "-m",
      "pip",
      "install",
      "--require-hashes",
      "--no-deps",
      "--no-input",
      "--progress-bar=off",
      // Python compiles what it imports, once; most of what the packages hold is never imported.
      "--no-compile",
      ...locks.flatMap(({ file }) => ["--requirement", file]),
    ],
    {
      env: isolatedEnvironment(layout),
      onLine(line) {
        if (line.startsWith("Collecting ")) {
          received++;
          progress.show(
            say({
              fr: `  paquets : ${received} sur ${total} environ`,
              en: `  packages: ${received} of about ${total}`,
            }),
          );
        } else if (line.startsWith("Installing collected")) {
          progress.show(
            say({ fr: "  paquets reçus, installation…", en: "  packages received, installing…" }),
          );
        }
      },
    },
  );
  progress.end();
  return installed;
}

/**
 * Deletes the descriptions of packages whose installation was cut short: pip would take them for whole. pip says that it
 * was the installer once all files of a package are there.
 */
export async function forgetCutShort({ python }: Layout): Promise<void> {
  const asked = await run(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], {
    quiet: true,
    timeout: 30_000,
  });
  if (asked.code !== 0) return; // pip itself will say what is wrong with this Python.
  const folder = asked.output.trim();
  for (const name of await readdir(folder)) {
    const description = path.join(folder, name);
    if (name.endsWith(".dist-info") && !existsSync(path.join(description, "INSTALLER")))
      await rm(description, { recursive: true });
  }
}
