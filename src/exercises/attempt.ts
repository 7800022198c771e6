/**
 * Finds out whether the learner has attempted an answer. A statement contains a placeholder such as NaN, ""
 * or []; a wrong computation may give the same value. The source of the answer distinguishes the two.
 */
import { compiledText } from "../host/compiled-text.js";

const BLANK = String.raw`(?:NaN|undefined|null|""|''|${"``"}|\[[\s,NaN"'[\]]*\])`;
const ONLY_BLANK = new RegExp(String.raw`^(?:return\b)?\s*(?:${BLANK}|[\p{L}_$][\p{L}\p{N}_$]*)?\s*;?$`, "u");

/** True if a function does more than return a placeholder. */
export function isWritten(answer: (...inputs: never[]) => unknown): boolean {
  const source = withoutComments(compiledText(answer));
  if (/\[native code\]/.test(source)) return true;
  const arrow = source.indexOf("=>");
  const brace = source.indexOf("{");
  const isArrow = arrow >= 0 && !/^(?:async\s+)?function\b/.test(source);
  const body = (isArrow ? source.slice(arrow + 2) : source.slice(Math.max(0, brace))).trim();
  return !ONLY_BLANK.test(body.replace(/^\{([\s\S]*)\}$/, "$1").trim());
}

/** Calls without side effects, and keywords that look like calls. */
const HARMLESS = new Set([
  "if",
  "for",
  "while",
  "switch",
  "return",
  "function",
  "Number",
  "String",
  "Boolean",
  "Array",
]);

/**
 * True for a function that calls only methods, `Math` and the like, and assigns no variable outside itself.
 */
export function onlyComputes(answer: (...inputs: never[]) => unknown): boolean {
  const source = withoutComments(compiledText(answer));
  if (
    /\[native code\]|\b(?:async|await|yield|new|import|this|globalThis|process|console|display|class)\b|\$\d+\.value\s*(?:[-+*/%&|^]|\*\*)?=(?!=)/.test(
      source,
    )
  )
    return false;
  // The kernel's compiler adds calls of its own: `if ($0interrupted[0] >= …) $0run.stop();`, `(0,
  // f$0.value)(x)`.
  const calls = [
    ...source
      .replaceAll(/\$\d+run\.stop\(\)/g, "")
      .matchAll(/(?<![\p{L}\p{N}_$.])(?:([\p{L}_$][\p{L}\p{N}_$]*)|\(0, ?[^)]*\))\s*\(/gu),
  ];
  return calls.every(([, name]) => name !== undefined && HARMLESS.has(name));
}

/**
 * True if a cell gives a variable anything other than a placeholder: `const n = 0 / 0;`, but not `const n =
 * NaN;`.
 */
export function isFilledIn(name: string, definition: string): boolean {
  const escaped = name.replaceAll("$", "\\$");
  const declaration = new RegExp(
    String.raw`(?:(?:const|let|var)\s+(?:${escaped}(?![\p{L}\p{N}_$])|[\[{][^=;]*(?<![\p{L}\p{N}_$])${escaped}(?![\p{L}\p{N}_$])[^=;]*)|(?:^|[\s;])${escaped})\s*(?::[^=;]*)?=(?![=>])\s*([^;\n]+)`,
    "gu",
  );
  const last = [...withoutComments(definition).matchAll(declaration)].at(-1);
  return last !== undefined && !new RegExp(`^${BLANK}$`).test(last[1].trim());
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
}
