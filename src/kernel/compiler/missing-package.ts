/** The hint at an import that cannot be resolved: how to install the missing package. */
import { HAS_ENGINE, HAS_NPM } from "#kernel/compiler/installation";
import { say } from "../../language/language.js";
import { adviceOnAddress, isAddress } from "../addresses.js";
import type { Checks } from "../checks.js";
import { readNpm, type NpmSpecifier } from "../packages/npm-specifier.js";
import { isPackageName } from "./resolution.js";
import type ts from "./typescript.js";

/**
 * TypeScript's codes for a module that was not found; the second message advises to change an option, the third
 * is that of an import without names.
 */
const NOT_FOUND = new Set([2307, 2792, 2882]);

/** True for a module with a `data:` or `file:` URL, which only the runner can load; its type is `any`. */
export function isLoadedByAddress({ code, file, start }: ts.DiagnosticWithLocation): boolean {
  return NOT_FOUND.has(code) && isAddress(file.text.slice(start + 1, start + 6));
}

/** The hint, if the diagnostic is about a package that is not installed. */
export function missingPackage(
  { code, file, start, length }: ts.DiagnosticWithLocation,
  checks: Checks,
): string | undefined {
  if (!NOT_FOUND.has(code)) return undefined;
  const written = file.text.slice(start, start + length).replaceAll(/^["'`]|["'`]$/g, "");
  const address = adviceOnAddress(written);
  if (address !== undefined) return say(address);
  const npm = readNpm(written);
  const specifier = npm === undefined ? written : `${npm.name}${npm.path}`;
  const part = /@tensorflow\/tfjs-(?:backend-\w+|vis)/.exec(specifier)?.[0];
  if (HAS_ENGINE && part !== undefined) return ofPart(part);
  if (HAS_ENGINE && /@tensorflow\/tfjs|^(?:tensorflow|tfjs|neurones)(?:\/|$)/.test(specifier))
    return say({
      fr: 'les programmes écrits pour TensorFlow.js s’exécutent ici avec import * as tf from "neurones/tfjs";',
      en: 'programs written for TensorFlow.js run here with import * as tf from "neurones/tfjs";',
    });
  if (!isPackageName(specifier) || /^[a-z]+:/i.test(specifier)) return undefined;
  const name = /^(?:@[^/@]+\/)?[^/@]+/.exec(specifier)?.[0];
  if (name === undefined) return undefined;
  if (!HAS_NPM)
    return say({
      fr: 'dans un navigateur on ne peut pas installer de paquet ; ce dont le cours a besoin vient de "neurones"',
      en: 'in a browser no package can be installed; everything the course needs comes from "neurones"',
    });
  if (npm !== undefined) return ofNpm(npm);
  if (checks === "plain")
    return say({
      fr: `écrivez "npm:${specifier}" pour que le paquet soit téléchargé à côté du notebook, ou installez-le dans un terminal, dans le dossier du notebook : npm install ${name}`,
      en: `write "npm:${specifier}" to have the package downloaded beside the notebook, or to install it, type in a terminal, in the notebook's folder: npm install ${name}`,
    });
  return say({
    fr: `ce dont le cours a besoin vient de "neurones" ; un autre paquet s’installe dans un terminal, dans le dossier du notebook : npm install ${name}`,
    en: `everything the course needs comes from "neurones"; to install another package, type in a terminal, in the notebook's folder: npm install ${name}`,
  });
}

/** The hint for an import `npm:…` whose package could not be downloaded. */
function ofNpm({ name, range }: NpmSpecifier): string {
  // A terminal would take `>` and spaces for its own.
  const asked =
    range === undefined ? name : /^[\w.-]+$/.test(range) ? `${name}@${range}` : `"${name}@${range}"`;
  return say({
    fr: `le paquet s’installe dans un terminal, dans le dossier du notebook : npm install ${asked}`,
    en: `to install the package, type in a terminal, in the notebook's folder: npm install ${asked}`,
  });
}

/** The hint for a package beside TensorFlow.js that "neurones/tfjs" does without. */
function ofPart(name: string): string {
  return name.endsWith("-vis")
    ? say({
        fr: 'les figures sont celles de "neurones" : import { plots } from "neurones";',
        en: 'figures are those of "neurones": import { plots } from "neurones";',
      })
    : say({
        fr: "tout s’exécute sur le processeur ici : enlevez cette importation.",
        en: "everything runs on the processor here: remove this import.",
      });
}
