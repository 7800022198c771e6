/**
 * The text without differences that do not count as a change: forms of line ends, spaces at the ends of lines, empty
 * lines around it. The time it takes is proportional to the text's length, whatever a student has written.
 */
export function comparable(source: string): string {
  return source.replace(/\r\n?/g, "\n").split("\n").map(withoutEnd).join("\n").trim();
}

/** The line without spaces and tabs at its end. (A regular expression would try each space of the line as a beginning.) */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end--;
  return line.slice(0, end);
}
