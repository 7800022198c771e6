/**
 * The locked Python packages: one lock for learning, and one with the further packages of instructors and
 * tests. pip installs them into the virtual environment and checks the hash of each file.
 */
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { say } from "../src/language/language.js";
import { isolatedEnvironment } from "../system/environment.js";
import type { Layout } from "../system/layout.js";
import { progressLine } from "../system/progress-line.js";
import { run, type Finished } from "../system/run-process.js";
import { sha256 } from "../system/sha256.js";

/** The part of the packages that a command needs. */
export type Extent = "learning" | "all";

/** The locks by name: for learning, the rest for instructors and tests, and a server for a class. */
const LOCKS = {
  learning: "requirements.lock",
  rest: "requirements-all.lock",
  hub: "requirements-hub.lock",
} as const;

/** A lock file: packages by version and hash, for every system. */
export interface Lock {
  readonly file: string;
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly text: string;
  /** How many packages it names for every system. */
  readonly count: number;
}

/** The locks; no package is in two of them. */
export async function readLocks({ setUp }: Layout): Promise<Readonly<Record<keyof typeof LOCKS, Lock>>> {
  const [learning, rest, hub] = await Promise.all(
    [LOCKS.learning, LOCKS.rest, LOCKS.hub].map((name) => readLock(path.join(setUp, name))),
  );
  return { learning, rest, hub };
}

/** Reads a lock file. */
export async function readLock(file: string): Promise<Lock> {
  const text = await readFile(file, "utf8");
  const count = text.split("\n").filter((line) => /^\S+==/.test(line) && !line.includes(";")).length;
  return { file, text, hash: sha256(text), count };
}

/** Installs the packages of these locks that are missing; resolves to the exit status and output of pip. */
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
      // Python compiles a module when it is first imported; most modules of these packages never are.
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
 * Deletes the descriptions of packages whose installation was interrupted: pip would take them for installed.
 * A complete package has the file INSTALLER, which pip writes last.
 */
export async function forgetCutShort({ python }: Layout): Promise<void> {
  const asked = await run(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], {
    quiet: true,
    timeout: 30_000,
  });
  if (asked.code !== 0) return; // pip, which runs next, will report what is wrong with this Python.
  const folder = asked.output.trim();
  for (const name of await readdir(folder)) {
    const description = path.join(folder, name);
    if (name.endsWith(".dist-info") && !existsSync(path.join(description, "INSTALLER")))
      await rm(description, { recursive: true });
  }
}
