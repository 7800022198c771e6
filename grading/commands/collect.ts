/**
 * `npm run collect -- FOLDER-OR-ZIP…`: copies the students' files into the course's folder, each under the
 * student's name.
 *
 * If a student handed in several files for one lesson, the newest counts. A file that is not a notebook of a
 * lesson given out is not copied, and the command says why.
 */
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { writeAside, writeIfChanged } from "../../system/write-aside.js";
import { say } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { fullNameOf, lessonOf, studentOf } from "../collect/recognise.js";
import { readZip } from "../collect/zip.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { parseNotebook, readNotebook, type Notebook } from "../notebook-file.js";

const USAGE = "npm run collect -- DOSSIER-OU-ZIP … [--course DOSSIER]";

/** A file in a folder or an archive of submissions. */
interface SourceFile {
  readonly name: string;
  readonly modified: Date;
  read(): Buffer | Promise<Buffer>;
}

interface Submission {
  readonly file: SourceFile;
  readonly student: string;
  readonly lesson: string;
  readonly content: Buffer;
}

/** Runs the command; resolves to the exit status, which is 1 if a file was left aside. */
export async function collect(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, names } = readArguments(layout, args, { usage: USAGE });
  if (names.length === 0)
    throw new SetUpError({
      fr: `Quel dossier, ou quelle archive zip ? Usage : ${USAGE}`,
      en: `Which folder or zip archive? Usage: ${USAGE}`,
    });
  const lessons = await lessonsGivenOut(course);
  const newest = new Map<string, Submission>();
  let refused = 0;
  const files = (await Promise.all(names.map(sourceFiles))).flat();
  for (const file of files) {
    const isCommon = files.filter(({ name }) => path.basename(name) === path.basename(file.name)).length > 1;
    const submission = await recognise(file, lessons, isCommon);
    if ("why" in submission) {
      refused++;
      console.error(
        say({
          fr: `laissé de côté : ${file.name} : ${submission.why}`,
          en: `left aside: ${file.name}: ${submission.why}`,
        }),
      );
      continue;
    }
    const key = `${submission.lesson}/${submission.student}`;
    const other = newest.get(key);
    if (other !== undefined)
      console.log(
        say({
          fr: `${key} : plusieurs fichiers, le plus récent compte`,
          en: `${key}: several files, the newest counts`,
        }),
      );
    if (other === undefined || other.file.modified <= file.modified) newest.set(key, submission);
  }
  await storeNames(course, [...newest.values()]);
  let changed = 0;
  for (const submission of newest.values()) changed += (await place(course, submission)) ? 1 : 0;
  console.log(
    say({
      fr: `${newest.size} copie(s) reconnue(s), dont ${changed} nouvelle(s) ou changée(s) ; ${refused} fichier(s) laissé(s) de côté.`,
      en: `${newest.size} submission(s) recognised, ${changed} of them new or changed; ${refused} file(s) left aside.`,
    }),
  );
  return refused > 0 ? 1 : 0;
}

/** The names of the graded cells of each lesson. */
async function lessonsGivenOut(course: Course): Promise<Map<string, Set<string>>> {
  const names = await course.chosenLessons([]);
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [
            name,
            new Set(roleCells(await readNotebook(course.source(name))).map(({ gradeId }) => gradeId)),
          ] as const,
      ),
    ),
  );
}

/** The notebooks in a folder or an archive; their names are paths relative to it. */
async function sourceFiles(place: string): Promise<SourceFile[]> {
  const where = path.resolve(place);
  if (!existsSync(where))
    throw new SetUpError({ fr: `« ${place} » n’existe pas.`, en: `“${place}” does not exist.` });
  if (!(await stat(where)).isDirectory()) {
    if (where.endsWith(".ipynb")) return [await fileAt(path.dirname(where), path.basename(where))];
    return readZip(await readFile(where), place).filter(({ name }) => isSubmission(name));
  }
  const files = (await readdir(where, { recursive: true })).filter(isSubmission).sort();
  return await Promise.all(files.map((name) => fileAt(where, name)));
}

async function fileAt(folder: string, name: string): Promise<SourceFile> {
  const file = path.join(folder, name);
  return { name, modified: (await stat(file)).mtime, read: () => readFile(file) };
}

/** True for notebooks, except Jupyter's checkpoints and the extra files in macOS' archives. */
function isSubmission(name: string): boolean {
  return (
    name.endsWith(".ipynb") &&
    !/(^|[\\/])(\.ipynb_checkpoints|__MACOSX)[\\/]/.test(name) &&
    !path.basename(name).startsWith("._")
  );
}

async function recognise(
  file: SourceFile,
  lessons: ReadonlyMap<string, ReadonlySet<string>>,
  isCommon: boolean,
): Promise<Submission | { readonly why: string }> {
  let notebook: Notebook;
  let content: Buffer;
  try {
    content = await file.read();
    notebook = parseNotebook(content.toString("utf8"), path.basename(file.name));
  } catch (error) {
    return {
      why:
        error instanceof Error && error.message !== ""
          ? error.message
          : say({ fr: "il est endommagé", en: "it is damaged" }),
    };
  }
  const lesson = lessonOf(notebook, file.name, lessons);
  if (lesson === undefined)
    return {
      why: say({
        fr: `ce n’est aucune des leçons distribuées (${[...lessons.keys()].join(", ")})`,
        en: `it is not one of the lessons given out (${[...lessons.keys()].join(", ")})`,
      }),
    };
  const student = studentOf(file.name, lesson, isCommon);
  if (student === undefined)
    return {
      why: say({
        fr: "le nom de l’étudiant n’y est pas : renommez le fichier en, par exemple, 03-perceptron_nom.ipynb",
        en: "the student's name is not in it: rename the file, for example, to 03-perceptron_name.ipynb",
      }),
    };
  return { file, student, lesson, content };
}

/** Stores the students' names as the files have them, for the gradebook and the table of marks. */
async function storeNames(course: Course, submissions: readonly Submission[]): Promise<void> {
  const found = submissions.flatMap(({ student, file }) => {
    const name = fullNameOf(file.name);
    return name === undefined ? [] : [[student, name] as const];
  });
  const known = await course.knownNames();
  await writeIfChanged(
    course.names,
    `${JSON.stringify({ ...known, ...Object.fromEntries(found) }, null, 2)}\n`,
  );
}

/** Writes a submission to the place where nbgrader looks for it; resolves to whether it is new or changed. */
async function place(course: Course, { file, student, lesson, content }: Submission): Promise<boolean> {
  const target = course.submitted(student, lesson);
  const present = existsSync(target) ? await readFile(target) : undefined;
  if (present?.equals(content)) return false;
  await writeAside(target, content);
  await writeIfChanged(
    path.join(path.dirname(target), "timestamp.txt"),
    `${file.modified
      .toISOString()
      .replace("T", " ")
      .replace(/\.\d+Z$/, " UTC")}\n`,
  );
  return true;
}
