/** Finds the files of a data set on this machine. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { DataError } from "../../errors/errors.js";
import { formatList } from "./sentences.js";
import type { RemoteFile, RemoteSet } from "./remote-set.js";

/** The path of each file of a set. */
export type FoundFiles = ReadonlyMap<RemoteFile, string>;

/** The files of a set in the first folder that contains all of them; undefined if none does. */
export async function findFiles(set: RemoteSet, folders: readonly string[]): Promise<FoundFiles | undefined> {
  for (const folder of folders) {
    const found = await filesIn(set, folder);
    if (found.size === set.files.length) return found;
  }
  return undefined;
}

/**
 * The files of a set in a folder that the learner named, or in its subfolder for this set.
 * @throws DataError if neither contains all files
 */
export async function filesInDirectory(set: RemoteSet, directory: string): Promise<FoundFiles> {
  const found = await findFiles(set, [directory, path.join(directory, set.folder)]);
  if (found !== undefined) return found;
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => error);
  throw new DataError({
    where: set.where,
    argument: "directory",
    received:
      names instanceof Error
        ? `${directory} (${names.code ?? names.message})`
        : {
            fr: `${directory}, qui contient : ${formatList(names)}`,
            en: `${directory}, which holds: ${formatList(names)}`,
          },
    expected: {
      fr: `un dossier avec ${formatList(set.files.map(({ name }) => name))}`,
      en: `a folder with ${formatList(set.files.map(({ name }) => name))}`,
    },
    mend: {
      fr: "Corrigez le chemin, ou ôtez l’option directory pour que le cours télécharge ces fichiers.",
      en: "Correct the path, or leave the option directory out and the course downloads these files.",
    },
  });
}

/** The files of a set that a folder contains, under their official or another known name. */
export async function filesIn(set: RemoteSet, folder: string): Promise<Map<RemoteFile, string>> {
  const names = await readdir(folder).catch(() => []);
  const found = new Map<RemoteFile, string>();
  for (const file of set.files) {
    const name =
      names.find((candidate) => candidate === file.name) ??
      names.sort().find((candidate) => file.alsoNamed.test(candidate));
    if (name !== undefined) found.set(file, path.join(folder, name));
  }
  return found;
}
