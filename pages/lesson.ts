/**
 * A lesson as its page shows it: the cells of the student's version, with the outputs of the executed
 * instructor's version.
 *
 * An answer's cell shows its stub; neither it nor the check after it shows an output, which would give the
 * solution away.
 */
import type { Notebook, Output } from "../grading/notebook-file.js";
import { studentVersion } from "../grading/student-version.js";
import { stillPicture } from "./outputs.js";
import { pageRenderer, plainText, type Heading } from "./markdown.js";

export type PageCell =
  | { readonly kind: "text"; readonly html: string }
  | {
      readonly kind: "code";
      readonly source: string;
      readonly outputs: readonly Output[];
      readonly isYours: boolean;
    };

/** A part of a lesson that a search can find: a heading and the text up to the next one. */
export interface Passage {
  readonly anchor: string;
  readonly title: string;
  readonly text: string;
}

/** A passage to which the text of the following cells is still added. */
type GrowingPassage = Omit<Passage, "text"> & { text: string };

export interface Lesson {
  /** The name of its files: `07-cifar10`. */
  readonly name: string;
  readonly title: string;
  /** The goals, as HTML: the list under the title. */
  readonly goals: string;
  /** « 60 minutes environ… », as HTML. */
  readonly duration: string;
  readonly cells: readonly PageCell[];
  readonly headings: readonly Heading[];
  readonly passages: readonly Passage[];
  /** The figure that stands for the lesson on the start page. */
  readonly emblem: Output | undefined;
  /** A text of the lesson to print on a sheet of its own, as HTML. */
  readonly sheet: string | undefined;
  /** The student's version, to download. */
  readonly notebook: Notebook;
}

/** @param executed the instructor's version with its outputs */
export function readLesson(name: string, executed: Notebook): Lesson {
  const notebook = studentVersion(executed);
  const render = pageRenderer();
  const headings: Heading[] = [];
  const passages: GrowingPassage[] = [];
  const cells = notebook.cells.map((cell, i): PageCell => {
    if (cell.cell_type !== "code") {
      const rendered = render(cell.source);
      headings.push(...rendered.headings);
      addPassages(passages, rendered.html, rendered.headings);
      return { kind: "text", html: rendered.html };
    }
    if (passages.length > 0) passages[passages.length - 1].text += ` ${cell.source}`;
    const graded = cell.metadata.nbgrader !== undefined;
    return {
      kind: "code",
      source: cell.source,
      outputs: graded || PROGRESS.test(cell.source) ? [] : (executed.cells[i].outputs ?? []),
      isYours: cell.metadata.nbgrader?.solution === true,
    };
  });
  const [opening] = cells;
  const { goals, duration } = readOpening(opening);
  const title = headings[0]?.text ?? name;
  const emblem = emblemOf(name, executed);
  const sheet = sheetOf(notebook, cells);
  return { name, title, goals, duration, cells, headings, passages, emblem, sheet, notebook };
}

/**
 * The cells whose figures stand for the lessons on the start page: each shows what its lesson is about, and none
 * shows what an answer computes.
 */
const EMBLEMS: Readonly<Record<string, string>> = {
  "00-typescript": "courbe-figure",
  "01-structure": "compter-figure",
  "02-apprentissage": "deux",
  "03-perceptron": "zones-figure",
  "04-xor": "quatre",
  "05-fleur": "fleur-figure",
  "06-mnist": "images",
  "07-cifar10": "photos-figure",
  "08-imdb": "pesent",
  "09-from-scratch": "zones",
  "10-generatif": "partie",
};

/** The cell that says which exercises are done: on a page, all of them would seem to be the reader's. */
const PROGRESS = /^exercises\.progress\(/;

/** The cell that a lesson offers to print on a sheet of its own. */
const SHEET = "carte";

function sheetOf(notebook: Notebook, cells: readonly PageCell[]): string | undefined {
  const cell = cells[notebook.cells.findIndex(({ id }) => id === SHEET)];
  return cell?.kind === "text" ? cell.html : undefined;
}

/** The figure of the cell in `EMBLEMS`, or else the lesson's first figure that is no answer's. */
function emblemOf(name: string, { cells }: Notebook): Output | undefined {
  const open = cells.filter(
    ({ cell_type, metadata }) => cell_type === "code" && metadata.nbgrader === undefined,
  );
  const chosen = open.find(({ id }) => id === EMBLEMS[name]);
  return [...(chosen === undefined ? [] : [chosen]), ...open]
    .flatMap(({ outputs = [] }) => outputs)
    .find((output) => stillPicture(output) !== undefined);
}

/**
 * Splits a text at its headings, each of which begins a passage; text before the first is added to the last
 * passage.
 */
function addPassages(passages: GrowingPassage[], html: string, headings: readonly Heading[]): void {
  const pieces = html.split(/(?=<h[1-6] id=)/);
  for (const piece of pieces) {
    const anchor = /^<h[1-6] id="([^"]+)"/.exec(piece)?.[1];
    const heading = headings.find((each) => each.anchor === anchor);
    if (heading !== undefined)
      passages.push({
        anchor: heading.anchor,
        title: heading.text,
        text: plainText(piece.replace(/^<h(\d)[\s\S]*?<\/h\1>/, "")),
      });
    else if (passages.length > 0) passages[passages.length - 1].text += ` ${plainText(piece)}`;
  }
}

/** The goals and the duration: the first list of the first cell, and its line that begins with « Durée » or “Time”. */
function readOpening(cell: PageCell | undefined): { readonly goals: string; readonly duration: string } {
  if (cell?.kind !== "text") return { goals: "", duration: "" };
  return {
    goals: /<ul>[\s\S]*?<\/ul>/.exec(cell.html)?.[0] ?? "",
    duration: /<strong>(?:Durée|Time)<\/strong>[\s\u00a0]*:[\s\u00a0]*([^.]*)/.exec(cell.html)?.[1] ?? "",
  };
}
