/**
 * An installation that all people of a machine share, as on a server for a class: the file `shared.json`, which
 * `npm run setup -- --shared FOLDER` writes last, marks one that is complete.
 *
 * Nobody writes into it: work, settings and caches lie in each person's home (`layout.ts`).
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import type { Layout } from "./layout.js";
import { SetUpError } from "./set-up-error.js";

/** The file that marks a shared installation. */
export const SHARED_MARK = "shared.json";

/** The home of the person who works in the installation at `root`; undefined if the installation is not shared. */
export function homeForShared(root: string): string | undefined {
  return existsSync(path.join(root, SHARED_MARK)) ? homedir() : undefined;
}

/**
 * Makes the folder in which a person's own files lie.
 * @throws SetUpError if the person's home cannot be written
 */
export async function prepareHome({ state }: Layout): Promise<void> {
  try {
    await mkdir(state, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetUpError({
      fr: `Votre dossier personnel ne peut pas être écrit : ${state} (${reason}). Vérifiez la variable HOME et les droits du dossier, ou demandez à la personne qui administre la machine.`,
      en: `Your home cannot be written: ${state} (${reason}). Check the variable HOME and the folder's permissions, or ask the person who administers the machine.`,
    });
  }
}
