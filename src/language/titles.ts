/** Titles, and the texts that follow them on the same line. */
import { say, separator, type Sentence } from "./language.js";

/** A text that already ends in a full stop, a question mark … needs no other sign behind it. */
const ENDED = /[.?!…][»”"’\s]*$/u;

/** A title or a label, and a colon, which no question mark has behind it: « Votre idée ? 3 », « Votre idée : 3 ». */
export function labelled(label: string, value: string): string {
  return `${label}${ENDED.test(label) ? " " : separator(":")}${value}`;
}

/** A title and a sentence about it: « Le OU : exact. » or « Qui suis-je ? Exact. » */
export function headed(title: string, sentence: Sentence): string {
  const said = say(sentence);
  return labelled(title, ENDED.test(title) ? said.charAt(0).toUpperCase() + said.slice(1) : said);
}

/** Texts as sentences, one after the other; those that are missing or empty are left out. */
export function inSentences(...texts: readonly (string | undefined)[]): string {
  const told = texts.filter((text): text is string => text !== undefined && text !== "");
  return told.map((text, i) => (i === told.length - 1 || ENDED.test(text) ? text : `${text}.`)).join(" ");
}
