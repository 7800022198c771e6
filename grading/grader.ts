/** Grades submissions and stores the results: the part that `npm run grade` and nbgrader's menus share. */
import { readFile } from "node:fs/promises";
import { say } from "../src/language/language.js";
import { findConfinement } from "./sandbox/confinement.js";
import { prepareFiles } from "./sandbox/files.js";
import type { Limits, SandboxConfiguration } from "./sandbox/configuration.js";
import { Reader } from "./collect/reader.js";
import type { Course } from "./course.js";
import { editionOf, editionsOf, speaking } from "./editions.js";
import { gradeSubmission } from "./marking/grade-submission.js";
import type { Marking } from "./marking/marking.js";
import { parseNotebook, UnreadableNotebook, type Notebook } from "./notebook-file.js";
import { graderCells } from "./reports/grader-cells.js";
import { digestOfCode, keyOf, readResult, writeResult, type Result } from "./results.js";

const earlierVersion = (): string =>
  say({
    fr: "La copie vient d’une version de la leçon distribuée plus tôt ; elle est comparée à cette version.",
    en: "The submission comes from a version of the lesson given out earlier, with which it is compared.",
  });

export class Grader {
  private readonly reader = new Reader();

  private constructor(
    private readonly course: Course,
    private readonly configuration: SandboxConfiguration,
    private readonly code: string,
  ) {}

  /**
   * Prepares the sandbox's files, and finds out how this machine can confine submissions.
   * @param allowNone  true if the person accepts grading without confinement
   * @throws SetUpError if there is no way to confine and `allowNone` is false
   */
  static async prepare(course: Course, limits: Limits, allowNone: boolean): Promise<Grader> {
    const { layout } = course;
    const confinement = await findConfinement(allowNone);
    const code = await digestOfCode(layout);
    const files = await prepareFiles(layout, code, confinement);
    return new Grader(course, { confinement, files, limits }, code);
  }

  get isConfined(): boolean {
    return this.configuration.confinement.kind !== "none";
  }

  /**
   * The stored result of a submission; undefined if the submission, the lesson or the code has changed since.
   */
  async current(student: string, lesson: string): Promise<Result | undefined> {
    const present = await readResult(this.course, student, lesson);
    return present?.key === (await keyOf(this.course, student, lesson, this.code)) ? present : undefined;
  }

  /** Reads a submission in a process of its own. Throws `UnreadableNotebook`. */
  private async readSubmission(student: string, lesson: string): Promise<Notebook> {
    const file = this.course.submitted(student, lesson);
    const read = await this.reader.read(await readFile(file));
    if ("refused" in read) throw new UnreadableNotebook(file, read.refused);
    return parseNotebook(read.text, file);
  }

  /** Marks a submission of a lesson; `lesson` is the instructor's version. */
  mark(lesson: Notebook, submitted: Notebook): Promise<Marking> {
    return gradeSubmission(lesson, submitted, this.configuration);
  }

  /** Grades a submission and stores the result. Throws `SetUpError` if the submission is not a notebook. */
  async grade(student: string, lesson: string): Promise<Result> {
    const key = await keyOf(this.course, student, lesson, this.code);
    const submitted = await this.readSubmission(student, lesson);
    const edition = editionOf(await editionsOf(this.course, lesson), submitted);
    const official = edition.lesson;
    const marking = await speaking(edition.language, () => this.mark(official, submitted));
    const notes = edition.isReplaced
      ? [speaking(edition.language, earlierVersion), ...marking.notes]
      : marking.notes;
    const result: Result = {
      key,
      student,
      lesson,
      marking: { ...marking, notes },
      graderCells: graderCells(official, marking),
    };
    await writeResult(this.course, result);
    return result;
  }
}
