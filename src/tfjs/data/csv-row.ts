/**
 * Splits a line of a CSV file into its fields. A field in double quotes may contain the delimiter; quotes within
 * it stay doubled, as TensorFlow.js leaves them.
 */

export interface RowFormat {
  readonly delimiter: string;
  /** Whether several spaces between two fields count as one. */
  readonly delimWhitespace: boolean;
}

export function fieldsOf(line: string, { delimiter, delimWhitespace }: RowFormat): string[] {
  const fields: string[] = [];
  for (let at = 0; ;) {
    if (delimWhitespace) while (line[at] === " ") at++;
    const isQuoted = line[at] === '"';
    const end = isQuoted ? endOfQuoted(line, at, delimiter) : endOfField(line, at, delimiter);
    fields.push(
      isQuoted && line[end - 1] === '"' && end - 1 > at
        ? line.slice(at + 1, end - 1)
        : line.slice(at + (isQuoted ? 1 : 0), end),
    );
    if (end === line.length) return fields;
    at = end + 1;
  }
}

function endOfField(line: string, from: number, delimiter: string): number {
  const end = line.indexOf(delimiter, from);
  return end < 0 ? line.length : end;
}

/** The place after a quote that a delimiter follows, or the end of the line. */
function endOfQuoted(line: string, from: number, delimiter: string): number {
  let quotes = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === '"') quotes++;
    else if (line[at] === delimiter && quotes % 2 === 0 && line[at - 1] === '"') return at;
  }
  return line.length;
}
