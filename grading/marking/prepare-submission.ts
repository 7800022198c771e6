/**
 * Compares a submission with the lesson that was given out, before anything runs: which cells run, which
 * tests can be marked, which cells are missing or changed. Points and metadata come from the
 * lesson; from the submission come only the text, type and names of its cells.
 */
import { say, type Sentence } from "../../src/language/language.js";
import { exerciseOf, roleCells, type RoleCell } from "../convention.js";
import type { Cell, Notebook } from "../notebook-file.js";
import { studentVersion } from "../student-version.js";
import { comparable } from "./comparable.js";
import { noPoints, type Test } from "./mark-test.js";
import type { TestResult, TextResult } from "./marking.js";
import { matchCells } from "./match-cells.js";
import { markedCell, textResult, writtenFor, type Submitted } from "./text-answers.js";

/** A cell of the submission with the metadata of the lesson instead of the student's. */
export interface PreparedCell {
  readonly cell: Cell;
  /** The test to be marked after the cell has run. Copies of one test cell are all marked, and the best counts. */
  readonly test?: Test;
}

export interface PreparedSubmission {
  readonly cells: readonly PreparedCell[];
  /**
   * The results of tests that cannot be marked, because their cell is missing or changed, or because there is no
   * answer.
   */
  readonly refused: readonly TestResult[];
  readonly texts: readonly TextResult[];
  /** Irregularities, for the instructor. */
  readonly notes: readonly string[];
}

/** Prepares a submission for grading; `lesson` is the instructor's version. */
export function prepareSubmission(lesson: Notebook, submission: Notebook): PreparedSubmission {
  const given = studentVersion(lesson).cells;
  const released = new Map(roleCells({ ...lesson, cells: given }).map((role) => [role.gradeId, role]));
  const { nameOf, guessed } = matchCells(released, submission.cells);
  const found = new Map<string, Cell[]>();
  for (const [cell, name] of nameOf) {
    const same = found.get(name);
    if (same === undefined) found.set(name, [cell]);
    else same.push(cell);
  }
  const sources = new Set(given.map(({ source }) => comparable(source)));
  const submitted: Submitted = {
    cells: submission.cells,
    found,
    isAdded: (cell) => !nameOf.has(cell) && !sources.has(comparable(cell.source)),
  };
  const refused: TestResult[] = [];
  const tests = new Map<string, Test>();
  for (const role of released.values()) {
    if (role.role !== "test") continue;
    const exercise = exerciseOf(role.cell.source) ?? "";
    const test = { gradeId: role.gradeId, exercise, points: role.points };
    const refusal = refuse(role, exercise, submitted);
    if (refusal === undefined) tests.set(role.gradeId, test);
    else refused.push(noPoints(test, ...refusal));
  }
  const roleOf = (cell: Cell) => released.get(nameOf.get(cell) ?? "");
  const named = new Map([...released.values()].map((role) => [role.gradeId, namedCell(role, submitted)]));
  const prepared = submission.cells.map((cell): PreparedCell => {
    const role = roleOf(cell);
    const rebuilt = rebuild(cell, role);
    const isNamed = role !== undefined && named.get(role.gradeId) === cell && hasTypeOf(role, cell);
    const test = role !== undefined && isIntact(role, cell) ? tests.get(role.gradeId) : undefined;
    return {
      cell: isNamed ? { ...rebuilt, metadata: role.cell.metadata } : rebuilt,
      ...(test === undefined ? {} : { test }),
    };
  });
  // nbgrader needs a cell for each mark: deleted cells are added at the end, empty.
  const missing = [...released.values()]
    .filter((role) => !hasTypeOf(role, named.get(role.gradeId)))
    .map(({ cell }): PreparedCell => ({
      cell: { ...cell, source: cell.cell_type === "code" ? "" : cell.source },
    }));
  const texts = [...released.values()].filter(({ role }) => role === "text");
  return {
    cells: [...prepared, ...missing],
    refused,
    texts: texts.map((role) => textResult(role, submitted)),
    notes: [
      ...guessed.map(guessedNote),
      ...[...released.values()].flatMap((role) => notesOn(role, submitted)),
    ],
  };
}

type Refusal = [state: "missing" | "edited", reason: Sentence];

/** Why a test cannot be marked; undefined if it can. */
function refuse(role: RoleCell, exercise: string, { cells, found, isAdded }: Submitted): Refusal | undefined {
  const own = found.get(role.gradeId) ?? [];
  if (own.length === 0)
    return [
      "missing",
      { fr: "La cellule de vérification a été supprimée.", en: "The checking cell was deleted." },
    ];
  if (!own.some((cell) => isIntact(role, cell)))
    return [
      "edited",
      { fr: "La cellule de vérification a été modifiée.", en: "The checking cell was edited." },
    ];
  // A cell that the student has added may hold the answer.
  if (!found.has(exercise) && !cells.some((cell) => cell.cell_type === "code" && isAdded(cell)))
    return [
      "missing",
      { fr: "La cellule de réponse a été supprimée.", en: "The answer's cell was deleted." },
    ];
  return undefined;
}

/** True for a test cell with the text of the lesson's. */
function isIntact(role: RoleCell, cell: Cell): boolean {
  return (
    role.role === "test" &&
    cell.cell_type === "code" &&
    comparable(cell.source) === comparable(role.cell.source)
  );
}

/** Of the cells with one name, the one that keeps it: the gradebook knows each name once. */
function namedCell(role: RoleCell, submitted: Submitted): Cell | undefined {
  if (role.role === "text") return markedCell(role, submitted);
  const own = submitted.found.get(role.gradeId) ?? [];
  return own.findLast((cell) => isIntact(role, cell)) ?? own.at(-1);
}

/** A code cell whose type was changed is no longer the lesson's cell but one of the student's own. */
function hasTypeOf(role: RoleCell, cell: Cell | undefined): boolean {
  return cell !== undefined && (role.role === "text" || cell.cell_type === role.cell.cell_type);
}

/** The cell without metadata and outputs. An answer in words is a text, whatever type its cell has now, and does not run. */
function rebuild(cell: Cell, role: RoleCell | undefined): Cell {
  const type = role?.role === "text" ? "markdown" : cell.cell_type;
  return {
    cell_type: type,
    metadata: {},
    source: cell.source,
    ...(cell.attachments === undefined ? {} : { attachments: cell.attachments }),
    ...(type === "code" ? { outputs: [], execution_count: null } : {}),
  };
}

function guessedNote(name: string): string {
  return say({
    fr: `${name} : la cellule a perdu ses métadonnées ; elle est reconnue à son identifiant ou à son contenu.`,
    en: `${name}: the cell has lost its metadata; its id or its content tells which cell it is.`,
  });
}

/** What an instructor should know of a graded cell of the submission. */
function notesOn(role: RoleCell, submitted: Submitted): string[] {
  const cells = submitted.found.get(role.gradeId) ?? [];
  const notes: Sentence[] = [];
  if (cells.length > 1)
    notes.push({
      fr: `la cellule est présente ${cells.length} fois.`,
      en: `the cell occurs ${cells.length} times.`,
    });
  if (cells.length === 0) notes.push({ fr: "la cellule a été supprimée.", en: "the cell was deleted." });
  if (role.role === "text") {
    const [written, own] = [writtenFor(role, submitted), new Set(cells)];
    if (written.some((cell) => !own.has(cell)))
      notes.push({
        fr: "la réponse est peut-être dans une autre cellule.",
        en: "the answer may be in another cell.",
      });
    if (written.some((cell) => own.has(cell) && cell.cell_type !== "markdown"))
      notes.push({
        fr: "la cellule de texte a changé de type.",
        en: "the cell's type, text, was changed.",
      });
  }
  return notes.map((note) => say({ fr: `${role.gradeId} : ${note.fr}`, en: `${role.gradeId}: ${note.en}` }));
}
