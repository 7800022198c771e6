/**
 * Whether all people of a machine can run the Node and the Python of a shared installation: programs in somebody's home,
 * as version managers install them, are closed to the others.
 */
import { existsSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { run } from "../system/run-process.js";
import { SetUpError } from "../system/set-up-error.js";
import { findPython, type Candidate } from "./find-python.js";

/**
 * Throws `SetUpError` if others cannot run Node, or the Python with which the environment is to be made. An environment
 * that was made with a Python that is closed to others is removed.
 */
export async function refuseUnreachable(layout: Layout): Promise<void> {
  if (layout.platform === "win32") return;
  await refuse(process.execPath);
  if (existsSync(layout.python)) {
    const program = await programBehind({ command: layout.python, args: [] });
    if ((await closedFolder(program)) === undefined) return;
    await rm(layout.environment, { recursive: true, force: true, maxRetries: 3 });
  }
  await refuse(await programBehind(await findPython(layout.platform)));
}

/** The file of a Python, which may be called by a link to it. */
async function programBehind({ command, args }: Candidate): Promise<string> {
  const question = "import os, sys; print(os.path.realpath(sys.executable))";
  const { output } = await run(command, [...args, "-c", question], { quiet: true, timeout: 30_000 });
  return output.trim();
}

async function refuse(program: string): Promise<void> {
  const folder = await closedFolder(program);
  if (folder === undefined) return;
  throw new SetUpError({
    fr: `${program} ne peut pas être lancé par les autres personnes de la machine : ${folder} leur est fermé. Installez Node et Python pour tous (par exemple dans /usr ou /opt ; NEURONES_PYTHON nomme le Python), puis relancez la commande.`,
    en: `${program} cannot be run by the other people of the machine: ${folder} is closed to them. Install Node and Python for all (for example in /usr or /opt; NEURONES_PYTHON names the Python), then run the command again.`,
  });
}

/** The program itself, or the folder around it, that others may not enter; undefined if they can run the program. */
async function closedFolder(program: string): Promise<string | undefined> {
  for (let folder = program; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) return folder;
  }
  return undefined;
}
