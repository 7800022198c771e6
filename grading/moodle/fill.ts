/** Fills in Moodle's worksheet with the marks of a lesson, and tells for each row and each submission what became of it. */
import { SetUpError } from "../../system/set-up-error.js";
import type { Sentence } from "../../src/language/language.js";
import { pointsOf, waitingIn, type SubmissionMarks } from "../table/submission-marks.js";
import { DOUBTFUL, studentsOfRows, type KnownStudent } from "./match.js";
import type { Worksheet, WorksheetRow } from "./worksheet.js";

/** A grade that was written. */
export interface WrittenGrade {
  readonly participant: string;
  readonly student: string;
  readonly points: number;
  /** The points on the scale of the assignment in Moodle. */
  readonly grade: number;
}

/** A row whose grade stays as it was. */
export interface LeftRow {
  readonly participant: string;
  readonly name: string;
  readonly why: Sentence;
  /** True if there is nothing to be done about it: Moodle has no submission, and neither have we. */
  readonly isExpected: boolean;
}

export interface Filling {
  readonly text: string;
  readonly written: readonly WrittenGrade[];
  readonly left: readonly LeftRow[];
  /** The students with a submission and no row. */
  readonly strangers: readonly string[];
  /** The maximum in Moodle and that of the lesson. */
  readonly maxima: readonly [moodle: number, lesson: number];
}

/**
 * @param marks     the submissions of the lesson
 * @param students  all students of the course
 * @param maximum   the points of the lesson
 * @throws SetUpError if the assignment's grades are no numbers
 */
export function fillWorksheet(
  worksheet: Worksheet,
  marks: readonly SubmissionMarks[],
  students: readonly KnownStudent[],
  maximum: number,
): Filling {
  const { rows } = worksheet;
  const scale = rows.find((row) => row.maximum !== undefined)?.maximum;
  if (scale === undefined)
    throw new SetUpError({
      fr: "Ce devoir de Moodle n’a pas de note maximale : il est noté par un barème de mots. Donnez-lui une note en points dans ses réglages.",
      en: "This assignment has no maximum grade in Moodle: it is graded by a scale of words. Give it a grade in points in its settings.",
    });
  const byStudent = new Map(marks.map((each) => [each.student, each]));
  const found = studentsOfRows(rows, students);
  const written: WrittenGrade[] = [];
  const left: LeftRow[] = [];
  rows.forEach((row, i) => {
    const student = found[i];
    const submission = byStudent.get(student ?? "");
    const points = submission === undefined ? undefined : pointsOf(submission);
    const why = whyLeft(row, student, submission) ?? ((points ?? 0) > maximum ? TOO_MANY : undefined);
    if (why !== undefined) left.push({ participant: row.participant, name: row.name, ...why });
    else if (submission !== undefined && points !== undefined) {
      const grade = Math.round((100 * points * (row.maximum ?? scale)) / maximum) / 100;
      written.push({ participant: row.participant, student: submission.student, points, grade });
    }
  });
  return {
    text: worksheet.filled(new Map(written.map(({ participant, grade }) => [participant, grade]))),
    written,
    left,
    strangers: marks.map(({ student }) => student).filter((student) => !found.includes(student)),
    maxima: [scale, maximum],
  };
}

const TOO_MANY = {
  why: {
    fr: "elle a plus de points que le maximum, ce que Moodle n’importe pas : entrez sa note à la main",
    en: "it has more points than the maximum, which Moodle does not import: enter its grade by hand",
  },
  isExpected: false,
};

/** Why a row's grade is not written; undefined if it is. */
function whyLeft(
  row: WorksheetRow,
  student: string | undefined,
  submission: SubmissionMarks | undefined,
): { readonly why: Sentence; readonly isExpected: boolean } | undefined {
  const left = (fr: string, en: string, isExpected = false) => ({ why: { fr, en }, isExpected });
  if (student === DOUBTFUL)
    return left("plusieurs étudiants peuvent être cette personne", "several students may be this person");
  if (submission === undefined)
    return hasHandedIn(row)
      ? left(
          "Moodle a une copie, et le cours n’en a pas : collectez-la",
          "Moodle has a submission, and the course has none: collect it",
        )
      : left("pas de copie", "no submission", true);
  if (submission.isOutdated === true || pointsOf(submission) === undefined)
    return left("la copie n’est pas encore notée", "the submission is not graded yet");
  const waiting = waitingIn(submission);
  if (waiting > 0)
    return left(
      `il reste à noter à la main ${waiting} réponse(s) rédigée(s)`,
      `${waiting} answer(s) in words are still to be marked by hand`,
    );
  if (row.isLocked) return left("sa note est verrouillée dans Moodle", "its grade is locked in Moodle");
  return undefined;
}

/** Whether Moodle has a submission; without the column it is not known, and taken for granted. */
function hasHandedIn({ handedIn }: WorksheetRow): boolean {
  return handedIn === undefined || /\d/.test(handedIn);
}
