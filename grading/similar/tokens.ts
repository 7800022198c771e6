/**
 * The tokens of a TypeScript text without comments and layout, each name replaced by one sign: two programs that differ only
 * in the names of their variables have the same tokens. Names of members (`.map`) and keywords stay.
 *
 * The text is a student's and may be anything: it is read once from its beginning to its end.
 */

const KEYWORDS = new Set(
  (
    "as async await boolean break case catch class const continue default do else extends false finally for function if " +
    "import in instanceof interface let new null number of return static string super switch this throw true try type " +
    "typeof undefined var void while yield"
  ).split(" "),
);

const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(["'])(?:(?!\1)[^\\\n]|\\[\s\S])*\1?|`(?:[^`\\]|\\[\s\S])*`?|\d[\w.]*|[\p{L}_$][\p{L}\p{N}_$]*|=>|\.\.\.|[=!]==?|[<>]=?|&&|\|\||\?\?|\*\*|\+\+|--|[^]/uy;

/** A name that says nothing. */
const NAME = "n";

export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === "" || /^(?:\s|\/[/*])/.test(token)) continue;
    const isName = /^[\p{L}_$]/u.test(token) && !KEYWORDS.has(token) && tokens.at(-1) !== ".";
    tokens.push(isName ? NAME : token);
  }
  return tokens;
}
