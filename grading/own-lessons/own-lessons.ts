/** The instructor's own lessons, which lie in the folder `lessons` of the course, each with a file of exercises beside it. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Course } from "../course.js";

const LESSON = ".ipynb";
const EXERCISES = ".exercises.ts";

/** The file of the own lesson with this name; undefined if there is none. */
export function ownLesson(course: Course, name: string): string | undefined {
  const file = course.path("lessons", name.endsWith(LESSON) ? name : `${name}${LESSON}`);
  return /[\\/]/.test(name) || !existsSync(file) ? undefined : file;
}

/** The files of all own lessons. */
export function ownLessons(course: Course): Promise<string[]> {
  return filesWith(course, LESSON);
}

/** The files of exercises of all own lessons. */
export function exerciseFiles(course: Course): Promise<string[]> {
  return filesWith(course, EXERCISES);
}

/** The lesson to which a file of exercises belongs. */
export function lessonOf(exerciseFile: string): string {
  return path.basename(exerciseFile, EXERCISES);
}

async function filesWith(course: Course, ending: string): Promise<string[]> {
  const names = await readdir(course.path("lessons")).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => course.path("lessons", name));
}
