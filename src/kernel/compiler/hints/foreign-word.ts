/** How a word of another language is told, with what takes its place here. */
import type { Sentence } from "../../../language/language.js";

/** Makes the entry of a table of words: the word, what to write instead, and a remark that follows it. */
export function wordsOf(
  language: "R" | "Python",
): (word: string, here: string, noteFr?: string, noteEn?: string) => readonly [string, Sentence] {
  return (word, here, noteFr = "", noteEn = noteFr) => [
    word,
    {
      fr: `\`${word}\` vient de ${language} ; ici : ${here}${noteFr}.`,
      en: `\`${word}\` is ${language}'s; here: ${here}${noteEn}.`,
    },
  ];
}
