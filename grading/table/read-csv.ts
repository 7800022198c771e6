/**
 * Reads tables of comma-separated values (RFC 4180; semicolons or tabs too): lists of a class and Moodle's worksheets.
 *
 * Every field comes with its place in the text, so that a field can be replaced and all other bytes kept.
 */
import { identifier } from "../collect/recognise.js";

/** A field: its text without quotes, and where it stands in the file, quotes included. */
export interface CsvField {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface CsvTable {
  /** The sign between two fields. */
  readonly separator: string;
  /** The fields of the first row. */
  readonly header: readonly CsvField[];
  readonly rows: readonly (readonly CsvField[])[];
}

const SEPARATORS = [",", ";", "\t"];

/** The table in a text; rows without any text are left out, and fields between quotes may hold line ends. */
export function readCsv(text: string): CsvTable {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const fieldsBy = (sign: string) => rowAt(text, start, sign).length;
  const separator = SEPARATORS.reduce((best, sign) => (fieldsBy(sign) > fieldsBy(best) ? sign : best));
  const records: (readonly CsvField[])[] = [];
  for (let at = start; at < text.length; at = afterLineEnd(text, at)) {
    const row = rowAt(text, at, separator);
    records.push(row);
    at = row[row.length - 1].end;
  }
  const [header = [], ...rows] = records.filter((row) => row.some((field) => field.text !== ""));
  return { separator, header, rows };
}

/**
 * The places of columns in a row, by their titles; -1 for one that is not there.
 * @param titles  for each column the titles that it may have, as identifiers
 */
export function columnPlaces<Column extends string>(
  header: readonly CsvField[],
  titles: Readonly<Record<Column, readonly string[]>>,
): Readonly<Record<Column, number>> {
  const found = header.map((field) => identifier(field.text));
  return Object.fromEntries(
    Object.entries<readonly string[]>(titles).map(([column, names]) => [
      column,
      found.findIndex((title) => names.includes(title)),
    ]),
  ) as Record<Column, number>;
}

/** The fields from a place to the end of their row; always at least one. */
function rowAt(text: string, start: number, separator: string): CsvField[] {
  let last = fieldAt(text, start, separator);
  const row = [last];
  while (text[last.end] === separator) {
    last = fieldAt(text, last.end + 1, separator);
    row.push(last);
  }
  return row;
}

function fieldAt(text: string, start: number, separator: string): CsvField {
  if (text[start] !== '"') {
    const end = endOfField(text, start, separator);
    return { text: text.slice(start, end), start, end };
  }
  let quote = start + 1;
  while (quote < text.length && (text[quote] !== '"' || text[quote + 1] === '"'))
    quote += text[quote] === '"' ? 2 : 1;
  // A quote that is never closed reaches to the end of the file; what stands behind a closed one is part of the field.
  const end = endOfField(text, Math.min(quote + 1, text.length), separator);
  const quoted = text.slice(start + 1, quote).replaceAll('""', '"');
  return { text: quoted + text.slice(quote + 1, end), start, end };
}

function endOfField(text: string, start: number, separator: string): number {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

function afterLineEnd(text: string, start: number): number {
  let end = start;
  while (text[end] === "\r") end++;
  return text[end] === "\n" ? end + 1 : end;
}
