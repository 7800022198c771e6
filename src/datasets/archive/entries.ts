/**
 * Checks the entries of an archive: only ordinary files and folders with unique paths inside the archive's
 * folder are allowed.
 */
import type { Header } from "tar-stream";
import { formatNumber, say, type Sentence } from "../../language/language.js";

/** Thrown for an entry that is not allowed. */
export class ArchiveError extends Error {
  override name = "ArchiveError";

  constructor(reason: Sentence) {
    super(say(reason));
  }
}

/** The maximal number of entries; the reviews of IMDB, the largest archive, are 100,000 files. */
const MOST_ENTRIES = 200_000;

/**
 * Checks an entry's path and type, and returns the normalised path. `names` collects the paths of all files
 * so far.
 */
export function checkEntry({ name, type }: Pick<Header, "name" | "type">, names: Set<string>): string {
  if (type !== "file" && type !== "directory") {
    throw new ArchiveError({
      fr: `« ${name} » n’est ni un fichier ni un dossier (${type})`,
      en: `“${name}” is neither a file nor a folder (${type})`,
    });
  }
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  // On Windows, backslashes and colons can lead out of the folder. Control characters occur in no archive of
  // the course.
  const climbs =
    name.startsWith("/") ||
    parts.includes("..") ||
    [...name].some((letter) => letter < " " || letter === "\\" || letter === ":");
  if (climbs || (parts.length === 0 && type === "file")) {
    throw new ArchiveError({
      fr: `le chemin « ${name} » sort de son dossier, ou n’en est pas un`,
      en: `the path “${name}” leads out of its folder, or is not a path`,
    });
  }
  const path = parts.join("/");
  if (type === "file" && names.has(path))
    throw new ArchiveError({ fr: `« ${path} » s’y trouve deux fois`, en: `“${path}” is in it twice` });
  if (type === "file") names.add(path);
  if (names.size > MOST_ENTRIES)
    throw new ArchiveError({
      fr: `plus de ${formatNumber(MOST_ENTRIES)} fichiers`,
      en: `more than ${formatNumber(MOST_ENTRIES)} files`,
    });
  return path;
}

/** Checks an entry's size against the maximum, and returns it. */
export function checkSize({ name, size }: Pick<Header, "name" | "size">, most: number): number {
  if (size <= most) return size;
  throw new ArchiveError({
    fr: `« ${name} » aurait ${formatNumber(size)} octets, plus que les ${formatNumber(most)} possibles`,
    en: `“${name}” would have ${formatNumber(size)} bytes, more than the ${formatNumber(most)} possible`,
  });
}
