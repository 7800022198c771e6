/** What an entry of an archive may be: an ordinary file or a folder, inside the archive's own folder, named once. */
import type { Header } from "tar-stream";
import { formatNumber, say, type Sentence } from "../../language/language.js";

/** Why an archive is refused. */
export class ArchiveError extends Error {
  override name = "ArchiveError";

  constructor(reason: Sentence) {
    super(say(reason));
  }
}

/** More entries than any archive of the course has: the reviews of IMDB are 100,000 files. */
const MOST_ENTRIES = 200_000;

/** The entry's path, normalised, once it has been found harmless. `names` are those met so far. */
export function checkEntry({ name, type }: Pick<Header, "name" | "type">, names: Set<string>): string {
  if (type !== "file" && type !== "directory") {
    throw new ArchiveError({
      fr: `« ${name} » n’est ni un fichier ni un dossier (${type})`,
      en: `“${name}” is neither a file nor a folder (${type})`,
    });
  }
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  // Backslashes and colons lead out of the folder on Windows, and no archive of the course has a control character in a name.
  const climbs =
    name.startsWith("/") ||
    parts.includes("..") ||
    [...name].some((letter) => letter < " " || letter === "\\" || letter === ":");
  if (climbs || (parts.length === 0 && type === "file")) {
    throw new ArchiveError({
      fr: `le chemin « ${name} » sort de son dossier, ou n’en est pas un`,
      en: `the path “${name}” leads out of its folder, or is none`,
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

/** The entry's size, if a file of this name can have it. */
export function checkSize({ name, size }: Pick<Header, "name" | "size">, most: number): number {
  if (size <= most) return size;
  throw new ArchiveError({
    fr: `« ${name} » aurait ${formatNumber(size)} octets, plus que les ${formatNumber(most)} possibles`,
    en: `“${name}” would have ${formatNumber(size)} bytes, more than the ${formatNumber(most)} possible`,
  });
}
