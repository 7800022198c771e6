/**
 * Decodes the mappings of a source map, version 3: for each line of the compiled text, segments of numbers in
 * base 64 with variable length, each relative to the segment before.
 * https://tc39.es/ecma426/#sec-mappings
 */

/** A position of the compiled text and the position in the source that it comes from, all counted from 0. */
export interface Segment {
  readonly column: number;
  readonly originalLine: number;
  readonly originalColumn: number;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The mappings in a source map; empty if it is none. */
export function mappingsOf(json: string): string {
  try {
    const { mappings } = JSON.parse(json) as { readonly mappings?: unknown };
    return typeof mappings === "string" ? mappings : "";
  } catch {
    return "";
  }
}

/** The segments of each line; all sources count as one. */
export function decodeMappings(mappings: string): Segment[][] {
  let originalLine = 0;
  let originalColumn = 0;
  return mappings.split(";").map((line) => {
    let column = 0;
    return line.split(",").flatMap((text): Segment[] => {
      const [columns, source, lines, originalColumns] = decodeNumbers(text);
      column += columns ?? 0;
      if (source === undefined) return [];
      originalLine += lines;
      originalColumn += originalColumns;
      return [{ column, originalLine, originalColumn }];
    });
  });
}

/** Numbers of variable length: five bits a digit, the lowest first; the lowest bit of all is the sign. */
function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of text) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    numbers.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
