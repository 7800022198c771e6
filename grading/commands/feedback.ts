/**
 * `npm run feedback [-- LESSON…]`: writes a page for each student, from the results and the gradebook. Where
 * `NEURONES_EXCHANGE` names an exchange, students can fetch the pages for what they have handed in there.
 */
import { existsSync } from "node:fs";
import type { Layout } from "../../system/layout.js";
import { progressLine } from "../../system/progress-line.js";
import { say } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { publish } from "../nbgrader/publish.js";
import { callNbgrader, reasonIn } from "../nbgrader/nbgrader.js";

const USAGE = "npm run feedback [-- 03-perceptron …] [--course DOSSIER]";

/** Runs the command; resolves to the exit status, which is 1 if a page could not be written. */
export async function feedback(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, names } = readArguments(layout, args, { usage: USAGE });
  let failed = 0;
  for (const lesson of await course.chosenLessons(names)) {
    const students = (await course.students(lesson)).filter((student) =>
      existsSync(course.result(student, lesson)),
    );
    if (students.length === 0) {
      console.log(
        say({
          fr: `${lesson} : aucune copie notée. D’abord : npm run grade -- ${lesson}`,
          en: `${lesson}: nothing graded yet. First: npm run grade -- ${lesson}`,
        }),
      );
      continue;
    }
    const progress = progressLine();
    let done = 0;
    await callNbgrader(course, ["feedback", lesson, ...students], (message) => {
      progress.show(`${lesson} ${++done} / ${students.length}`);
      if (!("failed" in message)) return;
      failed++;
      progress.end();
      console.error(`${lesson}, ${message.failed} : ${reasonIn(message.why)}`);
    });
    progress.end();
    if (course.hasExchange) failed += await publish(course, "publish-feedback", [lesson]);
    console.log(
      say({
        fr: `${lesson} : ${students.length} page(s) de retour dans ${course.path("feedback")}`,
        en: `${lesson}: ${students.length} feedback page(s) in ${course.path("feedback")}`,
      }),
    );
  }
  return failed > 0 ? 1 : 0;
}
