/**
 * nbgrader's own menu _Generate_, and its command, make a release from the lesson in the course's folder `source/`. They are held
 * to what `npm run release` asks of a lesson.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SetUpError } from "../../system/set-up-error.js";
import type { Course } from "../course.js";
import { parseNotebook } from "../notebook-file.js";
import { refuseUngradable } from "../refuse-ungradable.js";
import type { Limits } from "../sandbox/configuration.js";
import { ownLesson } from "./own-lessons.js";
import { proveLessons } from "./proofs.js";

/**
 * Throws `SetUpError` if the lesson in `source/` is to be given out by `npm run release`, cannot be graded, or would be marked
 * wrongly. Otherwise it keeps the version, so that submissions that are made from it can be compared with it.
 */
export async function checkSource(course: Course, lesson: string, limits: Limits): Promise<void> {
  const text = await readFile(course.source(lesson));
  const ofCourse = path.join(course.layout.lessons, `${lesson}.ipynb`);
  const file = ownLesson(course, lesson) ?? (existsSync(ofCourse) ? ofCourse : undefined);
  if (file !== undefined && !(await readFile(file)).equals(text))
    throw new SetUpError({
      fr: `La leçon ${lesson} n’est pas distribuée : ${course.source(lesson)} n’est pas la même que ${file}. Changez-la dans ${file}, puis : npm run release -- ${lesson}`,
      en: `Lesson ${lesson} is not given out: ${course.source(lesson)} is not the same as ${file}. Change it in ${file}, then: npm run release -- ${lesson}`,
    });
  const notebook = parseNotebook(text.toString("utf8"), lesson);
  refuseUngradable(lesson, notebook);
  // The solutions of the course's lessons are proved by its own tests.
  if (file !== ofCourse) await proveLessons(course, new Map([[lesson, [notebook]]]), limits);
  await course.keepVersion(lesson, text);
}
