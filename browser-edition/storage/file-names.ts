/** The names of lessons' files: copies, and what a student hands in. */
import { say } from "../../src/language/language.js";

/** A lesson's name, of any of its files: `03-perceptron` for `03-perceptron (nouvelle version 2).ipynb`. */
export function lessonOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ipynb$/, "");
  return name.replace(/\s*\([^()]*\)/g, "").trim();
}

/** The name of the file that a student hands in: `grading/collect/recognise.ts` finds the student's name in it. */
export function handInName(lesson: string, student: string): string {
  // Characters that a system refuses in file names, and those that separate lesson and student.
  const name = student
    .replace(/[\\/:*?"<>|()\p{Cc}]/gu, " ")
    .trim()
    .replace(/\s+/g, "-");
  return `${lesson}_${name}.ipynb`;
}

/** The first name of a copy of a student's work that no file has: `03-perceptron (mon travail 2).ipynb`. */
export function copyName(lesson: string, taken: ReadonlySet<string>): string {
  const mine = say({ fr: "mon travail", en: "my work" });
  for (let number = 1; ; number++) {
    const name = `${lesson} (${mine}${number === 1 ? "" : ` ${number}`}).ipynb`;
    if (!taken.has(name)) return name;
  }
}
