/** Grades what is handed in and keeps the results: the part that the command and nbgrader's menus share. */
import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { findConfinement } from "./sandbox/confinement.js";
import { makeImage } from "./sandbox/image.js";
import type { Limits } from "./sandbox/limits.js";
import type { Course } from "./course.js";
import { gradeSubmission, type Workshop } from "./judge/grade-submission.js";
import { readNotebook } from "./notebook-file.js";
import { graderCells } from "./reports/grader-cells.js";
import { digestOfCode, keyOf, readResult, writeResult, type Result } from "./results.js";

/** Milliseconds after which an image of an earlier state of the course is surely no longer in use. */
const OLD = 24 * 3600 * 1000;

async function forgetImages(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const image = path.join(folder, name);
    if ((await stat(image)).mtimeMs < Date.now() - OLD) await rm(image, { recursive: true, force: true });
  }
}

export class Grader {
  private constructor(
    private readonly course: Course,
    private readonly workshop: Workshop,
    private readonly code: string,
  ) {}

  /** Makes the sandbox's image and finds out how to confine. Throws `SetUpError` where there is no sandbox. */
  static async prepare(course: Course, limits: Limits, allowNone: boolean): Promise<Grader> {
    const { layout } = course;
    const confinement = await findConfinement(allowNone);
    const code = await digestOfCode(layout);
    const image = path.join(layout.root, ".neurones", "grading", code.slice(0, 16));
    if (!existsSync(image)) {
      await forgetImages(path.dirname(image));
      await makeImage(layout, image);
    }
    const contents = { image, packages: path.join(layout.root, "node_modules") };
    return new Grader(course, { confinement, contents, limits }, code);
  }

  get isConfined(): boolean {
    return this.workshop.confinement.kind !== "none";
  }

  /** The result of a submission if it still holds. */
  async current(student: string, lesson: string): Promise<Result | undefined> {
    const present = await readResult(this.course, student, lesson);
    return present?.key === (await keyOf(this.course, student, lesson, this.code)) ? present : undefined;
  }

  /** Grades a submission and keeps the result. Throws `SetUpError` where the submission is no notebook. */
  async grade(student: string, lesson: string): Promise<Result> {
    const key = await keyOf(this.course, student, lesson, this.code);
    const official = await readNotebook(this.course.source(lesson));
    const submitted = await readNotebook(this.course.submitted(student, lesson));
    const marking = await gradeSubmission(official, submitted, this.workshop);
    const result: Result = { key, student, lesson, marking, graderCells: graderCells(official, marking) };
    await writeResult(this.course, result);
    return result;
  }
}
