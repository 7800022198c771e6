/**
 * `npm run feedback [-- LESSON…]`: writes a page for each student, from the results and the gradebook; with `--moodle` also the
 * archive by which Moodle gives them back. Where `NEURONES_EXCHANGE` names an exchange, students can fetch the pages for what
 * they have handed in there.
 */
import { existsSync } from "node:fs";
import { progressLine } from "../../system/progress-line.js";
import { writeAside } from "../../system/write-aside.js";
import { say } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import type { Course } from "../course.js";
import { feedbackArchive } from "../moodle/feedback-archive.js";
import { publish } from "../nbgrader/publish.js";
import { callNbgrader, reasonIn } from "../nbgrader/nbgrader.js";
import { gradingCommand, STATUS } from "./grading-command.js";

const USAGE = "npm run feedback [-- 03-perceptron …] [--moodle] [--course DOSSIER] [--json]";

/** The pages of a lesson. */
interface Pages {
  readonly lesson: string;
  readonly pages: readonly string[];
  readonly failed: Readonly<Record<string, string>>;
  /** The archive for Moodle, and the students who are not in it. */
  readonly archive?: { readonly file: string; readonly without: readonly string[] };
}

/** The status is `partly` if a page could not be written, or is not in the archive or the exchange. */
export const feedback = gradingCommand("feedback", async (layout, args) => {
  const { course, names, flags } = readArguments(layout, args, { usage: USAGE, flags: ["moodle"] });
  const lessons: Pages[] = [];
  let unpublished = 0;
  for (const lesson of await course.chosenLessons(names)) {
    const pages = await writePages(course, lesson);
    if (course.hasExchange && pages.pages.length > 0)
      unpublished += await publish(course, "publish-feedback", [lesson]);
    const isForMoodle = flags.has("moodle") && pages.pages.length > 0;
    lessons.push(isForMoodle ? { ...pages, archive: await writeArchive(course, pages) } : pages);
  }
  const isDone = lessons.every(
    ({ failed, archive }) => Object.keys(failed).length === 0 && (archive?.without.length ?? 0) === 0,
  );
  return { status: isDone && unpublished === 0 ? STATUS.done : STATUS.partly, document: { lessons } };
});

async function writePages(course: Course, lesson: string): Promise<Pages> {
  const students = (await course.students(lesson)).filter((student) =>
    existsSync(course.result(student, lesson)),
  );
  if (students.length === 0) {
    console.log(
      say({
        fr: `${lesson} : aucune copie notée. D’abord : npm run grade -- ${lesson}`,
        en: `${lesson}: nothing graded yet. First: npm run grade -- ${lesson}`,
      }),
    );
    return { lesson, pages: [], failed: {} };
  }
  const progress = progressLine();
  const failed = new Map<string, string>();
  let done = 0;
  await callNbgrader(course, ["feedback", lesson, ...students], (message) => {
    progress.show(`${lesson} ${++done} / ${students.length}`);
    if (!("failed" in message)) return;
    failed.set(message.failed, reasonIn(message.why));
    progress.end();
    console.error(`${lesson}, ${message.failed} : ${reasonIn(message.why)}`);
  });
  progress.end();
  const pages = students.filter((student) => !failed.has(student));
  console.log(
    say({
      fr: `${lesson} : ${pages.length} page(s) de retour dans ${course.path("feedback")}`,
      en: `${lesson}: ${pages.length} feedback page(s) in ${course.path("feedback")}`,
    }),
  );
  return { lesson, pages, failed: Object.fromEntries(failed) };
}

async function writeArchive(course: Course, { lesson, pages }: Pages): Promise<Pages["archive"]> {
  const { archive, without } = await feedbackArchive(course, lesson, pages);
  const file = course.feedbackArchive(lesson);
  await writeAside(file, archive);
  for (const student of without)
    console.error(
      say({
        fr: `${student} : sa copie ne vient pas d’une archive de Moodle, son numéro de participant est inconnu ; sa page n’est pas dans l’archive`,
        en: `${student}: the submission does not come from an archive of Moodle, so the participant's number is unknown; the page is not in the archive`,
      }),
    );
  console.log(
    say({
      fr: `${lesson} : archive de ${pages.length - without.length} page(s) pour Moodle : ${file}`,
      en: `${lesson}: archive of ${pages.length - without.length} page(s) for Moodle: ${file}`,
    }),
  );
  return { file, without };
}
