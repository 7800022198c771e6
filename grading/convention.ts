/**
 * The roles of a lesson's cells in grading, and the convention that defines them; a test checks every lesson.
 *
 * - An *answer* is a code cell whose solution stands between `// BEGIN SOLUTION` and `// END SOLUTION`; lines
 *   in between that begin with `// STUB ` are given to the student instead. Its `grade_id` is the exercise's
 *   name in the catalogue.
 * - A *test* is the locked code cell `exercises.check("03-logistique", logistique)`, with points; its
 *   `grade_id` is the exercise's name followed by `-test`.
 * - A *text* is a Markdown cell with points, marked by hand, whose model answer stands between
 *   `<!-- BEGIN SOLUTION -->` and `<!-- END SOLUTION -->`.
 */
import { say } from "../src/language/language.js";
import {
  isRecord,
  type Cell,
  type CellMetadata,
  type NbgraderMetadata,
  type Notebook,
} from "./notebook-file.js";
import { studentSource, UnclosedRegion } from "./student-version.js";

export type Role = "answer" | "test" | "text";

/** A cell of a lesson that has a role in grading. */
export interface RoleCell {
  readonly role: Role;
  readonly gradeId: string;
  readonly points: number;
  readonly cell: Cell;
}

/** The name of a test cell is its exercise's name with this ending. */
const TEST_SUFFIX = "-test";

/** The content of a test cell; the groups are the exercise's name and the answer as an expression. */
const CHECK = /^exercises\.check\(\s*"([^"]+)"\s*,\s*([\s\S]+?)\s*\);?$/;

/** nbgrader's metadata of a cell; undefined if the cell has none, or none with a name. */
function nbgraderOf(metadata: CellMetadata): NbgraderMetadata | undefined {
  const { nbgrader } = metadata;
  if (!isRecord(nbgrader) || typeof nbgrader.grade_id !== "string" || nbgrader.grade_id === "")
    return undefined;
  return nbgrader as unknown as NbgraderMetadata;
}

/** The role of a cell; undefined for cells that are not graded. */
function roleOf(cell: Cell): Role | undefined {
  const nbgrader = nbgraderOf(cell.metadata);
  if (nbgrader === undefined) return undefined;
  if (cell.cell_type === "markdown") return nbgrader.grade && nbgrader.solution ? "text" : undefined;
  if (cell.cell_type !== "code") return undefined;
  if (nbgrader.grade) return nbgrader.locked && !nbgrader.solution ? "test" : undefined;
  return nbgrader.solution ? "answer" : undefined;
}

/** The cells of a lesson that have a role, in their order. */
export function roleCells(notebook: Notebook): RoleCell[] {
  return notebook.cells.flatMap((cell) => {
    const role = roleOf(cell);
    const nbgrader = nbgraderOf(cell.metadata);
    return role === undefined || nbgrader === undefined
      ? []
      : [{ role, gradeId: nbgrader.grade_id, points: nbgrader.points ?? 0, cell }];
  });
}

/** The exercise that a test cell checks; undefined if the cell contains anything else. */
export function exerciseOf(testSource: string): string | undefined {
  return CHECK.exec(testSource.trim())?.[1];
}

/** The first variable of the answer that a test cell checks, such as `h11` of `[h11, h21, h12]`. */
export function checkedName(testSource: string): string | undefined {
  const answer = CHECK.exec(testSource.trim())?.[2] ?? "";
  return /[\p{L}_$][\p{L}\p{N}_$]*/u.exec(answer)?.[0];
}

/** A sentence for each place where a lesson breaks the convention. */
export function breaches(notebook: Notebook, exercises: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const cells = roleCells(notebook);
  const answers = new Set(cells.filter(({ role }) => role === "answer").map(({ gradeId }) => gradeId));
  for (const { metadata, id } of notebook.cells) {
    if (metadata.nbgrader !== undefined && !cells.some(({ cell }) => cell.id === id)) {
      found.push(
        say({
          fr: `${id} : les métadonnées nbgrader n’en font ni une réponse, ni un test, ni une question`,
          en: `${id}: its nbgrader metadata make it neither an answer nor a test nor a text`,
        }),
      );
    }
  }
  for (const { role, gradeId, points, cell } of cells) {
    const complain = (fr: string, en: string) =>
      found.push(say({ fr: `${gradeId} : ${fr}`, en: `${gradeId}: ${en}` }));
    if (seen.has(gradeId)) complain("ce nom est donné deux fois", "this name is given twice");
    seen.add(gradeId);
    if (nbgraderOf(cell.metadata)?.schema_version !== 3)
      complain("schema_version doit valoir 3", "schema_version must be 3");
    if (role !== "test") {
      const solved = regionsOf(cell);
      if (solved === "unclosed") complain("une solution n’est pas fermée", "a solution is not closed");
      else if (solved === "none")
        complain("la solution n’est pas délimitée", "the solution is not delimited");
    }
    if (role === "answer" && !exercises.has(gradeId))
      complain("aucun exercice ne porte ce nom", "no exercise has this name");
    if (
      role === "answer" &&
      !cells.some((other) => other.role === "test" && other.gradeId === gradeId + TEST_SUFFIX)
    )
      complain("aucun test ne la vérifie", "no test checks it");
    if (role !== "answer" && !(points > 0)) complain("elle doit rapporter des points", "it must give points");
    if (role === "test") {
      const exercise = gradeId.slice(0, -TEST_SUFFIX.length);
      if (!gradeId.endsWith(TEST_SUFFIX) || !answers.has(exercise))
        complain(
          "son nom doit être celui d’une réponse, suivi de -test",
          "its name must be an answer's, followed by -test",
        );
      if (exerciseOf(cell.source) !== exercise)
        complain(
          `elle doit dire exercises.check("${exercise}", …), et rien d’autre`,
          `it must contain exercises.check("${exercise}", …) and nothing else`,
        );
    }
  }
  return found;
}

function regionsOf(cell: Cell): "some" | "none" | "unclosed" {
  try {
    return studentSource(cell.source) === cell.source ? "none" : "some";
  } catch (error) {
    if (error instanceof UnclosedRegion) return "unclosed";
    throw error;
  }
}
