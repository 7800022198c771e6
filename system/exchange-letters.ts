/** Hides a text from a glance: whoever wants to read it can. */

/** Exchanges each letter for the one 13 places on; applied twice, it gives the letters again. */
export function exchangeLetters(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(code + ((code & 31) > 13 ? -13 : 13));
  });
}
