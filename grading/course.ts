/**
 * The course's folder, which nbgrader calls a course directory: the lessons given out, the submissions and
 * the marks.
 *
 *     lessons/LESSON.ipynb                     a lesson of the instructor's own
 *     lessons/LESSON.exercises.ts              its exercises
 *     source/LESSON/LESSON.ipynb               the instructor's version, as it was when it was given out
 *     release/LESSON/LESSON.ipynb              the student's version
 *     editions/en/LESSON/LESSON.ipynb          the instructor's version in English, if the lesson has one
 *     release-en/LESSON/LESSON.ipynb           the student's version in English
 *     versions/LESSON/DIGEST.ipynb             the instructor's versions that were given out, in any language
 *     proved/LESSON.digest                     the digest of an own lesson whose solutions were proved
 *     submitted/STUDENT/LESSON/LESSON.ipynb    the students' submissions
 *     handed-in/LESSON/STUDENT.json            from which file a submission comes, when it was handed in, Moodle's number
 *     students.json                            the names of the students, as the submitted files have them
 *     class.json                               the students of the class, if a list was given
 *     results/LESSON/STUDENT.json              our results of grading
 *     recorded/LESSON/STUDENT.json             digests of the texts for which the gradebook has marks
 *     recorded/LESSON/STUDENT.digest           the digest of the result whose marks the gradebook has
 *     feedback/LESSON-moodle.zip               the students' pages for Moodle
 *     autograded/, feedback/                   nbgrader's pages for the grader and for the student
 *     gradebook.db                             the marks, automatic and by hand
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Language } from "../src/language/language.js";
import type { Layout } from "../system/layout.js";
import type { Member } from "./collect/class-list.js";
import { SetUpError } from "../system/set-up-error.js";
import { sha256 } from "../system/sha256.js";
import { writeIfChanged } from "../system/write-aside.js";

export class Course {
  constructor(
    readonly layout: Layout,
    readonly root: string,
  ) {}

  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  source(lesson: string): string {
    return this.path("source", lesson, `${lesson}.ipynb`);
  }

  /** The instructor's version in one of the course's languages; in French, the lesson itself. */
  edition(lesson: string, language: Language): string {
    return language === "fr"
      ? this.source(lesson)
      : this.path("editions", language, lesson, `${lesson}.ipynb`);
  }

  /**
   * The file of a lesson that is being given out, until nbgrader has taken it: its source, and nbgrader's student's
   * version of it.
   */
  aside(step: "source" | "release", lesson: string): string {
    return this.path(`${step}.part`, lesson, `${lesson}.ipynb`);
  }

  /** Keeps an instructor's version that is given out: a submission is compared with the version that it was made from. */
  async keepVersion(lesson: string, text: Buffer): Promise<void> {
    await writeIfChanged(this.path("versions", lesson, `${sha256(text)}.ipynb`), text);
  }

  /** The files of the instructor's versions that were given out. */
  async versions(lesson: string): Promise<string[]> {
    const names = await readdir(this.path("versions", lesson)).catch(() => []);
    return names
      .filter((name) => name.endsWith(".ipynb"))
      .sort()
      .map((name) => this.path("versions", lesson, name));
  }

  /** The digest of a lesson of the instructor's own whose solutions were proved. */
  proved(lesson: string): string {
    return this.path("proved", `${lesson}.digest`);
  }

  /** The student's version in a language other than French. */
  releasedEdition(lesson: string, language: Language): string {
    return this.path(`release-${language}`, lesson, `${lesson}.ipynb`);
  }

  released(lesson: string): string {
    return this.path("release", lesson, `${lesson}.ipynb`);
  }

  submitted(student: string, lesson: string): string {
    return this.path("submitted", student, lesson, `${lesson}.ipynb`);
  }

  /** How a submission came in. */
  handIn(student: string, lesson: string): string {
    return this.path("handed-in", lesson, `${student}.json`);
  }

  result(student: string, lesson: string): string {
    return this.path("results", lesson, `${student}.json`);
  }

  /** The digest of the result whose marks are in the gradebook. */
  recorded(student: string, lesson: string): string {
    return this.path("recorded", lesson, `${student}.digest`);
  }

  /** nbgrader's notebook for the grader. */
  graded(student: string, lesson: string): string {
    return this.path("autograded", student, lesson, `${lesson}.ipynb`);
  }

  feedback(student: string, lesson: string): string {
    return this.path("feedback", student, lesson, `${lesson}.html`);
  }

  /** The archive of the students' pages for Moodle. */
  feedbackArchive(lesson: string): string {
    return this.path("feedback", `${lesson}-moodle.zip`);
  }

  /** The folder of nbgrader's exchange: the one that `NEURONES_EXCHANGE` names, or one in the course's folder. */
  get exchange(): string {
    return process.env.NEURONES_EXCHANGE || this.path("exchange");
  }

  /** Whether students fetch and hand in by an exchange. */
  get hasExchange(): boolean {
    return Boolean(process.env.NEURONES_EXCHANGE);
  }

  get names(): string {
    return this.path("students.json");
  }

  get classList(): string {
    return this.path("class.json");
  }

  /** The students of the class; none if no list was given. */
  async members(): Promise<readonly Member[]> {
    if (!existsSync(this.classList)) return [];
    return JSON.parse(await readFile(this.classList, "utf8")) as Member[];
  }

  get gradebook(): string {
    return this.path("gradebook.db");
  }

  /** The known names, by student; without a prototype, since a student may be called `constructor`. */
  async knownNames(): Promise<Readonly<Record<string, string>>> {
    const names = Object.create(null) as Record<string, string>;
    if (!existsSync(this.names)) return names;
    return Object.assign(names, JSON.parse(await readFile(this.names, "utf8")));
  }

  /** The names of the lessons that were given out. */
  async lessons(): Promise<string[]> {
    const names = await readdir(this.path("release")).catch(() => []);
    return names.filter((name) => existsSync(this.released(name))).sort();
  }

  /** The students who handed in a lesson. */
  async students(lesson: string): Promise<string[]> {
    const names = await readdir(this.path("submitted")).catch(() => []);
    return names.filter((name) => existsSync(this.submitted(name, lesson))).sort();
  }

  /**
   * The named lessons, or all that were given out if `named` is empty. Throws `SetUpError` for a lesson not
   * given out.
   */
  async chosenLessons(named: readonly string[]): Promise<string[]> {
    const known = await this.lessons();
    if (known.length === 0) {
      throw new SetUpError({
        fr: "Aucune leçon n’a été distribuée. D’abord : npm run release -- 03-perceptron",
        en: "No lesson has been given out yet. First: npm run release -- 03-perceptron",
      });
    }
    const unknown = named.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new SetUpError({
        fr: `La leçon « ${unknown} » n’a pas été distribuée. Connues : ${known.join(", ")}. Pour la distribuer : npm run release -- ${unknown}`,
        en: `The lesson “${unknown}” was not given out. Known: ${known.join(", ")}. To give it out: npm run release -- ${unknown}`,
      });
    }
    return named.length > 0 ? [...named] : known;
  }
}
