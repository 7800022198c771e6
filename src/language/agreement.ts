/**
 * Singular and plural of the words behind a number. A sentence writes `${count} époque(s)`; the reader sees
 * « 1 époque » or « 3 époques ».
 */

/** A number that is no part of a name, with the signs that either language puts into it. */
const NUMBER = String.raw`(?<![\p{L}\d_.,])\d+(?:[\u202f\u00a0,]\d{3})*(?:[.,]\d+)?`;
/** The words behind it; each may end in "(s)" or "(es)". */
const WORDS = String.raw`(?:[ \u202f\u00a0][\p{L}’'-]+(?:\(e?s\))?(?![\p{L}(]))+`;
const COUNTED = new RegExp(`(${NUMBER})(${WORDS})`, "gu");

/** An invisible character that stands in an "(s)" of which no singular or plural is made. */
const KEPT = "\u2060";

/**
 * A text that is not the sentence's own, such as the name of a file, to be put into a sentence: it comes out as it is, whatever
 * numbers and "(s)" it has.
 */
export function verbatim(text: string): string {
  return text.replace(/\((?=e?s\))/g, `(${KEPT}`);
}

/**
 * The sentence with each "(s)" and "(es)" behind a number resolved: French has the singular below 2, English for 1 alone. An
 * "(s)" that follows no number stays, and so does one of a text that is `verbatim`.
 */
export function agree(text: string, language: "fr" | "en"): string {
  if (!/\(\u2060?e?s\)/.test(text)) return text;
  const agreed = text.replace(COUNTED, (_, number: string, words: string) => {
    const count = Number(
      language === "fr" ? number.replace(/[\u202f\u00a0]/g, "").replace(",", ".") : number.replace(/,/g, ""),
    );
    const one = language === "fr" ? count < 2 : count === 1;
    return number + words.replace(/\((e?s)\)/g, one ? "" : "$1");
  });
  return agreed.replace(/\(\u2060(?=e?s\))/g, "(");
}
