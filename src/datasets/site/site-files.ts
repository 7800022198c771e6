/**
 * Reads the files of a data set that lie beside the page: from those that the browser keeps, or from the site,
 * with a progress bar. Every file is verified whenever it is read.
 */
import { ArgumentError, DataError } from "../../errors/errors.js";
import { dataAddress } from "../../host/data-address.js";
import { notebook, type CellRun } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import type { Found } from "../files/found.js";
import { formatMegabytes, ProgressBar } from "../files/progress-bar.js";
import type { DataSetOptions, RemoteSet } from "../files/remote-set.js";
import { fetchFile, fetchManifest } from "./fetch-file.js";
import { forget, isKept, keep, kept } from "./keep.js";
import type { SiteFile } from "./manifest.js";
import { canVerify, sha256 } from "./sha256.js";
import { SiteError } from "./site-error.js";

/** A file of a set, with its bytes. */
export interface ReadFile {
  readonly file: SiteFile;
  readonly bytes: Uint8Array;
  /** Its address. */
  readonly place: string;
}

/**
 * Reads the files of a set one after the other, and gives each to `read`, whose results are returned.
 * @throws ArgumentError for a directory, which a page cannot read
 * @throws DataError if the files cannot be had and `standIn` is false
 */
export async function readFromSite<T>(
  set: RemoteSet,
  { directory, offline = false, standIn }: DataSetOptions,
  read: (file: ReadFile) => T | Promise<T>,
): Promise<Found<T[]>> {
  if (directory !== undefined) throw noDirectory(set, directory);
  const run = notebook().currentRun();
  try {
    return { contents: await readAll(set, offline, run, read) };
  } catch (error) {
    run.throwIfInterrupted();
    if (!(error instanceof SiteError)) throw error;
    if (standIn === false) throw unavailable(set, error.message);
    return { reason: error.message };
  }
}

async function readAll<T>(
  set: RemoteSet,
  offline: boolean,
  run: CellRun,
  read: (file: ReadFile) => T | Promise<T>,
): Promise<T[]> {
  if (!canVerify())
    throw new SiteError({
      fr: "cette page n’est pas servie en https://, et le navigateur ne peut donc pas vérifier les fichiers",
      en: "this page is not served by https://, so the browser cannot verify the files",
    });
  const folder = dataAddress();
  const files = (await fetchManifest(folder, offline, run.signal)).sets[set.folder];
  if (files === undefined)
    throw new SiteError({
      fr: `ce site a été publié sans les fichiers de ${set.title}`,
      en: `this site was published without the files of ${set.title}`,
    });
  const total = files.reduce((sum, { size }) => sum + size, 0);
  // Kept files are read at once, and show no bar.
  const bar = new ProgressBar({ fr: `${set.title} : chargement`, en: `${set.title}: loading` }, total, 200);
  const results: T[] = [];
  let before = 0;
  let areKept = true;
  try {
    for (const file of files) {
      const place = new URL(file.path, folder).href;
      const onProgress = (bytes: number) => bar.show(before + bytes);
      const bytes = await obtainFile(file, place, { offline, signal: run.signal, onProgress });
      areKept = (await keepFile(set, file, place, bytes)) && areKept;
      before += file.size;
      results.push(await read({ file, bytes, place }));
      run.throwIfInterrupted();
    }
  } catch (error) {
    bar.end({ fr: `${set.title} : chargement inachevé`, en: `${set.title}: loading not finished` });
    throw error;
  }
  const size = formatMegabytes(total);
  bar.end({
    fr: `${set.title} : ${size} chargés et vérifiés${areKept ? ", gardés dans ce navigateur" : ""}`,
    en: `${set.title}: ${size} loaded and verified${areKept ? ", kept in this browser" : ""}`,
  });
  return results;
}

interface ObtainOptions {
  readonly offline: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
}

/** The bytes of a file, verified. A kept file that is damaged is fetched again. */
async function obtainFile(file: SiteFile, place: string, options: ObtainOptions): Promise<Uint8Array> {
  const { offline, signal, onProgress } = options;
  const present = await kept(place, file.sha256);
  if (present !== undefined) {
    if (present.length === file.size && (await sha256(present)) === file.sha256) return present;
    await forget(place);
  }
  if (offline) throw notKept();
  return fetchFile(file, place, { signal, onProgress });
}

function notKept(): SiteError {
  return new SiteError({
    fr: "le réseau n’est pas permis, et ce navigateur ne garde pas ses fichiers",
    en: "the network is not allowed, and this browser does not keep its files",
  });
}

/** Keeps a file that was fetched; where the browser has no room, the learner is told. */
async function keepFile(set: RemoteSet, file: SiteFile, place: string, bytes: Uint8Array): Promise<boolean> {
  try {
    if (!(await isKept(place, file.sha256))) await keep(place, file.sha256, bytes);
    return await isKept(place, file.sha256);
  } catch (error) {
    const reason = error instanceof Error ? error.name : String(error);
    notebook().warn(
      say({
        fr: `${set.title} : ce navigateur n’a pas la place de garder ${formatMegabytes(file.size)} (${reason}) ; les fichiers seront chargés de nouveau la prochaine fois. Pour faire de la place, effacez les données d’autres sites.`,
        en: `${set.title}: this browser has no room to keep ${formatMegabytes(file.size)} (${reason}); the files will be loaded again next time. To make room, clear the data of other sites.`,
      }),
    );
    return false;
  }
}

function noDirectory({ where }: RemoteSet, directory: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "directory",
    received: directory,
    expected: { fr: "aucun dossier, dans un navigateur", en: "no folder, in a browser" },
    mend: {
      fr: "Ôtez l’option directory : les données sont à côté de la page.",
      en: "Leave the option directory out: the data lie beside the page.",
    },
  });
}

function unavailable({ where, title }: RemoteSet, reason: string): DataError {
  return new DataError({
    where,
    argument: "standIn",
    received: { fr: `standIn: false, et ${reason}`, en: `standIn: false, and ${reason}` },
    expected: { fr: `les fichiers de ${title}`, en: `the files of ${title}` },
    mend: {
      fr: "Vérifiez la connexion et rechargez la page ; ou ôtez standIn, et des données dessinées les remplacent.",
      en: "Check the connection and reload the page; or leave standIn out, and drawn data replace them.",
    },
  });
}
