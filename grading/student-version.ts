/**
 * The student's version of a lesson: solutions become stubs that compile, hidden tests and marking notes go, and cells that
 * must stay as they are cannot be edited or deleted.
 */
import { EXERCISES } from "../src/exercises/catalogue.js";
import { say, type Sentence } from "../src/language/language.js";
import type { Cell, CellMetadata, NbgraderMetadata, Notebook } from "./notebook-file.js";

/** A region that opens and does not close, or closes and did not open. */
export class UnclosedRegion extends Error {
  override name = "UnclosedRegion";
}

const SOLUTION = "SOLUTION";
const REGION = /^(\s*)(?:\/\/|<!--)\s*(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)\s*(?:-->)?\s*$/;
const STUB = /^\s*\/\/ STUB ?(.*)$/;

/** What stands where a solution stood. */
const YOURS = { code: "// À vous.", text: "*Votre réponse, à la place de cette ligne.*" } as const;

/** For who has never written in a cell of text. */
const HOW_TO_WRITE: Sentence = {
  fr: "*(Pour écrire ici : double-cliquez sur ce texte, tapez votre réponse, puis Maj + Entrée.)*",
  en: "*(To write here: double-click this text, type your answer, then Shift + Enter.)*",
};

/** A lesson as a student gets it: without solutions and outputs. Throws `UnclosedRegion`. */
export function studentVersion(lesson: Notebook): Notebook {
  return { ...lesson, cells: lesson.cells.map(studentCell) };
}

function studentCell(cell: Cell): Cell {
  const metadata = cell.metadata.nbgrader?.locked === true ? locked(cell.metadata) : cell.metadata;
  const released = { ...cell, metadata, source: withInstructions(cell, studentSource(cell.source)) };
  return cell.cell_type === "code" ? { ...released, outputs: [], execution_count: null } : released;
}

/** What to do in a cell that is the student's: how a text is opened and closed, what an answer looks like. */
function withInstructions({ cell_type, metadata }: Cell, source: string): string {
  const nbgrader = metadata.nbgrader as Partial<NbgraderMetadata> | undefined;
  if (nbgrader?.solution !== true) return source;
  if (cell_type === "markdown") return source.replace(YOURS.text, `${YOURS.text}\n\n${say(HOW_TO_WRITE)}`);
  const form = EXERCISES.get(nbgrader.grade_id ?? "")?.form;
  // Within a function the line has an indent already.
  return form === undefined
    ? source
    : source.replace(YOURS.code, `${YOURS.code} ${say(form).replaceAll("`", "")}`);
}

/** JupyterLab keeps such a cell from being edited or deleted by mistake; that it was not is checked when it is graded. */
function locked(metadata: CellMetadata): CellMetadata {
  return { ...metadata, deletable: false, editable: false };
}

/** A cell's text with each solution replaced by its stub and what is hidden taken out. */
export function studentSource(source: string): string {
  const kept: string[] = [];
  let inside: string | undefined;
  for (const line of source.split("\n")) {
    const mark = REGION.exec(line);
    if (mark !== null) {
      const [, indent, edge, region] = mark;
      if ((edge === "BEGIN") !== (inside === undefined) || (edge === "END" && region !== inside))
        throw new UnclosedRegion(line.trim());
      inside = edge === "BEGIN" ? region : undefined;
      if (edge === "BEGIN" && region === SOLUTION)
        kept.push(indent + (line.includes("<!--") ? YOURS.text : YOURS.code));
    } else if (inside === undefined) {
      kept.push(line);
    } else if (inside === SOLUTION) {
      const stub = STUB.exec(line);
      if (stub !== null) kept.push(line.slice(0, line.length - line.trimStart().length) + stub[1]);
    }
  }
  if (inside !== undefined) throw new UnclosedRegion(`BEGIN ${inside}`);
  return kept.join("\n");
}
