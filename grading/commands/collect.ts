/**
 * `npm run collect -- FOLDER-OR-ZIP…`: takes the students' files into the course's folder, each under the
 * student's name; `npm run collect -- --exchange` takes what they have handed in from JupyterLab's own menu.
 *
 * Every file is named: it is taken, or left aside with the reason. If a student handed in several files for one lesson,
 * the newest counts, whenever it was collected. What is taken is a plain notebook (`collect/normalise.ts`).
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { writeIfChanged } from "../../system/write-aside.js";
import { say, type Sentence } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { filesIn, reasonOf, type LeftFile, type SourceFile } from "../collect/files.js";
import { Reader } from "../collect/reader.js";
import { filesInExchange, SECRET } from "../collect/exchange.js";
import { readClassList } from "../collect/class-list.js";
import { fullNameOf, identifier, lessonOf } from "../collect/recognise.js";
import { whoseFiles, type Whose } from "../collect/whose.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { parseNotebook, readNotebook } from "../notebook-file.js";

const USAGE = "npm run collect -- DOSSIER-OU-ZIP … | --exchange [--class LISTE.csv] [--course DOSSIER]";

/** A notebook of a lesson given out; its plain text lies in a file of its own until the command knows whose it is. */
interface Recognised {
  readonly file: SourceFile;
  readonly lesson: string;
  readonly text: string;
}

interface Submission extends Recognised {
  readonly student: string;
}

/** Runs the command; resolves to the exit status, which is 1 if a file was left aside. */
export async function collect(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, names, values, flags } = readArguments(layout, args, {
    ...{ usage: USAGE, values: ["class"], flags: ["exchange"] },
  });
  const takesExchange = flags.has("exchange");
  if (names.length === 0 && !takesExchange)
    throw new SetUpError({
      fr: `Quel dossier, ou quelle archive zip ? Usage : ${USAGE}`,
      en: `Which folder or zip archive? Usage: ${USAGE}`,
    });
  const lessons = await lessonsGivenOut(course);
  const list = values.get("class");
  if (list !== undefined) await takeClassList(course, list);
  const files = (await Promise.all(names.map(filesIn))).flat();
  if (takesExchange) files.push(...(await filesInExchange(course)));
  const left = files.filter((file): file is LeftFile => "why" in file);
  const aside = course.path("collected.part");
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  try {
    const recognised: Recognised[] = [];
    const reader = new Reader();
    try {
      for (const file of files) {
        if ("why" in file) continue;
        const found = await recognise(file, lessons, reader, path.join(aside, `${recognised.length}.ipynb`));
        if ("why" in found) left.push(found);
        else recognised.push(found);
      }
    } finally {
      reader.close();
    }
    const taken = await submissionsOf(course, recognised, left);
    for (const { name, why, isByproduct } of left)
      console.error(
        isByproduct
          ? say({ fr: `ignoré : ${name} : ${why.fr}`, en: `ignored: ${name}: ${why.en}` })
          : say({ fr: `laissé de côté : ${name} : ${why.fr}`, en: `left aside: ${name}: ${why.en}` }),
      );
    await storeNames(course, taken);
    await tellMissing(course, taken);
    let changed = 0;
    for (const submission of taken) changed += (await place(course, submission)) ? 1 : 0;
    const refused = left.filter(({ isByproduct }) => isByproduct !== true).length;
    console.log(
      say({
        fr: `${taken.length} copie(s) reconnue(s), dont ${changed} nouvelle(s) ou changée(s) ; ${refused} fichier(s) laissé(s) de côté.`,
        en: `${taken.length} submission(s) recognised, ${changed} of them new or changed; ${refused} file(s) left aside.`,
      }),
    );
    return refused > 0 ? 1 : 0;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** The newest file of each student for each lesson; adds the other ones to `left`, with the reason. */
async function submissionsOf(
  course: Course,
  recognised: readonly Recognised[],
  left: LeftFile[],
): Promise<Submission[]> {
  const known = await readdir(course.path("submitted")).catch(() => []);
  const whose = whoseFiles(
    recognised.map(({ file, lesson }) => ({ name: file.name, lesson })),
    known,
    await course.knownNames(),
    await course.members(),
  );
  const newest = new Map<string, Submission>();
  for (const [i, found] of recognised.entries()) {
    const { handedIn } = found.file;
    const answer: Whose = handedIn === undefined ? whose[i] : { student: handedIn.student };
    if ("why" in answer) {
      left.push({ name: found.file.name, why: answer.why });
      continue;
    }
    const submission = { ...found, student: answer.student };
    if (answer.isUnlisted)
      console.log(
        say({
          fr: `${found.file.name} : ${answer.student} n’est pas dans la liste de la classe`,
          en: `${found.file.name}: ${answer.student} is not in the class list`,
        }),
      );
    if (answer.isMatched)
      console.log(
        say({
          fr: `${found.file.name} : pris pour ${answer.student}, qui a le même nom. Est-ce la même personne ?`,
          en: `${found.file.name}: taken for ${answer.student}, who has the same name. Is it the same person?`,
        }),
      );
    const key = `${submission.student}/${submission.lesson}`;
    const other = newest.get(key);
    const isNewer = other === undefined || other.file.modified <= submission.file.modified;
    const older = isNewer ? other : submission;
    if (older !== undefined)
      left.push(replaced(older.file, isNewer ? submission.file.name : other!.file.name));
    if (isNewer) newest.set(key, submission);
  }
  const taken: Submission[] = [];
  for (const submission of newest.values()) {
    const before = await collectedAt(course, submission);
    if (before !== undefined && submission.file.modified.getTime() < before - CLOCK)
      left.push(replaced(submission.file, course.submitted(submission.student, submission.lesson)));
    else taken.push(submission);
  }
  return taken;
}

function replaced(file: SourceFile, by: string): LeftFile {
  return {
    name: file.name,
    why: {
      fr: `un fichier plus récent du même étudiant compte (plusieurs fichiers, le plus récent compte) : ${by}`,
      en: `a newer file of the same student counts (several files, the newest counts): ${by}`,
    },
    isByproduct: true,
  };
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

/** Recognises a file and writes its plain text to `aside`. */
async function recognise(
  file: SourceFile,
  lessons: ReadonlyMap<string, ReadonlySet<string>>,
  reader: Reader,
  aside: string,
): Promise<Recognised | LeftFile> {
  const { name } = file;
  let content: Buffer;
  try {
    content = await file.read();
  } catch (error) {
    return { name, why: reasonOf(error) };
  }
  const read = await reader.read(content);
  if ("refused" in read)
    return {
      name,
      why: {
        fr: `ce n’est pas un notebook lisible : ${read.refused.fr}`,
        en: `it is not a readable notebook: ${read.refused.en}`,
      },
    };
  const lesson = lessonOf(parseNotebook(read.text, path.basename(name)), name, lessons);
  if (lesson === undefined) return { name, why: otherLesson([...lessons.keys()]) };
  await writeFile(aside, read.text);
  return { file, lesson, text: aside };
}

function otherLesson(lessons: readonly string[]): Sentence {
  return {
    fr: `ce n’est aucune des leçons distribuées (${lessons.join(", ")})`,
    en: `it is not one of the lessons given out (${lessons.join(", ")})`,
  };
}

/** Stores the list of the class, for this and later commands. */
async function takeClassList(course: Course, file: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new SetUpError({ fr: `« ${file} » n’existe pas.`, en: `“${file}” does not exist.` });
  });
  const names = Object.entries(await course.knownNames());
  const known = new Map(names.map(([student, name]) => [identifier(name), student]));
  await writeIfChanged(course.classList, `${JSON.stringify(readClassList(text, known), null, 2)}\n`);
}

/** Says who of the class has handed in nothing for the lessons of this collection. */
async function tellMissing(course: Course, taken: readonly Submission[]): Promise<void> {
  const members = await course.members();
  for (const lesson of new Set(taken.map((submission) => submission.lesson))) {
    const present = new Set([
      ...(await course.students(lesson)),
      ...taken.flatMap((submission) => (submission.lesson === lesson ? [submission.student] : [])),
    ]);
    const missing = members.filter(({ student }) => !present.has(student)).map(({ name }) => name);
    if (missing.length > 0)
      console.log(
        say({
          fr: `${lesson} : rien de ${missing.length} étudiant(s) : ${missing.join(", ")}`,
          en: `${lesson}: nothing from ${missing.length} student(s): ${missing.join(", ")}`,
        }),
      );
  }
}

/** Stores the students' names as the class list or the files have them, for the gradebook and the table of marks. */
async function storeNames(course: Course, submissions: readonly Submission[]): Promise<void> {
  const found = submissions.flatMap(({ student, file }) => {
    const name = fullNameOf(file.name);
    return name === undefined ? [] : [[student, name] as const];
  });
  const known = await course.knownNames();
  const listed = (await course.members()).map(({ student, name }) => [student, name] as const);
  await writeIfChanged(
    course.names,
    `${JSON.stringify({ ...known, ...Object.fromEntries([...found, ...listed]) }, null, 2)}\n`,
  );
}

/** Milliseconds that the times of two copies of one file may differ: archives count in steps of two seconds. */
const CLOCK = 2000;

function timestampOf(course: Course, { student, lesson }: Submission): string {
  return path.join(path.dirname(course.submitted(student, lesson)), "timestamp.txt");
}

/** When the submission that lies in the course's folder was written; undefined if there is none. */
async function collectedAt(course: Course, submission: Submission): Promise<number | undefined> {
  const text = await readFile(timestampOf(course, submission), "utf8").catch(() => "");
  const time = Date.parse(text.trim().replace(" UTC", "Z").replace(" ", "T"));
  return Number.isNaN(time) ? undefined : time;
}

/** Moves a submission to the place where nbgrader looks for it; resolves to whether it is new or changed. */
async function place(course: Course, submission: Submission): Promise<boolean> {
  const { file, student, lesson, text } = submission;
  const target = course.submitted(student, lesson);
  const present = existsSync(target) ? await readFile(target) : undefined;
  const isChanged = present === undefined || !present.equals(await readFile(text));
  if (isChanged) {
    await mkdir(path.dirname(target), { recursive: true });
    await rename(text, target);
  }
  if (file.handedIn !== undefined)
    await writeIfChanged(path.join(path.dirname(target), SECRET), file.handedIn.secret);
  await writeIfChanged(
    timestampOf(course, submission),
    `${file.modified
      .toISOString()
      .replace("T", " ")
      .replace(/\.\d+Z$/, " UTC")}\n`,
  );
  return isChanged;
}
