/**
 * Recognises code of R, Python and mathematical notation that does not parse, by its text near the parser's
 * first error. Comments and texts are ignored.
 */
import type { Sentence } from "../../../language/language.js";
import { commaSentence } from "./decimal-comma.js";
import type { Advice } from "./finding.js";
import { SYNTAX_HABITS } from "./syntax-habits.js";

/** The advice for a cell that does not parse; `error` is the offset of the parser's first error. */
export function syntaxHabit(source: string, error: number): Advice | undefined {
  const text = masked(source);
  const from = text.lastIndexOf("\n", text.lastIndexOf("\n", error - 1) - 1) + 1;
  const next = text.indexOf("\n", error);
  const to = next < 0 ? text.length : next;
  for (const { pattern, say, raw } of [...SYNTAX_HABITS, DECIMAL]) {
    const found = new RegExp(
      pattern.source,
      pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`,
    );
    for (const match of (raw === true ? source : text).slice(from, to).matchAll(found)) {
      const [start, end] = [from + match.index, from + match.index + match[0].length];
      // Code that ends on an earlier line than the error has parsed.
      if (end < text.lastIndexOf("\n", error - 1)) continue;
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

const TOKENS =
  /"(?:[^"\\\n]|\\.)*"?|`(?:[^`\\]|\\.)*`?|'(?:[^'\\\n]|\\.)*'?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<=^|\s)#[^\n]*/gm;

/**
 * A source in which the contents of texts and comments are replaced by blanks, so that patterns match code
 * only. Positions do not change. The source need not parse.
 */
function masked(source: string): string {
  return source.replaceAll(TOKENS, (token) => {
    const quote = /^[#]/.test(token) ? 1 : /^["'`]/.test(token) ? 1 : 0;
    const closes = quote === 1 && token.length > 1 && token.endsWith(token[0]!) && token[0] !== "#" ? 1 : 0;
    return (
      token.slice(0, quote) +
      token.slice(quote, token.length - closes).replaceAll(/[^\n]/g, " ") +
      token.slice(token.length - closes)
    );
  });
}
