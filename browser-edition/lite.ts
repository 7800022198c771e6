/**
 * `npm run lite [-- --serve] [--quick] [--deterministic] [--data none|mnist|all] [--out FOLDER] [--instructor]
 * [--language fr|en]`: writes the course as a static site that runs in a browser, `lite/` or in English `lite-en/`, and shows
 * it.
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { readNotebook } from "../grading/notebook-file.js";
import { studentTexts } from "../grading/student-texts.js";
import { say, type Language } from "../src/language/language.js";
import { findLessons } from "../system/find-lessons.js";
import type { Layout } from "../system/layout.js";
import { SetUpError } from "../system/set-up-error.js";
import { writeLite } from "./build/write-lite.js";
import { DATA_CHOICES, writeData, type DataChoice, type WrittenSet } from "./data/write-data.js";
import { serveSite } from "./serve.js";

/** The folder of the site, by the language of the course. */
export const SITE_FOLDERS: Readonly<Record<Language, string>> = { fr: "lite", en: "lite-en" };

/** What the site holds. */
export interface EditionOptions {
  readonly quick: boolean;
  /** Whether trainings give the same bits in every browser and on every machine (`src/fast/deterministic.ts`). */
  readonly deterministic?: boolean;
  readonly instructor: boolean;
  /** The data sets that lie beside the site. */
  readonly data: DataChoice;
}

interface Request extends EditionOptions {
  readonly serve: boolean;
  readonly out: string | undefined;
}

/** Makes the site, and serves it if asked to; resolves to the exit status. */
export async function lite(layout: Layout, args: readonly string[]): Promise<number> {
  const { serve, out, ...options } = readLiteArguments(args);
  const target = path.resolve(out ?? path.join(layout.root, SITE_FOLDERS[layout.edition]));
  await refuseForeignFolder(target);
  await writeEdition(layout, target, options);
  console.log(
    say({
      fr: `neurones : le site est prêt dans ${target} : servez ce dossier par n’importe quel serveur de fichiers.`,
      en: `neurones: the site is ready in ${target}: serve this folder by any file server.`,
    }),
  );
  return serve ? await serveSite(target) : 0;
}

/** Writes the site into a folder, which is replaced. */
export async function writeEdition(
  layout: Layout,
  target: string,
  { quick, deterministic = false, instructor, data }: EditionOptions,
): Promise<void> {
  await writeLite(layout, target, {
    lessons: await lessonTexts(layout, instructor),
    environment: {
      ...(quick ? { NEURONES_QUICK: "1" } : {}),
      ...(deterministic ? { NEURONES_DETERMINISTIC: "1" } : {}),
    },
    addFiles: async (site) => tellData(await writeData(path.join(site, "data"), data)),
  });
}

/** The text of each lesson by its file name, in the student's version or the instructor's. */
export async function lessonTexts(layout: Layout, instructor: boolean): Promise<ReadonlyMap<string, string>> {
  if (!instructor) return studentTexts(layout);
  const texts = new Map<string, string>();
  for (const file of await findLessons(layout, "all")) {
    texts.set(path.basename(file), `${JSON.stringify(await readNotebook(file), null, 1)}\n`);
  }
  return texts;
}

/** Warns of data that are not the official ones. */
function tellData(sets: readonly WrittenSet[]): void {
  for (const { title } of sets.filter(({ verified }) => !verified))
    console.log(
      say({
        fr: `neurones : les fichiers de ${title} ont la bonne forme, mais ne sont pas les originaux vérifiés ; le site les contient, et ses cellules le disent.`,
        en: `neurones: the files of ${title} have the right form, but are not the verified originals; the site has them, and its cells say so.`,
      }),
    );
}

export function readLiteArguments(args: readonly string[]): Request {
  const {
    serve = false,
    quick = false,
    deterministic = false,
    instructor = false,
    data = "mnist",
    out,
  } = parse(args);
  const chosen = dataChoice(data);
  if (chosen === undefined || out === "") throw usage();
  return { serve, quick, deterministic, instructor, data: chosen, out };
}

/** The data sets that a word of the command line names. */
export function dataChoice(word: string): DataChoice | undefined {
  return DATA_CHOICES.find((choice) => choice === word);
}

function parse(args: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { serve: flag, quick: flag, deterministic: flag, instructor: flag, data: text, out: text },
    }).values;
  } catch {
    throw usage();
  }
}

/** Refuses a folder with files that are no site of this command. */
async function refuseForeignFolder(target: string): Promise<void> {
  const isFree = !existsSync(target) || existsSync(path.join(target, "jupyter-lite.json"));
  if (isFree || (await readdir(target)).length === 0) return;
  throw new SetUpError({
    fr: `Le dossier ${target} n’est pas vide, et n’est pas un site du cours : rien n’y est écrit.`,
    en: `The folder ${target} is not empty and is not a site of the course: nothing is written there.`,
  });
}

function usage(): SetUpError {
  return new SetUpError({
    fr: "Usage : npm run lite [-- --serve] [--quick] [--deterministic] [--data none|mnist|all] [--out DOSSIER] [--instructor] [--language fr|en].",
    en: "Usage: npm run lite [-- --serve] [--quick] [--deterministic] [--data none|mnist|all] [--out FOLDER] [--instructor] [--language fr|en].",
  });
}
