/**
 * Stores the results of grading, one file for each student and lesson. A result is valid for one text of the submission, one
 * text of the lesson, one program of its own exercises, and one version of the course's code; its key is a digest of them.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { LANGUAGES } from "../src/language/language.js";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import type { Course } from "./course.js";
import type { Marking } from "./marking/marking.js";
import type { Cell } from "./notebook-file.js";
import { exercisesProgram } from "./own-lessons/load-exercises.js";

export interface Result {
  readonly key: string;
  readonly student: string;
  readonly lesson: string;
  readonly marking: Marking;
  /**
   * The notebook as the grader sees it: without code that could run in the browser, with verdicts and model
   * answers.
   */
  readonly graderCells: readonly Cell[];
}

/** The stored result; undefined if there is none, or if the file is damaged. */
export async function readResult(
  course: Course,
  student: string,
  lesson: string,
): Promise<Result | undefined> {
  try {
    return JSON.parse(await readFile(course.result(student, lesson), "utf8")) as Result;
  } catch {
    return undefined;
  }
}

export async function writeResult(course: Course, result: Result): Promise<void> {
  await writeAside(course.result(result.student, result.lesson), `${JSON.stringify(result)}\n`);
}

/** The key that a result must have to be valid now; `code` is what `digestOfCode` returns. */
export async function keyOf(course: Course, student: string, lesson: string, code: string): Promise<string> {
  const texts = await Promise.all(
    [
      ...LANGUAGES.map((language) => course.edition(lesson, language)).filter((file) => existsSync(file)),
      course.submitted(student, lesson),
    ].map((file) => readFile(file)),
  );
  const exercises = exercisesProgram(lesson);
  return [...texts, ...(exercises === undefined ? [] : [exercises])]
    .reduce(
      (hash, text) => hash.update(createHash("sha256").update(text).digest()),
      createHash("sha256").update(code),
    )
    .digest("hex");
}

/** A digest of all code that can change a mark: the kernel, the engine (its modules and their bundle), the exercises, grading. */
export async function digestOfCode(layout: Layout): Promise<string> {
  const hash = createHash("sha256");
  for (const name of ["src", "bundle", "grading"]) {
    const folder = path.join(layout.root, "dist", name);
    const files = (await readdir(folder, { recursive: true })).filter((file) => /\.c?js$/.test(file)).sort();
    for (const file of files) hash.update(file).update(await readFile(path.join(folder, file)));
  }
  return hash.digest("hex");
}
