/**
 * Tables as comma-separated values (RFC 4180): commas, decimal points, UTF-8. For a French Excel: semicolons, decimal commas
 * and a byte order mark.
 */

/** A field; `undefined` is an empty one. */
export type Field = string | number | undefined;

/** The table as the text of a file. */
export function csvText(rows: readonly (readonly Field[])[], forExcel: boolean): string {
  const lines = rows.map((row) => row.map((field) => written(field, forExcel)).join(forExcel ? ";" : ","));
  return `${forExcel ? "\ufeff" : ""}${lines.join("\r\n")}\r\n`;
}

/** An apostrophe stands before a text that a spreadsheet would read as a formula. */
function written(field: Field, forExcel: boolean): string {
  if (field === undefined) return "";
  if (typeof field === "number") return forExcel ? String(field).replace(".", ",") : String(field);
  const text = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
