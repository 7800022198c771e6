/**
 * Finds the graded cells of the lesson in a submission.
 *
 * nbgrader's metadata tells a cell's name. Some programs remove metadata, and students retype cells: then the cell's
 * id tells the name, or its content: a test has the text of the lesson's, an answer declares the variable that its test
 * reads, a text begins with the question.
 */
import { checkedName, exerciseOf, type RoleCell } from "../convention.js";
import { isRecord, type Cell } from "../notebook-file.js";
import { comparable } from "./comparable.js";

export interface Matches {
  readonly nameOf: ReadonlyMap<Cell, string>;
  /** The names of cells that were found by their id or their content. */
  readonly guessed: readonly string[];
}

/** The names of the submission's cells; `released` has the graded cells of the student's version by name. */
export function matchCells(released: ReadonlyMap<string, RoleCell>, cells: readonly Cell[]): Matches {
  const nameOf = new Map<Cell, string>();
  for (const cell of cells) {
    const name = nameInMetadata(cell);
    if (name !== undefined && released.has(name)) nameOf.set(cell, name);
  }
  const guessed: string[] = [];
  const known = new Set(nameOf.values());
  for (const role of released.values()) {
    if (known.has(role.gradeId)) continue;
    const free = cells.filter((cell) => !nameOf.has(cell));
    const cell =
      free.find(({ id }) => id === role.gradeId) ??
      free.find((candidate) => hasContentOf(role, candidate)) ??
      (role.role === "answer" ? declaring(role, released, cells, nameOf) : undefined);
    if (cell === undefined) continue;
    nameOf.set(cell, role.gradeId);
    guessed.push(role.gradeId);
  }
  return { nameOf, guessed };
}

/** The cell's `grade_id`, even if the rest of its metadata is damaged. */
function nameInMetadata(cell: Cell): string | undefined {
  const nbgrader: unknown = cell.metadata.nbgrader;
  return isRecord(nbgrader) && typeof nbgrader.grade_id === "string" ? nbgrader.grade_id : undefined;
}

function hasContentOf({ role, cell }: RoleCell, candidate: Cell): boolean {
  const [own, text] = [comparable(cell.source), comparable(candidate.source)];
  if (role === "test") return candidate.cell_type === "code" && text === own;
  const [question] = own.split("\n", 1);
  return role === "text" && question !== "" && text.startsWith(question);
}

/** The last cell before an answer's test that declares the variable that the test reads. */
function declaring(
  answer: RoleCell,
  released: ReadonlyMap<string, RoleCell>,
  cells: readonly Cell[],
  nameOf: ReadonlyMap<Cell, string>,
): Cell | undefined {
  const test = [...released.values()].find(
    ({ role, cell }) => role === "test" && exerciseOf(cell.source) === answer.gradeId,
  );
  const name = test === undefined ? undefined : checkedName(test.cell.source);
  if (test === undefined || name === undefined) return undefined;
  const place = cells.findIndex((cell) => nameOf.get(cell) === test.gradeId || hasContentOf(test, cell));
  const declaration = new RegExp(
    String.raw`\b(?:const|let|var|function)\s[^=(;]{0,200}(?<![\p{L}\p{N}_$])${name.replaceAll("$", "\\$")}(?![\p{L}\p{N}_$])`,
    "u",
  );
  return cells
    .slice(0, Math.max(0, place))
    .findLast((cell) => cell.cell_type === "code" && !nameOf.has(cell) && declaration.test(cell.source));
}
