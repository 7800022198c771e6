/**
 * A table of results: one row for each object, one column for each property, in the order in which the
 * properties first occur.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { escapeHtml } from "../host/html.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";
import { formatNumber } from "../language/language.js";

/** The values that a table can contain. */
export type TableValue = string | number | boolean | undefined;

/**
 * A table of results: one row for each object, one column for each property.
 * @example
 * ```ts
 * new Table([{ epoch: 1, loss: 0.5 }]);
 * ```
 */
export class Table {
  /** The names of the columns. */
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, TableValue>>[];

  /** @throws ArgumentError for anything but a list of objects */
  constructor(rows: readonly Readonly<Record<string, TableValue>>[]) {
    if (
      !Array.isArray(rows) ||
      rows.length === 0 ||
      !rows.every((row) => typeof row === "object" && row !== null && !Array.isArray(row))
    ) {
      throw new ArgumentError({
        where: "table",
        argument: "rows",
        received: written(rows),
        expected: { fr: "au moins une ligne, chacune un objet", en: "at least one row, each an object" },
        mend: {
          fr: "Donnez un objet par ligne : table([{ neurones: 2, erreur: 0.1 }]).",
          en: "Give one object for each row: table([{ neurons: 2, error: 0.1 }]).",
        },
      });
    }
    this.rows = rows;
    this.columns = [...new Set(rows.flatMap(Object.keys))];
  }

  toString(): string {
    const lines = [this.columns, ...this.rows.map((row) => this.columns.map((column) => write(row[column])))];
    const widths = this.columns.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
    return lines
      .map((line) =>
        line
          .map((word, i) => (this.isNumeric(i) ? word.padStart(widths[i]) : word.padEnd(widths[i])))
          .join("  ")
          .trimEnd(),
      )
      .join("\n");
  }

  /** Whether a column contains numbers only: they are aligned on the right. */
  private isNumeric(column: number): boolean {
    return this.rows.every((row) => ["number", "undefined"].includes(typeof row[this.columns[column]]));
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    const style = (i: number) => `text-align:${this.isNumeric(i) ? "right" : "left"};padding:2px 14px`;
    const line = (tag: "td" | "th", words: readonly string[]) =>
      `<tr>${words.map((word, i) => `<${tag} style="${style(i)}">${escapeHtml(word)}</${tag}>`).join("")}</tr>`;
    const body = this.rows.map((row) =>
      line(
        "td",
        this.columns.map((column) => write(row[column])),
      ),
    );
    return {
      "text/html": `<table><thead>${line("th", this.columns)}</thead><tbody>${body.join("")}</tbody></table>`,
      "text/plain": this.toString(),
    };
  }
}

/**
 * Objects as a table, for a cell's last expression.
 * @param rows one object for each row; numbers are written in the lesson's language, with at most four digits
 *   after the decimal point
 * @example
 * ```ts
 * table([
 *   { model: "dense", accuracy: 0.97 },
 *   { model: "conv", accuracy: 0.99 },
 * ]);
 * ```
 */
export function table(rows: readonly Readonly<Record<string, TableValue>>[]): Table {
  return new Table(rows);
}

function write(value: TableValue): string {
  if (value === undefined) return "";
  if (typeof value === "number") return formatNumber(value, { maximumFractionDigits: 4 }).replace("-", "−");
  return typeof value === "string" || typeof value === "boolean" ? String(value) : written(value);
}
