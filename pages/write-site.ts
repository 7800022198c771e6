/**
 * Writes all files of the site into a folder beside its place, and then renames it: a site is always
 * complete.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeNotebook } from "../grading/notebook-file.js";
import { replaceFolder } from "../system/replace-folder.js";
import type { Lesson } from "./lesson.js";
import { EDITION_FOLDERS } from "./editions.js";
import { openingPicture } from "./opening.js";
import { EDITION, emblemFile, lessonPage, sheetFile, sheetPage, startPage } from "./page.js";
import { asScript, stillPicture } from "./outputs.js";
import { playgroundScript } from "./playground.js";

/** The folder of the reference inside the site. */
export const REFERENCE = "reference";

/** Parts that a site may have besides the lessons; each writes a folder of it. */
export interface OtherParts {
  /** Writes the reference of the public API. */
  readonly writeReference?: (folder: string) => Promise<void>;
  /** Writes the browser edition, to which each lesson's page then links. */
  readonly writeEdition?: (folder: string) => Promise<void>;
}

const resolve = createRequire(import.meta.url).resolve;

/** @param root the clone, which has the style sheet */
export async function writeSite(
  lessons: readonly Lesson[],
  root: string,
  target: string,
  { writeReference, writeEdition }: OtherParts = {},
): Promise<void> {
  const aside = `${target}.${process.pid}.new`;
  await rm(aside, { recursive: true, force: true });
  try {
    for (const folder of ["assets/katex/fonts", "assets/cards", "notebooks"])
      await mkdir(path.join(aside, folder), { recursive: true });
    const has = { reference: writeReference !== undefined, edition: writeEdition !== undefined };
    await writeFile(path.join(aside, "index.html"), startPage(lessons, has, await openingPicture()));
    for (const [at, lesson] of lessons.entries()) {
      await writeFile(path.join(aside, `${lesson.name}.html`), lessonPage(lessons, at, has));
      if (lesson.sheet !== undefined) await writeFile(path.join(aside, sheetFile(lesson)), sheetPage(lesson));
      await writeFile(path.join(aside, "notebooks", `${lesson.name}.ipynb`), writeNotebook(lesson.notebook));
    }
    await writeAssets(lessons, root, path.join(aside, "assets"));
    await writeReference?.(path.join(aside, REFERENCE));
    await writeEdition?.(path.join(aside, EDITION));
    // Pages of another edition, which stand inside this folder, stay.
    for (const folder of EDITION_FOLDERS) {
      const edition = path.join(target, folder);
      if (existsSync(path.join(edition, "index.html"))) await rename(edition, path.join(aside, folder));
    }
    await replaceFolder(target, aside);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

async function writeAssets(lessons: readonly Lesson[], root: string, assets: string): Promise<void> {
  await writeFile(path.join(assets, "search-index.js"), searchIndex(lessons));
  await writeFile(path.join(assets, "playground.js"), await playgroundScript(root));
  for (const lesson of lessons) {
    const file = emblemFile(lesson);
    const picture = lesson.emblem && stillPicture(lesson.emblem);
    if (file === undefined || picture === undefined) continue;
    await writeFile(
      path.join(assets, file),
      picture.content,
      picture.type === "image/png" ? "base64" : "utf8",
    );
  }
  await cp(path.join(root, "pages", "assets", "site.css"), path.join(assets, "site.css"));
  // The compiler marks every file of this package as a module, but pages load this one as a script.
  const script = await readFile(new URL("./browser/site.js", import.meta.url), "utf8");
  await writeFile(
    path.join(assets, "site.js"),
    script.replace(/^export \{\};$/m, "").replace(/^\/\/# sourceMappingURL.*$/m, ""),
  );
  await cp(resolve("plotly.js-dist/plotly.js"), path.join(assets, "plotly.js"));
  const katex = path.dirname(resolve("katex/dist/katex.min.css"));
  // All current browsers read woff2; the older formats that the style sheet names after it are left out.
  const style = await readFile(path.join(katex, "katex.min.css"), "utf8");
  await writeFile(
    path.join(assets, "katex", "katex.min.css"),
    style.replace(/,url\([^)]*\) format\("(?:woff|truetype)"\)/g, ""),
  );
  await cp(path.join(katex, "fonts"), path.join(assets, "katex", "fonts"), {
    recursive: true,
    filter: (file) => !/\.(?:ttf|woff)$/.test(file),
  });
}

/** A passage in the list that `browser/site.ts` searches. */
interface IndexedPassage {
  readonly address: string;
  readonly lesson: string;
  readonly title: string;
  readonly text: string;
}

/**
 * A script that sets `neuronesPassages`; a script, since a page that is opened from a disk may not fetch a
 * file.
 */
function searchIndex(lessons: readonly Lesson[]): string {
  const passages = lessons.flatMap(({ name, title: lesson, passages }) =>
    passages.map(({ anchor, title, text }): IndexedPassage => ({
      address: `${name}.html#${anchor}`,
      lesson,
      title,
      text: text.replace(/\s+/g, " ").trim(),
    })),
  );
  return `globalThis.neuronesPassages = ${asScript(passages)};\n`;
}
