/**
 * `npm run grades -- --out notes.csv`: writes the marks of all students from the gradebook, those given by
 * hand included.
 *
 * The table is CSV as in RFC 4180: commas, decimal points, UTF-8. With `--excel` it has the form that a
 * French Excel expects: semicolons, decimal commas and a byte order mark.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { writeAside } from "../../system/write-aside.js";
import { say } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { callNbgrader, type Marks } from "../nbgrader/nbgrader.js";
import { readNotebook } from "../notebook-file.js";
import { isRecorded } from "../recorded.js";

const USAGE = "npm run grades -- --out notes.csv [--excel] [--course DOSSIER]";

/** What stands in the table, whose words are French, in place of the points of a submission without any mark. */
const NOT_GRADED = "non notée";

export interface Submission extends Marks {
  readonly lesson: string;
  readonly student: string;
  readonly maximum: number;
}

/** Runs the command; resolves to the exit status. */
export async function grades(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, values, flags } = readArguments(layout, args, {
    usage: USAGE,
    values: ["out"],
    flags: ["excel"],
  });
  const out = values.get("out");
  if (out === undefined)
    throw new SetUpError({
      fr: `Où écrire les notes ? Usage : ${USAGE}`,
      en: `To which file shall the marks be written? Usage: ${USAGE}`,
    });
  if (!existsSync(course.gradebook))
    throw new SetUpError({
      fr: "Il n’y a pas encore de carnet de notes. D’abord : npm run release, npm run collect, npm run grade.",
      en: "There is no gradebook yet. First: npm run release, npm run collect, npm run grade.",
    });
  const submissions: Submission[] = [];
  await callNbgrader(course, ["marks"], (message) => {
    if ("lesson" in message) submissions.push(message);
  });
  const outdated = await addUnrecorded(course, submissions);
  if (outdated.length > 0)
    console.error(
      say({
        fr: `Le carnet de notes n’a pas les derniers résultats de ${outdated.join(", ")}. D’abord : npm run grade`,
        en: `The gradebook does not have the latest results of ${outdated.join(", ")}. First: npm run grade`,
      }),
    );
  const file = path.resolve(out);
  await writeAside(
    file,
    gradesTable(
      submissions,
      await course.knownNames(),
      flags.has("excel"),
      (await course.members()).map(({ student }) => student),
    ),
  );
  const students = new Set(submissions.map(({ student }) => student)).size;
  const waiting = submissions.reduce((sum, submission) => sum + waitingIn(submission), 0);
  console.log(
    say({
      fr: `${students} étudiant(s), ${submissions.length} copie(s) : ${file}${waiting > 0 ? ` ; à noter encore à la main : ${waiting} réponse(s) rédigée(s)` : ""}`,
      en: `${students} student(s), ${submissions.length} submission(s): ${file}${waiting > 0 ? `; still to be marked by hand: ${waiting} answer(s) in words` : ""}`,
    }),
  );
  return 0;
}

/**
 * Adds the submissions that the gradebook does not know, without marks; resolves to the submissions whose marks in
 * the gradebook are not those of the latest grading.
 */
async function addUnrecorded(course: Course, submissions: Submission[]): Promise<string[]> {
  const known = new Set(submissions.map(({ lesson, student }) => `${lesson}/${student}`));
  const outdated: string[] = [];
  for (const lesson of await course.lessons()) {
    const cells = roleCells(await readNotebook(course.source(lesson)));
    const maximum = cells.reduce((sum, { points }) => sum + points, 0);
    for (const student of await course.students(lesson)) {
      if (!known.has(`${lesson}/${student}`))
        submissions.push({ lesson, student, maximum, grades: {}, comments: {} });
      if (!(await isRecorded(course, student, lesson))) outdated.push(`${lesson}/${student}`);
    }
  }
  return outdated;
}

/**
 * One row for each student of the class or with a submission, with the points of each lesson; a lesson that the student did
 * not hand in is left empty, and one that could not be graded says so.
 */
export function gradesTable(
  submissions: readonly Submission[],
  names: Readonly<Record<string, string>>,
  forExcel: boolean,
  members: readonly string[] = [],
): string {
  const lessons = [...new Map(submissions.map(({ lesson, maximum }) => [lesson, maximum]))].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const everybody = new Set([...members, ...submissions.map(({ student }) => student)]);
  const students = [...everybody].sort((a, b) => a.localeCompare(b, "fr"));
  const header = [
    "étudiant",
    "nom",
    ...lessons.map(([lesson, maximum]) => `${lesson} (/${maximum})`),
    "total",
    "maximum",
    "à corriger",
  ];
  const rows = students.map((student) => {
    const own = submissions.filter((submission) => submission.student === student);
    const handedIn = lessons.map(([lesson]) => own.find((submission) => submission.lesson === lesson));
    return [
      student,
      names[student] ?? "",
      ...handedIn.map((submission) => submission && (pointsIn(submission) ?? NOT_GRADED)),
      handedIn.reduce((sum, submission) => sum + ((submission && pointsIn(submission)) ?? 0), 0),
      lessons.reduce((sum, [, maximum]) => sum + maximum, 0),
      own.reduce((sum, submission) => sum + waitingIn(submission), 0),
    ];
  });
  const write = (value: string | number | undefined) => field(value, forExcel);
  const text = [header, ...rows].map((row) => row.map(write).join(forExcel ? ";" : ",")).join("\r\n");
  return `${forExcel ? "\ufeff" : ""}${text}\r\n`;
}

/** The points of a submission; undefined if nothing of it was marked, which is not the same as 0. */
function pointsIn({ grades: all }: Submission): number | undefined {
  const scores = Object.values(all).flatMap(({ score }) => (score === null ? [] : [score]));
  return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0);
}

function waitingIn({ grades: all }: Submission): number {
  return Object.values(all).filter(({ score }) => score === null).length;
}

/** A field of the table. An apostrophe stands before a text that a spreadsheet would read as a formula. */
function field(value: string | number | undefined, forExcel: boolean): string {
  if (value === undefined) return "";
  if (typeof value === "number") return forExcel ? String(value).replace(".", ",") : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
