/**
 * Which results of grading the gradebook holds.
 *
 * The marks of a result are written into the gradebook one after the other, and the command may be ended in
 * between. Therefore a digest of the result is stored once all of them are written: a result with another digest,
 * or without one, is written into the gradebook by the next `npm run grade`.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { sha256 } from "../system/sha256.js";
import { writeAside } from "../system/write-aside.js";
import type { Course } from "./course.js";

/** The digest of a stored result; undefined if there is none. */
export async function digestOfResult(
  course: Course,
  student: string,
  lesson: string,
): Promise<string | undefined> {
  const result = await readFile(course.result(student, lesson)).catch(() => undefined);
  return result === undefined ? undefined : sha256(result);
}

/** True if the gradebook holds the marks of this result, and the formgrader its notebook. */
export async function isRecorded(course: Course, student: string, lesson: string): Promise<boolean> {
  const recorded = await readFile(course.recorded(student, lesson), "utf8").catch(() => undefined);
  return (
    recorded !== undefined &&
    recorded === (await digestOfResult(course, student, lesson)) &&
    existsSync(course.graded(student, lesson))
  );
}

/** Stores that the gradebook now holds the result with this digest. */
export async function noteRecorded(
  course: Course,
  student: string,
  lesson: string,
  digest: string,
): Promise<void> {
  await writeAside(course.recorded(student, lesson), digest);
}
