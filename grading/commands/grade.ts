/**
 * `npm run grade [-- LESSON…]`: grades the submissions, several at once, each in a sandbox of its own.
 *
 * Each result is stored as soon as it is complete. Therefore an interrupted command continues where it
 * stopped, and a second one grades only submissions that have changed. The gradebook is written at the end,
 * from the results that it does not hold yet (`recorded.ts`).
 */
import { availableParallelism } from "node:os";
import type { Layout } from "../../system/layout.js";
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
import { inParallel } from "../pool.js";
import { digestOfResult, isRecorded, noteRecorded } from "../recorded.js";
import { classReportPage, reportOf } from "../reports/class-report.js";
import { number } from "../reports/html.js";
import { readResult, type Result } from "../results.js";
import { UNCONFINED } from "../sandbox/confinement.js";
import { LIMITS } from "../sandbox/configuration.js";

const USAGE = `npm run grade [-- 03-perceptron …] [--course DOSSIER] [--parallel 2] [--cell-seconds 60] [--force] [${UNCONFINED}]`;

/** Runs the command; resolves to the exit status, which is 1 if a submission could not be graded at all. */
export async function grade(layout: Layout, args: readonly string[]): Promise<number> {
  const options = readArguments(layout, args, {
    usage: USAGE,
    values: ["parallel", "cell-seconds"],
    flags: ["force", UNCONFINED.slice(2)],
  });
  const { course, flags } = options;
  const cellSeconds = numberOption(options, "cell-seconds", LIMITS.cellSeconds);
  const width = Math.ceil(numberOption(options, "parallel", availableParallelism()));
  const lessons = await course.chosenLessons(options.names);
  const grader = await Grader.prepare(course, { ...LIMITS, cellSeconds }, flags.has(UNCONFINED.slice(2)));
  if (!grader.isConfined) {
    console.error(
      say({
        fr: "ATTENTION : les copies s’exécutent SANS isolation, avec vos droits, sur vos fichiers et votre réseau.",
        en: "WARNING: submissions run WITHOUT a sandbox, with your rights, on your files and your network.",
      }),
    );
  }
  let failed = 0;
  for (const lesson of lessons)
    failed += await gradeLesson(course, grader, lesson, width, flags.has("force"));
  return failed > 0 ? 1 : 0;
}

/** Grades all submissions of a lesson; resolves to the number of those that could not be graded. */
async function gradeLesson(
  course: Course,
  grader: Grader,
  lesson: string,
  width: number,
  force: boolean,
): Promise<number> {
  const students = await course.students(lesson);
  if (students.length === 0) {
    console.log(
      say({
        fr: `${lesson} : aucune copie. D’abord : npm run collect -- DOSSIER-OU-ZIP`,
        en: `${lesson}: no submissions. First: npm run collect -- FOLDER-OR-ZIP`,
      }),
    );
    return 0;
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
      if (force || (await grader.current(student, lesson)) === undefined) {
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
  await report(course, lesson, students, graded.length);
  return failures.size;
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
 * Writes the report for the class and prints its path; `graded` is how many submissions were graded just now.
 */
async function report(
  course: Course,
  lesson: string,
  students: readonly string[],
  graded: number,
): Promise<void> {
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
}
