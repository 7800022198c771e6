/**
 * The program that our nbgrader plug-ins call: `node bridge.js COMMAND…`. It writes its result to standard
 * output.
 *
 *     check-source COURSE LESSON          refuses a lesson in source/ that `npm run release` would refuse
 *     student-version COURSE              writes the notebook from standard input without its solutions
 *     grade COURSE LESSON STUDENT         grades the submission, unless the stored result is still valid
 *     feedback COURSE LESSON STUDENT      writes the page for the student, with the marks on standard input
 */
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { layoutOf } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import { homeForShared } from "../../system/shared.js";
import { Course } from "../course.js";
import { editionsOf, speaking } from "../editions.js";
import { Grader } from "../grader.js";
import { parseNotebook, writeNotebook } from "../notebook-file.js";
import { loadOwnExercises } from "../own-lessons/load-exercises.js";
import { feedbackPage } from "../reports/feedback-page.js";
import { checkSource } from "../own-lessons/check-source.js";
import { readResult } from "../results.js";
import { LIMITS } from "../sandbox/configuration.js";
import { studentVersion } from "../student-version.js";
import type { Marks } from "./nbgrader.js";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const layout = layoutOf(ROOT, process.platform, "fr", homeForShared(ROOT));

/** The course in this folder, with the exercises of the instructor's own lessons. */
async function courseIn(root: string): Promise<Course> {
  const course = new Course(layout, root);
  await loadOwnExercises(course);
  return course;
}

const COMMANDS: Readonly<Record<string, (...words: string[]) => Promise<string>>> = {
  "check-source": async (root, lesson) => {
    await checkSource(await courseIn(root), lesson, LIMITS);
    return "";
  },
  "student-version": async (root) => {
    await courseIn(root);
    return writeNotebook(studentVersion(parseNotebook(await text(process.stdin), "lesson")));
  },
  grade: async (root, lesson, student) => {
    const grader = await Grader.prepare(await courseIn(root), LIMITS, false);
    if ((await grader.current(student, lesson)) === undefined) await grader.grade(student, lesson);
    return "";
  },
  feedback: async (root, lesson, student) => {
    const course = await courseIn(root);
    const result = await readResult(course, student, lesson);
    if (result === undefined) throw new Error(`${student}, ${lesson}: not graded yet`);
    const marks = JSON.parse(await text(process.stdin)) as Marks;
    const names = await course.knownNames();
    const { language } = result.marking;
    const edition = (await editionsOf(course, lesson)).find((each) => each.language === language);
    if (edition === undefined) throw new Error(`${student}, ${lesson}: its edition, ${language}, is gone`);
    return speaking(language, () => feedbackPage(result, marks, edition.lesson, names[student] ?? student));
  },
};

const [name, ...words] = process.argv.slice(2);
try {
  process.stdout.write(await COMMANDS[name](...words));
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  process.exitCode = 1;
  console.error(error.message);
}
