/**
 * What a learner can do about a finding of the type checker.
 */
import { say } from "../../language/language.js";
import type ts from "./typescript.js";

export interface HintContext {
  readonly checker: ts.TypeChecker;
  /** The names that `"neurones"` exports. */
  readonly exported: ReadonlySet<string>;
}

/** A hint, where we know one. */
export function hintFor(diagnostic: ts.DiagnosticWithLocation, context: HintContext): string | undefined {
  const word = diagnostic.file.text.slice(diagnostic.start, diagnostic.start + diagnostic.length);
  if ([2304, 2552].includes(diagnostic.code) && context.exported.has(word)) {
    return say({
      fr: `\`${word}\` existe dans "neurones" : ajoutez import { ${word} } from "neurones".`,
      en: `\`${word}\` exists in "neurones": add import { ${word} } from "neurones".`,
    });
  }
  return undefined;
}
