/** Tells whether a piece of code is a whole cell or only the beginning of one. */
import { optionsAsComments } from "./cell-options.js";
import type { CompletenessAnswer } from "./contract.js";
import { parseJsx } from "./jsx.js";
import { parseObject } from "./object-cell.js";
import ts, { type BoundFile } from "./typescript.js";

const INDENT = "  ";
/**
 * TypeScript's codes for an unterminated template literal and an unterminated comment, reported where they
 * begin.
 */
const UNTERMINATED = new Set([1160, 1010]);

/** Whether code is complete, needs another line (and its indentation), or cannot become valid. */
export function completenessOf(text: string): CompletenessAnswer {
  const code = optionsAsComments(text);
  const read = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true) as BoundFile;
  const file = parseJsx(read, ts.ScriptTarget.Latest) ?? read;
  const problems = file.parseDiagnostics;
  if (problems.length === 0 || parseObject("cell.ts", code, ts.ScriptTarget.Latest) !== undefined)
    return { status: "complete", indent: "" };
  const end = code.trimEnd().length;
  const isWaiting = problems.some(({ code: number, start }) => UNTERMINATED.has(number) || start >= end);
  const isBroken = problems.some(({ code: number, start }) => !UNTERMINATED.has(number) && start < end);
  if (!isWaiting || isBroken) return { status: "invalid", indent: "" };
  return { status: "incomplete", indent: indentAfter(code) };
}

/** The indentation of the next line: one step more if the last line opens a bracket. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split(/\r?\n/).at(-1) ?? "";
  const present = /^\s*/.exec(line)![0];
  return /(?:[{([]|=>)$/.test(line) ? present + INDENT : present;
}
