/**
 * Singular and plural of the words behind a number. A sentence writes `${count} époque(s)`; the reader sees
 * « 1 époque » or « 3 époques ».
 */

/** A number that is no part of a name, with the signs that either language puts into it. */
const NUMBER = String.raw`(?<![\p{L}\d_.,])\d+(?:[\u202f\u00a0,]\d{3})*(?:[.,]\d+)?`;
/** The words behind it; each may end in "(s)" or "(es)". */
const WORDS = String.raw`(?:[ \u202f\u00a0][\p{L}’'-]+(?:\(e?s\))?(?![\p{L}(]))+`;
const COUNTED = new RegExp(`(${NUMBER})(${WORDS})`, "gu");

/**
 * The sentence with each "(s)" and "(es)" behind a number resolved: French has the singular below 2, English for 1 alone. An
 * "(s)" that follows no number stays.
 */
export function agree(text: string, language: "fr" | "en"): string {
  if (!/\(e?s\)/.test(text)) return text;
  return text.replace(COUNTED, (_, number: string, words: string) => {
    const count = Number(
      language === "fr" ? number.replace(/[\u202f\u00a0]/g, "").replace(",", ".") : number.replace(/,/g, ""),
    );
    const one = language === "fr" ? count < 2 : count === 1;
    return number + words.replace(/\((e?s)\)/g, one ? "" : "$1");
  });
}
