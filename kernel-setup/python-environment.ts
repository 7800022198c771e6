/**
 * The virtual environment `.venv`: made once from the locked, hashed pins, and marked when it is complete.
 *
 * The mark is written last, so that an environment whose making was cut short is seen as what it is and made anew. What
 * is asked of Python is in requirements.txt; requirements.lock is its resolution for every system, as it was tested.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { say, type Sentence } from "../src/language/language.js";
import { findPython } from "./find-python.js";
import { isolatedEnvironment } from "./jupyter-environment.js";
import type { Layout } from "./layout.js";
import { progressLine } from "./progress-line.js";
import { run } from "./run-process.js";
import { SetUpError } from "./set-up-error.js";
import { writeAside } from "./write-aside.js";

/** What the mark of a complete environment says. */
interface Stamp {
  /** SHA-256 of the lock it was made from. */
  readonly lock: string;
  /** Major and minor version of its Python: after an upgrade of the system's Python the packages are out of reach. */
  readonly python: string;
}

/** Turns what a failed program said into its cause; undefined where it is not known. */
export type Diagnose = (output: string) => Sentence | undefined;

/** Makes the environment unless it is there, complete and current. */
export async function ensureEnvironment(layout: Layout, diagnose: Diagnose): Promise<void> {
  const lockFile = path.join(layout.setUp, "requirements.lock");
  const lock = await readFile(lockFile, "utf8");
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = await readStamp(layout);
  if (stamp?.lock === wanted && (await versionOf(layout.python)) === stamp.python) return;

  const python = await findPython(layout.platform);
  console.log(
    say({
      fr: `neurones : environnement Python ${python.version.join(".")} (deux minutes environ)…`,
      en: `neurones: environment of Python ${python.version.join(".")} (about two minutes)…`,
    }),
  );
  await rm(layout.environment, { recursive: true, force: true, maxRetries: 3 });
  const made = await run(python.command, [...python.args, "-m", "venv", layout.environment], {
    env: isolatedEnvironment(layout),
  });
  if (made.code !== 0) throw environmentFailure(diagnose(made.output));
  await installPackages(layout, lockFile, packageCount(lock), diagnose);
  const finished: Stamp = { lock: wanted, python: (await versionOf(layout.python)) ?? "" };
  await writeAside(layout.environmentStamp, `${JSON.stringify(finished)}\n`);
}

async function readStamp(layout: Layout): Promise<Stamp | undefined> {
  if (!existsSync(layout.environmentStamp) || !existsSync(layout.python)) return undefined;
  try {
    return JSON.parse(await readFile(layout.environmentStamp, "utf8")) as Stamp;
  } catch {
    return undefined; // Not what we write: made anew, as if it were not there.
  }
}

async function versionOf(python: string): Promise<string | undefined> {
  const question = "import sys; print('%d.%d' % sys.version_info[:2])";
  const answer = await run(python, ["-c", question], { quiet: true, timeout: 30_000 });
  return answer.code === 0 ? answer.output.trim() : undefined;
}

function packageCount(lock: string): number {
  return lock.split("\n").filter((line) => /^\S+==/.test(line) && !line.includes(";")).length;
}

async function installPackages(layout: Layout, lockFile: string, total: number, diagnose: Diagnose): Promise<void> {
  const progress = progressLine();
  let count = 0;
  const installed = await run(
    layout.python,
    ["-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--progress-bar=off", "--requirement", lockFile],
    {
      env: isolatedEnvironment(layout),
      onLine(line) {
        if (line.startsWith("Collecting ")) {
          count++;
          progress.show(say({ fr: `  paquets : ${count} sur ${total} environ`, en: `  packages: ${count} of about ${total}` }));
        } else if (line.startsWith("Installing collected")) {
          progress.show(say({ fr: "  paquets reçus, installation…", en: "  packages received, installing…" }));
        }
      },
    },
  );
  progress.end();
  if (installed.code === 0) return;
  console.error(installed.output.split("\n").slice(-8).join("\n"));
  throw environmentFailure(diagnose(installed.output));
}

function environmentFailure(cause: Sentence | undefined): SetUpError {
  return new SetUpError(
    cause ?? {
      fr: "L’installation de l’environnement Python a échoué (voir ci-dessus). Relancez la même commande ; si cela persiste, signalez le message.",
      en: "Making the Python environment failed (see above). Run the same command again; if it persists, report the message.",
    },
  );
}
