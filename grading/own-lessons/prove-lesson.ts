/**
 * Proves that a lesson of an instructor's own can be marked, before it is given out: the instructor's version, handed in as a
 * submission, earns all points of every test, for many draws of the inputs, and the student's version, handed in as it is, none.
 */
import { say } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import { exerciseOf, roleCells } from "../convention.js";
import { exerciseNamed } from "../known-exercises.js";
import type { Marking, TestResult } from "../marking/marking.js";
import type { Cell, NbgraderMetadata, Notebook } from "../notebook-file.js";
import { studentVersion } from "../student-version.js";

/** How often the inputs of a function are drawn. */
const DRAWS = 20;

/** Grades a submission; `lesson` is the instructor's version. */
export type Mark = (lesson: Notebook, submitted: Notebook) => Promise<Marking>;

/** Throws `SetUpError` if a solution is not right, or a blank answer earns points: it names all such cells, and says why. */
export async function proveLesson(name: string, lesson: Notebook, mark: Mark): Promise<void> {
  const drawn = withDraws(lesson);
  const [solved, blank] = await Promise.all([mark(drawn, drawn), mark(lesson, studentVersion(lesson))]);
  const wrong = solved.tests.filter(({ state }) => state !== "right");
  const complaints = [
    ...wrong
      .filter(({ exercise }, i) => wrong.findIndex((test) => test.exercise === exercise) === i)
      .map(unsolved),
    ...blank.tests.filter(({ points }) => points > 0).map(earnedByNothing),
  ];
  if (complaints.length === 0) return;
  const all = complaints.map((complaint) => `\n  - ${complaint}`).join("");
  throw new SetUpError({
    fr: `La leçon ${name} n’est pas distribuée, ses copies seraient mal notées :${all}`,
    en: `Lesson ${name} is not given out, its submissions would be marked wrongly:${all}`,
  });
}

/** The lesson with each test of a function many times: grading draws the inputs of each cell anew. */
function withDraws(lesson: Notebook): Notebook {
  const tests = new Map(
    roleCells(lesson)
      .filter(({ role }) => role === "test")
      .map(({ cell }) => [cell, cell.metadata.nbgrader]),
  );
  const repeated = (cell: Cell, nbgrader: NbgraderMetadata): Cell[] =>
    Array.from({ length: DRAWS }, (_, i) => {
      // No name that a lesson's cell may have holds a space.
      const id = `${nbgrader.grade_id} ${i + 1}`;
      return { ...cell, id, metadata: { ...cell.metadata, nbgrader: { ...nbgrader, grade_id: id } } };
    });
  return {
    ...lesson,
    cells: lesson.cells.flatMap((cell) => {
      const nbgrader = tests.get(cell);
      return nbgrader === undefined || exerciseNamed(exerciseOf(cell.source) ?? "")?.fresh === undefined
        ? [cell]
        : repeated(cell, nbgrader);
    }),
  };
}

function unsolved({ exercise, reason, comparison }: TestResult): string {
  const calls =
    comparison === undefined
      ? { fr: "", en: "" }
      : {
          fr: ` ${comparison.inputs} : reçu ${comparison.received}, attendu ${comparison.expected}.`,
          en: ` ${comparison.inputs}: received ${comparison.received}, expected ${comparison.expected}.`,
        };
  return say({
    fr: `cellule ${exercise} : votre solution n’est pas jugée exacte. ${reason}${calls.fr}`,
    en: `cell ${exercise}: your solution is not judged right. ${reason}${calls.en}`,
  });
}

function earnedByNothing({ exercise, points, maximum }: TestResult): string {
  return say({
    fr: `cellule ${exercise} : sans réponse, la version étudiante obtient ${points} point(s) sur ${maximum}. Changez ce que la ligne // STUB donne, ou l’exercice.`,
    en: `cell ${exercise}: without an answer, the student's version earns ${points} of ${maximum} point(s). Change what the // STUB line gives, or the exercise.`,
  });
}
