/** Writes a table as HTML. */
import { inspect } from "#kernel/runner/values";
import { escapeHtml } from "../../host/html.js";
import { formatNumber, say } from "../../language/language.js";
import type { ShownTable } from "./tables.js";

/** The most characters of a cell. */
const MOST_CHARACTERS = 200;

export function tableHtml({ columns, rows, rowCount, columnCount, labels }: ShownTable): string {
  const isNumeric = columns.map((_, at) =>
    rows.every((row) => ["number", "bigint"].includes(typeof row[at])),
  );
  const line = (tag: "td" | "th", words: readonly string[], label: unknown): string => {
    const cell = (word: string, at: number): string =>
      `<${tag} style="text-align:${isNumeric[at] === true ? "right" : "left"}">${escapeHtml(word)}</${tag}>`;
    const head = labels === undefined ? "" : `<th style="text-align:left">${escapeHtml(written(label))}</th>`;
    return `<tr>${head}${words.map(cell).join("")}</tr>`;
  };
  const body = rows.map((row, at) => line("td", row.map(written), labels?.[at]));
  const table = `<table><thead>${line("th", columns, undefined)}</thead><tbody>${body.join("")}</tbody></table>`;
  return table + counts(rows.length, rowCount, columns.length, columnCount);
}

/** How much of the table is shown. */
function counts(rows: number, rowCount: number, columns: number, columnCount: number): string {
  const part = (shown: number, all: number, of: string): string =>
    shown === all ? `${formatNumber(all)}` : `${formatNumber(shown)} ${of} ${formatNumber(all)}`;
  const sentence = say({
    fr: `${part(rows, rowCount, "sur")} ligne(s), ${part(columns, columnCount, "sur")} colonne(s)`,
    en: `${part(rows, rowCount, "of")} row(s), ${part(columns, columnCount, "of")} column(s)`,
  });
  return `<p>${escapeHtml(sentence)}</p>`;
}

function written(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : inspect(value, { depth: 1, breakLength: Infinity });
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
