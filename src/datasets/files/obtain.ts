/** Finds the files of a data set on this machine, or else downloads them. */
import path from "node:path";
import { DataError, StateError } from "../../errors/errors.js";
import { notebook, type CellRun } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import { download, DownloadError } from "./download.js";
import { filesIn, filesInDirectory, findFiles, type FoundFiles } from "./find.js";
import { dataFolders, type Environment } from "./folders.js";
import { formatMegabytes, ProgressBar } from "./progress-bar.js";
import type { DataSetOptions, RemoteFile, RemoteSet } from "./remote-set.js";

/** The files, or a sentence for the learner that says why they are not available. */
export type Obtained =
  { readonly files: FoundFiles } | { readonly files?: undefined; readonly reason: string };

/**
 * @throws DataError if `directory` does not contain the files, or if they cannot be downloaded and `standIn`
 *   is false
 * @throws StateError if they are not on this machine, the network is not allowed and `standIn` is false
 */
export async function obtain(
  set: RemoteSet,
  options: DataSetOptions,
  env: Environment = process.env,
): Promise<Obtained> {
  if (options.directory !== undefined) return { files: await filesInDirectory(set, options.directory) };
  const { readable, writable } = await dataFolders(set.folder, env);
  const files = await findFiles(set, readable);
  if (files !== undefined) return { files };
  if (options.offline ?? isOffline(env)) return absent(set, options, readable);
  const run = notebook().currentRun();
  try {
    return { files: await downloadAll(set, writable, run) };
  } catch (error) {
    run.throwIfInterrupted();
    if (isDiskError(error)) throw diskError(set, writable, error);
    if (!(error instanceof DownloadError) || options.standIn === false) throw error;
    return {
      reason: say({
        fr: `le téléchargement a échoué (${error.received})`,
        en: `the download failed (${error.received})`,
      }),
    };
  }
}

/** Whether `NEURONES_OFFLINE` forbids using the network. */
function isOffline(env: Environment): boolean {
  return !["", "0", "false", undefined].includes(env["NEURONES_OFFLINE"]);
}

function absent(set: RemoteSet, options: DataSetOptions, folders: readonly string[]): Obtained {
  const reason = say({
    fr: `le réseau n’est pas permis et ${folders[0]} ne contient pas ses fichiers`,
    en: `the network is not allowed and ${folders[0]} does not contain its files`,
  });
  if (options.standIn !== false) return { reason };
  throw new StateError({
    where: set.where,
    argument: "standIn",
    received: {
      fr: `standIn: false, sans réseau et sans fichiers dans ${folders.join(", ")}`,
      en: `standIn: false, without network and without files in ${folders.join(", ")}`,
    },
    expected: { fr: `les fichiers de ${set.title}`, en: `the files of ${set.title}` },
    mend: {
      fr: "Ôtez NEURONES_OFFLINE (ou offline: true), ou donnez le dossier qui les contient par NEURONES_DATA ou directory.",
      en: "Remove NEURONES_OFFLINE (or offline: true), or name the folder that contains them in NEURONES_DATA or directory.",
    },
  });
}

/** Downloads the files that are missing in a folder, with one progress bar for all of them. */
async function downloadAll(set: RemoteSet, folder: string, { signal }: CellRun): Promise<FoundFiles> {
  const present = await filesIn(set, folder);
  const missing = set.files.filter((file) => !present.has(file));
  const total = missing.reduce((sum, { size }) => sum + size, 0);
  const bar = new ProgressBar(
    { fr: `${set.title} : téléchargement`, en: `${set.title}: downloading` },
    total,
  );
  let before = 0;
  bar.show(0);
  try {
    for (const file of missing) {
      await download(set, file, path.join(folder, file.name), {
        signal,
        onProgress: (bytes) => bar.show(before + bytes),
      });
      before += file.size;
    }
  } catch (error) {
    bar.end({ fr: `${set.title} : téléchargement inachevé`, en: `${set.title}: download not finished` });
    throw error;
  }
  bar.end({
    fr: `${set.title} : ${formatMegabytes(total)} téléchargés et vérifiés, gardés dans ${folder}`,
    en: `${set.title}: ${formatMegabytes(total)} downloaded and verified, stored in ${folder}`,
  });
  return new Map([
    ...present,
    ...missing.map((file): [RemoteFile, string] => [file, path.join(folder, file.name)]),
  ]);
}

/** True for errors of the file system. */
function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function diskError(set: RemoteSet, folder: string, error: NodeJS.ErrnoException): DataError {
  return new DataError({
    where: set.where,
    argument: folder,
    received: error.code ?? error.message,
    expected: {
      fr: "un dossier où écrire, avec assez de place",
      en: "a folder that can be written to, with enough space",
    },
    mend: {
      fr: "Faites de la place, ou nommez un autre dossier dans la variable NEURONES_DATA.",
      en: "Free some space, or name another folder in the variable NEURONES_DATA.",
    },
  });
}
