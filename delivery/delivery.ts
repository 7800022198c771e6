/**
 * How a lesson reaches the place where a student works, a folder or a browser's storage: a file that the student
 * has changed is never overwritten; a newer version of the lesson is written beside it.
 */
import type { Language } from "../src/language/language.js";

/** The place where a student works. */
export interface WorkPlace {
  /** The digest of a file's present content; undefined if there is no such file. */
  digestOf(name: string): Promise<string | undefined>;
  write(name: string, content: string): Promise<void>;
}

/** The digest of each file as it was delivered. If a file has another digest now, the student has changed it. */
export type Delivered = Record<string, string>;

/** A lesson that was written. */
export interface Delivery {
  readonly file: string;
  /** True if it lies beside an older version that the student has changed. */
  readonly beside: boolean;
}

/**
 * Writes a lesson under the first of its names whose file is absent or unchanged, unless this version was
 * delivered before.
 * @param digest    the digest of `content`
 * @param language  the language of the lesson
 */
export async function deliver(
  place: WorkPlace,
  lesson: string,
  { content, digest }: { readonly content: string; readonly digest: string },
  delivered: Delivered,
  language: Language,
): Promise<Delivery | undefined> {
  for (let version = 0; ; version++) {
    const name = nameOf(lesson, version, language);
    const present = await place.digestOf(name);
    if (present !== undefined) {
      const isUnchanged = delivered[name] === digest || present === digest;
      if (isUnchanged) {
        delivered[name] = digest;
        return undefined;
      }
      if (present !== delivered[name]) continue;
    }
    await place.write(name, content);
    delivered[name] = digest;
    return { file: name, beside: version > 0 };
  }
}

/** What stands in the name of a file beside the student's own. */
const NEW_VERSION: Readonly<Record<Language, string>> = { fr: "nouvelle version", en: "new version" };

/**
 * `03-perceptron.ipynb`, then `03-perceptron (nouvelle version).ipynb`, then `… (nouvelle version 2).ipynb`.
 */
function nameOf(lesson: string, version: number, language: Language): string {
  if (version === 0) return `${lesson}.ipynb`;
  return `${lesson} (${NEW_VERSION[language]}${version === 1 ? "" : ` ${version}`}).ipynb`;
}
