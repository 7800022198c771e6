/**
 * Compares a submission with the lesson that was given out, before anything runs: which cells run, which
 * tests can be marked, which cells are missing, duplicated or changed. Points and metadata come from the
 * lesson; from the submission come only the text, type and names of its cells.
 */
import { createHash } from "node:crypto";
import { say, type Sentence } from "../../src/language/language.js";
import { exerciseOf, roleCells, type RoleCell } from "../convention.js";
import { isRecord, type Cell, type Notebook } from "../notebook-file.js";
import { studentVersion } from "../student-version.js";
import { noPoints, type Test } from "./mark-test.js";
import type { TestResult, TextResult } from "./marking.js";

/** A cell of the submission with the metadata of the lesson instead of the student's. */
export interface PreparedCell {
  readonly cell: Cell;
  /** The test to be marked after the cell has run. */
  readonly test?: Test;
}

export interface PreparedSubmission {
  readonly cells: readonly PreparedCell[];
  /**
   * The results of tests that cannot be marked, because their cell or the answer's is missing, duplicated or
   * changed.
   */
  readonly refused: readonly TestResult[];
  readonly texts: readonly TextResult[];
  /** Irregularities, for the instructor. */
  readonly notes: readonly string[];
}

/** Prepares a submission for grading; `lesson` is the instructor's version. */
export function prepareSubmission(lesson: Notebook, submitted: Notebook): PreparedSubmission {
  const released = new Map(roleCells(studentVersion(lesson)).map((role) => [role.gradeId, role]));
  const found = new Map<string, Cell[]>();
  for (const cell of submitted.cells) {
    const id = gradeIdOf(cell);
    if (id !== undefined && released.has(id)) found.set(id, [...(found.get(id) ?? []), cell]);
  }
  const notes: string[] = [];
  const refused: TestResult[] = [];
  const tests = new Map<string, Test>();
  for (const role of released.values()) {
    const cells = found.get(role.gradeId) ?? [];
    if (cells.length > 1)
      notes.push(
        say({
          fr: `${role.gradeId} : la cellule est présente ${cells.length} fois.`,
          en: `${role.gradeId}: the cell occurs ${cells.length} times.`,
        }),
      );
    if (cells.length === 0)
      notes.push(
        say({
          fr: `${role.gradeId} : la cellule a été supprimée.`,
          en: `${role.gradeId}: the cell was deleted.`,
        }),
      );
    if (role.role !== "test") continue;
    const exercise = exerciseOf(role.cell.source) ?? "";
    const test = { gradeId: role.gradeId, exercise, points: role.points };
    const refusal = refuse(role, cells, found.get(exercise) ?? []);
    if (refusal === undefined) tests.set(role.gradeId, test);
    else refused.push(noPoints(test, ...refusal));
  }
  const prepared = submitted.cells.map((cell) => prepareCell(cell, released, tests));
  // Deleted cells are added at the end, empty, since nbgrader needs a cell for each mark.
  const missing = [...released.values()]
    .filter(({ gradeId }) => !found.has(gradeId))
    .map(({ cell }): PreparedCell => ({
      cell: { ...cell, source: cell.cell_type === "code" ? "" : cell.source },
    }));
  return { cells: [...uniquelyNamed(prepared), ...missing], refused, texts: textsOf(released, found), notes };
}

type Refusal = [state: "missing" | "duplicated" | "edited", reason: Sentence];

/** Why a test cannot be marked; undefined if it can. */
function refuse(role: RoleCell, cells: readonly Cell[], answers: readonly Cell[]): Refusal | undefined {
  if (cells.length === 0)
    return [
      "missing",
      { fr: "La cellule de vérification a été supprimée.", en: "The checking cell was deleted." },
    ];
  if (cells.length > 1)
    return [
      "duplicated",
      {
        fr: "La cellule de vérification est présente plusieurs fois.",
        en: "The checking cell occurs several times.",
      },
    ];
  if (cells[0].cell_type !== "code" || trimmed(cells[0].source) !== trimmed(role.cell.source))
    return [
      "edited",
      { fr: "La cellule de vérification a été modifiée.", en: "The checking cell was edited." },
    ];
  if (answers.length === 0)
    return [
      "missing",
      { fr: "La cellule de réponse a été supprimée.", en: "The answer's cell was deleted." },
    ];
  return undefined;
}

function prepareCell(
  cell: Cell,
  released: ReadonlyMap<string, RoleCell>,
  tests: ReadonlyMap<string, Test>,
): PreparedCell {
  const id = gradeIdOf(cell);
  const role = id === undefined ? undefined : released.get(id);
  const rebuilt: Cell = {
    cell_type: cell.cell_type,
    metadata: {},
    source: cell.source,
    ...(cell.cell_type === "code" ? { outputs: [], execution_count: null } : {}),
  };
  if (role === undefined) return { cell: rebuilt };
  // A cell whose type was changed is no longer the lesson's cell but one of the student's own.
  if (role.cell.cell_type !== cell.cell_type) return { cell: rebuilt };
  const test = tests.get(role.gradeId);
  return { cell: { ...rebuilt, metadata: role.cell.metadata }, ...(test === undefined ? {} : { test }) };
}

/** The cells, where of several with one name only the last keeps it: the gradebook knows each name once. */
function uniquelyNamed(cells: readonly PreparedCell[]): PreparedCell[] {
  const last = new Map(cells.map((prepared) => [gradeIdOf(prepared.cell), prepared]));
  return cells.map((prepared) => {
    const id = gradeIdOf(prepared.cell);
    return id === undefined || last.get(id) === prepared
      ? prepared
      : { cell: { ...prepared.cell, metadata: {} } };
  });
}

function textsOf(
  released: ReadonlyMap<string, RoleCell>,
  found: ReadonlyMap<string, readonly Cell[]>,
): TextResult[] {
  return [...released.values()]
    .filter(({ role }) => role === "text")
    .map(({ gradeId, points, cell }) => {
      const written = found.get(gradeId)?.at(-1)?.source ?? "";
      const isEmpty = trimmed(written) === "" || trimmed(written) === trimmed(cell.source);
      return {
        gradeId,
        maximum: points,
        isEmpty,
        digest: createHash("sha256").update(trimmed(written)).digest("hex"),
      };
    });
}

/** The cell's `grade_id`, even if the rest of its metadata is damaged. */
function gradeIdOf(cell: Cell): string | undefined {
  const nbgrader: unknown = cell.metadata.nbgrader;
  return isRecord(nbgrader) && typeof nbgrader.grade_id === "string" ? nbgrader.grade_id : undefined;
}

/**
 * The text without differences that do not count as a change: forms of line ends, spaces at the end of lines.
 */
function trimmed(source: string): string {
  return source
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
