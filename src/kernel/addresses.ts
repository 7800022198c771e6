/** Modules that are named by an address: those that Node loads, and what to write instead of the others. */
import type { Sentence } from "../language/language.js";

/** True for an address that Node's own `import` loads. */
export function isAddress(specifier: string): boolean {
  return /^(?:data|file):/.test(specifier);
}

/** The sites from which browsers and Deno load packages of npm, with the path before the package's name. */
const SITES =
  /^https?:\/\/(?:esm\.sh|esm\.run|unpkg\.com|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm|ga\.jspm\.io\/npm:|esm\.town)\/?(?:v\d+\/)?((?:@[\w.-]+\/)?[\w.-]+)/;

/** What to do instead of an import of a module of the web or of JSR; undefined for other specifiers. */
export function adviceOnAddress(specifier: string): Sentence | undefined {
  const [, jsr] = /^jsr:\/?(@[\w.-]+\/[\w.-]+)/.exec(specifier) ?? [];
  if (jsr !== undefined)
    return {
      fr: `un paquet de JSR s’installe dans un terminal, dans le dossier du notebook : npx jsr add ${jsr} ; puis import … from "${jsr}"`,
      en: `a package of JSR is installed in a terminal, in the notebook's folder: npx jsr add ${jsr}; then import … from "${jsr}"`,
    };
  if (!/^https?:/.test(specifier)) return undefined;
  const [, name] = SITES.exec(specifier) ?? [];
  return name === undefined
    ? {
        fr: 'un module du Web ne se charge pas par son adresse ici : enregistrez le fichier à côté du notebook, puis import … from "./fichier.js"',
        en: 'a module of the web is not loaded by its address here: save the file beside the notebook, then import … from "./file.js"',
      }
    : {
        fr: `un module du Web ne se charge pas par son adresse ici : installez le paquet dans un terminal, npm install ${name} ; puis import … from "${name}"`,
        en: `a module of the web is not loaded by its address here: install the package in a terminal, npm install ${name}; then import … from "${name}"`,
      };
}
