/**
 * Values that are tables: arrays of records, and the data frames of Arquero and Danfo, with as much of each as a
 * notebook shows.
 */
import { cells } from "./cells.js";

/** The most rows and columns that are shown. */
const MOST_ROWS = 50;
const MOST_COLUMNS = 20;

/** The part of a table that is shown, and the size of the whole. */
export interface ShownTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly rowCount: number;
  readonly columnCount: number;
  /** The names of the rows, if they have any. */
  readonly labels?: readonly unknown[];
}

/** A data frame of a library as a table; undefined for any other value. */
export function frameTable(value: object): ShownTable | undefined {
  return arqueroTable(value) ?? danfoTable(value);
}

/** An array of records as a table; undefined for any other value. */
export function recordTable(value: object): ShownTable | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const records = value as readonly unknown[];
  if (!records.every(isRecord)) return undefined;
  const shown = records.slice(0, MOST_ROWS);
  const names = [...new Set(shown.flatMap((record) => Object.keys(record)))];
  return names.length === 0 ? undefined : cut(names, shown, records.length, (record, name) => record[name]);
}

/** The public members of Arquero's tables that are used here (https://idl.uw.edu/arquero/api/table). */
interface ArqueroTable {
  numRows(): number;
  columnNames(): readonly string[];
  objects(options: { readonly limit: number }): readonly Record<string, unknown>[];
}

function arqueroTable(value: object): ShownTable | undefined {
  const table = value as ArqueroTable;
  const isTable = [table.numRows, table.columnNames, table.objects].every(
    (member) => typeof member === "function",
  );
  if (!isTable) return undefined;
  const rows = table.objects({ limit: MOST_ROWS });
  return cut(table.columnNames(), rows, table.numRows(), (row, name) => row[name]);
}

/** The public members of Danfo's data frames that are used here (https://danfo.jsdata.org/api-reference/dataframe). */
interface DanfoFrame {
  readonly columns: readonly string[];
  /** The rows; of a series, whose only column they are, the values themselves. */
  readonly values: readonly unknown[];
  readonly index: readonly unknown[];
  readonly shape: readonly number[];
  readonly dtypes: readonly string[];
}

function danfoTable(value: object): ShownTable | undefined {
  const { columns, values, index, shape, dtypes } = value as Partial<DanfoFrame>;
  if (
    ![columns, values, index, shape, dtypes].every((member) => Array.isArray(member)) ||
    shape!.length !== 2
  )
    return undefined;
  const places = new Map(columns!.map((name, at) => [name, at]));
  const valueIn = (row: unknown, name: string): unknown =>
    Array.isArray(row) ? (row as unknown[])[places.get(name)!] : row;
  const table = cut(columns!, values!.slice(0, MOST_ROWS), shape![0]!, valueIn);
  const isNumbered = index!.every((label, at) => label === at);
  return isNumbered ? table : { ...table, labels: index!.slice(0, MOST_ROWS) };
}

/** A table of the first columns; `rows` are the first of `rowCount`. */
function cut<Row>(
  names: readonly string[],
  rows: readonly Row[],
  rowCount: number,
  valueOf: (row: Row, name: string) => unknown,
): ShownTable {
  const columns = names.slice(0, MOST_COLUMNS);
  return {
    columns,
    rows: rows.map((row) => columns.map((name) => valueOf(row, name))),
    rowCount,
    columnCount: names.length,
  };
}

const recordPrototypes = new Set<unknown>([cells.Object.prototype, Object.prototype, null]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && recordPrototypes.has(Object.getPrototypeOf(value));
}
