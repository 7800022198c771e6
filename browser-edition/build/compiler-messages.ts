/**
 * TypeScript's messages in the bundle of the browser's compiler: those only that the bundle can give, under their codes in
 * the place of long names.
 *
 * TypeScript keeps all of them in one object, which a bundler keeps as a whole.
 */

/** A message in `typescript.js`: its name, code, category, key and what follows. */
const MESSAGE =
  /^ {2}(\w+): diag\(\s*(\w+),\s*(\d)[^"]*"(\w+)",\s*([^]*?)\s*\),?\n(?= {2}\w+: diag|(?![^]))/gm;
const LIST = /^var Diagnostics = \{\n([^]*?)^\};$/m;

/** Gives each message of the compiler's text a variable of its own, with its code as the key of its translations. */
export function separateMessages(text: string): string {
  const [whole, list] = LIST.exec(text) ?? ["", ""];
  const codes = new Map<string, string>();
  const declared = [...list.matchAll(MESSAGE)].map(([, name, number, category, , rest]) => {
    // Some are written like 4e3.
    const code = String(Number(number));
    codes.set(name, code);
    return `var Diagnostics_${name} = /* @__PURE__ */ diag(${code}, ${category}, "${code}", ${rest});`;
  });
  if (codes.size === 0 || codes.size !== list.match(/: diag\(/g)?.length)
    throw new Error("TypeScript's messages have another form");
  const all = [...codes.keys()].map((name) => `${name}: Diagnostics_${name}`).join(", ");
  return text
    .replaceAll(/\bDiagnostics\.(\w+)\.code\b/g, (use, name: string) => codes.get(name) ?? use)
    .replaceAll(/\bDiagnostics\.(\w+)/g, (use, name: string) =>
      codes.has(name) ? `Diagnostics_${name}` : use,
    )
    .replace(whole, () => `${declared.join("\n")}\nvar Diagnostics = { ${all} };`);
}

/**
 * A translation by codes, with the messages about programs, without those about options, refactorings and JavaScript's
 * comments.
 */
export function translationByCodes(text: string): string {
  const found: Record<string, string> = {};
  for (const [name, translated] of Object.entries(JSON.parse(text) as Record<string, string>)) {
    const code = /_(\d+)$/.exec(name)?.[1] ?? "";
    if (OF_PROGRAMS.test(code)) found[code] = translated;
  }
  return JSON.stringify(found);
}

/** The codes of the parser and of the checker. */
const OF_PROGRAMS = /^(?:[127]\d{3}|1[78]\d{3})$/;
