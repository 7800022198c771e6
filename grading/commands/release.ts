/**
 * `npm run release [-- LESSON…]`: writes the student's versions, and the lessons' cells and points into the
 * gradebook.
 */
import { cp, mkdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Layout } from "../../system/layout.js";
import { findLessons } from "../../system/find-lessons.js";
import { SetUpError } from "../../system/set-up-error.js";
import { say } from "../../src/language/language.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { readArguments } from "../arguments.js";
import { breaches } from "../convention.js";
import type { Course } from "../course.js";
import { otherEdition, OTHERS } from "../editions.js";
import { callNbgrader, reasonIn } from "../nbgrader/nbgrader.js";
import { readNotebook, writeNotebook, type Notebook } from "../notebook-file.js";
import { studentVersion } from "../student-version.js";
import { writeAside } from "../../system/write-aside.js";

const USAGE = "npm run release [-- 03-perceptron …] [--course DOSSIER]";

/** Runs the command; resolves to the exit status, which is 1 if nbgrader refused a lesson. */
export async function release(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, names } = readArguments(layout, args, { usage: USAGE });
  const files = (
    await Promise.all((names.length > 0 ? names : ["all"]).map((name) => findLessons(layout, name)))
  ).flat();
  if (files.length === 0)
    throw new SetUpError({
      fr: `Aucune leçon dans ${layout.lessons}.`,
      en: `No lesson in ${layout.lessons}.`,
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
  refuseUngradable(lesson, await readNotebook(file));
  await copy(file, course.source(lesson));
  for (const language of OTHERS) {
    const other = otherEdition(file, language);
    const [source, released] = [course.edition(lesson, language), course.releasedEdition(lesson, language)];
    if (other === undefined) {
      await Promise.all([source, released].map((old) => rm(old, { force: true })));
      continue;
    }
    const notebook = await readNotebook(other);
    refuseUngradable(`${language}/${lesson}`, notebook);
    await copy(other, source);
    await writeAside(released, writeNotebook(studentVersion(notebook)));
  }
  return lesson;
}

function refuseUngradable(lesson: string, notebook: Notebook): void {
  const [first] = breaches(notebook, new Set(EXERCISES.keys()));
  if (first !== undefined)
    throw new SetUpError({
      fr: `La leçon ${lesson} ne peut pas être notée : ${first}.`,
      en: `Lesson ${lesson} cannot be graded: ${first}.`,
    });
}

async function copy(file: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await cp(file, target);
}

function outcome(course: Course, lesson: string, failure: string | undefined): string {
  if (failure === undefined) {
    const files = [
      course.released(lesson),
      ...OTHERS.map((language) => course.releasedEdition(lesson, language)).filter((file) =>
        existsSync(file),
      ),
    ].join(", ");
    return say({
      fr: `${lesson} : version étudiante prête, ${files}`,
      en: `${lesson}: student's version ready, ${files}`,
    });
  }
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
