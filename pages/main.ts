/**
 * `npm run site [-- --quick] [--out FOLDER] [--language fr|en]`: executes the lessons and writes them as pages that
 * need no network and no server; those in English lie in the folder `en/` of the site (`editions.ts`).
 * `--with-lite [--data none|mnist|all]` adds the browser edition in the folder `lite/` beside the pages, where each
 * lesson can be executed; that part needs a server.
 *
 * `npm run docs [-- --out FOLDER]` writes only the reference of the public API, into `reference/` of the same folder.
 *
 * Executed lessons are cached in `.cache/site/`, under a digest of everything that their outputs depend on;
 * only a lesson whose digest has changed is executed again.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { dataChoice, writeEdition } from "../browser-edition/lite.js";
import type { DataChoice } from "../browser-edition/data/write-data.js";
import { readNotebook } from "../grading/notebook-file.js";
import type { Layout } from "../system/layout.js";
import { runLessons } from "../commands/lessons/run-lessons.js";
import { findLessons } from "../system/find-lessons.js";
import { replaceFolder } from "../system/replace-folder.js";
import { SetUpError } from "../system/set-up-error.js";
import { say, setLanguage } from "../src/language/language.js";
import { editionFolder, EDITION_FOLDERS, joinEditions } from "./editions.js";
import { readLesson, type Lesson } from "./lesson.js";
import { writeReference } from "./reference/reference.js";
import { REFERENCE, writeSite } from "./write-site.js";

interface Request {
  readonly quick: boolean;
  readonly out: string | undefined;
  /** The data sets of the browser edition; undefined if the site has no such edition. */
  readonly lite: DataChoice | undefined;
}

/** Makes the site; resolves to the exit status. */
export async function site(layout: Layout, args: readonly string[]): Promise<number> {
  const { quick, out, lite } = readSiteArguments(args);
  if (quick) process.env["NEURONES_QUICK"] = "1";
  const target = path.resolve(out ?? path.join(layout.root, "site"));
  if (
    out !== undefined &&
    existsSync(target) &&
    !["", ...EDITION_FOLDERS].some((folder) => existsSync(path.join(target, folder, "index.html"))) &&
    (await readdir(target)).length > 0
  ) {
    throw new SetUpError({
      fr: `Le dossier ${target} n’est pas vide, et n’est pas un site du cours : rien n’y est écrit.`,
      en: `The folder ${target} is not empty and is not a site of the course: nothing is written there.`,
    });
  }
  const engine = await digestOfEngine(layout);
  const lessons: Lesson[] = [];
  for (const file of await findLessons(layout, "all")) {
    const folder = await stateFolder(layout, file, quick, engine);
    const executed = path.join(folder, path.basename(file));
    if (!existsSync(executed)) {
      await mkdir(folder, { recursive: true });
      const status = await runLessons(layout, [file, "--out", folder]);
      if (status !== 0) {
        await rm(folder, { recursive: true, force: true });
        return status;
      }
    }
    await forgetOthers(folder);
    lessons.push(readLesson(path.basename(file, ".ipynb"), await readNotebook(executed)));
  }
  const pages = path.join(target, editionFolder(layout.edition));
  await mkdir(path.dirname(pages), { recursive: true });
  setLanguage(layout.edition);
  await writeSite(lessons, layout.root, pages, {
    writeReference: (folder) => writeReference(layout.root, folder),
    ...(lite !== undefined && {
      writeEdition: (folder) => writeEdition(layout, folder, { quick, instructor: false, data: lite }),
    }),
  });
  await joinEditions(target);
  const start = path.join(pages, "index.html");
  console.log(
    say({
      fr: `neurones : le site est prêt : ouvrez ${start} dans un navigateur.`,
      en: `neurones: the site is ready: open ${start} in a browser.`,
    }),
  );
  return 0;
}

/** Writes the reference into the site, or where the site will be; resolves to the exit status. */
export async function docs(layout: Layout, args: readonly string[]): Promise<number> {
  const { quick, out, lite } = readSiteArguments(args);
  if (quick || lite !== undefined) throw usage();
  const target = path.join(path.resolve(out ?? path.join(layout.root, "site")), REFERENCE);
  const aside = `${target}.${process.pid}.new`;
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeReference(layout.root, aside);
    await replaceFolder(target, aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  const start = path.join(target, "index.html");
  console.log(
    say({
      fr: `neurones : la référence est prête : ouvrez ${start} dans un navigateur.`,
      en: `neurones: the reference is ready: open ${start} in a browser.`,
    }),
  );
  return 0;
}

export function readSiteArguments(args: readonly string[]): Request {
  const { quick = false, out, "with-lite": withLite = false, data } = parse(args).values;
  const lite = dataChoice(data ?? "mnist");
  if (out === "" || lite === undefined || (data !== undefined && !withLite)) throw usage();
  return { quick, out, lite: withLite ? lite : undefined };
}

function parse(args: readonly string[]) {
  try {
    const [flag, text] = [{ type: "boolean" }, { type: "string" }] as const;
    const options = { quick: flag, "with-lite": flag, data: text, out: text };
    return parseArgs({ args: [...args], options });
  } catch {
    throw usage();
  }
}

function usage(): SetUpError {
  return new SetUpError({
    fr: "Usage : npm run site [-- --quick] [--with-lite [--data none|mnist|all]] [--out DOSSIER] [--language fr|en], ou npm run docs [-- --out DOSSIER].",
    en: "Usage: npm run site [-- --quick] [--with-lite [--data none|mnist|all]] [--out FOLDER] [--language fr|en], or npm run docs [-- --out FOLDER].",
  });
}

/** A digest of the compiled engine and of the variables that change how lessons run. */
async function digestOfEngine(layout: Layout): Promise<string> {
  const hash = createHash("sha256");
  for (const name of ["NEURONES_QUICK", "NEURONES_DATA", "NEURONES_OFFLINE"])
    hash.update(`${name}=${process.env[name] ?? ""}\n`);
  const compiled = path.join(layout.root, "dist", "src");
  for (const file of (await readdir(compiled, { recursive: true }))
    .filter((name) => /\.(?:js|wasm)$/.test(name))
    .sort()) {
    const { size, mtimeMs } = await stat(path.join(compiled, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** The folder of an executed lesson; its name changes with the lesson and with the digest. */
async function stateFolder(layout: Layout, lesson: string, quick: boolean, engine: string): Promise<string> {
  const digest = createHash("sha256")
    .update(await readFile(lesson))
    .update(engine)
    .digest("hex");
  const edition = layout.edition === "fr" ? "" : `${layout.edition}-`;
  return path.join(
    layout.root,
    ".cache",
    "site",
    `${edition}${path.basename(lesson, ".ipynb")}-${quick ? "quick" : "full"}-${digest.slice(0, 16)}`,
  );
}

/** Removes earlier executions of the same lesson with the same value of `quick`. */
async function forgetOthers(folder: string): Promise<void> {
  const [parent, name] = [path.dirname(folder), path.basename(folder)];
  const beginning = name.slice(0, name.lastIndexOf("-") + 1);
  for (const other of await readdir(parent)) {
    if (other !== name && other.startsWith(beginning))
      await rm(path.join(parent, other), { recursive: true, force: true });
  }
}
