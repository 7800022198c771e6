/** Positions in code: the protocol counts code points, JavaScript counts UTF-16 code units. */

/** The UTF-16 offset of the position after `points` code points; at most the text's length. */
export function utf16Offset(text: string, points: number): number {
  let offset = 0;
  for (let left = Math.max(0, points); left >= 1 && offset < text.length; left--) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** The number of code points before a UTF-16 offset. */
export function codePoints(text: string, offset: number): number {
  let points = 0;
  for (const character of text.slice(0, offset)) points += character.length > 0 ? 1 : 0;
  return points;
}
