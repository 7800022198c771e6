/**
 * The language in which the course speaks to its learner.
 *
 * Code, identifiers and documentation are English; what a learner reads in a cell (an error, a progress line, a
 * hint, a figure's caption) is in the lesson's language. Each such sentence is written once per language, side by
 * side at the place where it is said, so that neither can be changed without seeing the other.
 */

/** A language the course is written in, as an ISO 639-1 code. */
export type Language = "fr" | "en";

/** One sentence in every language of the course. */
export type Sentence = Readonly<Record<Language, string>>;

/** Where the language is kept: whoever loads this module a second time, as the kernel does for itself, speaks the same. */
export const SPOKEN = Symbol.for("neurones.language");

const spoken = ((globalThis as { [SPOKEN]?: { current: Language } })[SPOKEN] ??= { current: "fr" });

/** The language spoken now; French unless `setLanguage` said otherwise. */
export function language(): Language {
  return spoken.current;
}

/** Chooses the language of everything said from now on. */
export function setLanguage(next: Language): void {
  spoken.current = next;
}

/** The sentence in the language spoken now. */
export function say(sentence: Sentence): string {
  return sentence[spoken.current];
}

/** Writes a number as the language does: 1 234,5 in French (narrow no-break space), 1,234.5 in English. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = spoken.current + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new Intl.NumberFormat(spoken.current, options)));
  return format.format(value);
}

/** Making a format takes fifty times as long as using it, and a progress line is written many times a second. */
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
