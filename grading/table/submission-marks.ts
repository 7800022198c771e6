/** The marks of all submissions, from the gradebook, those given by hand included. */
import { existsSync } from "node:fs";
import { SetUpError } from "../../system/set-up-error.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { callNbgrader, type Marks } from "../nbgrader/nbgrader.js";
import { readNotebook } from "../notebook-file.js";
import { isRecorded } from "../recorded.js";

export interface SubmissionMarks extends Marks {
  readonly lesson: string;
  readonly student: string;
  readonly maximum: number;
  /** True if the gradebook does not have the marks of the latest grading. */
  readonly isOutdated?: true;
}

/** The submissions of these lessons. Throws `SetUpError` if there is no gradebook yet. */
export async function readMarks(course: Course, lessons: readonly string[]): Promise<SubmissionMarks[]> {
  if (!existsSync(course.gradebook))
    throw new SetUpError({
      fr: "Il n’y a pas encore de carnet de notes. D’abord : npm run release, npm run collect, npm run grade.",
      en: "There is no gradebook yet. First: npm run release, npm run collect, npm run grade.",
    });
  const marks = new Map<string, SubmissionMarks>();
  await callNbgrader(course, ["marks"], (message) => {
    if ("lesson" in message && lessons.includes(message.lesson))
      marks.set(`${message.lesson}/${message.student}`, message);
  });
  for (const lesson of lessons) {
    const maximum = await maximumOf(course, lesson);
    for (const student of await course.students(lesson)) {
      const key = `${lesson}/${student}`;
      const known = marks.get(key) ?? { lesson, student, maximum, grades: {}, comments: {} };
      const isOutdated = !(await isRecorded(course, student, lesson));
      marks.set(key, isOutdated ? { ...known, isOutdated } : known);
    }
  }
  return [...marks.values()];
}

/** The points of a lesson. */
export async function maximumOf(course: Course, lesson: string): Promise<number> {
  const cells = roleCells(await readNotebook(course.source(lesson)));
  return cells.reduce((sum, { points }) => sum + points, 0);
}

/** The points of a submission, less the penalty; undefined if nothing of it was marked, which is not the same as 0. */
export function pointsOf({ grades, due }: Marks): number | undefined {
  const scores = Object.values(grades).flatMap(({ score }) => (score === null ? [] : [score]));
  if (scores.length === 0) return undefined;
  return scores.reduce((sum, score) => sum + score, 0) - (due?.penalty ?? 0);
}

/** The number of answers in words that are still to be marked. */
export function waitingIn({ grades }: Marks): number {
  return Object.values(grades).filter(({ score }) => score === null).length;
}
