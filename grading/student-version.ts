/**
 * Makes the student's version of a lesson: replaces solutions by stubs that compile, removes hidden tests and
 * marking notes, and protects the test cells from being edited or deleted.
 */
import { say, type Language, type Sentence } from "../src/language/language.js";
import { exerciseNamed } from "./known-exercises.js";
import {
  languageOf,
  type Cell,
  type CellMetadata,
  type NbgraderMetadata,
  type Notebook,
} from "./notebook-file.js";

/** Thrown for a region that is opened and not closed, or closed and not opened. */
export class UnclosedRegion extends Error {
  override name = "UnclosedRegion";
}

const SOLUTION = "SOLUTION";
const REGION = /^(\s*)(?:\/\/|<!--)\s*(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)\s*(?:-->)?\s*$/;
const STUB = /^\s*\/\/ STUB ?(.*)$/;

/** What replaces a solution. */
const YOURS: Readonly<Record<"code" | "text", Sentence>> = {
  code: { fr: "// À vous.", en: "// Your turn." },
  text: {
    fr: "*Votre réponse, à la place de cette ligne.*",
    en: "*Your answer, in the place of this line.*",
  },
};

/** For students who have never written in a Markdown cell. */
const HOW_TO_WRITE: Sentence = {
  fr: "*(Pour écrire ici : double-cliquez sur ce texte, tapez votre réponse, puis Maj + Entrée.)*",
  en: "*(To write here: double-click this text, type your answer, then Shift + Enter.)*",
};

/** The lesson without solutions and outputs, in its own language. Throws `UnclosedRegion`. */
export function studentVersion(lesson: Notebook): Notebook {
  // The state of widgets is an output too, which the format keeps beside the cells.
  const metadata = Object.fromEntries(Object.entries(lesson.metadata).filter(([name]) => name !== "widgets"));
  return { ...lesson, metadata, cells: lesson.cells.map((cell) => studentCell(cell, languageOf(lesson))) };
}

function studentCell(cell: Cell, language: Language): Cell {
  const metadata = cell.metadata.nbgrader?.locked === true ? locked(cell.metadata) : cell.metadata;
  const released = {
    ...cell,
    metadata,
    source: withInstructions(cell, studentSource(cell.source, language), language),
  };
  return cell.cell_type === "code" ? { ...released, outputs: [], execution_count: null } : released;
}

/** Adds instructions to a cell that the student fills in: how to edit a text, or the form of the answer. */
function withInstructions({ cell_type, metadata }: Cell, source: string, language: Language): string {
  const nbgrader = metadata.nbgrader as Partial<NbgraderMetadata> | undefined;
  if (nbgrader?.solution !== true) return source;
  if (cell_type === "markdown")
    return source.replace(YOURS.text[language], (yours) => `${yours}\n\n${HOW_TO_WRITE[language]}`);
  const form = exerciseNamed(nbgrader.grade_id ?? "")?.form;
  // This line may be indented, within a function; only the text after it is added.
  return form === undefined
    ? source
    : source.replace(YOURS.code[language], (yours) => `${yours} ${say(form, language).replaceAll("`", "")}`);
}

/**
 * Metadata with which JupyterLab prevents editing or deleting by mistake; grading checks that the cell was
 * not changed.
 */
function locked(metadata: CellMetadata): CellMetadata {
  return { ...metadata, deletable: false, editable: false };
}

/**
 * A cell's text with each solution replaced by its stub, and without hidden regions. Throws `UnclosedRegion`.
 */
export function studentSource(source: string, language: Language = "fr"): string {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of source.split("\n")) {
    const mark = REGION.exec(line);
    if (mark !== null) {
      const [, indent, edge, region] = mark;
      if ((edge === "BEGIN") !== (open === undefined) || (edge === "END" && region !== open))
        throw new UnclosedRegion(line.trim());
      open = edge === "BEGIN" ? region : undefined;
      if (edge === "BEGIN" && region === SOLUTION)
        lines.push(indent + YOURS[line.includes("<!--") ? "text" : "code"][language]);
    } else if (open === undefined) {
      lines.push(line);
    } else if (open === SOLUTION) {
      const stub = STUB.exec(line);
      if (stub !== null) lines.push(line.slice(0, line.length - line.trimStart().length) + stub[1]);
    }
  }
  if (open !== undefined) throw new UnclosedRegion(`BEGIN ${open}`);
  return lines.join("\n");
}
