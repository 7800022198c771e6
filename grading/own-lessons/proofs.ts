/**
 * Proves lessons before they are given out, each once: the digest of what was proved is stored, so that a lesson that is given
 * out again unchanged is not run again.
 */
import { readFile } from "node:fs/promises";
import { say } from "../../src/language/language.js";
import { sha256 } from "../../system/sha256.js";
import { writeAside } from "../../system/write-aside.js";
import type { Course } from "../course.js";
import { Grader } from "../grader.js";
import { writeNotebook, type Notebook } from "../notebook-file.js";
import { digestOfCode } from "../results.js";
import type { Limits } from "../sandbox/configuration.js";
import { exercisesProgram } from "./load-exercises.js";
import { proveLesson } from "./prove-lesson.js";

/**
 * Proves the lessons, each in all its languages. Throws `SetUpError` for the first that cannot be marked rightly. It is the
 * instructor's own program, so it also runs where nothing can confine it.
 */
export async function proveLessons(
  course: Course,
  lessons: ReadonlyMap<string, readonly Notebook[]>,
  limits: Limits,
): Promise<void> {
  if (lessons.size === 0) return;
  const code = await digestOfCode(course.layout);
  let grader: Grader | undefined;
  for (const [lesson, editions] of lessons) {
    const texts = [code, ...editions.map(writeNotebook), exercisesProgram(lesson) ?? ""];
    const key = sha256(texts.map(sha256).join());
    if ((await readFile(course.proved(lesson), "utf8").catch(() => undefined)) === key) continue;
    console.log(
      say({
        fr: `${lesson} : essai des solutions, et d’une copie sans réponse…`,
        en: `${lesson}: trying the solutions, and a submission without answers…`,
      }),
    );
    const ready = (grader ??= await Grader.prepare(course, limits, true));
    for (const edition of editions)
      await proveLesson(lesson, edition, (version, submitted) => ready.mark(version, submitted));
    await writeAside(course.proved(lesson), key);
  }
}
