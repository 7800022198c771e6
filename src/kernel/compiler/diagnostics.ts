/**
 * What the type checker found, as a learner reads it: the place, the line with carets, and perhaps a hint.
 */
import type { CellDiagnostic, Position } from "./contract.js";
import { hintFor, type HintContext } from "./hints.js";
import { say } from "../../language/language.js";
import ts from "./typescript.js";

/** At most so many are told: the first ones are the cause, the rest its echo. */
const MOST_TOLD = 10;
/** Lines of an excerpt, and characters of each of its lines, at most. */
const EXCERPT_LINES = 3;
const EXCERPT_WIDTH = 160;

/**
 * Findings that mean nothing in a notebook.
 * 1202, 1203: `import x = require()` and `export =` in an ES module, which we compile all the same;
 * 2528, 2309: several `export default`, of which none says anything here;
 * 7016: a package without types, which is `any`;
 * 7005, 7034: a variable of an earlier cell declared without type or value.
 */
/**
 * What TypeScript knows of a newer library: 2550 of a member, 2583 and 2585 of a name. It advises to change an option, which
 * a notebook does not have; what lacks is a newer Node.
 */
const NOT_IN_THIS_NODE = new Set([2550, 2583, 2585]);

const IGNORED = new Set([1202, 1203, 2528, 2309, 7016, 7005, 7034]);

/** The findings about a file worth telling, in the order of their places. */
export function describeAll(
  found: readonly ts.Diagnostic[],
  context: HintContext,
  nameOf: (file: ts.SourceFile) => string | undefined,
): CellDiagnostic[] {
  const told = new Map<string, CellDiagnostic>();
  for (const diagnostic of found) {
    const isTold = diagnostic.category === ts.DiagnosticCategory.Error && !IGNORED.has(diagnostic.code);
    if (told.size === MOST_TOLD) break;
    if (!isTold || diagnostic.file === undefined) continue;
    const one = describe(diagnostic as ts.DiagnosticWithLocation, context, nameOf(diagnostic.file));
    const key = `${one.file ?? ""}:${one.start.line}:${one.start.column}:${one.code}`;
    if (!told.has(key)) told.set(key, one);
  }
  return [...told.values()];
}

function describe(diagnostic: ts.DiagnosticWithLocation, context: HintContext, file?: string): CellDiagnostic {
  const { start, length } = diagnostic;
  const isTooNew = NOT_IN_THIS_NODE.has(diagnostic.code);
  const hint = isTooNew ? undefined : hintFor(diagnostic, context);
  return {
    severity: "error",
    code: isTooNew ? 0 : diagnostic.code,
    message: isTooNew ? tooNew(diagnostic) : ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    ...(file !== undefined && { file }),
    start: positionOf(diagnostic.file, start),
    end: positionOf(diagnostic.file, start + length),
    excerpt: excerptOf(diagnostic.file.text, start, start + length),
    ...(hint !== undefined && { hint }),
  };
}

function tooNew({ file, start, length }: ts.DiagnosticWithLocation): string {
  const name = file.text.slice(start, start + length);
  const { version } = process;
  return say({
    fr: `« ${name} » n'existe pas dans la version de Node que ce noyau utilise (${version}) ; une version plus récente l'a.`,
    en: `"${name}" does not exist in the version of Node that this kernel uses (${version}); a newer one has it.`,
  });
}

/** A place counted from 1. */
export function positionOf(file: ts.SourceFileLike, offset: number): Position {
  const { line, character } = ts.getLineAndCharacterOfPosition(file, Math.min(offset, file.text.length));
  return { line: line + 1, column: character + 1 };
}

/** The lines of a span, each with carets under its part of it. */
export function excerptOf(text: string, start: number, end: number): string {
  const lines: string[] = [];
  let from = lineStart(text, start);
  while (lines.length < EXCERPT_LINES * 2 && from <= Math.max(start, end - 1) && from <= text.length) {
    const to = lineEnd(text, from);
    const first = Math.max(start, from);
    const last = Math.max(first + 1, Math.min(end, to));
    lines.push(...underline(text.slice(from, to), first - from, last - from));
    from = to + (text.startsWith("\r\n", to) ? 2 : 1);
  }
  return lines.join("\n");
}

/** One line and its carets; of a long line the part around them. */
function underline(line: string, start: number, end: number): [string, string] {
  const left = start > EXCERPT_WIDTH - 40 ? start - 40 : 0;
  const shown = line.slice(left, left + EXCERPT_WIDTH);
  const before = shown.slice(0, start - left).replaceAll(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(end - left, Math.max(shown.length, 1)) - (start - left)));
  const ellipsis = left > 0 ? "… " : "";
  return [ellipsis + shown, (left > 0 ? "  " : "") + before + carets];
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = offset;
  return rest.exec(text)?.index ?? text.length;
}
