/**
 * Habits of R, Python and mathematics that do not even parse: found by the text around the first place where the parser
 * stumbled, comments and texts left out.
 */
import type { Sentence } from "../../../language/language.js";
import { commaSentence } from "./decimal-comma.js";
import type { Advice } from "./finding.js";
import { masked } from "./masked.js";
import { SYNTAX_HABITS } from "./syntax-habits.js";

/** What a cell that does not parse means in another language; `stumbled` is the first place that the parser complains of. */
export function syntaxHabit(source: string, stumbled: number): Advice | undefined {
  const text = masked(source);
  const from = text.lastIndexOf("\n", text.lastIndexOf("\n", stumbled - 1) - 1) + 1;
  const next = text.indexOf("\n", stumbled);
  const to = next < 0 ? text.length : next;
  for (const { pattern, say, raw } of [...SYNTAX_HABITS, DECIMAL]) {
    const found = new RegExp(
      pattern.source,
      pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`,
    );
    for (const match of (raw === true ? source : text).slice(from, to).matchAll(found)) {
      const [start, end] = [from + match.index, from + match.index + match[0].length];
      // What ends long before the stumble has parsed.
      if (end < text.lastIndexOf("\n", stumbled - 1)) continue;
      const original = pattern.exec(source.slice(start, end)) ?? match;
      return { start: start + (match[0].length - match[0].trimStart().length), end, sentence: say(original) };
    }
  }
  return undefined;
}

const DECIMAL = {
  pattern: /(?<![\d.,])\d+,\d+(?![\d.])/,
  say: (match: RegExpMatchArray): Sentence => commaSentence(match[0]),
  raw: false,
} as const;
