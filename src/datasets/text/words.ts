/**
 * From a text to its words, as the reviews of IMDB are read: in small letters, without punctuation and without the marks of
 * line breaks (`<br />`) that the reviews have from the web. An apostrophe inside a word stays: “don't” is one word.
 */

const LINE_BREAK = /<br\s*\/?>/gi;
const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;

export function wordsOf(text: string): string[] {
  return text.replace(LINE_BREAK, " ").replaceAll("’", "'").toLowerCase().match(WORD) ?? [];
}
