/**
 * `npm run grades -- [LESSON…] --out notes.csv`: writes the marks of all students from the gradebook, those given by hand
 * included. With `--moodle` it fills in Moodle's worksheet of one lesson instead; with `--similar` it lists submissions of
 * which the code is nearly the same.
 */
import path from "node:path";
import { SetUpError } from "../../system/set-up-error.js";
import { writeAside } from "../../system/write-aside.js";
import { say } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { roleCells } from "../convention.js";
import type { Course } from "../course.js";
import { readNotebook } from "../notebook-file.js";
import { csvText } from "../table/csv.js";
import { marksTable, type Question } from "../table/marks-table.js";
import { pointsOf, readMarks, waitingIn, type SubmissionMarks } from "../table/submission-marks.js";
import { gradingCommand, STATUS, type Outcome } from "./grading-command.js";
import { gradesForMoodle } from "./grades-for-moodle.js";
import { similarSubmissions } from "./similar-submissions.js";

const USAGE =
  "npm run grades -- [03-perceptron …] --out notes.csv [--excel] [--by-question] [--moodle FEUILLE.csv] [--similar] [--course DOSSIER] [--json]";

/** The status is `partly` if the gradebook lacks the latest marks of a submission, or a row of Moodle's needs somebody. */
export const grades = gradingCommand("grades", async (layout, args) => {
  const { course, names, values, flags } = readArguments(layout, args, {
    usage: USAGE,
    values: ["out", "moodle"],
    flags: ["excel", "by-question", "similar"],
  });
  if (flags.has("similar")) return await similarSubmissions(course, await course.chosenLessons(names));
  const out = values.get("out");
  if (out === undefined)
    throw new SetUpError({
      fr: `Où écrire les notes ? Usage : ${USAGE}`,
      en: `To which file shall the marks be written? Usage: ${USAGE}`,
    });
  const lessons = await course.chosenLessons(names);
  const sheet = values.get("moodle");
  if (sheet === undefined) return await writeTable(course, lessons, path.resolve(out), flags);
  if (lessons.length > 1)
    throw new SetUpError({
      fr: `Une feuille de Moodle est celle d’un devoir : nommez la leçon. Usage : ${USAGE}`,
      en: `A worksheet of Moodle belongs to one assignment: name the lesson. Usage: ${USAGE}`,
    });
  return await gradesForMoodle(course, lessons[0], sheet, path.resolve(out));
});

async function writeTable(
  course: Course,
  lessons: readonly string[],
  file: string,
  flags: ReadonlySet<string>,
): Promise<Outcome> {
  const submissions = await readMarks(course, lessons);
  const outdated = submissions.filter(({ isOutdated }) => isOutdated === true);
  if (outdated.length > 0)
    console.error(
      say({
        fr: `Le carnet de notes n’a pas les derniers résultats de ${listed(outdated)}. D’abord : npm run grade`,
        en: `The gradebook does not have the latest results of ${listed(outdated)}. First: npm run grade`,
      }),
    );
  const rows = marksTable(
    submissions,
    await course.knownNames(),
    (await course.members()).map(({ student }) => student),
    flags.has("by-question") ? await questionsOf(course, lessons) : new Map(),
  );
  await writeAside(file, csvText(rows, flags.has("excel")));
  const students = new Set(submissions.map(({ student }) => student)).size;
  const waiting = submissions.reduce((sum, submission) => sum + waitingIn(submission), 0);
  console.log(
    say({
      fr: `${students} étudiant(s), ${submissions.length} copie(s) : ${file}${waiting > 0 ? ` ; à noter encore à la main : ${waiting} réponse(s) rédigée(s)` : ""}`,
      en: `${students} student(s), ${submissions.length} submission(s): ${file}${waiting > 0 ? `; still to be marked by hand: ${waiting} answer(s) in words` : ""}`,
    }),
  );
  return {
    status: outdated.length > 0 ? STATUS.partly : STATUS.done,
    document: {
      file,
      submissions: submissions.map((submission) => ({
        ...submission,
        points: pointsOf(submission) ?? null,
        waiting: waitingIn(submission),
      })),
    },
  };
}

function listed(submissions: readonly SubmissionMarks[]): string {
  return submissions.map(({ lesson, student }) => `${lesson}/${student}`).join(", ");
}

/** The marked cells of each lesson, in their order. */
async function questionsOf(
  course: Course,
  lessons: readonly string[],
): Promise<ReadonlyMap<string, readonly Question[]>> {
  const all = new Map<string, readonly Question[]>();
  for (const lesson of lessons)
    all.set(
      lesson,
      roleCells(await readNotebook(course.source(lesson))).filter(({ role }) => role !== "answer"),
    );
  return all;
}
