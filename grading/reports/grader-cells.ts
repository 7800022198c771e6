/**
 * The notebook that the grader looks at in the browser, in which a student's code must not run: formgrader's page has all the
 * grader's rights.
 *
 * Of outputs stay text and pictures (an SVG is shown as an image, where scripts do not run); in cells that are not the
 * lesson's own text, HTML becomes text. Verdicts stand below the tests, model answers below the questions in words.
 */
import { say } from "../../src/language/language.js";
import { roleCells } from "../convention.js";
import { isRecord, textOf, type Cell, type Notebook, type Output } from "../notebook-file.js";
import { studentVersion } from "../student-version.js";
import type { Marking, TestResult } from "../judge/marking.js";

/** What can only be looked at. */
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
      source: own.has(cell.source) ? cell.source : withoutHtml(cell.source),
    };
  const outputs =
    result === undefined
      ? (cell.outputs ?? []).flatMap(safeOutput)
      : [{ output_type: "stream", name: "stdout", text: `${verdictText(result)}\n` }];
  return { ...cell, outputs, execution_count: null };
}

/** A result in words. */
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

/** An output of which nothing can run; none where nothing is left. What a student's process sent may have any shape. */
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
  const kept = SAFE_TYPES.flatMap((type) =>
    textOf(data[type]) === undefined ? [] : [[type, textOf(data[type])]],
  );
  return kept.length === 0
    ? []
    : [
        {
          output_type: "display_data",
          data: Object.fromEntries(kept) as Record<string, unknown>,
          metadata: {},
        },
      ];
}

/** Markdown without HTML: what would begin a tag is written as text. */
function withoutHtml(source: string): string {
  return source.replace(/&/g, "&amp;").replace(/<(?=[a-z/!?])/gi, "&lt;");
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
