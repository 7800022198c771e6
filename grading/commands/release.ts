/**
 * `npm run release [-- LESSON…]`: writes the student's versions, and the lessons' cells and points into the
 * gradebook.
 */
import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { findLessons } from "../../system/find-lessons.js";
import { SetUpError } from "../../system/set-up-error.js";
import { say } from "../../src/language/language.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { readArguments } from "../arguments.js";
import { breaches } from "../convention.js";
import type { Course } from "../course.js";
import { callNbgrader, reasonIn } from "../nbgrader/nbgrader.js";
import { readNotebook } from "../notebook-file.js";

const USAGE = "npm run release [-- 03-perceptron …] [--course DOSSIER]";

/** Runs the command; resolves to the exit status, which is 1 if nbgrader refused a lesson. */
export async function release(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, names } = readArguments(layout, args, { usage: USAGE });
  const files = (
    await Promise.all((names.length > 0 ? names : ["all"]).map((name) => findLessons(layout, name)))
  ).flat();
  if (files.length === 0)
    throw new SetUpError({
      fr: `Aucune leçon dans ${path.join(layout.notebooks, "fr")}.`,
      en: `No lesson in ${path.join(layout.notebooks, "fr")}.`,
    });
  const lessons: string[] = [];
  for (const file of files) lessons.push(await takeSource(course, file));
  const failures = new Map<string, string>();
  await callNbgrader(course, ["generate", ...lessons], (message) => {
    if ("failed" in message) failures.set(message.failed, message.why);
  });
  for (const lesson of lessons) console.log(outcome(course, lesson, failures.get(lesson)));
  return failures.size > 0 ? 1 : 0;
}

/**
 * Copies a lesson into the course's folder. Throws `SetUpError` if it breaks the convention of graded cells.
 */
async function takeSource(course: Course, file: string): Promise<string> {
  const lesson = path.basename(file, ".ipynb");
  const [first] = breaches(await readNotebook(file), new Set(EXERCISES.keys()));
  if (first !== undefined)
    throw new SetUpError({
      fr: `La leçon ${lesson} ne peut pas être notée : ${first}.`,
      en: `Lesson ${lesson} cannot be graded: ${first}.`,
    });
  const target = course.source(lesson);
  await mkdir(path.dirname(target), { recursive: true });
  await cp(file, target);
  return lesson;
}

function outcome(course: Course, lesson: string, failure: string | undefined): string {
  if (failure === undefined)
    return say({
      fr: `${lesson} : version étudiante prête, ${course.released(lesson)}`,
      en: `${lesson}: student's version ready, ${course.released(lesson)}`,
    });
  if (/submissions associated with it/.test(failure)) {
    return say({
      fr: `${lesson} : les questions ont changé alors que des copies sont déjà là. Gardez la version distribuée, ou ouvrez un autre dossier de cours (--course DOSSIER).`,
      en: `${lesson}: its questions have changed, but there are submissions already. Use the version given out, or open another course folder (--course FOLDER).`,
    });
  }
  return say({
    fr: `${lesson} : échec de nbgrader : ${reasonIn(failure)}`,
    en: `${lesson}: nbgrader failed: ${reasonIn(failure)}`,
  });
}
