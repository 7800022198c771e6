/** `npm run grades -- LESSON --moodle WORKSHEET.csv --out FILLED.csv`: the marks of a lesson in Moodle's own worksheet. */
import { writeAside } from "../../system/write-aside.js";
import { say } from "../../src/language/language.js";
import type { Course } from "../course.js";
import { readHandIn } from "../handed-in/hand-in.js";
import { fillWorksheet, type Filling } from "../moodle/fill.js";
import type { KnownStudent } from "../moodle/match.js";
import { readWorksheet } from "../moodle/read-worksheet.js";
import { maximumOf, readMarks } from "../table/submission-marks.js";
import { STATUS, type Outcome } from "./grading-command.js";

/** The status is `partly` if a row was left that needs somebody, or a student has no row. */
export async function gradesForMoodle(
  course: Course,
  lesson: string,
  sheet: string,
  out: string,
): Promise<Outcome> {
  const worksheet = await readWorksheet(sheet);
  const marks = await readMarks(course, [lesson]);
  const students = await knownStudents(
    course,
    lesson,
    marks.map(({ student }) => student),
  );
  const filling = fillWorksheet(worksheet, marks, students, await maximumOf(course, lesson));
  await writeAside(out, filling.text);
  tell(lesson, filling, out);
  const { written, left, strangers, maxima } = filling;
  const isDone = strangers.length === 0 && left.every(({ isExpected }) => isExpected);
  return {
    status: isDone ? STATUS.done : STATUS.partly,
    document: {
      lesson,
      file: out,
      written,
      left: left.map((row) => ({ ...row, why: say(row.why) })),
      strangers,
      maximumInMoodle: maxima[0],
      maximum: maxima[1],
    },
  };
}

/** Everybody of the class, and everybody with a submission of the lesson. */
async function knownStudents(
  course: Course,
  lesson: string,
  withSubmission: readonly string[],
): Promise<KnownStudent[]> {
  const names = await course.knownNames();
  const members = new Map((await course.members()).map((member) => [member.student, member]));
  const everybody = [...new Set([...withSubmission, ...members.keys()])];
  return await Promise.all(
    everybody.map(async (student): Promise<KnownStudent> => {
      const participant = (await readHandIn(course, student, lesson))?.participant;
      const member = members.get(student);
      return {
        student,
        name: names[student],
        ...(participant === undefined ? {} : { participant }),
        ...(member === undefined ? {} : { member }),
      };
    }),
  );
}

function tell(lesson: string, { written, left, strangers, maxima }: Filling, out: string): void {
  const nothing = left.filter(({ isExpected }) => isExpected);
  for (const { participant, name, why, isExpected } of left)
    if (!isExpected) console.error(`${name} (${participant}) : ${say(why)}`);
  for (const student of strangers)
    console.error(
      say({
        fr: `${student} : a une copie, mais pas de ligne dans la feuille`,
        en: `${student}: has a submission, but no row in the worksheet`,
      }),
    );
  if (nothing.length > 0)
    console.log(
      say({
        fr: `pas de copie de ${nothing.length} participant(s) : ${nothing.map(({ name, participant }) => name || participant).join(", ")}`,
        en: `no submission of ${nothing.length} participant(s): ${nothing.map(({ name, participant }) => name || participant).join(", ")}`,
      }),
    );
  if (maxima[0] !== maxima[1])
    console.log(
      say({
        fr: `La leçon est sur ${maxima[1]}, le devoir de Moodle sur ${maxima[0]} : chaque note est multipliée par ${maxima[0]} / ${maxima[1]}.`,
        en: `The lesson has ${maxima[1]} points, Moodle's assignment ${maxima[0]}: each grade is multiplied by ${maxima[0]} / ${maxima[1]}.`,
      }),
    );
  console.log(
    say({
      fr: `${lesson} : ${written.length} note(s) écrite(s), ${left.length} ligne(s) laissée(s) comme elles étaient : ${out}`,
      en: `${lesson}: ${written.length} grade(s) written, ${left.length} row(s) left as they were: ${out}`,
    }),
  );
}
