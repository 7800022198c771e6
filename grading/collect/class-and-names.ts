/** The students of the class and their names, as a collection finds them: stored for later commands, and who is missing. */
import { readFile } from "node:fs/promises";
import { say, verbatim } from "../../src/language/language.js";
import { writeIfChanged } from "../../system/write-aside.js";
import type { Course } from "../course.js";
import { missingFile } from "../missing-file.js";
import { readClassList } from "./class-list.js";
import type { Submission } from "./newest.js";
import { fullNameOf, identifier } from "./recognise.js";

/** Stores the list of the class, for this and later commands. */
export async function takeClassList(course: Course, file: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => {
    throw missingFile(file);
  });
  const names = Object.entries(await course.knownNames());
  const known = new Map(names.map(([student, name]) => [identifier(name), student]));
  await writeIfChanged(course.classList, `${JSON.stringify(readClassList(text, known), null, 2)}\n`);
}

/** Says who of the class has handed in nothing for the lessons of this collection; resolves to the names, by lesson. */
export async function tellMissing(
  course: Course,
  taken: readonly Submission[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const members = await course.members();
  const all: [string, readonly string[]][] = [];
  for (const lesson of new Set(taken.map((submission) => submission.lesson))) {
    const present = new Set([
      ...(await course.students(lesson)),
      ...taken.flatMap((submission) => (submission.lesson === lesson ? [submission.student] : [])),
    ]);
    const missing = members.filter(({ student }) => !present.has(student)).map(({ name }) => name);
    all.push([lesson, missing]);
    if (missing.length > 0)
      console.log(
        say({
          fr: `${lesson} : rien de ${missing.length} étudiant(s) : ${verbatim(missing.join(", "))}`,
          en: `${lesson}: nothing from ${missing.length} student(s): ${verbatim(missing.join(", "))}`,
        }),
      );
  }
  return Object.fromEntries(all);
}

/** Stores the students' names as the class list or the files have them, for the gradebook and the table of marks. */
export async function storeNames(course: Course, submissions: readonly Submission[]): Promise<void> {
  const found = submissions.flatMap(({ student, file }) => {
    const name = fullNameOf(file.name);
    return name === undefined ? [] : [[student, name] as const];
  });
  const known = await course.knownNames();
  const listed = (await course.members()).map(({ student, name }) => [student, name] as const);
  await writeIfChanged(
    course.names,
    `${JSON.stringify({ ...known, ...Object.fromEntries([...found, ...listed]) }, null, 2)}\n`,
  );
}
