/**
 * `npm run collect -- FOLDER-OR-ZIP…`: takes the students' files into the course's folder, each under the
 * student's name.
 *
 * Every file is named: it is taken, or left aside with the reason. If a student handed in several files for one lesson,
 * the newest counts, whenever it was collected. What is taken is a plain notebook (`collect/normalise.ts`).
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SetUpError } from "../../system/set-up-error.js";
import { writeIfChanged } from "../../system/write-aside.js";
import { say, type Sentence } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { filesIn, reasonOf, type LeftFile, type SourceFile } from "../collect/files.js";
import { Reader } from "../collect/reader.js";
import { readClassList } from "../collect/class-list.js";
import { submissionsOf, type Recognised, type Submission } from "../collect/newest.js";
import { fullNameOf, identifier, lessonOf } from "../collect/recognise.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { storeHandIn, type HandIn } from "../handed-in/hand-in.js";
import { HandInTimes } from "../handed-in/hand-in-times.js";
import { ownTimeZone, timeZoneNamed } from "../handed-in/local-time.js";
import { readWorksheet } from "../moodle/read-worksheet.js";
import { parseNotebook, readNotebook } from "../notebook-file.js";
import { gradingCommand, STATUS } from "./grading-command.js";

const USAGE =
  "npm run collect -- DOSSIER-OU-ZIP … [--class LISTE.csv] [--moodle FEUILLE.csv [--time-zone Europe/Paris]] [--course DOSSIER] [--json]";

/** The status is `partly` if a file was left aside. */
export const collect = gradingCommand("collect", async (layout, args) => {
  const { course, names, values } = readArguments(layout, args, {
    usage: USAGE,
    values: ["class", "moodle", "time-zone"],
  });
  if (names.length === 0)
    throw new SetUpError({
      fr: `Quel dossier, ou quelle archive zip ? Usage : ${USAGE}`,
      en: `Which folder or zip archive? Usage: ${USAGE}`,
    });
  const lessons = await lessonsGivenOut(course);
  const timeZone = timeZoneNamed(values.get("time-zone") ?? ownTimeZone());
  const sheet = values.get("moodle");
  const worksheet = sheet === undefined ? undefined : await readWorksheet(sheet);
  const list = values.get("class");
  if (list !== undefined) await takeClassList(course, list);
  const files = (await Promise.all(names.map(filesIn))).flat();
  const left = files.filter((file): file is LeftFile => "why" in file);
  const { times, rest } = await HandInTimes.read(files, left, worksheet, timeZone);
  const aside = course.path("collected.part");
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  try {
    const taken = await submissionsOf(course, await recogniseAll(rest, lessons, aside, left), left);
    for (const { name, why, isByproduct } of left)
      console.error(
        isByproduct
          ? say({ fr: `ignoré : ${name} : ${why.fr}`, en: `ignored: ${name}: ${why.en}` })
          : say({ fr: `laissé de côté : ${name} : ${why.fr}`, en: `left aside: ${name}: ${why.en}` }),
      );
    await storeNames(course, taken);
    const missing = await tellMissing(course, taken);
    const placed: Placed[] = [];
    for (const submission of taken)
      placed.push(await place(course, submission, times.handInOf(submission.file)));
    const changed = placed.filter(({ isChanged }) => isChanged).length;
    const refused = left.filter(({ isByproduct }) => isByproduct !== true).length;
    tellTimes(placed, worksheet === undefined ? undefined : timeZone);
    console.log(
      say({
        fr: `${taken.length} copie(s) reconnue(s), dont ${changed} nouvelle(s) ou changée(s) ; ${refused} fichier(s) laissé(s) de côté.`,
        en: `${taken.length} submission(s) recognised, ${changed} of them new or changed; ${refused} file(s) left aside.`,
      }),
    );
    return {
      status: refused > 0 ? STATUS.partly : STATUS.done,
      document: {
        submissions: placed,
        left: left.map(({ name, why, isByproduct = false }) => ({ file: name, why: say(why), isByproduct })),
        missing,
      },
    };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
});

/** Recognises the files, and adds those that are no notebooks of a lesson to `left`. */
async function recogniseAll(
  files: readonly SourceFile[],
  lessons: ReadonlyMap<string, ReadonlySet<string>>,
  aside: string,
  left: LeftFile[],
): Promise<Recognised[]> {
  const recognised: Recognised[] = [];
  const reader = new Reader();
  try {
    for (const file of files) {
      const found = await recognise(file, lessons, reader, path.join(aside, `${recognised.length}.ipynb`));
      if ("why" in found) left.push(found);
      else recognised.push(found);
    }
  } finally {
    reader.close();
  }
  return recognised;
}

/** Says what the times of the hand-ins were taken from, and of how many there is none. */
function tellTimes(placed: readonly Placed[], timeZone: string | undefined): void {
  const countOf = (from: HandIn["timeFrom"]) => placed.filter(({ timeFrom }) => timeFrom === from).length;
  const [bySheet, byFile, unknown] = [countOf("worksheet"), countOf("file"), countOf("unknown")];
  if (bySheet > 0)
    console.log(
      say({
        fr: `heure de remise de ${bySheet} copie(s) : celle de la feuille de Moodle (fuseau ${timeZone})`,
        en: `time of hand-in of ${bySheet} submission(s): that of Moodle's worksheet (time zone ${timeZone})`,
      }),
    );
  if (byFile > 0)
    console.log(
      say({
        fr: `heure de remise de ${byFile} copie(s) : celle du fichier`,
        en: `time of hand-in of ${byFile} submission(s): that of the file`,
      }),
    );
  if (unknown > 0)
    console.log(
      say({
        fr: `heure de remise de ${unknown} copie(s) : inconnue, les archives de Moodle ne la disent pas (--moodle FEUILLE.csv la donne) ; aucune ne compte en retard`,
        en: `time of hand-in of ${unknown} submission(s): unknown, Moodle's archives do not say it (--moodle WORKSHEET.csv does); none counts as late`,
      }),
    );
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

/** Says who of the class has handed in nothing for the lessons of this collection; resolves to the names, by lesson. */
async function tellMissing(
  course: Course,
  taken: readonly Submission[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const members = await course.members();
  const all: [string, readonly string[]][] = [];
  for (const lesson of new Set(taken.map((submission) => submission.lesson))) {
    const present = new Set([
      ...(await course.students(lesson)),
      ...taken.flatMap((submission) => (submission.lesson === lesson ? [submission.student] : [])),
    ]);
    const missing = members.filter(({ student }) => !present.has(student)).map(({ name }) => name);
    all.push([lesson, missing]);
    if (missing.length > 0)
      console.log(
        say({
          fr: `${lesson} : rien de ${missing.length} étudiant(s) : ${missing.join(", ")}`,
          en: `${lesson}: nothing from ${missing.length} student(s): ${missing.join(", ")}`,
        }),
      );
  }
  return Object.fromEntries(all);
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

/** A submission that lies in the course's folder. */
interface Placed extends HandIn {
  readonly student: string;
  readonly lesson: string;
  readonly isChanged: boolean;
}

/** Moves a submission to the place where nbgrader looks for it, and stores how it came in. */
async function place(course: Course, { student, lesson, text }: Submission, handIn: HandIn): Promise<Placed> {
  const target = course.submitted(student, lesson);
  const present = existsSync(target) ? await readFile(target) : undefined;
  const isChanged = present === undefined || !present.equals(await readFile(text));
  if (isChanged) {
    await mkdir(path.dirname(target), { recursive: true });
    await rename(text, target);
  }
  await storeHandIn(course, student, lesson, handIn);
  return { student, lesson, isChanged, ...handIn };
}
