/**
 * Makes the notebook that the grader sees in the browser. Student code must not run there, since the
 * formgrader's page has all rights of the grader.
 *
 * Of outputs, only texts and pictures are taken over (the browser shows an SVG as an image, in which scripts
 * do not run). In texts that are not the lesson's own, HTML, links and pictures from elsewhere are shown as text;
 * pictures that were pasted into a text are shown. A verdict stands
 * below each test, and a model answer below each question in words.
 */
import { say } from "../../src/language/language.js";
import { roleCells } from "../convention.js";
import {
  isRecord,
  textOf,
  type Attachments,
  type Cell,
  type Notebook,
  type Output,
} from "../notebook-file.js";
import { MISSING_PICTURE, piecesOf } from "../pictures.js";
import { studentVersion } from "../student-version.js";
import type { Marking, TestResult } from "../marking/marking.js";

/** The MIME types whose content cannot run code, in order of preference. */
export const SAFE_TYPES = ["image/png", "image/jpeg", "image/svg+xml", "text/plain"] as const;

export function graderCells(lesson: Notebook, marking: Marking): Cell[] {
  const own = new Set(studentVersion(lesson).cells.map(({ source }) => source));
  const models = new Map(
    roleCells(lesson)
      .filter(({ role }) => role === "text")
      .map(({ gradeId, cell }) => [gradeId, modelAnswer(cell.source)]),
  );
  const results = new Map(marking.tests.map((result) => [result.gradeId, result]));
  return marking.cells.flatMap((cell) => {
    const id = cell.metadata.nbgrader?.grade_id ?? "";
    const model = models.get(id);
    const shown = shownCell(cell, own, results.get(id));
    return model === undefined
      ? [shown]
      : [shown, { id: `${shown.id}-modele`, cell_type: "markdown" as const, metadata: {}, source: model }];
  });
}

function shownCell(cell: Cell, own: ReadonlySet<string>, result: TestResult | undefined): Cell {
  if (cell.cell_type !== "code")
    return {
      ...cell,
      cell_type: "markdown",
      ...(own.has(cell.source) && cell.attachments === undefined ? {} : harmlessText(cell)),
    };
  const outputs =
    result === undefined
      ? (cell.outputs ?? []).flatMap(safeOutput)
      : [{ output_type: "stream", name: "stdout", text: `${verdictText(result)}\n` }];
  return { ...cell, outputs, execution_count: null };
}

/**
 * A text that is not the lesson's own, with the pictures that the student pasted into it. They have names of ours, so that no
 * name is part of the Markdown.
 */
function harmlessText({ source, attachments = {} }: Cell): Pick<Cell, "source" | "attachments"> {
  const shown: Record<string, Attachments[string]> = {};
  const parts = piecesOf(source, attachments).map((piece) => {
    if ("text" in piece) return harmlessMarkdown(piece.text);
    const picture = Object.hasOwn(attachments, piece.name) ? attachments[piece.name] : undefined;
    if (picture === undefined) return `(${say(MISSING_PICTURE)})`;
    const name = `image-${Object.keys(shown).length + 1}`;
    shown[name] = picture;
    return `\n\n![${name}](attachment:${name})\n\n`;
  });
  return { source: parts.join(""), ...(parts.length > 1 ? { attachments: shown } : {}) };
}

/** A result as text. */
function verdictText({ state, points, maximum, reason, comparison, hint }: TestResult): string {
  const lines = [`${state === "right" ? "✓" : points > 0 ? "◐" : "✗"} ${points} / ${maximum} : ${reason}`];
  if (comparison !== undefined)
    lines.push(
      say({
        fr: `pour (${comparison.inputs}) : reçu ${comparison.received}, attendu ${comparison.expected}`,
        en: `for (${comparison.inputs}): received ${comparison.received}, expected ${comparison.expected}`,
      }),
    );
  if (hint !== undefined) lines.push(say({ fr: `indice : ${hint}`, en: `hint: ${hint}` }));
  return lines.join("\n");
}

/**
 * The part of an output that cannot run code, as a list of one output; an empty list if there is no such
 * part. The output may have any shape, since student code may have sent it.
 */
export function safeOutput(output: Output): Output[] {
  if (!isRecord(output)) return [];
  const { output_type, data } = output;
  if (output_type === "stream")
    return [
      { output_type, name: output.name === "stderr" ? "stderr" : "stdout", text: textOf(output.text) ?? "" },
    ];
  if (output_type === "error") {
    const traceback = Array.isArray(output.traceback) ? output.traceback.map(String) : [];
    return [{ output_type, ename: String(output.ename), evalue: String(output.evalue), traceback }];
  }
  if ((output_type !== "display_data" && output_type !== "execute_result") || !isRecord(data)) return [];
  const safe = SAFE_TYPES.flatMap((type) =>
    textOf(data[type]) === undefined ? [] : [[type, textOf(data[type])]],
  );
  return safe.length === 0
    ? []
    : [
        {
          output_type: "display_data",
          data: Object.fromEntries(safe) as Record<string, unknown>,
          metadata: {},
        },
      ];
}

/** An invisible character, which keeps what stands before and after it from being read as one piece of syntax. */
const JOINER = "\u2060";

/**
 * Markdown that shows nothing but its text and formulas. The page of the formgrader has the grader's rights: it must
 * not fetch a picture (`![](/logout)` is a request), lead anywhere, or hold HTML. Only what would begin a tag is
 * escaped, so that `a < b` stays legible; links, pictures and their definitions are shown as they were written, and so are
 * the commands by which a formula makes links, sets styles or loads extensions.
 */
export function harmlessMarkdown(source: string): string {
  return source
    .replace(/&/g, "&amp;")
    .replace(/<(?=[a-z/!?])/gi, "&lt;")
    .replace(/\](?=[([:])/g, `]${JOINER}`)
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/\bwww\./gi, (text) => `${text.slice(0, -1)}${JOINER}.`)
    .replace(/@/g, `${JOINER}@${JOINER}`)
    .replace(
      /\\(?=(?:href|style|class|cssId|data|require|includegraphics|url|bbox|unicode)(?![a-z]))/gi,
      `\\${JOINER}`,
    );
}

function modelAnswer(source: string): string {
  const [, answer] = /<!-- BEGIN SOLUTION -->([\s\S]*?)<!-- END SOLUTION -->/.exec(source) ?? [];
  const title = say({
    fr: "Réponse modèle (pour le correcteur seul)",
    en: "Model answer (for the grader alone)",
  });
  return `> **${title}**\n>\n${(answer ?? "")
    .trim()
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")}`;
}
