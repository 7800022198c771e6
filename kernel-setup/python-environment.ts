/**
 * The virtual environment `.venv`, made from the locked and hashed packages that learning needs. The further
 * packages of instructors and tests are added when a command first needs them.
 *
 * `.venv/neurones.json` is written last and marks a complete environment; one whose installation was
 * interrupted has no mark and is made again. Adding packages does not change those present, so an
 * interruption leaves the environment fit for learning.
 */
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { say, type Sentence } from "../src/language/language.js";
import { findPython } from "./find-python.js";
import { isolatedEnvironment } from "../system/environment.js";
import type { Layout } from "../system/layout.js";
import { forgetCutShort, installLocks, readLocks, type Extent, type Lock } from "./python-packages.js";
import { run, type Finished } from "../system/run-process.js";
import { SetUpError } from "../system/set-up-error.js";
import { writeAside } from "../system/write-aside.js";

/** The content of the mark of a complete environment. */
interface Stamp {
  /** SHA-256 of the lock it was made from. */
  readonly lock: string;
  /**
   * Major and minor version of its Python: after an upgrade of the system's Python, it no longer finds the
   * packages.
   */
  readonly python: string;
  /** SHA-256 of the lock of the further packages, if they were added. */
  readonly rest?: string;
}

/** Finds the cause of a failure in a program's output; undefined if it is not recognised. */
export type Diagnose = (output: string) => Sentence | undefined;

/** Functions of the bootstrap that making the environment calls. */
interface EnvironmentHelp {
  readonly diagnose: Diagnose;
  /** Called before anything is installed. */
  readonly installing: () => void;
}

/**
 * Makes the environment unless it is complete and up to date, and adds the further packages if they are
 * needed.
 */
export async function ensureEnvironment(
  layout: Layout,
  extent: Extent,
  { diagnose, installing }: EnvironmentHelp,
): Promise<void> {
  const locks = await readLocks(layout);
  const stamp = await readStamp(layout);
  const isCurrent = stamp?.lock === locks.learning.hash && (await versionOf(layout.python)) === stamp.python;
  if (!isCurrent) {
    installing();
    // An environment that had the further packages gets them again.
    const isWhole = extent === "all" || stamp?.rest !== undefined;
    await make(layout, isWhole ? [locks.learning, locks.rest] : [locks.learning], diagnose);
    await mark(layout, { lock: locks.learning.hash, ...(isWhole ? { rest: locks.rest.hash } : {}) });
  } else if (extent === "all" && stamp.rest !== locks.rest.hash) {
    installing();
    await mark(layout, { lock: stamp.lock });
    await add(layout, locks.rest, diagnose);
    await mark(layout, { lock: stamp.lock, rest: locks.rest.hash });
  }
}

/** Adds the packages of a server for a class to an environment that has all others. */
export async function addHub(layout: Layout, diagnose: Diagnose): Promise<void> {
  const { hub } = await readLocks(layout);
  check(await installLocks(layout, [hub]), diagnose);
}

async function make(layout: Layout, locks: readonly Lock[], diagnose: Diagnose): Promise<void> {
  const python = await findPython(layout.platform);
  console.log(
    say({
      fr: `neurones : environnement Python ${python.version.join(".")} (une minute environ)…`,
      en: `neurones: environment of Python ${python.version.join(".")} (about a minute)…`,
    }),
  );
  await rm(layout.environment, { recursive: true, force: true, maxRetries: 3 });
  const made = await run(python.command, [...python.args, "-m", "venv", layout.environment], {
    env: isolatedEnvironment(layout),
  });
  if (made.code !== 0) throw environmentFailure(diagnose(made.output));
  check(await installLocks(layout, locks), diagnose);
}

async function add(layout: Layout, rest: Lock, diagnose: Diagnose): Promise<void> {
  console.log(
    say({
      fr: "neurones : paquets Python pour la notation et les tests…",
      en: "neurones: Python packages for grading and tests…",
    }),
  );
  await forgetCutShort(layout);
  check(await installLocks(layout, [rest]), diagnose);
}

function check(installed: Finished, diagnose: Diagnose): void {
  if (installed.code === 0) return;
  console.error(installed.output.split("\n").slice(-8).join("\n"));
  throw environmentFailure(diagnose(installed.output));
}

async function mark(layout: Layout, done: Omit<Stamp, "python">): Promise<void> {
  const stamp: Stamp = { ...done, python: (await versionOf(layout.python)) ?? "" };
  await writeAside(layout.environmentStamp, `${JSON.stringify(stamp)}\n`);
}

async function readStamp(layout: Layout): Promise<Stamp | undefined> {
  if (!existsSync(layout.environmentStamp) || !existsSync(layout.python)) return undefined;
  try {
    return JSON.parse(await readFile(layout.environmentStamp, "utf8")) as Stamp;
  } catch {
    return undefined; // The mark is damaged: the environment is made again.
  }
}

async function versionOf(python: string): Promise<string | undefined> {
  const question = "import sys; print('%d.%d' % sys.version_info[:2])";
  const answer = await run(python, ["-c", question], { quiet: true, timeout: 30_000 });
  return answer.code === 0 ? answer.output.trim() : undefined;
}

function environmentFailure(cause: Sentence | undefined): SetUpError {
  return new SetUpError(
    cause ?? {
      fr: "L’installation de l’environnement Python a échoué (voir ci-dessus). Relancez la même commande ; si cela persiste, signalez le message.",
      en: "Making the Python environment failed (see above). Run the same command again; if it persists, report the message.",
    },
  );
}
