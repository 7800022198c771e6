/**
 * All files in a folder, an archive, or archives in these: each with its content, or with the reason why it is left aside.
 *
 * Students choose the names and contents. Links are not followed, outside archives too, since a link may lead to the
 * instructor's files; a file is opened once, and what was opened is what is read.
 */
import { constants } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import path from "node:path";
import { verbatim, type Sentence } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import { missingFile } from "../missing-file.js";
import { LARGEST_FILE, TOO_LARGE } from "../notebook-file.js";
import { readZip, type ZipEntry } from "./zip.js";

/** A file that may be a notebook. */
export interface SourceFile {
  /** Its path, relative to the folder or archive that was named. */
  readonly name: string;
  readonly modified: Date;
  /** Who handed it in, where that is known, with the secret by which nbgrader gives feedback back. */
  readonly handedIn?: { readonly student: string; readonly secret: string };
  /** Throws an error if the file cannot be read. */
  read(): Promise<Buffer>;
}

/** A file that is left aside. */
export interface LeftFile {
  readonly name: string;
  readonly why: Sentence;
  /** True for files that programs write by themselves, and no student hands in. */
  readonly isByproduct?: true;
}

/** Limits of an archive that a student hands in: its bytes, those of its files, their number, and archives around it. */
const LARGEST_INNER = 64 * 2 ** 20;
const LARGEST_UNPACKED = 512 * 2 ** 20;
const MOST_INNER = 500;
const DEEPEST = 3;

const MAY_BE_NOTEBOOK = /\.(?:ipynb|json|txt)$/i;
const ARCHIVE = /\.zip$/i;
const BYPRODUCT =
  /(?:^|[\\/])(?:(?:\.ipynb_checkpoints|__MACOSX)[\\/].*|\._[^\\/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

const LINK: Sentence = {
  fr: "c’est un lien symbolique, qui n’est pas suivi",
  en: "it is a symbolic link, which is not followed",
};

const ARCHIVE_TOO_LARGE: Sentence = {
  fr: "cette archive est trop grande, ou trop loin dans d’autres : dépaquetez-la",
  en: "this archive is too large, or too deep in others: unpack it",
};

/** Why a file with this name is not read. */
function reasonFor(name: string): Sentence {
  if (/onlinetext[^\\/]*\.html?$/i.test(name))
    return {
      fr: "c’est un texte saisi en ligne : à lire et à noter à la main",
      en: "it is a text typed online: read and mark it by hand",
    };
  if (/\.(?:rar|7z|tar|t?gz|bz2|xz)$/i.test(name))
    return {
      fr: "cette sorte d’archive n’est pas lue : dépaquetez-la, puis donnez le dossier à collect",
      en: "this kind of archive is not read: unpack it, then give the folder to collect",
    };
  if (/\.(?:pdf|html?|docx?|odt|png|jpe?g)$/i.test(name))
    return {
      fr: "c’est une page ou une image, pas le notebook : demandez le fichier .ipynb",
      en: "it is a page or a picture, not the notebook: ask for the .ipynb file",
    };
  return { fr: "ce n’est pas un notebook (.ipynb)", en: "it is not a notebook (.ipynb)" };
}

/** All files of a folder, or of a file. Throws `SetUpError` if it does not exist. */
export async function filesIn(place: string): Promise<(SourceFile | LeftFile)[]> {
  // The instructor's own word may be a link; what lies in the folder may not.
  const where = await realpath(path.resolve(place)).catch(() => {
    throw missingFile(place);
  });
  const status = await lstat(where);
  if (status.isDirectory()) return await inFolder(where, "");
  const name = path.basename(where);
  const file = onDisk(where, name, status.mtime);
  return ARCHIVE.test(name) ? await inArchive(file, "", 0) : sorted(file);
}

async function inFolder(root: string, folder: string): Promise<(SourceFile | LeftFile)[]> {
  const found: (SourceFile | LeftFile)[] = [];
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.join(folder, entry.name);
    const where = path.join(root, name);
    if (entry.isSymbolicLink()) found.push({ name, why: LINK });
    else if (entry.isDirectory()) found.push(...(await inFolder(root, name)));
    else {
      const { mtime, size } = await lstat(where);
      const file = onDisk(where, name, mtime);
      found.push(...(await classified(file, size, 0)));
    }
  }
  return found;
}

/** The file, or the files in it if it is an archive; `depth` is the number of archives around it. */
async function classified(file: SourceFile, size: number, depth: number): Promise<(SourceFile | LeftFile)[]> {
  const { name } = file;
  if (BYPRODUCT.test(name) || !ARCHIVE.test(name)) return sorted(file);
  if (depth >= DEEPEST || size > LARGEST_INNER) return [{ name, why: ARCHIVE_TOO_LARGE }];
  return await inArchive(file, `${name}/`, depth + 1);
}

function sorted(file: SourceFile): (SourceFile | LeftFile)[] {
  const { name } = file;
  if (BYPRODUCT.test(name))
    return [
      {
        name,
        why: { fr: "un programme l’a écrit de lui-même", en: "a program wrote it by itself" },
        isByproduct: true,
      },
    ];
  return MAY_BE_NOTEBOOK.test(name) ? [file] : [{ name, why: reasonFor(name) }];
}

/** The files in an archive; a class's own archive, of depth 0, may be larger than one that a student hands in. */
async function inArchive(
  archive: SourceFile,
  prefix: string,
  depth: number,
): Promise<(SourceFile | LeftFile)[]> {
  let entries: ZipEntry[];
  try {
    entries = readZip(await archive.read(), archive.name);
  } catch (error) {
    return [{ name: archive.name, why: reasonOf(error) }];
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (depth > 0 && (entries.length > MOST_INNER || size > LARGEST_UNPACKED))
    return [{ name: archive.name, why: ARCHIVE_TOO_LARGE }];
  const found: (SourceFile | LeftFile)[] = [];
  for (const [i, entry] of entries.entries()) {
    const { modified, isLink } = entry;
    const read = depth === 0 ? () => Promise.resolve().then(() => entry.read()) : unpackedAnew(archive, i);
    const file = { name: `${prefix}${entry.name}`, modified, read };
    found.push(...(isLink ? [{ name: file.name, why: LINK }] : await classified(file, entry.size, depth)));
  }
  return found;
}

/** Reads a file of an archive that is unpacked again for each of its files, and so is not kept in memory. */
function unpackedAnew(archive: SourceFile, place: number): () => Promise<Buffer> {
  return async () => readZip(await archive.read(), archive.name)[place].read();
}

/** A file on the disk. It is opened once, not through a link, and read only if it is an ordinary file. */
function onDisk(where: string, name: string, modified: Date): SourceFile {
  const read = async (): Promise<Buffer> => {
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = await open(where, flags);
    try {
      const status = await file.stat();
      if (!status.isFile())
        throw new SetUpError({ fr: "ce n’est pas un fichier ordinaire", en: "it is not an ordinary file" });
      if (!ARCHIVE.test(name) && status.size > LARGEST_FILE) throw new SetUpError(TOO_LARGE);
      return await file.readFile();
    } finally {
      await file.close();
    }
  };
  return { name, modified, read };
}

/** Why a file could not be read. */
export function reasonOf(error: unknown): Sentence {
  if (error instanceof SetUpError) return { fr: verbatim(error.message), en: verbatim(error.message) };
  return { fr: "il est endommagé, ou trop grand", en: "it is damaged, or too large" };
}
