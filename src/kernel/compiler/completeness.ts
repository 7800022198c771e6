/**
 * Whether a piece of code is a whole cell, or is waiting for its end.
 */
import type { CompletenessAnswer } from "./contract.js";
import ts, { type BoundFile } from "./typescript.js";

const INDENT = "  ";
/** Found where something was begun and never ended, wherever it began: a template literal, a comment. */
const UNTERMINATED = new Set([1160, 1010]);

/** Says whether code is complete, wants another line (and how far that is indented), or cannot become valid. */
export function completenessOf(code: string): CompletenessAnswer {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true) as BoundFile;
  const problems = file.parseDiagnostics;
  if (problems.length === 0) return { status: "complete", indent: "" };
  const end = code.trimEnd().length;
  const isWaiting = problems.some(({ code: number, start }) => UNTERMINATED.has(number) || start >= end);
  const isBroken = problems.some(({ code: number, start }) => !UNTERMINATED.has(number) && start < end);
  if (!isWaiting || isBroken) return { status: "invalid", indent: "" };
  return { status: "incomplete", indent: indentAfter(code) };
}

/** The indentation of the line after the last: one step more where that opens a bracket. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split(/\r?\n/).at(-1) ?? "";
  const present = /^\s*/.exec(line)![0];
  return /(?:[{([]|=>)$/.test(line) ? present + INDENT : present;
}
