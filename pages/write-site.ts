/** All files of the site, written beside its place first: a site is there whole, the old one or the new one. */
import { createRequire } from "node:module";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeNotebook } from "../grading/notebook-file.js";
import type { Lesson } from "./lesson.js";
import { lessonPage, startPage } from "./page.js";
import { searchIndex } from "./search-index.js";

const resolve = createRequire(import.meta.url).resolve;

/** @param root of the clone, where the style sheet lies */
export async function writeSite(lessons: readonly Lesson[], root: string, target: string): Promise<void> {
  const aside = `${target}.${process.pid}.new`;
  await rm(aside, { recursive: true, force: true });
  try {
    for (const folder of ["assets/katex/fonts", "notebooks"])
      await mkdir(path.join(aside, folder), { recursive: true });
    await writeFile(path.join(aside, "index.html"), startPage(lessons));
    for (const [at, lesson] of lessons.entries()) {
      await writeFile(path.join(aside, `${lesson.name}.html`), lessonPage(lessons, at));
      await writeFile(path.join(aside, "notebooks", `${lesson.name}.ipynb`), writeNotebook(lesson.notebook));
    }
    await writeAssets(lessons, root, path.join(aside, "assets"));
    await replace(target, aside);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

async function writeAssets(lessons: readonly Lesson[], root: string, assets: string): Promise<void> {
  await writeFile(path.join(assets, "search-index.js"), searchIndex(lessons));
  await cp(path.join(root, "pages", "assets", "site.css"), path.join(assets, "site.css"));
  // The compiler marks every file of this package as a module; this one is loaded as a script.
  const script = await readFile(new URL("./browser/site.js", import.meta.url), "utf8");
  await writeFile(
    path.join(assets, "site.js"),
    script.replace(/^export \{\};$/m, "").replace(/^\/\/# sourceMappingURL.*$/m, ""),
  );
  await cp(resolve("plotly.js-dist/plotly.js"), path.join(assets, "plotly.js"));
  const katex = path.dirname(resolve("katex/dist/katex.min.css"));
  // Browsers of today all read woff2; the style sheet names older forms after it.
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

async function replace(target: string, aside: string): Promise<void> {
  const old = `${target}.${process.pid}.old`;
  const isThere = await rename(target, old).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
  try {
    await rename(aside, target);
  } catch (error) {
    if (isThere) await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
