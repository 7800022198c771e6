/** The table of marks: one row for each student; its words are French, as the course. */
import { pointsOf, waitingIn, type SubmissionMarks } from "./submission-marks.js";
import type { Field } from "./csv.js";

/** What stands in place of the points of a submission without any mark, and of an answer that waits for its mark. */
const NOT_GRADED = "non notée";
const WAITING = "à corriger";

/** A marked cell of a lesson. */
export interface Question {
  readonly gradeId: string;
  readonly points: number;
}

/** A column of a lesson: its title, and the field of a submission. */
interface Column {
  readonly title: string;
  field(submission: SubmissionMarks): Field;
}

/**
 * One row for each student of the class or with a submission, with the points of each lesson. A lesson that the student did
 * not hand in is left empty, and one that could not be graded says so. Where a submission of a lesson was late, two columns
 * have the minutes and the points that they cost, which the lesson's points no longer contain.
 * @param members    the students of the class
 * @param questions  the questions of each lesson, for a column for each of them
 */
export function marksTable(
  submissions: readonly SubmissionMarks[],
  names: Readonly<Record<string, string>>,
  members: readonly string[] = [],
  questions: ReadonlyMap<string, readonly Question[]> = new Map(),
): Field[][] {
  const lessons = [...new Map(submissions.map(({ lesson, maximum }) => [lesson, maximum]))].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const columns = lessons.map(([lesson, maximum]) => ({
    lesson,
    columns: columnsOf(lesson, maximum, submissions, questions.get(lesson) ?? []),
  }));
  const everybody = new Set([...members, ...submissions.map(({ student }) => student)]);
  const rows = [...everybody]
    .sort((a, b) => a.localeCompare(b, "fr"))
    .map((student): Field[] => {
      const own = submissions.filter((submission) => submission.student === student);
      return [
        student,
        names[student] ?? "",
        ...columns.flatMap(({ lesson, columns: all }) => {
          const submission = own.find((each) => each.lesson === lesson);
          return all.map((column) => submission && column.field(submission));
        }),
        own.reduce((sum, submission) => sum + (pointsOf(submission) ?? 0), 0),
        lessons.reduce((sum, [, maximum]) => sum + maximum, 0),
        own.reduce((sum, submission) => sum + waitingIn(submission), 0),
      ];
    });
  const titles = columns.flatMap(({ columns: all }) => all.map(({ title }) => title));
  return [["étudiant", "nom", ...titles, "total", "maximum", WAITING], ...rows];
}

function columnsOf(
  lesson: string,
  maximum: number,
  submissions: readonly SubmissionMarks[],
  questions: readonly Question[],
): Column[] {
  const isLate = submissions.some((each) => each.lesson === lesson && (each.due?.secondsLate ?? 0) > 0);
  return [
    {
      title: `${lesson} (/${maximum})`,
      field: (submission) => pointsOf(submission) ?? NOT_GRADED,
    },
    ...questions.map(({ gradeId, points }) => ({
      title: `${lesson} : ${gradeId} (/${points})`,
      field: ({ grades }: SubmissionMarks) => {
        const grade = grades[gradeId];
        return grade === undefined ? NOT_GRADED : (grade.score ?? WAITING);
      },
    })),
    ...(isLate
      ? [
          {
            title: `${lesson} : retard (min)`,
            field: ({ due }: SubmissionMarks) => Math.ceil((due?.secondsLate ?? 0) / 60),
          },
          { title: `${lesson} : pénalité`, field: ({ due }: SubmissionMarks) => due?.penalty ?? 0 },
        ]
      : []),
  ];
}
