/**
 * The editions of the course on one site: French pages stand at its root, those of another language in a folder with
 * the language's name. Each page has a link to the same page of the other edition, hidden until that page exists.
 */
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { language, LANGUAGE_NAMES, LANGUAGES, type Language } from "../src/language/language.js";

/** The folder of an edition inside the site; empty for the edition at the root. */
export function editionFolder(edition: Language): string {
  return edition === "fr" ? "" : edition;
}

/** The folders of the editions that do not stand at the root. */
export const EDITION_FOLDERS: readonly string[] = LANGUAGES.map(editionFolder).filter(
  (folder) => folder !== "",
);

const address = (from: Language, to: Language, file: string): string =>
  path.posix.join(path.posix.relative(editionFolder(from), ""), editionFolder(to), file);

/** The links of a page to itself in the other languages. */
export function switchHtml(file: string): string {
  const links = LANGUAGES.filter((other) => other !== language()).map(
    (other) =>
      `<a class="language" lang="${other}" hreflang="${other}" data-page="${address(language(), other, file)}" hidden>${LANGUAGE_NAMES[other]}</a>`,
  );
  return links.join("");
}

const SWITCH = /(<a class="language"[^>]*? data-page="([^"]*)")(?: hidden| href="[^"]*")/g;

/** Shows the links whose pages exist on this site, and hides the others. */
export async function joinEditions(site: string): Promise<void> {
  for (const edition of LANGUAGES) {
    const folder = path.join(site, editionFolder(edition));
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith(".html"))) {
      const page = path.join(folder, file);
      const text = await readFile(page, "utf8");
      const joined = text.replace(SWITCH, (_, link: string, target: string) =>
        existsSync(path.join(folder, target)) ? `${link} href="${target}"` : `${link} hidden`,
      );
      if (joined !== text) await writeFile(page, joined);
    }
  }
}
