/** Makes the types of the web's objects those of one family of declarations. */

/** A library of declarations, whose comments are indented, without the interfaces of these names. */
export function withoutTypes(library: string, names: readonly string[]): string {
  if (names.length === 0) return library;
  const head = `^interface (?:${names.join("|")})(?:<[^\\n]*>)?(?: extends [^\\n]*)? \\{`;
  return library.replaceAll(new RegExp(`${head}(?:\\}|\\n(?:[ ].*\\n|\\n)*?\\})$`, "gm"), "");
}

/** The declarations of Node that say `unknown` of the values of `json()`; the web's own say `any`. */
const WITH_JSON = /\/(?:undici-types\/(?:fetch|readable)|@types\/node\/stream\/consumers)\.d\.ts$/;

/** The text of a file of declarations, in which `json()` gives `any`. */
export function withAnyJson(fileName: string, text: string): string {
  return WITH_JSON.test(fileName) ? text.replaceAll(/(\bjson\b[^\n;]*Promise<)unknown>/g, "$1any>") : text;
}
