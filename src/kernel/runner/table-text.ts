/** The text of `console.table`, as newer versions of Node draw it. */
import { inspect } from "node-inspect-extracted";

const INDEX = "(index)";
const VALUES = "Values";

/** The table of the rows of an array or object; undefined for a value that has no rows. */
export function tableText(data: unknown, columns?: readonly string[]): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const rows = rowsOf(data);
  const names = new Set<string>(columns);
  let hasValues = false;
  for (const [, row] of rows) {
    if (!isRow(row)) hasValues = true;
    else if (columns === undefined) for (const name of Object.keys(row)) names.add(name);
  }
  const heads = [INDEX, ...names, ...(hasValues ? [VALUES] : [])];
  const cells = rows.map(([index, row]) => [
    index,
    ...[...names].map((name) =>
      isRow(row) && Object.hasOwn(row, name) ? valueText((row as Record<string, unknown>)[name]) : "",
    ),
    ...(hasValues ? [isRow(row) ? "" : valueText(row)] : []),
  ]);
  return draw(heads, cells);
}

function rowsOf(data: object): [index: string, row: unknown][] {
  if (data instanceof Map)
    return [...data].map(([key, value], at) => [
      String(at),
      { Key: key as unknown, Values: value as unknown },
    ]);
  if (data instanceof Set) return [...data].map((value, at) => [String(at), value as unknown]);
  return Object.entries(data);
}

function isRow(row: unknown): row is object {
  return (typeof row === "object" && row !== null) || typeof row === "function";
}

function valueText(value: unknown): string {
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: isRow(value) ? 0 : 1 });
}

function draw(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at].length)) + 2);
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell, at) => ` ${cell}`.padEnd(widths[at])).join("│")}│`;
  return [rule("┌", "┬", "┐"), line(heads), rule("├", "┼", "┤"), ...rows.map(line), rule("└", "┴", "┘")].join(
    "\n",
  );
}
