/**
 * `npm run grade [-- LESSON…]`: grades the submissions, several at once, each in a sandbox of its own.
 *
 * Each result is stored as soon as it is complete. Therefore an interrupted command continues where it
 * stopped, and a second one grades only submissions that have changed. The gradebook is written at the end,
 * from the results that it does not hold yet (`recorded.ts`).
 */
import { availableParallelism } from "node:os";
import { progressLine } from "../../system/progress-line.js";
import { SetUpError } from "../../system/set-up-error.js";
import { writeAside } from "../../system/write-aside.js";
import { say } from "../../src/language/language.js";
import { numberOption, readArguments } from "../arguments.js";
import type { Course } from "../course.js";
import { speaking } from "../editions.js";
import { Grader } from "../grader.js";
import { callNbgrader, reasonIn } from "../nbgrader/nbgrader.js";
import { readNotebook } from "../notebook-file.js";
import { loadOwnExercises } from "../own-lessons/load-exercises.js";
import { inParallel } from "../pool.js";
import { digestOfResult, isRecorded, noteRecorded } from "../recorded.js";
import { classReportPage, reportOf } from "../reports/class-report.js";
import { number } from "../reports/html.js";
import { readResult, type Result } from "../results.js";
import { UNCONFINED } from "../sandbox/confinement.js";
import { LIMITS } from "../sandbox/configuration.js";
import { gradingCommand, STATUS } from "./grading-command.js";

const USAGE = `npm run grade [-- 03-perceptron …] [--student zoe] [--course DOSSIER] [--parallel 2] [--cell-seconds 60] [--force] [${UNCONFINED}] [--json]`;

/** What the command is asked to do with each lesson. */
interface Order {
  readonly width: number;
  /** True if submissions with a valid result are graded again. */
  readonly isForced: boolean;
  /** The only students whose submissions are graded; undefined for all. */
  readonly only: readonly string[] | undefined;
}

/** What became of the submissions of a lesson. */
interface Graded {
  readonly lesson: string;
  readonly graded: readonly string[];
  readonly failed: Readonly<Record<string, string>>;
  readonly report?: string;
}

/** The status is `partly` if a submission could not be graded at all. */
export const grade = gradingCommand("grade", async (layout, args) => {
  const options = readArguments(layout, args, {
    usage: USAGE,
    values: ["parallel", "cell-seconds", "student"],
    flags: ["force", UNCONFINED.slice(2)],
  });
  const { course, flags, values } = options;
  const cellSeconds = numberOption(options, "cell-seconds", LIMITS.cellSeconds);
  const only = values.get("student")?.split(",");
  const order = {
    width: Math.ceil(numberOption(options, "parallel", availableParallelism())),
    isForced: flags.has("force") || only !== undefined,
    only,
  };
  const lessons = await lessonsOf(course, await course.chosenLessons(options.names), only);
  await loadOwnExercises(course);
  const grader = await Grader.prepare(course, { ...LIMITS, cellSeconds }, flags.has(UNCONFINED.slice(2)));
  if (!grader.isConfined) {
    console.error(
      say({
        fr: "ATTENTION : les copies s’exécutent SANS isolation, avec vos droits, sur vos fichiers et votre réseau.",
        en: "WARNING: submissions run WITHOUT a sandbox, with your rights, on your files and your network.",
      }),
    );
  }
  const done: Graded[] = [];
  for (const lesson of lessons) done.push(await gradeLesson(course, grader, lesson, order));
  const isDone = done.every(({ failed }) => Object.keys(failed).length === 0);
  return { status: isDone ? STATUS.done : STATUS.partly, document: { lessons: done } };
});

/** The lessons that one of the named students handed in. Throws `SetUpError` for a student who handed in none of them. */
async function lessonsOf(
  course: Course,
  lessons: readonly string[],
  only: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (only === undefined) return lessons;
  const handedIn = await Promise.all(
    lessons.map(async (lesson) => ({ lesson, students: await course.students(lesson) })),
  );
  const everybody = [...new Set(handedIn.flatMap(({ students }) => students))].sort();
  const unknown = only.find((student) => !everybody.includes(student));
  if (unknown !== undefined)
    throw new SetUpError({
      fr: `Il n’y a pas de copie de « ${unknown} ». Copies de : ${everybody.join(", ")}.`,
      en: `There is no submission of “${unknown}”. Submissions of: ${everybody.join(", ")}.`,
    });
  return handedIn
    .filter(({ students }) => students.some((student) => only.includes(student)))
    .map(({ lesson }) => lesson);
}

/** Grades the submissions of a lesson. */
async function gradeLesson(
  course: Course,
  grader: Grader,
  lesson: string,
  { width, isForced, only }: Order,
): Promise<Graded> {
  const everybody = await course.students(lesson);
  const students = everybody.filter((student) => only?.includes(student) ?? true);
  if (students.length === 0) {
    console.log(
      say({
        fr: `${lesson} : aucune copie. D’abord : npm run collect -- DOSSIER-OU-ZIP`,
        en: `${lesson}: no submissions. First: npm run collect -- FOLDER-OR-ZIP`,
      }),
    );
    return { lesson, graded: [], failed: {} };
  }
  const progress = progressLine();
  const failures = new Map<string, string>();
  const graded: string[] = [];
  let done = 0;
  const show = () =>
    progress.show(
      `${lesson} ${"█".repeat(Math.round((20 * done) / students.length)).padEnd(20, "░")} ${done} / ${students.length}`,
    );
  show();
  await inParallel(students, width, async (student) => {
    try {
      if (isForced || (await grader.current(student, lesson)) === undefined) {
        await grader.grade(student, lesson);
        graded.push(student);
      }
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      failures.set(student, error.message);
    }
    done++;
    show();
  });
  progress.end();
  const unrecorded: string[] = [];
  for (const student of students)
    if (!failures.has(student) && !(await isRecorded(course, student, lesson))) unrecorded.push(student);
  await record(course, lesson, unrecorded, failures);
  for (const [student, why] of failures)
    console.error(
      say({
        fr: `${lesson}, ${student} : non notée : ${why}`,
        en: `${lesson}, ${student}: not graded: ${why}`,
      }),
    );
  const file = await report(course, lesson, everybody, graded.length);
  return { lesson, graded, failed: Object.fromEntries(failures), report: file };
}

/** Writes the results into nbgrader's gradebook. */
async function record(
  course: Course,
  lesson: string,
  students: readonly string[],
  failures: Map<string, string>,
): Promise<void> {
  if (students.length === 0) return;
  const progress = progressLine();
  const digests = new Map(
    await Promise.all(
      students.map(async (student) => [student, await digestOfResult(course, student, lesson)] as const),
    ),
  );
  const notes: Promise<void>[] = [];
  let done = 0;
  await callNbgrader(course, ["autograde", lesson, ...students], (message) => {
    if ("failed" in message) failures.set(message.failed, reasonIn(message.why));
    const digest = "done" in message ? digests.get(message.done) : undefined;
    if ("done" in message && digest !== undefined)
      notes.push(noteRecorded(course, message.done, lesson, digest));
    progress.show(
      say({
        fr: `${lesson} : carnet de notes, ${++done} / ${students.length}`,
        en: `${lesson}: gradebook, ${done} / ${students.length}`,
      }),
    );
  });
  await Promise.all(notes);
  progress.end();
}

/**
 * Writes the report for the class, prints its path and resolves to it; `graded` is how many submissions were graded just now.
 */
async function report(
  course: Course,
  lesson: string,
  students: readonly string[],
  graded: number,
): Promise<string> {
  const results = (await Promise.all(students.map((student) => readResult(course, student, lesson)))).filter(
    (result): result is Result => result !== undefined,
  );
  const summary = reportOf(results);
  const file = course.path("results", lesson, "classe.html");
  const source = await readNotebook(course.source(lesson));
  const page = speaking("fr", () => classReportPage(summary, source));
  await writeAside(file, page);
  const mean = summary.scores.reduce((sum, score) => sum + score, 0) / Math.max(1, results.length);
  console.log(
    say({
      fr: `${lesson} : ${results.length} copie(s), dont ${graded} notée(s) maintenant ; moyenne des tests ${number(mean)} / ${number(summary.maximum)}. Bilan : ${file}`,
      en: `${lesson}: ${results.length} submission(s), ${graded} graded now; mean of the tests ${number(mean)} / ${number(summary.maximum)}. Report: ${file}`,
    }),
  );
  return file;
}
