/**
 * A submission beside the lesson that was given out: which cells run, which tests may be asked, what is missing, doubled or
 * changed. The lesson's own text and points count; of the submission only its cells' text, type and names are taken.
 */
import { createHash } from "node:crypto";
import { say, type Sentence } from "../../src/language/language.js";
import { exerciseOf, roleCells, type RoleCell } from "../convention.js";
import { isRecord, type Cell, type Notebook } from "../notebook-file.js";
import { studentVersion } from "../student-version.js";
import { nothing, type Test } from "./judge.js";
import type { TestResult, TextResult } from "./marking.js";

/** A cell of the submission, rebuilt: nothing in its metadata is the student's. */
export interface Step {
  readonly cell: Cell;
  /** The test to ask after it has run. */
  readonly test?: Test;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** Tests that are not asked, and why. */
  readonly refused: readonly TestResult[];
  readonly texts: readonly TextResult[];
  readonly notes: readonly string[];
}

/** What is to be done with a submission of a lesson (the instructor's version). */
export function planOf(lesson: Notebook, submitted: Notebook): Plan {
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
          en: `${role.gradeId}: the cell is there ${cells.length} times.`,
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
    else refused.push(nothing(test, ...refusal));
  }
  const steps = submitted.cells.map((cell) => stepOf(cell, released, tests));
  // What was deleted is shown again, empty, at the end, so that there is a place for its mark.
  const missing = [...released.values()]
    .filter(({ gradeId }) => !found.has(gradeId))
    .map(({ cell }): Step => ({ cell: { ...cell, source: cell.cell_type === "code" ? "" : cell.source } }));
  return { steps: [...lastOfEach(steps), ...missing], refused, texts: textsOf(released, found), notes };
}

type Refusal = [state: "missing" | "duplicated" | "edited", reason: Sentence];

/** Why a test cannot be asked. */
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
        en: "The checking cell is there several times.",
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

function stepOf(cell: Cell, released: ReadonlyMap<string, RoleCell>, tests: ReadonlyMap<string, Test>): Step {
  const id = gradeIdOf(cell);
  const role = id === undefined ? undefined : released.get(id);
  const rebuilt: Cell = {
    cell_type: cell.cell_type,
    metadata: {},
    source: cell.source,
    ...(cell.cell_type === "code" ? { outputs: [], execution_count: null } : {}),
  };
  if (role === undefined) return { cell: rebuilt };
  // A cell that became one of another type is the student's own: the lesson's is not there any more.
  if (role.cell.cell_type !== cell.cell_type) return { cell: rebuilt };
  const test = tests.get(role.gradeId);
  return { cell: { ...rebuilt, metadata: role.cell.metadata }, ...(test === undefined ? {} : { test }) };
}

/** Only the last cell of a name keeps it, for a gradebook knows one of each. */
function lastOfEach(steps: readonly Step[]): Step[] {
  const last = new Map(steps.map((step) => [gradeIdOf(step.cell), step]));
  return steps.map((step) => {
    const id = gradeIdOf(step.cell);
    return id === undefined || last.get(id) === step ? step : { cell: { ...step.cell, metadata: {} } };
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

/** The name a cell has, whatever else its metadata say. */
function gradeIdOf(cell: Cell): string | undefined {
  const nbgrader: unknown = cell.metadata.nbgrader;
  return isRecord(nbgrader) && typeof nbgrader.grade_id === "string" ? nbgrader.grade_id : undefined;
}

/** Line ends and spaces at the end of lines are no change. */
function trimmed(source: string): string {
  return source
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
