/**
 * The language in which the course speaks to its learner.
 *
 * Code, identifiers and documentation are English. What a learner reads in a cell (an error, a progress line,
 * a hint, a figure's caption) is in the lesson's language. Each such sentence is written in all languages,
 * side by side at the place where it is used, so that nobody changes one without seeing the other.
 */

import { agree } from "./agreement.js";

export { verbatim } from "./agreement.js";

/** A language of the course, as an ISO 639-1 code. */
export type Language = "fr" | "en";

/** All languages of the course; the first is the one in which it speaks unless another is chosen. */
export const LANGUAGES: readonly Language[] = ["fr", "en"];

/** What each language calls itself, for a link to the course in it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fr: "Français", en: "English" };

/** One sentence in every language of the course. */
export type Sentence = Readonly<Record<Language, string>>;

/**
 * The language is stored under a global symbol: the kernel loads this module a second time, and both copies
 * must agree.
 */
export const SPOKEN = Symbol.for("neurones.language");

const spoken = ((globalThis as { [SPOKEN]?: { current: Language } })[SPOKEN] ??= { current: "fr" });

/** The current language; French until `setLanguage` chooses another one. */
export function language(): Language {
  return spoken.current;
}

/** Chooses the language of all later messages. */
export function setLanguage(next: Language): void {
  spoken.current = next;
}

/**
 * The sentence in a language, the current one by default; "(s)" behind a number becomes the singular or the plural
 * (`agreement.ts`).
 */
export function say(sentence: Sentence, inLanguage: Language = spoken.current): string {
  return agree(sentence[inLanguage], inLanguage);
}

/** The sign between parts of a text, with the blank that French puts before it: a colon, a semicolon. */
export function separator(sign: ":" | ";"): string {
  return spoken.current === "fr" ? ` ${sign} ` : `${sign} `;
}

/**
 * Writes a number in the current language: 1 234,5 in French (with a narrow no-break space), 1,234.5 in
 * English.
 */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = spoken.current + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new Intl.NumberFormat(spoken.current, options)));
  return format.format(value);
}

/**
 * Formats by language and options: making a format takes fifty times as long as using it, and a progress line
 * is written many times a second.
 */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number in a short form, for a label or a sentence: at most `digits` significant digits, a true minus sign, the language's
 * decimal sign; a very small or very large number as a power of ten, « 1,2·10⁻⁷ ».
 */
export function numeral(value: number, digits = 4): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size > 0 && (size < 1e-5 || (size >= 1e9 && size < Infinity))) {
    const [mantissa, exponent] = value.toExponential(Math.min(digits, 4) - 1).split("e");
    const power = [...String(Number(exponent))]
      .map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]))
      .join("");
    return `${formatNumber(Number(mantissa), { maximumSignificantDigits: digits })}·10${power}`.replace(
      "-",
      "−",
    );
  }
  return formatNumber(value, { maximumSignificantDigits: digits }).replace("-", "−");
}
