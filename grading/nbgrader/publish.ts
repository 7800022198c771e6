/** Puts lessons, or feedback, into nbgrader's exchange, where students fetch them from JupyterLab's own menu. */
import { say } from "../../src/language/language.js";
import type { Course } from "../course.js";
import { callNbgrader, reasonIn } from "./nbgrader.js";

/**
 * Puts the lessons there (`publish`), or the feedback pages of their submissions (`publish-feedback`), and says so.
 * Resolves to the number of failures.
 */
export async function publish(
  course: Course,
  command: "publish" | "publish-feedback",
  lessons: readonly string[],
): Promise<number> {
  let failed = 0;
  await callNbgrader(course, [command, ...lessons], (message) => {
    if ("failed" in message) {
      failed++;
      const reason = reasonIn(message.why);
      console.error(
        say({
          fr: `${message.failed} : pas dans l’échange : ${reason}`,
          en: `${message.failed}: not in the exchange: ${reason}`,
        }),
      );
    } else if ("done" in message)
      console.log(
        say({
          fr: `${message.done} : dans l’échange, ${course.exchange}`,
          en: `${message.done}: in the exchange, ${course.exchange}`,
        }),
      );
  });
  return failed;
}
