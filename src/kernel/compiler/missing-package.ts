/**
 * The hint at an import that leads nowhere: how to install what is missing.
 */
import { say } from "../../language/language.js";
import { isPackageName } from "./resolution.js";
import type ts from "./typescript.js";

/** TypeScript's numbers for a module that was not found; the second advises to change an option. */
const NOT_FOUND = new Set([2307, 2792]);

/** The hint, where the finding is about a package that is not installed. */
export function missingPackage({ code, file, start, length }: ts.DiagnosticWithLocation): string | undefined {
  if (!NOT_FOUND.has(code)) return undefined;
  const written = file.text.slice(start, start + length).replaceAll(/^["'`]|["'`]$/g, "");
  // As Deno's notebooks write it.
  const specifier = written.replace(/^npm:/, "");
  if (!isPackageName(specifier) || /^[a-z]+:/i.test(specifier)) return undefined;
  const name = /^(?:@[^/@]+\/)?[^/@]+/.exec(specifier)?.[0];
  if (name === undefined) return undefined;
  return say({
    fr: `ce dont le cours a besoin vient de "neurones" ; un autre paquet s’installe dans un terminal, dans le dossier du notebook : npm install ${name}`,
    en: `what the course needs comes from "neurones"; another package is installed in a terminal, in the notebook's folder: npm install ${name}`,
  });
}
