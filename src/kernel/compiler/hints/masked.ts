/** A source with its texts and comments blanked, of the same length, so that patterns meet code only. It need not parse. */

const TOKENS =
  /"(?:[^"\\\n]|\\.)*"?|`(?:[^`\\]|\\.)*`?|'(?:[^'\\\n]|\\.)*'?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<=^|\s)#[^\n]*/gm;

export function masked(source: string): string {
  return source.replaceAll(TOKENS, (token) => {
    const keep = /^[#]/.test(token) ? 1 : /^["'`]/.test(token) ? 1 : 0;
    const closes = keep === 1 && token.length > 1 && token.endsWith(token[0]!) && token[0] !== "#" ? 1 : 0;
    return (
      token.slice(0, keep) +
      token.slice(keep, token.length - closes).replaceAll(/[^\n]/g, " ") +
      token.slice(token.length - closes)
    );
  });
}
