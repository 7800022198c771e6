/**
 * The results of grading, one file a student and lesson, and whether they still hold: a result belongs to one text of the
 * submission, one of the lesson, and one state of the course's own code.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import type { Course } from "./course.js";
import type { Marking } from "./judge/marking.js";
import type { Cell } from "./notebook-file.js";

export interface Result {
  readonly key: string;
  readonly student: string;
  readonly lesson: string;
  readonly marking: Marking;
  /** The notebook for the grader's eyes: harmless to look at, with verdicts and model answers. */
  readonly graderCells: readonly Cell[];
}

/** The result that is there, if it is whole. */
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

/** What a result must have been made from to hold now; `code` as of `digestOfCode`. */
export async function keyOf(course: Course, student: string, lesson: string, code: string): Promise<string> {
  const texts = await Promise.all(
    [course.source(lesson), course.submitted(student, lesson)].map((file) => readFile(file)),
  );
  return texts
    .reduce(
      (hash, text) => hash.update(createHash("sha256").update(text).digest()),
      createHash("sha256").update(code),
    )
    .digest("hex");
}

/** The state of everything that can change a mark: kernel, engine, exercises and the judge. */
export async function digestOfCode(layout: Layout): Promise<string> {
  const hash = createHash("sha256");
  for (const room of ["src", "grading"]) {
    const folder = path.join(layout.root, "dist", room);
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".js")).sort();
    for (const file of files) hash.update(file).update(await readFile(path.join(folder, file)));
  }
  return hash.digest("hex");
}
